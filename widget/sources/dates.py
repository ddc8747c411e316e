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
    r" ?(Z|[+-]\d{2}:?\d{2}|UTC|GMT)",
    re.I,
)
_ZONES: Final = {"WET": 0, "WEST": 1, "CET": 1, "CEST": 2, "EET": 2, "EEST": 3, "MSK": 3, "JST": 9}
"""Hours east of Greenwich of zones that RFC 822 does not know and that mean one thing only."""


def moment(written: str | None) -> datetime | None:
    """Return the time that is written, in UTC: ISO 8601 or RFC 822, with its zone.

    None for what is no time, has no time of day or no zone, or lies outside of the years 1700 to
    2100; and for midnight of 1 January 1970, which stands for "no date".
    """
    text = " ".join((written or "")[: _LONGEST + 1].split())
    if not text or len(text) > _LONGEST:
        return None
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
    head, _, zone = text.rpartition(" ")
    if zone.upper() in _ZONES:
        text = f"{head} +{_ZONES[zone.upper()]:02}00"
    try:
        parsed = parsedate_tz(text)
        if parsed is None or parsed[9] is None or ":" not in text:
            return None
        zone_of = timezone(timedelta(seconds=parsed[9]))
        return datetime(*parsed[:6], tzinfo=zone_of).astimezone(UTC)
    except (ValueError, OverflowError, IndexError, TypeError):
        return None
