"""Finds the dates and the days of the week in a text."""

# ruff: noqa: RUF001 (the punctuation of many languages)

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

from widget.rules.facts.vocabulary import CALENDAR, ordered

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from widget.rules.facts.tokens import Token

_NUMERIC: Final = re.compile(
    r"(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})"
    r"|(?P<first>\d{1,2})[./](?P<second>\d{1,2})[./](?P<last>\d{4})"
)
_HAN: Final = re.compile(
    r"(?:(\d{4})年)?(\d{1,2})月(?:(\d{1,2})日)?|(?:(\d{4})년 ?)?(\d{1,2})월(?: ?(\d{1,2})일)?"
)
_BETWEEN: Final = re.compile(r"\.?,?[ \u00a0]?(?:de |d'|of )?")
_SUFFIXES: Final = frozenset(["st", "nd", "rd", "th", "er", "de"])
_APOSTROPHES: Final = re.compile("['’]")
_INFLECTED: Final = 5
"""So many letters of a day of the week are enough, where an ending follows."""
_SHORT: Final = 4
"""A shorter word is a month only beside a number."""


class Day(NamedTuple):
    """A date of which some parts may be left out."""

    start: int
    end: int
    month: int
    day: int | None
    year: int | None

    def fits(self, other: Day) -> bool:
        """Tell whether both may be one: no part that both have differs."""
        return self.month == other.month and all(
            mine is None or theirs is None or mine == theirs
            for mine, theirs in ((self.day, other.day), (self.year, other.year))
        )


def dates(text: str, found: Sequence[Token], language: str) -> Iterator[Day]:
    """Yield the dates of a text; of 3/4/2026 both ways to read it."""
    for match in _NUMERIC.finditer(text):
        yield from _numeric(match)
    for match in _HAN.finditer(text):
        yield _han(match)
    months = ordered(CALENDAR, "months", language)
    for at, token in enumerate(found):
        if (month := _month(token, months)) is not None:
            found_day = _around(text, found, at, month + 1)
            if found_day.day or found_day.year or _stands_alone(token, language):
                yield found_day


def _han(match: re.Match[str]) -> Day:
    """Return a date in Chinese, Japanese or Korean."""
    halves = zip(match.groups()[:3], match.groups()[3:], strict=True)
    year, month, day = (int(one or other or 0) for one, other in halves)
    return Day(match.start(), match.end(), month, day or None, year or None)


def weekdays(found: Sequence[Token], language: str) -> Iterator[tuple[Token, int]]:
    """Yield the words for days of the week with their positions from Monday, 0, on."""
    for token in found:
        if (day := _weekday(token.low, language)) is not None and _is_day(token, language):
            yield token, day


@lru_cache(maxsize=20_000)
def _weekday(word: str, language: str) -> int | None:
    known = ordered(CALENDAR, "days", language)
    bare = _APOSTROPHES.split(word)[0]
    if bare in known or bare.rstrip("s") in known:
        return known.get(bare, known.get(bare.rstrip("s")))
    near = [name for name in known if len(name) >= _INFLECTED and bare.startswith(name)]
    return known[max(near, key=len)] if near else None


def _is_day(token: Token, language: str) -> bool:
    return language != "en" or token.text[0].isupper()


def _numeric(match: re.Match[str]) -> Iterator[Day]:
    start, end = match.span()
    if match["year"]:
        yield Day(start, end, int(match["month"]), int(match["day"]), int(match["year"]))
        return
    first, second, year = int(match["first"]), int(match["second"]), int(match["last"])
    yield Day(start, end, second, first, year)
    yield Day(start, end, first, second, year)


def _month(token: Token, months: dict[str, int]) -> int | None:
    found = months.get(token.low)
    return months.get(_APOSTROPHES.split(token.low)[0]) if found is None else found


def _stands_alone(token: Token, language: str) -> bool:
    """Tell whether a word means a month though no number is beside it."""
    if language == "en":
        return token.text[0].isupper() and len(token.text) >= _SHORT and token.low != "march"
    return len(token.low) >= _SHORT


def _around(text: str, found: Sequence[Token], at: int, month: int) -> Day:
    """Return the date that a month's word belongs to."""
    start, end, day, year = found[at].start, found[at].end, None, None
    before = at - 1
    if before > 0 and found[before].low in _SUFFIXES:
        before -= 1
    if before >= 0 and (day := _number(found[before], 31)) and _near(text, found, before, at):
        start = found[before].start
    else:
        day = None
    after = at + 1
    if day is None and after < len(found) and _near(text, found, at, after):
        day = _number(found[after], 31)
        end, after = (found[after].end, after + 1) if day else (end, after)
    if after < len(found) and found[after].low in _SUFFIXES:
        after += 1
    if after < len(found) and text[end : found[after].start] in {" ", ", ", " de ", ". ", "th, "}:
        year = _number(found[after], 2100, 1000)
        end = found[after].end if year else end
    return Day(start, end, month, day, year)


def _near(text: str, found: Sequence[Token], first: int, second: int) -> bool:
    between = text[found[first].end : found[second].start]
    bare = re.sub(r"^(?:st|nd|rd|th|er)\b", "", between)
    return _BETWEEN.fullmatch(bare) is not None


def _number(token: Token, most: int, least: int = 1) -> int | None:
    if not token.text.isdecimal():
        return None
    value = int(token.text)
    return value if least <= value <= most else None


def on(day: Day, published: date) -> date | None:
    """Return the whole date, in the year of publication where it names none."""
    try:
        return date(day.year or published.year, day.month, day.day or 0)
    except ValueError:
        return None
