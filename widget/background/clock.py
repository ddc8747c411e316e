"""The one clock of all machines over a database: the machine's own, put right by the database's.

Where one machine's clock is ahead of another's, a press would be due only when the other's has
caught up, and a claim would end too early. With SQLite there is but one clock.
"""

from __future__ import annotations

import logging
from datetime import UTC, datetime, timedelta
from typing import Final

_log = logging.getLogger("widget.clock")

TOLERATED: Final = timedelta(seconds=1)
"""By how much a clock may differ before it is put right; a question takes some time too."""

_LOUD: Final = timedelta(seconds=5)


class _Difference:
    """How far the database's clock is ahead of ours."""

    known = timedelta()


def now() -> datetime:
    """Return the time (aware, UTC) by the clock of the database."""
    return datetime.now(UTC) + _Difference.known


def agree_with(there: datetime) -> None:
    """Take the time that the database has just told."""
    difference = there - datetime.now(UTC)
    if abs(difference - _Difference.known) <= TOLERATED:
        return
    _Difference.known = difference if abs(difference) > TOLERATED else timedelta()
    if abs(difference) > _LOUD:
        seconds = round(difference.total_seconds(), 1)
        cure = "let this machine's clock follow a time server"
        _log.warning("clock_differs", extra={"seconds": seconds, "problem": cure})
