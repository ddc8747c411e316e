"""The file for Varnish, with the real Varnish: what is kept, and for how long."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest

from tests.conftest import PAGE
from tests.proxies.asking import Asking
from tests.proxies.varnish import in_front_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.conftest import Newsroom
    from tests.proxies.server import Server

pytestmark = pytest.mark.slow

FRAGMENT = f"/v1/sites/daily/summary?url={quote(PAGE, safe='')}"


@pytest.fixture
def varnish(server: Server, tmp_path: Path) -> Iterator[Asking]:
    """Return a client of Varnish."""
    with in_front_of(server.server_port, tmp_path) as port:
        yield Asking(port)


def test_readers_share_an_answer_whatever_cookie_and_name_they_bring(
    server: Server, varnish: Asking, newsroom: Newsroom
) -> None:
    newsroom.put()
    server.answers[FRAGMENT] = newsroom.client.get(FRAGMENT)
    for number in range(4):
        sent = {"Cookie": f"reader={number}", "Host": f"{number}.example"}
        assert varnish.say(FRAGMENT, sent).status == 200
    assert server.asked[FRAGMENT] == 1
    assert "Cookie" not in server.names


def test_answers_to_other_origins_are_kept_apart(
    server: Server, varnish: Asking, newsroom: Newsroom
) -> None:
    newsroom.put()
    server.answers[FRAGMENT] = newsroom.client.get(FRAGMENT)
    for origin in ("https://news.example", "https://other.example", "https://news.example"):
        varnish.ask(FRAGMENT, Origin=origin)
    assert server.asked[FRAGMENT] == 2


def test_what_a_publisher_sends_is_never_kept(server: Server, varnish: Asking) -> None:
    path = "/v1/sites/daily/articles?url=x"
    for _ in range(2):
        varnish.ask(path, "POST", 1, Authorization="Bearer x")
        varnish.ask("/v1/sites/daily/hooks/webhook", "POST", 1)
    assert server.asked == {path: 2, "/v1/sites/daily/hooks/webhook": 2, "/readyz": 1}


def test_who_asks_is_said_by_varnish_and_not_by_the_client(server: Server, varnish: Asking) -> None:
    server.forwarded.clear()
    varnish.say(FRAGMENT, {"X-Forwarded-For": "203.0.113.9, 127.0.0.1"})
    assert server.forwarded == [["127.0.0.1"]]
