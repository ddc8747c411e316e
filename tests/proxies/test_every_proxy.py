"""What every proxy in front has to do, each by the file that operators copy."""

from __future__ import annotations

import socket
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest

from tests.conftest import PAGE, SITE
from tests.proxies import apache, caddy, nginx, varnish
from tests.proxies.asking import Asking
from tests.proxies.server import serving
from widget.bootstrap import now
from widget.domain.limits import HOOK_BYTES, REQUEST_BYTES
from widget.usecases.sites import manage

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.conftest import Newsroom
    from tests.proxies.server import Server
    from widget.bootstrap import Services

pytestmark = pytest.mark.slow

ORIGIN = "https://news.example"
FRAGMENT = f"/v1/sites/daily/summary?url={quote(PAGE, safe='')}"
PENDING = f"/v1/sites/daily/summary?url={quote(ORIGIN + '/unseen', safe='')}"
READERS, IDLE = 100, 200


@dataclass(frozen=True, slots=True)
class Front:
    """A proxy, and the server behind it."""

    name: str
    client: Asking
    server: Server


@contextmanager
def _nginx(port: int, folder: Path) -> Iterator[Asking]:
    with nginx.in_front_of(port, folder) as proxy:
        yield Asking(proxy.port, has_tls=True)


@contextmanager
def _apache(port: int, folder: Path) -> Iterator[Asking]:
    with apache.in_front_of(port, folder) as proxy:
        yield Asking(proxy.port, has_tls=True)


@contextmanager
def _caddy(port: int, folder: Path) -> Iterator[Asking]:
    with caddy.in_front_of(port, folder) as opened:
        yield Asking(opened, headers={})  # it is called by its address here


@contextmanager
def _varnish(port: int, folder: Path) -> Iterator[Asking]:
    with varnish.in_front_of(port, folder) as opened:
        yield Asking(opened)


PROXIES = {"nginx": _nginx, "apache": _apache, "caddy": _caddy, "varnish": _varnish}
KEEP_ANSWERS = {"nginx", "varnish"}


@pytest.fixture(params=PROXIES)
def front(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Front]:
    """Return a proxy in front of a server that gives the answers of the application."""
    with (
        serving() as server,
        PROXIES[request.param](server.server_port, tmp_path) as client,
    ):
        server.asked.clear()
        server.forwarded.clear()
        server.names.clear()
        yield Front(request.param, client, server)


def words(value: str | None) -> list[str]:
    """Return what stands between the commas of a header."""
    return [word.strip() for word in (value or "").split(",")]


def test_a_fragment_comes_as_the_server_sent_it(front: Front, newsroom: Newsroom) -> None:
    newsroom.put()
    sent = newsroom.client.get(FRAGMENT, headers={"Origin": ORIGIN})
    front.server.answers[FRAGMENT] = sent
    answer = front.client.ask(FRAGMENT, Origin=ORIGIN)
    assert answer.status == 200
    for name in ("Cache-Control", "ETag", "Vary", "Access-Control-Allow-Origin"):
        assert words(answer.headers[name]) == words(sent.headers[name])
    assert answer.body == sent.data  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    "path",
    [
        "/v1/sites/a%2Fb/summary?url=https%3A%2F%2Fnews.example%2F%C3%A9%2Fa%3Fb%3D1%26c&x=%2b+%00",
        "/v1//sites/%61/./summary?url=a%252Fb#",
    ],
)
def test_the_address_that_is_asked_for_reaches_the_server_as_the_reader_sent_it(
    front: Front, path: str
) -> None:
    front.client.ask(path)
    sent = path.partition("#")[0]
    assert set(front.server.asked) <= {sent, path}


@pytest.mark.parametrize(
    ("path", "size"),
    [("/v1/sites/daily/articles", REQUEST_BYTES), ("/v1/sites/daily/hooks/ghost", HOOK_BYTES)],
)
def test_a_body_past_the_limit_of_the_server_does_not_reach_it(
    front: Front, path: str, size: int
) -> None:
    assert front.client.ask(path, "POST", size).status == 200
    with suppress(BrokenPipeError, ConnectionResetError):  # hung up before all of it was sent
        assert front.client.ask(path, "POST", size + 1).status >= 400
    assert front.server.asked[path] == 1


@pytest.mark.parametrize(
    "name", ["X_Forwarded_For", "X_Forwarded-For", "X-Forwarded_For", "x_forwarded_for"]
)
def test_no_header_looks_like_the_one_that_says_who_asks(front: Front, name: str) -> None:
    for path, method in ((FRAGMENT, "GET"), ("/v1/sites/daily/articles", "DELETE")):
        front.client.say(path, {name: "203.0.113.9"}, method)
    assert front.server.names
    alike = [one for one in front.server.names if "_" in one]
    assert alike == []


def test_readers_who_ask_at_once_are_all_answered(
    front: Front, newsroom: Newsroom, services: Services
) -> None:
    manage.change_site(services.store, replace(SITE, on_demand=True), now())
    front.server.answers[PENDING] = pending = newsroom.client.get(PENDING)
    assert 'data-state="pending"' in pending.text
    with ThreadPoolExecutor(READERS) as pool:
        answers = list(pool.map(front.client.ask, [PENDING] * READERS))
    assert [answer.status for answer in answers] == [200] * READERS
    if front.name in KEEP_ANSWERS:
        assert front.server.asked[PENDING] < READERS / 2
    assert "X-Accel-Expires" in pending.headers
    assert {answer.headers["X-Accel-Expires"] for answer in answers} == {None}
    assert {answer.headers["Cache-Control"] for answer in answers} == {"no-store"}


def test_idle_connections_keep_no_reader_waiting(front: Front, newsroom: Newsroom) -> None:
    newsroom.put()
    front.server.answers[FRAGMENT] = newsroom.client.get(FRAGMENT)
    with ExitStack() as stack:
        for _ in range(IDLE):
            idle = socket.create_connection(("127.0.0.1", front.client.port))
            stack.enter_context(idle)
        assert [front.client.ask(FRAGMENT).status for _ in range(20)] == [200] * 20


def test_health_is_for_this_machine(front: Front) -> None:
    assert front.client.ask("/readyz").status == 200
    assert front.client.ask("/healthz").status == 200
