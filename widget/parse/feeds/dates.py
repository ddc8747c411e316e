"""The home of the dates in listings, which are written in every way there is."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone
from email.utils import parsedate_tz
from typing import Final

_LONGEST: Final = 64
_YEARS: Final = range(1700, 2101)
"""Archives go back centuries; what lies beyond is a slip."""

_ISO: Final = re.compile(
    r"(\d{4}-?\d{2}-?\d{2})[T ](\d{2}:?\d{2}(?::?\d{2})?)(?:[.,](\d{1,9}))?"
    r" ?(Z|[+-]\d{2}(?::?\d{2})?|UTC|GMT)",
    re.I,
)
_RFC822: Final = re.compile(
    r"(.*\d:\d\d(?::\d\d)?) ?(?:(?:GMT|UTC)?([+-]\d\d):?(\d\d)|([A-Z]{1,4}))(?: \([^()]*\))?",
    re.I,
)
_ZONES: Final = {
    **{"UT": 0, "UTC": 0, "GMT": 0, "Z": 0, "EDT": -4, "EST": -5, "CDT": -5, "CST": -6},
    **{"MDT": -6, "MST": -7, "PDT": -7, "PST": -8, "WET": 0, "WEST": 1, "CET": 1, "CEST": 2},
    **{"EET": 2, "EEST": 3, "MSK": 3, "JST": 9},
}
"""Hours east of Greenwich of the zones of RFC 822, and of others that mean one thing only."""


def moment(written: str | None) -> datetime | None:
    """Return the time that is written, in UTC: ISO 8601 or RFC 822, with its zone.

    None for what is no time, has no time of day or no zone, or lies outside of the years 1700 to
    2100; and for midnight of 1 January 1970, which stands for "no date".
    """
    if not written or len(written) > _LONGEST:
        return None
    text = " ".join(written.split())
    time = _iso(text) or _rfc822(text)
    if time is None or time.year not in _YEARS or not time.timestamp():
        return None
    return time


def _iso(text: str) -> datetime | None:
    found = _ISO.fullmatch(text)
    if not found:
        return None
    zone = "+00:00" if found[4].upper() in {"Z", "UTC", "GMT"} else found[4]
    basic = f"{found[1]}T{found[2]}".replace("-", "").replace(":", "")
    fraction = "." + (found[3] + "00000")[:6] if found[3] and len(basic) == 15 else ""
    return _utc(f"{basic}{fraction}{zone.replace(':', '')}")


def _utc(iso: str) -> datetime | None:
    try:
        return datetime.fromisoformat(iso).astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def _rfc822(text: str) -> datetime | None:
    found = _RFC822.fullmatch(text)
    if not found or (found[4] and found[4].upper() not in _ZONES):
        return None
    zone = f"{_ZONES[found[4].upper()]:+03}00" if found[4] else found[2] + found[3]
    try:
        parsed = parsedate_tz(f"{found[1]} {zone}")
        if parsed is None or parsed[9] is None:
            return None
        offset = timezone(timedelta(seconds=parsed[9]))
        return datetime(*parsed[:6], tzinfo=offset).astimezone(UTC)
    except (ValueError, OverflowError, IndexError, TypeError):
        return None
