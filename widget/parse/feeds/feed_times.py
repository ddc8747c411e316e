"""Reads the times of feeds: those that programs write, and those that templates write in words."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Final

from widget.domain.article import Precision
from widget.parse.pages.date_formats import month_named
from widget.rules import times
from widget.rules.text import folded

if TYPE_CHECKING:
    from datetime import datetime

_WEEKDAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_HALF: Final = 12
_NAMED: Final = re.compile(
    r"(?:[^\W\d_]+[.,]*\s)?(?P<day>\d\d?)\.?[\s-](?:de\s)?(?P<month>[^\W\d_]{3,12})\.?[\s-]"
    r"(?:de\s)?(?P<year>\d{4}),?\s(?P<rest>\d.*)"
)
_IN_NUMBERS: Final = re.compile(
    r"(?:(?P<weekday>[a-z]{3})[a-z]*[.,]*\s)?(?P<first>\d\d?)/(?P<second>\d\d?)/(?P<year>\d{4}),?\s"
    r"(?P<hour>\d\d?)(?P<clock>:\d\d(?::\d\d)?)\s?(?P<half>[ap]m\b)?(?P<zone>.*)",
    re.I,
)


def moment(written: str, language: str = "") -> datetime | None:
    """Return the moment that a feed in this language writes, in UTC; None for less than one.

    Beside what ``times.moment`` reads: months in the language of the feed, and the numbers of US
    templates (05/04/2026), where a number above twelve or the weekday tells which is the month.
    """
    return times.moment(written) or times.moment(_as_programs_write(written, language))


def precision(written: str, language: str = "") -> Precision:
    """Return how exactly a time is written: at midnight of their zone templates write a day."""
    known = times.read(written) or times.read(_as_programs_write(written, language))
    return Precision.MINUTE if known and known.clock else Precision.DAY


def _as_programs_write(written: str, language: str) -> str | None:
    if len(written) > times.LONGEST:
        return None
    line = folded(written)
    if found := _NAMED.fullmatch(line):
        month = month_named(found["month"], language)
        return f"{found['year']}-{month}-{found['day']} {found['rest']}" if month else None
    found = _IN_NUMBERS.fullmatch(line)
    day = _day_of(found) if found else None
    if found is None or day is None:
        return None
    zone = found["zone"].strip()
    return f"{day.isoformat()} {_clock_of(found)} {zone}"


def _day_of(found: re.Match[str]) -> date | None:
    """Return the one day that the numbers can be, on their weekday; None where they can be two."""
    year, first, second = (int(found[name]) for name in ("year", "first", "second"))
    days = {_day(year, first, second), _day(year, second, first)} - {None}
    weekday = (found["weekday"] or "").lower()
    if weekday in _WEEKDAYS:
        days = {day for day in days if day and _WEEKDAYS[day.weekday()] == weekday}
    return days.pop() if len(days) == 1 else None


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _clock_of(found: re.Match[str]) -> str:
    hour, half = int(found["hour"]), (found["half"] or "").lower()
    if half:
        hour = hour % _HALF + (_HALF if half == "pm" else 0)
    return f"{hour:02d}{found['clock']}"
