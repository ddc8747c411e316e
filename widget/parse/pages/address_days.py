"""Reads the day that the address of an article names."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from widget.rules.times import midnight

if TYPE_CHECKING:
    from datetime import datetime

_FOLDER: Final = re.compile(r"/((?:19|20)\d\d)(?:([/-])(\d\d?)\2(\d\d?)|(\d\d)(\d\d))(?=/)")
_NAME: Final = re.compile(
    r"(?<!\d)(?:(?P<year>20\d\d)([-_]?)(?P<month>\d\d)\2(?P<day>\d\d)"
    r"|(?P<day2>\d\d)([-_.]?)(?P<month2>\d\d)\6(?P<year2>20\d\d))(?!\d)"
)
_BACKWARDS: Final = ("year2", "month2", "day2")


def day_of(url: str) -> date | None:
    """Return the day that the address names between two slashes."""
    found = _FOLDER.search(url)
    return _day(found[1], found[3] or found[5], found[4] or found[6]) if found else None


def day_in_name(url: str) -> datetime | None:
    """Return midnight of the day in the name of the article, as in /news/20240506-harbour.

    Better than nothing, and no more: such a day may be that of what the article tells of.
    """
    found = _NAME.search(urlsplit(url).path)
    if not found:
        return None
    day = _day(*found.group(*("year", "month", "day") if found["year"] else _BACKWARDS))
    return midnight(day) if day else None


def _day(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None
