"""The retry policy: when pages and sources are fetched again. Back-off, jitter, rests. Pure."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from hashlib import blake2b
from typing import TYPE_CHECKING, Final

from widget.domain.errors import FetchFailed, OutsideWorldError
from widget.version import VERSION

if TYPE_CHECKING:
    from widget.domain.errors import WidgetError
    from widget.domain.source import TrackedPage

LEASE: Final = timedelta(seconds=45)
"""How long a fetch may take before another process may fetch the page."""

GONE_REST: Final = timedelta(hours=1)
"""How long presses do not fetch a page again that is no article."""

FAILED_REST: Final = timedelta(minutes=1)
"""How long presses do not fetch a page again whose fetch failed, doubled with each failure."""

SUMMARY_REST: Final = timedelta(seconds=5)
"""The first rest after a summarizer failed temporarily, and the rest for presses."""

MOST_FAILURES: Final = 12
"""Failed fetches of a page before it is not fetched again until its source has news.

After a minute, two, four and so on: a server may be down for a day.
"""

MOST_BEGUN: Final = 4
"""Fetches of a page in a row that did not end, before it is given up as their likely cause."""

LONGEST_REST: Final = timedelta(days=1)

CLOCK_SKEW: Final = timedelta(minutes=5)
"""How far the clocks of machines over one database may be apart."""

_NOT_FOUND: Final = 404
_NEXT_CHECK_LEAST: Final = timedelta(minutes=5)
_NEXT_CHECK_MOST: Final = timedelta(days=1)
_CHECKS_END: Final = timedelta(days=7)


def may_fetch(tracked: TrackedPage, now: datetime) -> bool:
    """Return whether a press may cause a fetch: none is under way, and the page has rested."""
    fetching = rests(tracked.due_at, now) and tracked.problem is None
    return not fetching and not rests(tracked.rest_until, now)


def at_rest(tracked: TrackedPage) -> TrackedPage:
    """Return the page without problem, failures and due time: it is not fetched again."""
    rested = replace(tracked, due_at=None, rest_until=None, failures=0, attempts=0)
    return replace(rested, problem=None, reader=None)


def is_under_way(tracked: TrackedPage, now: datetime) -> bool:
    """Return whether a process began to work on the page or its article and may not have ended."""
    began = tracked.attempted_at
    return tracked.attempts > 0 and began is not None and now - LEASE < began <= now + CLOCK_SKEW


def is_hopeless(tracked: TrackedPage) -> bool:
    """Return whether as many fetches of the page began as may, and none of them ended."""
    return tracked.attempts >= MOST_BEGUN


def given_up(tracked: TrackedPage, now: datetime) -> TrackedPage:
    """Return the page that is given up, because its fetches did not end; presses wait too."""
    problem = (
        f"{tracked.attempts} fetches of it began and none ended; the page may be the cause. See "
        "the log of that time. It is fetched again when its source has news of it."
    )
    rested = replace(at_rest(tracked), rest_until=now + LONGEST_REST)
    return replace(rested, problem=problem, reader=VERSION)


def after_success(tracked: TrackedPage, published_at: datetime, now: datetime) -> TrackedPage:
    """Return the page after a fetch that found the article, with the time of the next check.

    A page without a date, or with one in the future, is as old as its tracked page.
    """
    since = min(published_at, tracked.seen_at)
    return replace(at_rest(tracked), due_at=next_check(since, now))


def after_failed_fetch(
    tracked: TrackedPage, error: WidgetError, now: datetime, *, known: bool
) -> TrackedPage:
    """Return the page after a fetch that failed, with the time of the next one if any.

    ``known`` says that there is or was an article. That one, and a page that a source lists, is
    tried again, up to MOST_FAILURES times; a listed page that never was an article only where
    it may still become one.
    """
    failures = tracked.failures + 1
    permanent = not isinstance(error, OutsideWorldError) or error.permanent
    asked_for, missing = None, False
    if isinstance(error, FetchFailed):
        asked_for, missing = error.retry_after, error.status == _NOT_FOUND
    first = GONE_REST if permanent else FAILED_REST
    again = after_failure(failures, asked_for, tracked.url, now, first)
    wanted = known or (tracked.source_url is not None and (missing or not permanent))
    goes_on = wanted and failures < MOST_FAILURES
    rest = again if goes_on or not permanent else now + GONE_REST
    due_at = again if goes_on else None
    rested = replace(at_rest(tracked), rest_until=rest, due_at=due_at)
    return replace(rested, failures=failures, reader=VERSION)


def after_failure(
    failures: int, asked_for: int | None, key: str, now: datetime, first: timedelta = FAILED_REST
) -> datetime:
    """Return when to try again after so many failures in a row (1 and more).

    Doubles from ``first`` up to a day, with a jitter of a fifth that depends on ``key`` (so that
    pages which failed together do not come back together); never before the server asked for
    (``asked_for`` seconds, Retry-After).
    """
    rest = min(first * 2 ** min(max(failures, 1) - 1, 20), LONGEST_REST)
    waited = max(_jittered(rest, key), timedelta(seconds=asked_for or 0))
    return now + min(waited, LONGEST_REST)


def next_poll(seconds: int, key: str, now: datetime) -> datetime:
    """Return when a source that answered is polled again, with a jitter of a fifth."""
    return now + _jittered(timedelta(seconds=seconds), f"{key} {now.timestamp():.0f}")


def next_check(published_at: datetime, now: datetime) -> datetime | None:
    """Return when an article's page is checked again for edits; None when it is a week old.

    After a quarter of its age, at least five minutes and at most a day: what is new is edited.
    """
    age = max(now - published_at, timedelta(0))
    if age > _CHECKS_END:
        return None
    return now + min(max(age / 4, _NEXT_CHECK_LEAST), _NEXT_CHECK_MOST)


def latest_rest(now: datetime) -> datetime:
    """Return the latest end of a rest that can have been set by now.

    What is later was set by a clock that was ahead, and does not count.
    """
    return now + LONGEST_REST + CLOCK_SKEW


def rests(until: datetime | None, now: datetime) -> bool:
    """Return whether what rests until then, if it does, rests now; see ``latest_rest``."""
    return until is not None and now < until <= latest_rest(now)


def _jittered(rest: timedelta, key: str) -> timedelta:
    """Return the rest, longer by up to a fifth."""
    share = int.from_bytes(blake2b(key.encode(), digest_size=4).digest()) / 2**32
    return rest * (1 + share / 5)
