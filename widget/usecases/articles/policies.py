"""How wrong values are handled: refused when a publisher pushed them, left out when ingested."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, TypeVar

from widget.domain.errors import LimitExceeded, WidgetError
from widget.rules import fields, text
from widget.rules.sections import section_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

T = TypeVar("T")
R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Limit:
    """How many values a field may hold, and what they are."""

    field: str
    most: int
    unit: str


class Policy(Protocol):
    """How the values of one manuscript are validated, each once."""

    @property
    def now(self) -> datetime:
        """When the manuscript came."""

    @property
    def ingested(self) -> bool:
        """Whether the manuscript was read from the site itself."""

    def line(self, value: str | None, field: str, limit: int) -> str | None:
        """Return one line of at most ``limit`` characters; None when nothing is left."""

    def section(self, name: str | None) -> str | None:
        """Return the name of the section; None when nothing is left."""

    def value(self, check: Callable[[T], R], sent: T | None) -> R | None:
        """Return what ``check`` makes of a value that may be missing."""

    def several(self, check: Callable[[str], R], sent: tuple[str, ...], limit: Limit) -> list[R]:
        """Return what ``check`` makes of these URLs, within the limit."""

    def believed(self, time: datetime | None) -> datetime | None:
        """Return the time of an article, if it can be one."""


@dataclass(frozen=True, slots=True)
class Pushed:
    """A publisher sent it and can correct it: every wrong value is refused, by its name."""

    now: datetime
    ingested: bool = False

    def line(self, value: str | None, field: str, limit: int) -> str | None:
        """Return one line. Raises LimitExceeded."""
        return fields.one_line(value, field, limit)

    def section(self, name: str | None) -> str | None:
        """Return the name of the section. Raises LimitExceeded."""
        return fields.section(name, "section")

    def value(self, check: Callable[[T], R], sent: T | None) -> R | None:
        """Return what ``check`` makes of the value, if there is one; its errors are raised."""
        return None if sent is None else check(sent)

    def several(self, check: Callable[[str], R], sent: tuple[str, ...], limit: Limit) -> list[R]:
        """Return what ``check`` makes of all of them. Raises LimitExceeded for too many."""
        if len(sent) > limit.most:
            raise LimitExceeded(limit.field, limit.most, len(sent), limit.unit)
        return [check(value) for value in sent]

    def believed(self, time: datetime | None) -> datetime | None:
        """Return the time as it is: a publisher may plan ahead."""
        return time


@dataclass(frozen=True, slots=True)
class Ingested:
    """It was read from the site, so nobody gets an error: wrong is left out, too long is cut."""

    now: datetime
    ingested: bool = True

    def line(self, value: str | None, field: str, limit: int) -> str | None:
        """Return one line, its end left out at a space where it is too long."""
        line = fields.one_line((value or "")[: 4 * limit], field, 4 * limit)
        return line and text.cut(line, limit)

    def section(self, name: str | None) -> str | None:
        """Return the name of the section, its end left out where it is too long."""
        return section_of((name,))

    def value(self, check: Callable[[T], R], sent: T | None) -> R | None:
        """Return what ``check`` makes of the value; None when it is missing or wrong."""
        try:
            return None if sent is None else check(sent)
        except WidgetError:
            return None

    def several(self, check: Callable[[str], R], sent: tuple[str, ...], limit: Limit) -> list[R]:
        """Return what ``check`` makes of the first that are right."""
        checked = (self.value(check, value) for value in sent)
        return [value for value in checked if value is not None][: limit.most]

    def believed(self, time: datetime | None) -> datetime | None:
        """Return the time unless it is to come: the page is there, so the date is wrong."""
        return None if time is not None and time > self.now else time
