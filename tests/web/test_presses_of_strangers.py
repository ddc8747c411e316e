"""A stranger who presses on made-up addresses takes no other reader's press away."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from tests.conftest import SITE
from widget.bootstrap import Services, build, now
from widget.config import load
from widget.domain.limits import NETWORK_VAIN_PRESSES, PRESSED_PAGES
from widget.domain.source import TrackedPage
from widget.usecases.articles.press_digests import digest_of, keep_key
from widget.usecases.sites import manage
from widget.usecases.sites.clean_up import Retention, clean_up
from widget.web import create_app

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

STRANGER, READER, OTHER = "198.51.100.7", "203.0.113.9", "192.0.2.1"
AT_ONCE = 30
"""Unknown pages that are fetched in a minute, as the setting has it by default."""


@pytest.fixture
def behind_proxy(environment: dict[str, str]) -> Iterator[Services]:
    """Return services behind a proxy on this machine, for a site that fetches on demand."""
    opened = build(load({**environment, "WIDGET_TRUSTED_PROXIES": "127.0.0.1"}))
    manage.add_site(opened.store, replace(SITE, on_demand=True), now())
    yield opened
    opened.close()


class Public:
    """Readers in many networks, in front of one server."""

    def __init__(self, services: Services) -> None:
        self._client = create_app(services).test_client()

    def press(self, slug: str, address: str = READER, path: str = "/v1/sites/daily/summary") -> int:
        """Press on a page; return the status of the answer."""
        url = f"https://news.example/{slug}"
        headers = {"X-Forwarded-For": address}
        return self._client.get(path, query_string={"url": url}, headers=headers).status_code


def fetched(services: Services, slug: str, *, is_article: bool) -> None:
    """Let a page be fetched that a reader has pressed on."""
    url = f"https://news.example/{slug}"
    with services.store.transaction() as transaction:
        known = transaction.tracked_page("daily", url)
        assert known is not None
        problem = None if is_article else "404"
        done = replace(known, due_at=None, found_article=is_article, problem=problem)
        transaction.put_tracked_page(done)


def pressed_in_vain(services: Services, network: str | None, number: int, at: datetime) -> None:
    """Let there be so many vain presses of this network."""
    with services.store.transaction() as transaction:
        keep_key(transaction, now())
        digest = digest_of(transaction, network, now())
        for one in range(number):
            url = f"https://news.example/vain/{one}"
            page = TrackedPage("daily", url, url, at, pressed_at=at, pressed_by=digest, problem="-")
            transaction.put_tracked_page(page)


def test_a_burst_of_made_up_addresses_leaves_room_for_the_others(behind_proxy: Services) -> None:
    public = Public(behind_proxy)
    burst = [public.press(f"made-up/{number}", STRANGER) for number in range(60)]
    assert (burst.count(200), burst.count(429)) == (AT_ONCE // 3, 60 - AT_ONCE // 3)
    assert [public.press("one"), public.press("two", OTHER)] == [200, 200]


@pytest.mark.parametrize("path", ["/v1/sites/daily/summary", "/read/daily"])
def test_a_network_is_counted_whatever_way_it_presses(behind_proxy: Services, path: str) -> None:
    public = Public(behind_proxy)
    statuses = [public.press(str(number), STRANGER, path) for number in range(AT_ONCE)]
    assert statuses.count(200) == AT_ONCE // 3


def test_a_day_of_made_up_addresses_from_one_network_leaves_the_day_to_the_others(
    behind_proxy: Services,
) -> None:
    hours_ago = now() - timedelta(hours=3)
    pressed_in_vain(behind_proxy, "198.51.100.0/24", NETWORK_VAIN_PRESSES, hours_ago)
    public = Public(behind_proxy)
    assert (public.press("a", STRANGER), public.press("a")) == (429, 200)


def test_when_many_networks_have_spent_the_day_those_of_use_go_on(behind_proxy: Services) -> None:
    public = Public(behind_proxy)
    assert public.press("real") == 200
    fetched(behind_proxy, "real", is_article=True)
    pressed_in_vain(behind_proxy, None, PRESSED_PAGES * 2 // 3, now() - timedelta(minutes=2))
    with behind_proxy.store.transaction() as transaction:  # and one of them a moment ago
        url = "https://news.example/vain/now"
        transaction.put_tracked_page(TrackedPage("daily", url, url, now(), pressed_at=now()))
    assert (public.press("b", OTHER), public.press("b")) == (429, 200)


def test_a_network_whose_presses_were_of_use_keeps_a_third_of_the_minute(
    behind_proxy: Services,
) -> None:
    public = Public(behind_proxy)
    assert public.press("real") == 200
    fetched(behind_proxy, "real", is_article=True)
    pressed_in_vain(behind_proxy, None, AT_ONCE * 2 // 3, now())
    assert (public.press("b", OTHER), public.press("b")) == (429, 200)


def test_presses_that_became_articles_take_no_room_of_the_network(behind_proxy: Services) -> None:
    public = Public(behind_proxy)
    for number in range(AT_ONCE // 3 + 5):
        assert public.press(str(number)) == 200
        fetched(behind_proxy, str(number), is_article=True)


def test_a_page_that_a_source_lists_has_room_whatever_was_pressed(behind_proxy: Services) -> None:
    public = Public(behind_proxy)
    for number in range(60):
        public.press(f"made-up/{number}", STRANGER)
    url, feed = "https://news.example/listed", "https://news.example/feed"
    with behind_proxy.store.transaction() as transaction:
        listed = TrackedPage("daily", url, url, now(), source_url=feed, problem="404")
        transaction.put_tracked_page(listed)
    assert public.press("listed", STRANGER) == 200


def test_where_nobody_knows_the_network_the_quota_comes_back_one_by_one(
    services: Services,
) -> None:
    manage.add_site(services.store, replace(SITE, on_demand=True), now())
    public = Public(services)
    burst = [public.press(f"made-up/{number}", STRANGER) for number in range(60)]
    assert burst.count(200) == AT_ONCE
    with services.store.transaction() as transaction:  # 60 / 30 seconds later
        for number in range(60):
            url = f"https://news.example/made-up/{number}"
            page = transaction.tracked_page("daily", url)
            if page is not None:
                earlier = now() - timedelta(seconds=2.1)
                transaction.put_tracked_page(replace(page, pressed_at=earlier))
    assert [public.press("one"), public.press("two")] == [200, 429]


def test_of_a_network_only_a_digest_is_kept_and_that_for_a_day(behind_proxy: Services) -> None:
    public, url = Public(behind_proxy), "https://news.example/a"
    public.press("a")
    with behind_proxy.store.view() as view:
        page = view.tracked_page("daily", url)
    assert page is not None
    assert page.pressed_by is not None
    assert len(page.pressed_by) == 16
    assert "203" not in page.pressed_by
    clean_up(behind_proxy.store, Retention(0, 30), now() + timedelta(days=1, minutes=-1))
    with behind_proxy.store.view() as view:
        page = view.tracked_page("daily", url)
    assert page is None or page.pressed_by is None
