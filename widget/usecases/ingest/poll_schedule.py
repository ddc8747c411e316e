"""Schedules the polls of sources, in memory, so that a poll without news writes nothing."""

from __future__ import annotations

from datetime import timedelta
from threading import Lock
from typing import TYPE_CHECKING, Final

from widget.rules import retry

if TYPE_CHECKING:
    from datetime import datetime

    from widget.domain.source import Source
    from widget.usecases.ingest.poll import Report

_LONGEST_SECONDS: Final = 86_400
_LATEST: Final = 2
"""Of intervals: no plan, however it was spread, is later than that."""


class PollSchedule:
    """Remembers when each source is to be polled next; safe for many threads.

    After a start every source is due at once. A sitemap that came with an index is asked more
    seldom the longer it stays unchanged, up to once a day: most of an index is old.
    """

    def __init__(self, poll_seconds: int) -> None:
        self._seconds = poll_seconds
        self._next: dict[tuple[str, str], tuple[datetime, int]] = {}
        self._announced: dict[tuple[str, str], datetime | None] = {}
        self._lock = Lock()

    def take(self, sources: tuple[Source, ...], now: datetime) -> tuple[Source, ...]:
        """Return those that are to be polled now, each to one caller, and forget lost ones."""
        with self._lock:
            here = {_key(source) for source in sources}
            self._next = {key: plan for key, plan in self._next.items() if key in here}
            self._announced = {key: time for key, time in self._announced.items() if key in here}
            due = tuple(source for source in sources if self._is_due(source, now))
            for source in due:
                seconds = self._interval(source)
                self._next[_key(source)] = (now + timedelta(seconds=seconds), seconds)
                self._announced[_key(source)] = source.due_at
            return due

    def polled(self, report: Report, now: datetime) -> None:
        """Plan the next poll of a source after what the last one brought."""
        source = report.source
        news = report.new or report.changed or report.gone
        seconds = self._seconds if news or source.parent is None else 2 * self._interval(source)
        seconds = min(seconds, max(_LONGEST_SECONDS, self._seconds))
        with self._lock:
            self._next[_key(source)] = (retry.next_poll(seconds, source.url, now), seconds)

    def _is_due(self, source: Source, now: datetime) -> bool:
        if retry.rests(source.rest_until, now):
            return False
        return not self._waits(source, now) or self._has_news(source, now)

    def _waits(self, source: Source, now: datetime) -> bool:
        """Return whether its next poll is to come, by a plan that this clock can have made."""
        if _key(source) not in self._next:
            return False
        then, seconds = self._next[_key(source)]
        return now < then <= now + _LATEST * timedelta(seconds=seconds)

    def _has_news(self, source: Source, now: datetime) -> bool:
        """Return whether its hub announced a change since the last poll began."""
        announced, before = source.due_at, self._announced.get(_key(source))
        return announced is not None and announced <= now and announced != before

    def _interval(self, source: Source) -> int:
        plan = self._next.get(_key(source))
        return plan[1] if plan else self._seconds


def _key(source: Source) -> tuple[str, str]:
    return source.site_key, source.url
