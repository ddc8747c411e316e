"""Pictures of neighbours in fragments and on reading pages, and what the policy says of them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from selectolax.lexbor import LexborHTMLParser

from tests.conftest import PAGE, SITE, Newsroom
from widget.bootstrap import now
from widget.usecases.sites import manage

if TYPE_CHECKING:
    from widget.bootstrap import Services

FRAGMENT, READ = "/v1/sites/daily/summary", "/read/daily"
PICTURE = 'https://img.news.example/a.jpg?w=1&h="2'
ASKING = replace(SITE, neighbour_pictures=True, picture_hosts=("img.news.example",))


@pytest.fixture
def two(newsroom: Newsroom, services: Services) -> Newsroom:
    """Return a newsroom whose site asks for pictures, with two articles."""
    manage.change_site(services.store, ASKING, now())
    newsroom.put(published_at="2026-05-01T08:00:00Z")
    url = "https://news.example/ferry"
    newsroom.put(url=url, image=PICTURE, published_at="2026-05-02T08:00:00Z")
    return newsroom


@pytest.mark.parametrize("path", [FRAGMENT, READ])
def test_a_picture_is_small_late_and_tells_nobody_where_it_is_shown(
    two: Newsroom, path: str
) -> None:
    text = two.client.get(path, query_string={"url": PAGE}).text
    [picture] = LexborHTMLParser(text).css("img")
    assert picture.attributes == {
        "class": "summary-panel-picture",
        "part": "picture",
        "src": "https://img.news.example/a.jpg?w=1&h=%222",
        "alt": "",
        "width": "72",
        "height": "72",
        "loading": "lazy",
        "decoding": "async",
        "referrerpolicy": "no-referrer",
    }


@pytest.mark.parametrize("bare", ["0", "1"])
def test_the_policy_of_a_page_names_the_hosts_of_pictures_and_no_other(
    two: Newsroom, services: Services, bare: str
) -> None:
    def sources() -> list[str]:
        answer = two.client.get(READ, query_string={"url": PAGE, "bare": bare})
        policy = answer.headers["Content-Security-Policy"].split("; ")
        return [one for one in policy if one.startswith("img-src")]

    assert sources() == ["img-src news.example img.news.example"]
    manage.change_site(services.store, replace(ASKING, neighbour_pictures=False), now())
    assert sources() == []


def test_a_host_that_no_policy_can_name_is_left_out(two: Newsroom, services: Services) -> None:
    hosts = ("news.example", "[::1]")
    manage.change_site(services.store, replace(ASKING, page_hosts=hosts, picture_hosts=()), now())
    policy = two.client.get(READ, query_string={"url": PAGE}).headers["Content-Security-Policy"]
    assert "img-src news.example;" in policy


def test_a_site_that_does_not_ask_has_no_pictures(two: Newsroom, services: Services) -> None:
    manage.change_site(services.store, SITE, now())
    for path in (FRAGMENT, READ):
        assert "<img" not in two.client.get(path, query_string={"url": PAGE}).text
