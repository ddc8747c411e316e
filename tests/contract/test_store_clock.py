"""Times of a clock that was ahead do not bind anybody when it is right again."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from tests.contract.material import DAILY, NOON, later, url_of
from widget.cli import importing
from widget.domain.source import Source, SourceKind, TrackedPage
from widget.rules.retry import LEASE
from widget.usecases.articles.fetch_quota import FetchQuota
from widget.usecases.sites.clean_up import bound_times

if TYPE_CHECKING:
    from widget.domain.ports import Store

FEED = "https://daily.example/feed"
AHEAD = NOON + timedelta(days=400)
PAGE = TrackedPage("daily", url_of("x"), url_of("x"), NOON)


def put(store: Store, *pages: TrackedPage) -> None:
    """Keep the pages."""
    with store.transaction() as transaction:
        for page in pages:
            transaction.put_tracked_page(page)


def test_a_page_that_rests_or_is_due_in_a_year_is_due_now(store: Store) -> None:
    put(store, replace(PAGE, due_at=AHEAD, rest_until=AHEAD, attempted_at=AHEAD, seen_at=AHEAD))
    assert bound_times(store, NOON) == 4
    with store.view() as view:
        [page] = view.due("daily", NOON, 5)
    assert page == replace(PAGE, due_at=NOON, rest_until=NOON, attempted_at=NOON)
    assert bound_times(store, NOON) == 0


def test_times_that_can_be_right_stay(store: Store) -> None:
    page = replace(PAGE, due_at=later(24 * 60), rest_until=later(24 * 60), seen_at=later(4))
    put(store, page)
    assert bound_times(store, NOON) == 0
    with store.view() as view:
        assert view.tracked_page("daily", page.url) == page


def test_a_source_that_rests_for_a_year_is_asked_now(store: Store) -> None:
    with store.transaction() as transaction:
        transaction.put_source(Source("daily", FEED, SourceKind.FEED, rest_until=AHEAD))
    assert bound_times(store, NOON) == 1
    with store.view() as view:
        found = view.source("daily", FEED)
    assert found is not None
    assert found.rest_until == NOON


def test_presses_of_a_clock_that_was_ahead_spend_no_quota(store: Store) -> None:
    pressed = [
        replace(PAGE, url=url_of(str(n)), pressed_at=AHEAD, seen_at=AHEAD) for n in range(30)
    ]
    put(store, *pressed)
    with store.view() as view:
        assert not FetchQuota(30).is_spent(view, DAILY.key, None, NOON)
        assert FetchQuota(30).is_spent(view, DAILY.key, None, AHEAD)


def test_presses_of_another_machine_a_minute_ahead_count(store: Store) -> None:
    put(store, *(replace(PAGE, url=url_of(str(n)), pressed_at=later(1)) for n in range(30)))
    with store.view() as view:
        assert FetchQuota(30).is_spent(view, DAILY.key, None, NOON)


def test_what_a_killed_process_had_claimed_comes_back_within_the_minute() -> None:
    assert timedelta(minutes=1) >= importing._AT_ONCE * LEASE
