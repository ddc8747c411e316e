"""The Caddyfile, with the real Caddy."""

from __future__ import annotations

import http.client
from typing import TYPE_CHECKING

import pytest

from tests.conftest import PAGE
from tests.proxies.caddy import in_front_of
from widget.domain.limits import HOOK_BYTES, REQUEST_BYTES

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.conftest import Newsroom
    from tests.proxies.server import Server

pytestmark = pytest.mark.slow

FRAGMENT = f"/v1/sites/daily/summary?url={PAGE}"


@pytest.fixture
def port(server: Server, tmp_path: Path) -> Iterator[int]:
    """Return where Caddy answers."""
    with in_front_of(server.server_port, tmp_path) as opened:
        yield opened


def ask(port: int, method: str, path: str, size: int = 0) -> http.client.HTTPResponse:
    """Ask Caddy, with a body of so many bytes."""
    connection = http.client.HTTPConnection("127.0.0.1", port)
    connection.request(method, path, b"x" * size, {"Origin": "https://news.example"})
    answer = connection.getresponse()
    answer.read()
    connection.close()
    return answer


def test_a_fragment_comes_as_the_server_sent_it(
    server: Server, port: int, newsroom: Newsroom
) -> None:
    newsroom.put()
    server.answers[FRAGMENT] = sent = newsroom.client.get(
        FRAGMENT, headers={"Origin": "https://news.example"}
    )
    answer = ask(port, "GET", FRAGMENT)
    assert answer.status == 200
    for name in ("Cache-Control", "ETag", "Vary", "Access-Control-Allow-Origin"):
        assert answer.headers[name] == sent.headers[name]


@pytest.mark.parametrize(
    ("path", "size"),
    [("/v1/sites/daily/articles", REQUEST_BYTES), ("/v1/sites/daily/hooks/ghost", HOOK_BYTES)],
)
def test_a_body_past_the_limit_of_the_server_does_not_reach_it(
    server: Server, port: int, path: str, size: int
) -> None:
    assert ask(port, "POST", path, size).status == 200
    assert ask(port, "POST", path, size + 1).status >= 400
    assert server.asked[path] == 1


def test_who_asks_is_said_by_caddy_and_not_by_the_client(server: Server, port: int) -> None:
    server.forwarded.clear()
    connection = http.client.HTTPConnection("127.0.0.1", port)
    connection.request("GET", FRAGMENT, headers={"X-Forwarded-For": "203.0.113.9"})
    assert connection.getresponse().status == 200
    connection.close()
    assert server.forwarded == [["127.0.0.1"]]


def test_health_is_for_this_machine(port: int) -> None:
    assert ask(port, "GET", "/readyz").status == 200
