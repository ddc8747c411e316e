"""What ``widget doctor`` reports of a page: checks in an order that never changes."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class CheckName(StrEnum):
    """The names of the checks, in the order in which they are reported; stable."""

    PAGE = "page"
    SITE = "site"
    SNIPPET = "snippet"
    SCRIPT = "script"
    CANONICAL = "canonical"
    CSP = "csp"
    SERVER = "server"
    OPTIMISER = "optimiser"
    ARTICLE = "article"
    PRESS = "press"


class CheckStatus(StrEnum):
    """What a check found."""

    OK = "ok"
    WARNING = "warning"
    """Something to look at; readers get a summary in spite of it."""
    ERROR = "error"
    """Something that keeps readers from a summary."""


@dataclass(frozen=True, slots=True)
class Check:
    """One line of a report."""

    check: CheckName
    status: CheckStatus
    message: str
    """What was found; it may hold text of the page, which is hostile."""
    cure: str = ""
    """What to do, with the command or the markup; empty where nothing is to be done."""
    code: str = ""
    """The cause, which is also the section of the help page."""


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """The report of one page."""

    page: str
    """The address that was asked for."""
    site_key: str | None
    """The site whose page it is; None where that is not known."""
    checks: tuple[Check, ...]

    @property
    def status(self) -> CheckStatus:
        """The worst status among the checks."""
        found = {one.status for one in self.checks}
        ranked = (CheckStatus.ERROR, CheckStatus.WARNING)
        return next((status for status in ranked if status in found), CheckStatus.OK)
