"""Token buckets: how many requests of each network this process does work for."""

from __future__ import annotations

import time
from collections import OrderedDict
from threading import Lock
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable

MOST_BUCKETS: Final = 10_000
"""Networks that are remembered; of more the one that asked longest ago begins anew."""


class TokenBuckets:
    """A bucket for each key, full at first, refilled with time. For many threads."""

    def __init__(
        self, per_second: float, most: float, clock: Callable[[], float] = time.monotonic
    ) -> None:
        """``most`` tokens are in a full bucket."""
        self._per_second = per_second
        self._most = most
        self._clock = clock
        self._lock = Lock()
        self._buckets: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def __len__(self) -> int:
        """Return how many keys are remembered."""
        return len(self._buckets)

    def take(self, key: str) -> bool:
        """Take a token if there is one; return whether there was."""
        with self._lock:
            tokens, now = self._tokens(key)
            self._buckets[key] = (max(tokens - 1, 0) if tokens >= 1 else tokens, now)
            self._buckets.move_to_end(key)
            if len(self._buckets) > MOST_BUCKETS:
                self._buckets.popitem(last=False)
        return tokens >= 1

    def has(self, key: str) -> bool:
        """Return whether there is a token; none is taken."""
        with self._lock:
            return self._tokens(key)[0] >= 1

    def _tokens(self, key: str) -> tuple[float, float]:
        now = self._clock()
        tokens, since = self._buckets.get(key, (self._most, now))
        return min(self._most, tokens + (now - since) * self._per_second), now
