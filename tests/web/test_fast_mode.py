"""Fast mode: granian gives the answers of gunicorn, whatever it is asked."""

from __future__ import annotations

import hmac
import http.client
import json
import os
import signal
import socket
import sys
import time
from base64 import b64decode, b64encode
from contextlib import ExitStack, closing
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest

from tests.conftest import SITE, STORY
from tests.consumers import PATIENCE_SECONDS
from tests.processes import free_port, running
from tests.publishers import eventually
from widget.bootstrap import build, now
from widget.config import load
from widget.domain.limits import REQUEST_BYTES
from widget.usecases.sites import manage

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Iterator

pytestmark = pytest.mark.slow

PAGE = "https://news.example/city/bridge"
ARTICLES = "/v1/sites/daily/articles"
OF_THE_SERVER = {"server", "date", "connection", "transfer-encoding", "keep-alive"}


def fragment(url: str, site: str = "daily") -> str:
    return f"/v1/sites/{site}/summary?url={quote(url, safe='')}"


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server answered, without what is the server's own."""

    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes


@dataclass(frozen=True, slots=True)
class Servers:
    """Gunicorn and granian over one database."""

    ports: tuple[int, int]
    api_key: str
    secret: str
    granian: subprocess.Popen[bytes]

    def ask(
        self, method: str, path: str, body: bytes | None = None, **headers: str
    ) -> tuple[Answer, Answer]:
        """Ask both, one after the other; return what each answered."""
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        first, second = (_asked(port, method, path, body, sent) for port in self.ports)
        return first, second


def _asked(
    port: int, method: str, path: str, body: bytes | None, headers: dict[str, str]
) -> Answer:
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=30)) as connection:
        connection.request(method, path, body, headers)
        answer = connection.getresponse()
        own = [(name.lower(), value) for name, value in answer.getheaders()]
        shown = tuple(sorted(pair for pair in own if pair[0] not in OF_THE_SERVER))
        return Answer(answer.status, shown, answer.read())


def _status(port: int, request: bytes) -> bytes:
    with socket.create_connection(("127.0.0.1", port), 20) as connection:
        connection.sendall(request)
        answer = b"".join(iter(lambda: connection.recv(65_536), b""))
    return answer[9:12]


@pytest.fixture(scope="module")
def servers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Servers]:
    """Return both servers; the database has a site that fetches on demand, and one article."""
    folder = tmp_path_factory.mktemp("both")
    settings = {"WIDGET_DATABASE_URL": f"sqlite:///{folder}/widget.db", "WIDGET_CONSUMER": "off"}
    settings |= {"WIDGET_PUBLIC_URL": "https://widget.example", "PATH": os.environ["PATH"]}
    opened = build(load(settings))
    api_key = manage.add_site(opened.store, replace(SITE, on_demand=True), now())
    secret = manage.rotate_hook_secret(opened.store, "daily", now())
    opened.close()
    ports, serve = (free_port(), free_port()), [sys.executable, "-m", "widget.cli", "serve"]
    with ExitStack() as stack:
        processes = []
        for port, command in zip(ports, (serve, [*serve, "--fast"]), strict=True):
            # A variable like a header: granian would hand it to the application.
            bound = settings | {"WIDGET_BIND": f"127.0.0.1:{port}", "HTTP_IF_NONE_MATCH": "*"}
            (folder / str(port)).mkdir()
            ready = f"http://127.0.0.1:{port}/healthz"
            processes.append(
                stack.enter_context(running(command, bound, folder / str(port), ready))
            )
        both = Servers(ports, api_key, secret, processes[1])
        publish(both, PAGE)
        yield both


def publish(servers: Servers, url: str, text: str = STORY) -> Answer:
    """Publish by granian; return its answer."""
    body = json.dumps({"url": url, "title": "The bridge", "text": text}).encode()
    key = {"Authorization": f"Bearer {servers.api_key}"}
    return _asked(servers.ports[1], "PUT", ARTICLES, body, key)


ORIGIN = {"Origin": "https://news.example", "Accept_Encoding": "gzip"}


@pytest.mark.parametrize("method", ["GET", "HEAD"])
@pytest.mark.parametrize(
    ("path", "status"),
    [
        (fragment(PAGE), 200),
        (fragment("https://news.example/unseen"), 200),
        (fragment("https://other.example/a"), 403),
        (fragment(PAGE, "nobody"), 404),
        ("/v1/sites/daily/summary?url=x", 400),
        ("/v1/sites/d%C3%A9%2Fly/summary?url=x", 404),
        (f"/read/daily?url={quote(PAGE, safe='')}", 200),
        ("/embed.js", 200),
        ("/nothing//here", 404),
        ("/readyz", 200),
    ],
)
def test_a_question_has_the_same_answer(
    servers: Servers, method: str, path: str, status: int
) -> None:
    first, second = servers.ask(method, path, None, **ORIGIN)
    assert first.status == status
    assert (second.status, second.headers) == (first.status, first.headers)
    assert second.body == first.body or path == "/readyz"
    assert bool(second.body) == (method == "GET")


def test_who_has_the_answer_already_gets_a_304_and_nothing_else(servers: Servers) -> None:
    tag = dict(servers.ask("GET", fragment(PAGE))[0].headers)["etag"]
    for known in (tag, f"W/{tag}", f'"other", {tag}'):
        first, second = servers.ask("GET", fragment(PAGE), If_None_Match=known)
        assert (first.status, second.status, second.body) == (304, 304, b"")
        assert first == second
    assert [each.status for each in servers.ask("GET", fragment(PAGE), If_None_Match='"x"')] == [
        200,
        200,
    ]


def test_a_preflight_has_the_same_answer(servers: Servers) -> None:
    wanted = {"Access_Control_Request_Method": "GET", "Origin": "https://news.example"}
    first, second = servers.ask("OPTIONS", fragment(PAGE), None, **wanted)
    assert (first, first.status) == (second, 204)


def test_what_is_published_by_one_is_read_from_the_other(servers: Servers) -> None:
    url = "https://news.example/published"
    assert publish(servers, url).status == 201
    assert eventually(lambda: servers.ask("GET", fragment(url))[0].status == 200, 5)
    key = {"Authorization": f"Bearer {servers.api_key}"}
    path = f"{ARTICLES}?url={quote(url, safe='')}"
    assert _asked(servers.ports[1], "DELETE", path, None, key).status == 200
    assert eventually(lambda: servers.ask("GET", fragment(url))[0].status == 410, 5)


def test_a_body_past_the_limit_is_refused_whether_its_length_is_said_or_not(
    servers: Servers,
) -> None:
    body = b"x" * (REQUEST_BYTES + 1)
    key = {"Authorization": f"Bearer {servers.api_key}"}
    assert [each.status for each in servers.ask("PUT", ARTICLES, body, **key)] == [413, 413]
    head = f"PUT {ARTICLES} HTTP/1.1\r\nHost: h\r\nConnection: close\r\n"
    head += f"Authorization: Bearer {servers.api_key}\r\nTransfer-Encoding: chunked\r\n\r\n"
    chunked = f"{head}{len(body):x}\r\n".encode() + body + b"\r\n0\r\n\r\n"
    assert [_status(port, chunked)[:1] for port in servers.ports] == [b"4", b"4"]


def test_a_signed_message_is_taken_once_whoever_hears_it(servers: Servers) -> None:
    url = "https://news.example/told"
    article = {"url": url, "title": "The ferry", "text": STORY}
    body = json.dumps({"event": "published", "article": article}).encode()
    stamp = str(int(time.time()))
    key = b64decode(servers.secret.removeprefix("whsec_"))
    digest = hmac.digest(key, f"m1.{stamp}.".encode() + body, "sha256")
    signed = {"webhook-id": "m1", "webhook-timestamp": stamp}
    signed["webhook-signature"] = f"v1,{b64encode(digest).decode()}"
    path = "/v1/sites/daily/hooks/webhook"
    forged = signed | {"webhook-signature": "v1,AAAA"}
    assert _asked(servers.ports[1], "POST", path, body, forged).status == 401
    assert _asked(servers.ports[1], "POST", path, body, signed).status in {200, 201, 202}
    assert eventually(lambda: servers.ask("GET", fragment(url))[1].status == 200, 5)


@pytest.mark.parametrize(
    "request_line",
    [
        b"GET / HTTP/1.1\r\nHost: h\r\nContent-Length: 3\r\nContent-Length: 4\r\n\r\nabcd",
        b"GET / HTTP/1.1\r\nHost: h\r\nContent-Length: -1\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: xchunked\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost : h\r\n\r\n",
        b"GET /\x00 HTTP/1.1\r\nHost: h\r\n\r\n",
        b"GET / HTTP/9.1\r\nHost: h\r\n\r\n",
        b"G@T / HTTP/1.1\nHost h\r\n\r\n",
    ],
)
def test_bytes_that_are_no_request_are_refused(servers: Servers, request_line: bytes) -> None:
    status = _status(servers.ports[1], request_line.replace(b"\r\n\r\n", b"\r\nX: y\r\n\r\n", 1))
    assert status[:1] in {b"4", b""}


def test_idle_connections_keep_nobody_waiting(servers: Servers) -> None:
    with ExitStack() as stack:
        for _ in range(200):
            half = stack.enter_context(socket.create_connection(("127.0.0.1", servers.ports[1])))
            half.sendall(b"GET / HTTP/1.1\r\n")
        assert servers.ask("GET", fragment(PAGE))[1].status == 200


def test_a_worker_that_was_killed_has_a_successor(servers: Servers) -> None:
    path = Path(f"/proc/{servers.granian.pid}/task/{servers.granian.pid}/children")
    workers = path.read_text(encoding="ascii").split()
    os.kill(int(workers[0]), signal.SIGKILL)

    def replaced() -> bool:
        now_there = path.read_text(encoding="ascii").split()
        return len(now_there) == len(workers) and now_there != workers

    assert eventually(replaced, PATIENCE_SECONDS)
    assert eventually(lambda: servers.ask("GET", fragment(PAGE))[1].status == 200, PATIENCE_SECONDS)
