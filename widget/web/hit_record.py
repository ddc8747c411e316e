"""The record of answers from memory, and of panels printed for it: their number now and then.

A line for each would cost more than most of them."""

from __future__ import annotations

import logging
from time import monotonic
from typing import Final

from widget import metrics

_log = logging.getLogger("widget.request")

_SECONDS: Final = 60.0
_PRINTED: Final = ("/v1/sites/<site_key>/summary", "200", "ready")
"""Route, status and state of a panel that is printed: what the application would count."""


class HitRecord:
    """Counts answers from memory, about: threads may lose one another's. Logs the number."""

    def __init__(self) -> None:
        self.hits = 0
        """All answers so far; whoever gives one adds it."""
        self.printed = 0
        """All panels so far that were printed for memory without asking the application."""
        self._told = self._told_printed = self._noted = self._noted_printed = 0
        self._since = monotonic()

    def tell_now_and_then(self) -> None:
        """Write a record if the last one is a minute ago and there is something to tell."""
        now = monotonic()
        hits, printed = self.hits - self._told, self.printed - self._told_printed
        if now - self._since < _SECONDS or not (hits or printed):
            return
        self._told += hits
        self._told_printed += printed
        seconds, self._since = now - self._since, now
        told = {"answers": hits, "printed": printed, "seconds": round(seconds, 1)}
        _log.info("from_memory", extra=told)

    def note(self) -> None:
        """Note for the metrics how many there were since the last note."""
        hits, printed = self.hits - self._noted, self.printed - self._noted_printed
        self._noted += hits
        self._noted_printed += printed
        if hits:
            metrics.count(metrics.HITS, amount=hits)
        if printed:
            metrics.count(metrics.REQUESTS, *_PRINTED, amount=printed)
