"""Limits fetches at one host to a few at a time; the others wait for their turn."""

from __future__ import annotations

import threading
from collections import Counter
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from widget.fetch.http.deadline import Deadline


class Busy(TimeoutError):
    """The turn at a host did not come in time: others of us are there."""


class HostTurns:
    """Lets at most ``most`` threads at one host; a host that nobody visits costs no memory."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._inside: Counter[str] = Counter()
        self._left = threading.Condition()

    @contextmanager
    def taken(self, host: str, wait: Deadline, deadline: Deadline) -> Iterator[None]:
        """Wait for a turn at the host, keep it for the block. Raises Busy when ``wait`` ends.

        The wait puts the deadline off: it is not the publisher's time.
        """
        with deadline.put_off():
            self._take(host, wait)
        try:
            yield
        finally:
            self._give_back(host)

    def _take(self, host: str, wait: Deadline) -> None:
        with self._left:
            while self._inside[host] >= self._most:
                try:
                    self._left.wait(wait.left())
                except TimeoutError:
                    raise Busy from None
            self._inside[host] += 1

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
