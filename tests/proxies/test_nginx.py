"""The nginx file, with the real nginx: readers wait only for an answer that they share."""

from __future__ import annotations

import http.client
import socket
import ssl
import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import pytest

from tests.conftest import PAGE, SITE
from tests.proxies.nginx import Proxy, in_front_of
from tests.proxies.server import serving
from widget.bootstrap import now
from widget.usecases.sites import manage

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from flask.testing import FlaskClient
    from werkzeug.test import TestResponse

    from tests.conftest import Newsroom
    from tests.proxies.server import Server
    from widget.bootstrap import Services

pytestmark = pytest.mark.slow

NEWS = "https://news.example"
READERS = 200
AT_ONCE = 500
"""Requests that the file lets one client send at once."""
MEETING = 5
"""Requests that must be at the server at the same time."""
PATIENCE = 4
"""Seconds that they wait for each other: less than the five for which nginx locks by default."""


@dataclass(frozen=True, slots=True)
class Readers:
    """Readers who ask nginx at the same time."""

    proxy: Proxy
    server: Server
    address: str = "127.0.0.1"

    def ask(self, path: str, forwarded: str | None = None) -> http.client.HTTPResponse:
        """Ask once, by TLS, and say for whom, as nobody but a proxy should."""
        context = ssl.create_default_context()
        context.check_hostname = False
        context.verify_mode = ssl.CERT_NONE
        connection = http.client.HTTPSConnection(
            "127.0.0.1", self.proxy.port, context=context, source_address=(self.address, 0)
        )
        invented = {"X-Forwarded-For": forwarded} if forwarded else {}
        connection.request("GET", path, headers={"Host": "widget.example", **invented})
        answer = connection.getresponse()
        answer.read()
        connection.close()
        return answer

    def ask_in_a_row(self, path: str, number: int) -> bytes:
        """Ask so often over one connection without waiting; return all that comes."""
        context = ssl.create_default_context()
        context.check_hostname = False
        context.verify_mode = ssl.CERT_NONE
        request = f"GET {path} HTTP/1.1\r\nHost: widget.example\r\n"
        plain = socket.create_connection(
            ("127.0.0.1", self.proxy.port), 20, source_address=(self.address, 0)
        )
        with context.wrap_socket(plain) as connection:
            last = f"{request}Connection: close\r\n\r\n"
            connection.sendall(f"{request}\r\n".encode() * (number - 1) + last.encode())
            return b"".join(iter(lambda: connection.recv(65_536), b""))

    def ask_together(self, path: str, readers: int) -> list[int]:
        """Ask by so many at the same time; return what they got."""
        with ThreadPoolExecutor(readers) as pool:
            return [answer.status for answer in pool.map(self.ask, [path] * readers)]


@pytest.fixture
def readers(tmp_path: Path) -> Iterator[Readers]:
    """Return readers in front of nginx, in front of a server."""
    with serving() as server, in_front_of(server.server_port, tmp_path) as proxy:
        yield Readers(proxy, server)


def put(readers: Readers, client: FlaskClient, path: str) -> TestResponse:
    """Let the server behind nginx answer what the application answers."""
    readers.server.answers[path] = answer = client.get(path)
    return answer


@pytest.fixture
def paths(newsroom: Newsroom, services: Services) -> dict[str, str]:
    """Return the addresses of fragments in each state."""
    newsroom.put()
    newsroom.put(url=f"{NEWS}/gone")
    newsroom.delete(f"{NEWS}/gone")
    manage.change_site(services.store, replace(SITE, on_demand=True), now())
    manage.add_site(services.store, replace(SITE, key="weekly"), now())
    return {
        "ready": f"/v1/sites/daily/summary?url={PAGE}",
        "unknown": f"/v1/sites/weekly/summary?url={NEWS}/nothing",
        "withdrawn": f"/v1/sites/daily/summary?url={NEWS}/gone",
        "pending": f"/v1/sites/daily/summary?url={NEWS}/unseen",
        "pending, as a page": f"/read/daily?url={NEWS}/unseen",
    }


@pytest.mark.parametrize(
    ("state", "status"),
    [
        ("ready", 200),
        ("unknown", 404),
        ("withdrawn", 410),
        ("pending", 200),
        ("pending, as a page", 200),
    ],
)
def test_readers_of_one_page_share_an_answer(
    readers: Readers, newsroom: Newsroom, paths: dict[str, str], state: str, status: int
) -> None:
    path = paths[state]
    answer = put(readers, newsroom.client, path)
    assert (answer.status_code, 'data-state="pending"' in answer.text) == (
        status,
        state.startswith("pending"),
    )
    assert readers.ask_together(path, READERS) == [status] * READERS
    assert readers.server.asked[path] < READERS / 2


def test_what_may_not_be_kept_is_asked_for_each_and_all_at_once(
    readers: Readers, newsroom: Newsroom
) -> None:
    path = "/v1/sites/daily/summary?url=x"
    answer = put(readers, newsroom.client, path)
    assert "X-Accel-Expires" not in answer.headers
    readers.server.before = threading.Barrier(MEETING, timeout=PATIENCE).wait
    assert readers.ask_together(path, MEETING) == [answer.status_code] * MEETING
    assert readers.server.asked[path] == MEETING


def test_what_proxies_are_told_reaches_no_reader(
    readers: Readers, newsroom: Newsroom, paths: dict[str, str]
) -> None:
    assert put(readers, newsroom.client, paths["unknown"]).headers["X-Accel-Expires"] == "1"
    answer = readers.ask(paths["unknown"])
    assert answer.headers["Cache-Control"] == "no-store"
    assert "X-Accel-Expires" not in answer.headers


def test_a_client_that_asks_too_much_is_refused_and_others_are_not(readers: Readers) -> None:
    greedy = replace(readers, address="127.0.0.2")
    answers = greedy.ask_in_a_row("/readyz", AT_ONCE + 400)
    assert answers.count(b"HTTP/1.1 429 ") > 0
    assert answers.count(b"HTTP/1.1 403 ") >= AT_ONCE, "it is not for the world"
    assert replace(readers, address="127.0.0.3").ask("/another").status == 200


@pytest.mark.parametrize(
    "path", ["/", "/v1/sites/daily/articles", "/v1/sites/daily/hooks/ghost", "/readyz"]
)
def test_who_asks_is_said_by_nginx_and_not_by_the_client(readers: Readers, path: str) -> None:
    assert readers.ask(path, forwarded="203.0.113.9, 127.0.0.1").status == 200
    assert readers.server.forwarded == [["127.0.0.1"]]


def test_a_plain_request_is_sent_to_tls_and_a_proof_of_the_name_is_not(
    readers: Readers, tmp_path: Path
) -> None:
    proof = tmp_path / "letsencrypt" / ".well-known" / "acme-challenge" / "token"
    proof.parent.mkdir(parents=True)
    proof.write_text("proof", encoding="utf-8")
    assert plain(readers.proxy, "/read/daily?url=x") == (
        301,
        "https://widget.example/read/daily?url=x",
    )
    assert plain(readers.proxy, "/.well-known/acme-challenge/token")[0] == 200


def plain(proxy: Proxy, path: str) -> tuple[int, str]:
    """Return status and target of a request without TLS, by IPv6."""
    connection = http.client.HTTPConnection("::1", proxy.plain_port)
    connection.request("GET", path, headers={"Host": "widget.example"})
    answer = connection.getresponse()
    answer.read()
    connection.close()
    return answer.status, answer.headers.get("Location", "")
