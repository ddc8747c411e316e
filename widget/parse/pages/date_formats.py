"""Parses days as people write them: month names of many languages, and numbers in an order."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from widget.rules.language import primary, region
from widget.rules.times import NO_DAYS, full_year

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

LONGEST: Final = 200
"""Characters of a text that are searched for a day."""

_YEARS: Final = range(1900, 2100)
"""As far back as the notations below reach; a number before that is hardly ever a year."""
_BUDDHIST: Final = 543
"""Years by which the calendar of Thailand is ahead."""


@dataclass(frozen=True, slots=True)
class Habit:
    """How a page writes its days."""

    language: str = "en"
    """The primary subtag of the page's language, in lower case."""
    month_first: bool = True
    """Whether 5/6/2024 is a day in May."""


def habit_of(language: str | None, url: str, text: str) -> Habit:
    """Return how the page in this language, at this address, with this text writes its days.

    Numbers above twelve in its other dates say which number is the day. Without such ones the
    region of its language does, and then where it is: month first is a habit of the USA, and of
    sites in English at addresses of no country.
    """
    first, country = primary(language or "") or "", region(language or "")
    seen = _seen_month_first(text)
    if seen is None:
        seen = country in _MONTH_FIRST if country else _by_address(first, url)
    return Habit(first or "en", seen)


def day_in(text: str, habit: Habit) -> date | None:
    """Return the first day that a text names in full, with its year; None for none."""
    found = [match for pattern in _PATTERNS for match in pattern.finditer(text[:LONGEST])]
    days = (_day_of(match.groupdict(), habit) for match in sorted(found, key=_place))
    return next(filter(None, days), None)


def _place(match: re.Match[str]) -> int:
    return match.start()


def _day_of(parts: Mapping[str, str | None], habit: Habit) -> date | None:
    year = _year_of(parts["year"] or "")
    if "name" in parts:
        month: int | None = _month_named(parts["name"] or "", habit.language)
        day = int(parts["day"] or 0)
    else:
        month, day = _ordered(parts, habit)
    try:
        found = date(year, month, day) if month and year in _YEARS else None
    except ValueError:
        return None
    return None if found in NO_DAYS else found


def _ordered(parts: Mapping[str, str | None], habit: Habit) -> tuple[int, int]:
    """Return the month and the day of a date in numbers."""
    first, second = int(parts["first"] or 0), int(parts["second"] or 0)
    if "ahead" in parts:
        return first, second
    dotted = parts["sign"] == "." and len(parts["year"] or "") > 2
    if second > _MONTHS or (habit.month_first and first <= _MONTHS and not dotted):
        return first, second
    return second, first


def _year_of(written: str) -> int:
    year = int(written)
    if len(written) <= 2:
        return full_year(year)
    return year - _BUDDHIST if year - _BUDDHIST >= _YEARS.start else year


def month_named(name: str, language: str = "") -> int | None:
    """Return the month of this name: in the language of this tag, else in the first that has it."""
    return _month_named(name, primary(language) or "")


def _month_named(name: str, language: str) -> int | None:
    """Return the month of this name: in this language, else in the first that has it."""
    months = _months()
    key = name.casefold().rstrip(".")
    return next(
        (month[key] for month in (months.get(language, {}), months[""]) if key in month), None
    )


def is_month(word: str) -> bool:
    """Tell whether a word is the name of a month in any language."""
    return word.casefold() in _months()[""]


@cache
def _months() -> dict[str, dict[str, int]]:
    """Return the number of each month by its name, by language; under "" in any language."""
    text = resources.files("widget.parse.pages").joinpath("months.txt").read_text("utf-8")
    months: dict[str, dict[str, int]] = {"": {}}
    for line in filter(None, text.split("\n")):
        language, _, names = line.partition(":")
        if not line.startswith("#"):
            months[language] = dict(_numbered(names))
            months[""] = months[language] | months[""]
    return months


def _numbered(names: str) -> Iterator[tuple[str, int]]:
    for number, month in enumerate(names.split("|"), 1):
        yield from ((name, number) for name in month.split())


# --- notations -----------------------------------------------------------------------------------

_MONTHS: Final = 12
_AHEAD: Final = r"(?<!\d)(?P<year>(?:19|20|25)\d\d)"
_YEAR: Final = r"(?P<year>(?:19|20|25)\d\d)(?!\d)"
_NAME: Final = r"(?P<name>[^\W\d_][^\s\d.,/|():-]{1,14})"
_DAY: Final = r"(?P<day>\d\d?)(?:st|nd|rd|th|er|[\u00ba\u00aa])?"
_OTHER_NAME: Final = r"(?:\s?/\s?[^\W\d_]{2,14})?"
"""The same month by its other name: Arab newsrooms write both."""
_WEEKDAY: Final = r"(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6}[.,]*\s+)?"
_PATTERNS: Final = tuple(
    re.compile(pattern, re.I)
    for pattern in (
        rf"(?P<ahead>){_AHEAD}"
        r"\s?[-/.\u5e74\ub144]\s?(?P<first>\d\d?)\s?[-/.\u6708\uc6d4]\s?(?P<second>\d\d?)(?!\d)",
        rf"(?<!\d){_DAY}[.,]?[\s/-]*(?:(?:de|di|of|d[\u2019'])\s*)?{_NAME}\.?,?{_OTHER_NAME}"
        rf"[\s/-]*(?:(?:de|del|of)\s+)?{_YEAR}",
        rf"(?<!\w){_NAME}\.?\s*{_DAY}(?!\d)[.,]*\s*(?:(?:de|del)\s+)?{_WEEKDAY}{_YEAR}",
        rf"(?<!\w){_NAME}\s+{_DAY},?\s+\d\d?:\d\d(?::\d\d)?\s+(?:[A-Z]{{2,5}}\s+)?{_YEAR}",
        rf"{_AHEAD}[.\s-]+(?:de\s)?{_NAME}[.\s-]+(?P<day>\d\d?)(?!\d)",
        r"(?<![\d/.-])(?P<first>\d\d?)\s?(?P<sign>[/.|-])\s?(?P<second>\d\d?)\s?(?P=sign)\s?"
        r"(?P<year>(?:19|20|25)\d\d|\d\d)(?![/.-]?\d)",
    )
)

# --- the order of numbers ------------------------------------------------------------------------

_MONTH_FIRST: Final = {"US", "PH"}
_NO_COUNTRY: Final = re.compile(r"\.(?:com|org|net|edu|gov|mil|info|co|us|ph|tv|io)$")
_IN_NUMBERS: Final = re.compile(r"(?<![\d/.-])(\d\d?)[/](\d\d?)[/](?:20)?\d\d(?![/.-]?\d)")


_AMERICAN: Final = re.compile(r"(?i:[ap]\.?m\.?)\s(?:[ECMP][SD]?T)(?!\w)")
"""A clock of North America, as in 5:07 AM EDT."""


def _seen_month_first(text: str) -> bool | None:
    """Return what the dates with a number above twelve say, else the clocks; None where none do."""
    pairs = [(int(first), int(second)) for first, second in _IN_NUMBERS.findall(text)]
    month_first = any(first <= _MONTHS < second for first, second in pairs)
    day_first = any(second <= _MONTHS < first for first, second in pairs)
    if month_first != day_first:
        return month_first
    return True if not month_first and _AMERICAN.search(text) else None


def _by_address(language: str, url: str) -> bool:
    return language in ("", "en") and bool(_NO_COUNTRY.search(urlsplit(url).hostname or ""))
