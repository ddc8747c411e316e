"""Maintenance: when tasks were last done that nobody asks for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from datetime import datetime


class Maintenance(Protocol):
    """Reads when tasks were done. Every method may raise StoreUnavailable."""

    def done_at(self, task: str) -> datetime | None:
        """Return when this task was last done."""


class WritableMaintenance(Maintenance, Protocol):
    """Reads and writes when tasks were done."""

    def put_done(self, task: str, now: datetime) -> None:
        """Store that this task was done."""

    def bound_times(self, now: datetime, soon: datetime, latest: datetime) -> int:
        """Make now of what was done later than ``soon``, and is due again later than ``latest``.

        Such times are those of a clock that was ahead. Returns how many they were.
        """
