"""The pages that this process has lately had prepared: a reader who polls starts nothing again."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from datetime import datetime

LASTS: Final = timedelta(seconds=5)
"""How long a press stands for all that follow; then one of them looks whether it was of use."""
_MOST: Final = 1_000
"""Pages that are remembered; with more, the next press on each is made again."""


class UnderWay:
    """Remembers pages that the consumer has work with. For many threads."""

    def __init__(self) -> None:
        self._until: dict[tuple[str, str], datetime] = {}

    def is_known(self, site_key: str, url: str, now: datetime) -> bool:
        """Return whether the work with this page was asked for a moment ago."""
        until = self._until.get((site_key, url))
        return until is not None and now < until <= now + LASTS

    def note(self, site_key: str, url: str, now: datetime) -> None:
        """Remember that the consumer has work with this page."""
        if len(self._until) >= _MOST:
            self._until.clear()
        self._until[site_key, url] = now + LASTS
