"""The record of answers from memory: their number now and then, for a line each would cost more."""

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
        """Answers since the last record; whoever gives one adds it."""
        self._since = monotonic()

    def tell_now_and_then(self) -> None:
        """Write a record if the last one is a minute ago and there is something to tell."""
        now = monotonic()
        if now - self._since < _SECONDS or not self.hits:
            return
        hits, self.hits = self.hits, 0
        seconds, self._since = now - self._since, now
        _log.info("from_memory", extra={"answers": hits, "seconds": round(seconds, 1)})
