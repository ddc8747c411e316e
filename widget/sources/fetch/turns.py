"""The home of politeness towards a host: few fetches at a time, the others wait their turn."""

from __future__ import annotations

import threading
from collections import Counter
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from widget.sources.fetch.deadline import Deadline


class Turns:
    """Lets at most ``most`` threads at one host; a host that nobody visits costs no memory."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._inside: Counter[str] = Counter()
        self._left = threading.Condition()

    @contextmanager
    def taken(self, host: str, deadline: Deadline) -> Iterator[None]:
        """Wait for a turn at the host, keep it for the block. Raises TimeoutError."""
        with self._left:
            while self._inside[host] >= self._most:
                self._left.wait(deadline.left())
            self._inside[host] += 1
        try:
            yield
        finally:
            self._give_back(host)

    def _give_back(self, host: str) -> None:
        with self._left:
            self._inside[host] -= 1
            if not self._inside[host]:
                del self._inside[host]
            self._left.notify_all()

    @property
    def hosts(self) -> int:
        """How many hosts are remembered."""
        return len(self._inside)
