"""Finds the day that a time has in the zone of its newsroom, where a page states it in UTC."""

from __future__ import annotations

from datetime import time, timedelta, timezone
from typing import TYPE_CHECKING, Final

from widget.rules.times import midnight

if TYPE_CHECKING:
    from datetime import date, datetime

_WEST: Final = 10
"""Hours by which a zone is behind UTC at most."""
_EAST: Final = 14
"""Hours by which a zone is ahead of UTC at most."""
_NEAR_EAST: Final = 3
"""The same of Europe: further east newsrooms write their own zone."""
_HOURS: Final = 24
_MIDNIGHTS: Final = frozenset({time(15), time(16), time(18, 30), time(21), time(22), time(23)})
"""In UTC midnight of Japan, China, India, Moscow, and of central Europe in summer and in winter:
what programs make of a day alone."""


def on_day(said: datetime, day: date) -> datetime:
    """Return the time, unless the address has another day.

    One day earlier is the evening of a newsroom west of Greenwich whose times are in UTC, one day
    later the morning of one in the east: the time is the same, in a zone where it is on that day.
    What is much later is when an old article was moved to another system.
    """
    late = (said.date() - day).days
    is_utc = not said.utcoffset() and said.time() != time()
    if late == 1 and is_utc and said.hour < _WEST:
        return _west(said)
    if late == -1 and is_utc and said.hour >= _HOURS - _NEAR_EAST:
        return _east(said)
    return said if late <= 1 else midnight(day)


def _west(said: datetime) -> datetime:
    """Return a time of UTC in the nearest zone where it is the day before."""
    return said.astimezone(timezone(-timedelta(hours=said.hour + 1)))


def _east(said: datetime) -> datetime:
    """Return a time of UTC in the nearest zone where it is the day after."""
    return said.astimezone(timezone(timedelta(hours=_HOURS - said.hour)))


def as_shown(said: datetime, shown: date | None, changed: datetime | None) -> datetime:
    """Return a time of UTC in a zone of the day that readers are shown: the one before or after.

    A later day that is shown may as well be that of a change, where the page was changed since;
    not where the time is midnight of a zone.
    """
    off = (shown - said.date()).days if shown else 0
    if said.utcoffset() or said.time() == time() or abs(off) != 1:
        return said
    if off < 0:
        return _west(said) if said.hour < _WEST else said
    since = changed and changed - said > timedelta(hours=_HOURS - said.hour)
    if said.time() not in _MIDNIGHTS and (since or said.hour < _HOURS - _EAST):
        return said
    return _east(said)
