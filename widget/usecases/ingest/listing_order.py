"""Tells in which order a listing has its articles: the newest first, or the oldest."""

from __future__ import annotations

from datetime import datetime, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from widget.domain.source import SourceKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from widget.domain.source import Entry, Source

_STEP: Final = timedelta(microseconds=1)


def places_of(source: Source, entries: Mapping[str, Entry], now: datetime) -> dict[str, datetime]:
    """Return for each entry its place in time: now for the oldest, a microsecond more for the next.

    The times that the listing says tell its direction. Where they do not, a feed has the newest
    first, as all readers of feeds expect; of others nothing is known, and their order is kept.
    """
    order = list(entries)
    if _newest_first(source, entries.values()):
        order.reverse()
    return {url: now + number * _STEP for number, url in enumerate(order)}


def _newest_first(source: Source, entries: Iterable[Entry]) -> bool:
    times = [time for entry in entries if (time := _time(entry)) is not None]
    steps = [(after > before) - (after < before) for before, after in pairwise(times)]
    direction = sum(steps)
    return direction < 0 if direction else source.kind is SourceKind.FEED


def _time(entry: Entry) -> datetime | None:
    """Return the time that an entry says, if it can be compared with others."""
    time = entry.manuscript.published_at or entry.manuscript.modified_at
    return time if time is not None and time.tzinfo is not None else None
