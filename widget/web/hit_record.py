"""The record of answers from memory, and of panels printed for it: their number now and then.

A line for each would cost more than most of them."""

from __future__ import annotations

import logging
from time import monotonic
from typing import Final

_log = logging.getLogger("widget.request")

_SECONDS: Final = 60.0


class HitRecord:
    """Counts answers from memory, about: threads may lose one another's. Logs the number."""

    def __init__(self) -> None:
        self.hits = 0
        """Answers from memory since the last record; whoever gives one adds it."""
        self.printed = 0
        """Panels that were printed for memory without asking the application."""
        self._since = monotonic()

    def tell_now_and_then(self) -> None:
        """Write a record if the last one is a minute ago and there is something to tell."""
        now = monotonic()
        if now - self._since < _SECONDS or not (self.hits or self.printed):
            return
        hits, self.hits, printed, self.printed = self.hits, 0, self.printed, 0
        seconds, self._since = now - self._since, now
        told = {"answers": hits, "printed": printed, "seconds": round(seconds, 1)}
        _log.info("from_memory", extra=told)
