"""Chooses the time of a page from its metadata, where several places have one."""

from __future__ import annotations

import re
from datetime import time as time_of_day
from typing import TYPE_CHECKING, Final

from widget.rules.times import LONGEST, moment_or_day

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, datetime

_MIDNIGHT: Final = time_of_day()
_LEADING_DAY: Final = re.compile(r"\s*(\d{4}[-/.]\d\d?[-/.]\d\d?)(?![\d/.-])", re.A)
"""A day with something behind it that is no time of day."""


def first_time(written: Iterable[str | None]) -> datetime | None:
    """Return the first of these that is a time, or a day, of a page: see ``rules.times``."""
    return next((time for each in written if each and (time := _time_of(each))), None)


def time_on(day: date, written: Iterable[str | None]) -> datetime | None:
    """Return the first of these that is a time of day on this day, in its own zone."""
    times = (time for each in written if each and (time := _time_of(each)))
    return next((time for time in times if time.date() == day and time.time() != _MIDNIGHT), None)


def _time_of(written: str) -> datetime | None:
    day = _LEADING_DAY.match(written[:LONGEST])
    return moment_or_day(written) or (moment_or_day(day[1]) if day else None)
