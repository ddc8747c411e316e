"""Which of the consumers of a database leads: it polls sources and does what has its time.

Pages are fetched by all of them, because the store gives each page to one. The poll schedule is in
memory, so two that poll would ask each source twice.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from datetime import datetime


class Member(Protocol):
    """One consumer among those of a database; its methods may be called from any thread."""

    def leads(self) -> bool:
        """Say that we are at work, and return whether we lead; asked each second."""

    def polled(self, now: datetime) -> None:
        """Remember that a source was asked."""

    def close(self) -> None:
        """Leave the lead to others."""


class Alone:
    """The consumer of a database that one machine has: another one cannot start."""

    def leads(self) -> bool:
        """Return that we lead."""
        return True

    def polled(self, now: datetime) -> None:
        """Do nothing: the file beside the database says it."""

    def close(self) -> None:
        """Do nothing."""
