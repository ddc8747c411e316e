"""The home of how pages write a time in what machines read."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

_EARLIEST: Final = 1990


def first_time(written: Iterable[str | None]) -> datetime | None:
    """Return the first of these that is a time."""
    return next((time for each in written if each and (time := time_of(each))), None)


def time_of(written: str) -> datetime | None:
    """Return a time in the notation of ISO 8601 or of mail; None for any other, or out of reach."""
    for read in (_as_iso, _as_seconds, parsedate_to_datetime):
        try:
            time = read(written)
        except (ValueError, TypeError, IndexError, OverflowError):
            continue
        if time.year >= _EARLIEST:
            return time if time.tzinfo else time.replace(tzinfo=UTC)
    return None


def _as_iso(written: str) -> datetime:
    found = _ISO.match(written.strip())
    if not found:
        raise ValueError(written)
    year, month, day, hour, rest, zone = (found[name] or "" for name in _PARTS)
    month, day = month or found["month2"], day or found["day2"]
    clock = f"{hour:0>2}:{rest or '00'}"
    return datetime.fromisoformat(f"{year}-{month:0>2}-{day:0>2}T{clock}{zone.replace('UTC', 'Z')}")


def _as_seconds(written: str) -> datetime:
    """Return a Unix time, which has ten digits until 2286."""
    if not re.fullmatch(r"\d{10}", written.strip()):
        raise ValueError(written)
    return datetime.fromtimestamp(int(written), UTC)


_PARTS: Final = ("year", "month", "day", "hour", "rest", "zone")
_ISO: Final = re.compile(
    r"""(?P<year>\d{4})(?:[-/.\u5e74]\s?(?P<month>\d\d?)[-/.\u6708]\s?(?P<day>\d\d?)\u65e5?
          |(?P<month2>\d\d)(?P<day2>\d\d))
        (?:[T\s]*+(?:(?P<hour>\d\d?):(?P<rest>\d\d(?::\d\d(?:\.\d{1,9})?)?))?
          \s?(?P<zone>Z|UTC|[+-]\d\d(?::?\d\d)?)?)?(?!\d)""",
    re.X,
)
