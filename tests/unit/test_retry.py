"""When a publisher's server is asked again."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

import pytest

from tests.unit.publisher_site import NOW, at, failure, later
from widget.domain.errors import InvalidField, Unreadable
from widget.domain.source import TrackedPage
from widget.rules.retry import (
    CLOCK_SKEW,
    FAILED_REST,
    GONE_REST,
    LEASE,
    LONGEST_REST,
    MOST_FAILURES,
    after_failed_fetch,
    after_failure,
    after_success,
    at_rest,
    is_under_way,
    may_fetch,
    next_check,
    next_poll,
)

SEEN = TrackedPage("daily", at("a"), at("a"), NOW)
LISTED = replace(SEEN, source_url="https://news.example/feed.xml")
DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("tracked", "may"),
    [
        (SEEN, True),
        (replace(SEEN, due_at=NOW + LEASE), False),
        (replace(SEEN, due_at=NOW), True),
        (replace(SEEN, rest_until=later(1), problem="x"), False),
        (replace(SEEN, rest_until=NOW, problem="x"), True),
        (replace(SEEN, due_at=later(1), rest_until=NOW, problem="x"), True),
        (replace(SEEN, rest_until=NOW + LONGEST_REST, problem="x"), False),
        (replace(SEEN, rest_until=NOW + 400 * DAY, problem="x"), True),
        (replace(SEEN, due_at=NOW + 400 * DAY), True),
    ],
    ids=[
        *("never seen", "being fetched", "the fetch died", "rests", "rested", "failed, due later"),
        *("rests for long", "rests by a wrong clock", "is due by a wrong clock"),
    ],
)
def test_a_press_may_fetch_a_page_that_is_not_being_fetched_and_has_rested(
    *, tracked: TrackedPage, may: bool
) -> None:
    assert may_fetch(tracked, NOW) is may


def test_a_fetch_that_began_by_a_clock_that_was_ahead_is_not_under_way() -> None:
    begun = replace(SEEN, attempts=1, attempted_at=NOW)
    assert is_under_way(begun, NOW)
    assert is_under_way(begun, NOW - CLOCK_SKEW)
    assert not is_under_way(begun, NOW + LEASE)
    assert not is_under_way(begun, NOW - 400 * DAY)


def test_rests_double_up_to_a_day() -> None:
    rests = [after_failure(number, None, "key", NOW) - NOW for number in range(1, 20)]
    assert FAILED_REST <= rests[0] <= FAILED_REST * 1.2
    doubled = [later / before for before, later in pairwise(rests[:8])]
    assert doubled == pytest.approx([2.0] * 7)
    assert rests[-1] == LONGEST_REST


@pytest.mark.parametrize("failures", [-1, 0, 1, 10_000])
def test_any_number_of_failures_has_a_rest(failures: int) -> None:
    assert FAILED_REST <= after_failure(failures, None, "key", NOW) - NOW <= LONGEST_REST


def test_what_failed_together_does_not_come_back_together() -> None:
    again = {after_failure(5, None, at(str(number)), NOW) for number in range(100)}
    assert len(again) > 90
    assert max(again) - min(again) <= FAILED_REST * 16 * 0.2


@pytest.mark.parametrize(
    ("asked_for", "rest"), [(3_600, timedelta(hours=1)), (10**9, LONGEST_REST)]
)
def test_a_server_that_asks_for_patience_has_it_up_to_a_day(
    asked_for: int, rest: timedelta
) -> None:
    assert after_failure(1, asked_for, "key", NOW) == NOW + rest


@pytest.mark.parametrize("asked_for", [0, 1, -5])
def test_a_server_that_asks_for_no_patience_is_given_the_usual(asked_for: int) -> None:
    assert after_failure(1, asked_for, "key", NOW) == after_failure(1, None, "key", NOW)


def test_polls_are_spread_by_up_to_a_fifth() -> None:
    waits = [next_poll(600, str(number), NOW) - NOW for number in range(100)]
    assert timedelta(minutes=10) <= min(waits) < max(waits) <= timedelta(minutes=12)


@pytest.mark.parametrize(
    ("age", "wait"),
    [
        (timedelta(0), timedelta(minutes=5)),
        (timedelta(hours=-5), timedelta(minutes=5)),
        (timedelta(hours=2), timedelta(minutes=30)),
        (timedelta(days=6), DAY),
        (timedelta(days=7), DAY),
        (timedelta(days=7, seconds=1), None),
    ],
)
def test_what_is_new_is_checked_again_soon(age: timedelta, wait: timedelta | None) -> None:
    assert next_check(NOW - age, NOW) == (NOW + wait if wait else None)


@pytest.mark.parametrize("published_at", [NOW, later(10**7)])
def test_an_article_is_at_least_as_old_as_the_day_it_was_first_listed(published_at: object) -> None:
    ten_days_on = NOW + 10 * DAY
    assert after_success(SEEN, published_at, ten_days_on).due_at is None  # type: ignore[arg-type]


def test_a_fetch_that_works_forgets_what_was_wrong() -> None:
    failed = replace(SEEN, failures=3, problem="x", rest_until=later(5), due_at=later(5))
    assert at_rest(failed) == SEEN
    assert after_success(failed, NOW, NOW) == replace(SEEN, due_at=later(5))


PASSING, MISSING, REFUSED = failure(503), failure(404), failure(403)
ODD, WRONG = Unreadable("odd"), InvalidField("title", "is missing.")


@pytest.mark.parametrize(
    ("tracked", "error", "known", "first"),
    [
        (LISTED, PASSING, False, FAILED_REST),
        (LISTED, MISSING, False, GONE_REST),
        (LISTED, REFUSED, False, None),
        (LISTED, ODD, False, None),
        (LISTED, WRONG, False, None),
        (LISTED, ODD, True, GONE_REST),
        (SEEN, PASSING, True, FAILED_REST),
        (SEEN, WRONG, True, GONE_REST),
        (SEEN, PASSING, False, None),
        (SEEN, MISSING, False, None),
    ],
)
def test_a_page_that_failed_is_tried_again_where_that_may_bring_an_article(
    *, tracked: TrackedPage, error: Exception, known: bool, first: timedelta | None
) -> None:
    after = after_failed_fetch(tracked, error, NOW, known=known)  # type: ignore[arg-type]
    assert after.failures == 1
    if first is None:
        assert after.due_at is None
    else:
        assert after.due_at is not None
        assert first <= after.due_at - NOW <= first * 1.2
        assert after.due_at == after.rest_until


@pytest.mark.parametrize(("error", "rest"), [(PASSING, FAILED_REST), (MISSING, GONE_REST)])
def test_a_page_that_failed_has_a_rest_from_presses(error: Exception, rest: timedelta) -> None:
    after = after_failed_fetch(SEEN, error, NOW, known=False)  # type: ignore[arg-type]
    assert after.rest_until is not None
    assert rest <= after.rest_until - NOW <= rest * 1.2


def test_tries_end_after_the_most_failures() -> None:
    last = replace(LISTED, failures=MOST_FAILURES - 2)
    again = after_failed_fetch(last, PASSING, NOW, known=True)
    assert again.due_at is not None
    ended = after_failed_fetch(again, PASSING, NOW, known=True)
    assert (ended.failures, ended.due_at) == (MOST_FAILURES, None)
    assert ended.rest_until is not None
