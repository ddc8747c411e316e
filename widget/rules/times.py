"""Times as programs write them: one reading of them for every way in.

Read are ISO 8601 with its relatives (RFC 3339, W3C-DTF), the dates of mail and of HTTP (RFC 822 and
its successors, RFC 850), what JavaScript and Unix print, and Unix timestamps. What is written is
one of three things:

- **A moment**: a day, a time of day and a zone that is known. Every way in keeps the same moment.
- **Less than a moment**: the zone is missing, is not known or means several (see ``zones``), or
  there is no time of day. An unknown zone is unknown, not UTC: nobody trusts the time of day beside
  it. Where the sender can correct it, it is refused (the publisher's JSON, signed webhooks).
  Listings, HTML files and Ghost have no time then: the page may say more. For a page, which is read
  last, a day is better than none: its day counts, from midnight in UTC, and with the time of day,
  taken for one in UTC, where no zone is named at all. A field that is in UTC by its own contract
  (WordPress' ``date_gmt``, HTTP) needs no zone.
- **No time**: no day that the calendar has, or what programs write for "none": midnight of
  1 January of the year 1 and of 1970.

All years from 1 to 9999 are years: an archive may be old. What would fall out of them in UTC is no
time.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone
from typing import TYPE_CHECKING, Final

from widget.rules.clocks import clock_of, clock_pattern
from widget.rules.text import folded
from widget.rules.zones import ZONES

if TYPE_CHECKING:
    from collections.abc import Callable

LONGEST: Final = 100
"""Characters of a written time, white space around it not counted."""


@dataclass(frozen=True, slots=True)
class Written:
    """A time as it was written, which may be less than a moment."""

    day: date
    clock: timedelta | None = None
    """Since midnight; None where no time of day is written."""
    zone: str = ""
    """The zone as it was written, empty for none."""
    offset: timezone | None = None
    """What the zone means; None where that is unknown."""

    @property
    def moment(self) -> datetime | None:
        """The moment, in the zone in which it was written; None for less than one."""
        if self.clock is None or self.offset is None:
            return None
        return _assembled(self.day, self.clock, self.offset)


def moment(written: str | None) -> datetime | None:
    """Return the moment that is written, in UTC; None for less than one, and for no time."""
    found = _plain(written)
    if found is None:
        known = read(written)
        found = known.moment if known else None
    return found.astimezone(UTC) if found else None


def moment_in_utc(written: str | None) -> datetime | None:
    """Return the moment that is written in a field that is in UTC where it names no zone."""
    known = read(written)
    if known is None or known.clock is None or known.zone:
        return moment(written)
    return _assembled(known.day, known.clock, UTC)


def moment_or_day(written: str | None) -> datetime | None:
    """Return what a page says: a moment in its own zone, else what comes nearest to it.

    That is the time of day in UTC where no zone is named, and the beginning of the day in UTC
    where the zone is unknown or there is no time of day.
    """
    if found := _plain(written):
        return found
    known = read(written)
    if known is None:
        return None
    if known.clock is not None and (known.offset or not known.zone):
        return _assembled(known.day, known.clock, known.offset or UTC)
    return _assembled(known.day, timedelta(), UTC)


def midnight(day: date) -> datetime:
    """Return the beginning of a day in UTC, for a time of which no more than the day is known."""
    return datetime(day.year, day.month, day.day, tzinfo=UTC)


def read(written: str | None) -> Written | None:
    """Return what is written, taken apart; None for no time. Midnight may be written 24:00."""
    text = (written or "").strip()
    if not text or len(text) > LONGEST:
        return None
    text = folded(text)
    if _UNIX.fullmatch(text):
        return _of_seconds(int(text[:10]), text[10:])
    for pattern, day_of in _NOTATIONS if text[0].isdigit() else _BEGUN_BY_A_NAME:
        if parts := pattern.fullmatch(text):
            return _written(parts, day_of)
    return None


def _plain(written: str | None) -> datetime | None:
    """Return the moment in the notation that nearly all have, without taking it apart."""
    if not written or not _PLAIN.fullmatch(written):
        return None
    try:
        found = datetime.fromisoformat(written)
        return found if _kept(found.astimezone(UTC)) else None
    except (ValueError, OverflowError):
        return None


def _written(parts: re.Match[str], day_of: Callable[[re.Match[str]], date]) -> Written | None:
    try:
        day, clock = day_of(parts), clock_of(parts)
    except (ValueError, OverflowError):
        return None
    zone = parts["zone"] or ""
    known = Written(day, clock, zone, _offset(zone))
    return known if _assembled(day, clock or timedelta(), known.offset or UTC) else None


def _of_seconds(seconds: int, milliseconds: str) -> Written:
    """Return a Unix time, which has ten digits until 2286, or thirteen with milliseconds."""
    clock = timedelta(seconds=seconds % 86_400, milliseconds=int(milliseconds or 0))
    return Written(date(1970, 1, 1) + timedelta(seconds=seconds), clock, "Z", UTC)


def _assembled(day: date, clock: timedelta, offset: timezone) -> datetime | None:
    try:
        found = (datetime.combine(day, time()) + clock).replace(tzinfo=offset)
        return found if _kept(found.astimezone(UTC)) else None
    except OverflowError:
        return None


NO_DAYS: Final = frozenset({date(1, 1, 1), date(1970, 1, 1)})
"""Days whose beginning programs write for "none"."""

_NONE: Final = frozenset(map(midnight, NO_DAYS))


def _kept(found: datetime) -> datetime | None:
    return None if found in _NONE else found


# --- days ----------------------------------------------------------------------------------------

_MONTHS: Final = (
    *("january", "february", "march", "april", "may", "june", "july"),
    *("august", "september", "october", "november", "december"),
)
_NUMBERS: Final = {
    month[:length]: number
    for number, month in enumerate(_MONTHS, 1)
    for length in range(3, len(month) + 1)
}


def _calendar_day(parts: re.Match[str]) -> date:
    return date(int(parts["year"]), int(parts["month"]), int(parts["day"]))


def _week_day(parts: re.Match[str]) -> date:
    return date.fromisocalendar(int(parts["year"]), int(parts["week"]), int(parts["day"]))


def _day_of_the_year(parts: re.Match[str]) -> date:
    day = date(int(parts["year"]), 1, 1) + timedelta(int(parts["day"]) - 1)
    if day.year != int(parts["year"]):
        raise ValueError(parts[0])
    return day


def _named_day(parts: re.Match[str]) -> date:
    year = int(parts["year"])
    year = full_year(year) if len(parts["year"]) < 4 else year
    month = _NUMBERS.get(parts["month"].lower(), 0)  # there is no month 0
    return date(year, month, int(parts["day"]))


def full_year(digits: int) -> int:
    """Return the year of two or three digits, as RFC 5322 has it: 49 is 2049, 50 is 1950."""
    return digits + (2000 if digits < 50 else 1900)


# --- zones ---------------------------------------------------------------------------------------

_OFFSET: Final = re.compile(
    r"(?:(?:UTC|GMT|UT) ?)?([+\u2212-])(\d\d?)(?::?(\d\d)(?::?(\d\d))?)?", re.I
)
_COMMENT: Final = re.compile(r" ?(?:\([^()]*\)|\[[^][]*\])$")


def _offset(zone: str) -> timezone | None:
    """Return what a zone means: Z, +02:00, GMT+2, CEST, and what is said of it in brackets."""
    bare = _COMMENT.sub("", zone)
    if found := _OFFSET.fullmatch(bare):
        hours, minutes, seconds = (int(part or 0) for part in found.group(2, 3, 4))
        if hours > 23 or minutes > 59 or seconds > 59:
            return None
        east = timedelta(hours=hours, minutes=minutes, seconds=seconds)
        return timezone(east if found[1] == "+" else -east)
    minutes_east = ZONES.get(bare.upper())
    return None if minutes_east is None else timezone(timedelta(minutes=minutes_east))


# --- notations -----------------------------------------------------------------------------------


_PLAIN: Final = re.compile(
    r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:\.\d{3}|\.\d{6})?)?(?:Z|[+-]\d\d:\d\d)", re.A
)
_UNIX: Final = re.compile(r"\d{10}(?:\d{3})?", re.A)
_CLOCK: Final = clock_pattern(r"\d\d?")
_BASIC_CLOCK: Final = clock_pattern(r"\d\d")
_ZONE: Final = r"(?: ?(?P<zone>[a-z+\u2212\[(-].*+))?"
_WEEKDAY: Final = r"(?:[a-z]{3,9}(?:[.,] ?| ))?"
_MONTH: Final = r"(?P<month>[a-z]{3,9})\.?"
_YEAR: Final = r"(?P<year>\d{4})"
_NOTATIONS: Final = tuple(
    (re.compile(pattern, re.I | re.A), day_of)
    for pattern, day_of in (
        # 2024-05-07T14:00:00+02:00   2024/5/7 14:00   2024-05-07-23:59:59
        (
            rf"{_YEAR}([-/.])(?P<month>\d\d?)\2(?P<day>\d\d?)"
            rf"(?:(?:[T ]|-(?=\d\d:\d\d:)){_CLOCK})?{_ZONE}",
            _calendar_day,
        ),
        # 20240507T120000Z
        (
            rf"{_YEAR}(?P<month>\d\d)(?P<day>\d\d)(?:[T ]?{_BASIC_CLOCK})?{_ZONE}",
            _calendar_day,
        ),
        # Tue, 07 May 2024 12:00:00 GMT   Tuesday, 07-May-24 12:00:00 GMT
        (
            rf"{_WEEKDAY}(?P<day>\d\d?)[ -]{_MONTH}[ -](?P<year>\d{{2,4}})"
            rf"(?:,? {_CLOCK})?{_ZONE}",
            _named_day,
        ),
        # Tue May 07 2024 14:00:00 GMT+0200 (CEST)
        (
            rf"{_WEEKDAY}{_MONTH} (?P<day>\d\d?),? {_YEAR}(?:,? {_CLOCK})?{_ZONE}",
            _named_day,
        ),
        # Tue May  7 12:00:00 UTC 2024
        (
            rf"{_WEEKDAY}{_MONTH} (?P<day>\d\d?) {_CLOCK}(?: (?P<zone>[a-z+-][a-z0-9:+-]{{0,9}}))?"
            rf" {_YEAR}",
            _named_day,
        ),
        # 2024-W19-2T12:00Z
        (rf"{_YEAR}-?W(?P<week>\d\d)-?(?P<day>[1-7])(?:T{_CLOCK})?{_ZONE}", _week_day),
        # 2024-128T12:00Z
        (rf"{_YEAR}-?(?P<day>\d{{3}})(?:T{_CLOCK})?{_ZONE}", _day_of_the_year),
        # 2024年5月7日 18:05
        (
            rf"{_YEAR}\u5e74 ?(?P<month>\d\d?)\u6708 ?(?P<day>\d\d?)\u65e5? ?(?:{_CLOCK})?{_ZONE}",
            _calendar_day,
        ),
    )
)
_BEGUN_BY_A_NAME: Final = tuple(each for each in _NOTATIONS if each[1] is _named_day)
