"""Times of day as programs and pages write them: 18:05, 18:05:09.123, 1805, 6:05 p.m."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import re

_DAY: Final = timedelta(days=1)


def clock_pattern(hour: str) -> str:
    """Return the part of a pattern that is a time of day; ``hour`` is the pattern of its hour."""
    return (
        rf"(?P<hour>{hour})(?::?(?P<minute>\d\d)(?::?(?P<second>\d\d))?)?"
        r"(?:[.,](?P<fraction>\d{1,30}))?(?![\d:.,])(?: ?(?P<half>[ap])\.?m\.?(?![a-z]))?"
    )


def clock_of(parts: re.Match[str]) -> timedelta | None:
    """Return the time since midnight of what ``clock_pattern`` found; None where there is none.

    24:00 is the end of the day, and a leap second the next one. Raises ValueError for no clock.
    """
    if parts["hour"] is None:
        return None
    hour, minute, second = (int(parts[name] or 0) for name in ("hour", "minute", "second"))
    hour = _hour(hour, parts["half"].lower()) if parts["half"] else hour
    clock = timedelta(hours=hour, minutes=minute, seconds=second)
    if parts["fraction"]:
        smallest = "seconds" if parts["second"] else "minutes" if parts["minute"] else "hours"
        clock += timedelta(**{smallest: float(f"0.{parts['fraction']}")})
    if minute > 59 or second > 60 or hour > 24 or (hour == 24 and clock > _DAY):
        raise ValueError(parts[0])
    return clock


def _hour(written: int, half: str) -> int:
    """Return the hour of a clock with two halves: 12 a.m. is 0, 12 p.m. is 12."""
    if not 1 <= written <= 12:
        raise ValueError(written)
    return written % 12 + (12 if half == "p" else 0)
