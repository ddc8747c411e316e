"""The turn of one process's writers."""

from __future__ import annotations

from threading import Lock
from typing import TYPE_CHECKING

from widget.store import failures

if TYPE_CHECKING:
    from collections.abc import Callable

    from widget.domain.errors import StoreUnavailable


class Turn:
    """A lock that is waited for as long as a database would be, then reported as busy."""

    def __init__(self, busy: Callable[[], StoreUnavailable]) -> None:
        """``busy`` returns the error of a writer whose turn did not come in time."""
        self._lock = Lock()
        self._busy = busy

    def __enter__(self) -> None:
        """Wait for the turn. Raises StoreUnavailable."""
        if not self._lock.acquire(timeout=failures.BUSY_SECONDS):
            raise self._busy()

    def __exit__(self, *_: object) -> None:
        """Leave the turn to the next."""
        self._lock.release()
