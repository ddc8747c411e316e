"""Tells whether the database can do its work: a small read and a small write decide."""

from __future__ import annotations

import sqlite3
import time
from contextlib import closing
from threading import Lock
from typing import TYPE_CHECKING, Final

from widget.domain.errors import StoreUnavailable
from widget.store.all_tables import metadata
from widget.store.failures import damaged, unavailable
from widget.store.sqlite import open_file

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

VALID_SECONDS: Final = 5.0
"""How long the answer of one attempt is given to all who ask."""

_CHECKED_BYTES: Final = 32 * 1024 * 1024
"""Up to this size the whole file is read (a tenth of a second); a larger one is read in part."""

_CHECK_SECONDS: Final = 60.0
_READS: Final = tuple(
    f'SELECT 1 FROM "{name}" LIMIT 1'  # noqa: S608 - our own tables
    for name in metadata.tables
)
_WRITE: Final = (
    "INSERT INTO maintenance (task, done_at) VALUES ('readiness', ?) "
    "ON CONFLICT (task) DO UPDATE SET done_at = excluded.done_at"
)


class Readiness:
    """Attempts it at most once in some seconds; its methods may be called from any thread."""

    def __init__(
        self, attempt: Callable[[], None], clock: Callable[[], float] = time.monotonic
    ) -> None:
        """``attempt`` raises StoreUnavailable when the store cannot do its work."""
        self._attempt = attempt
        self._clock = clock
        self._turn = Lock()
        self._until = float("-inf")
        self._problem: StoreUnavailable | None = None

    def require(self) -> None:
        """Return when the last attempt succeeded; raise its StoreUnavailable otherwise."""
        first = self._until == float("-inf")
        if self._clock() >= self._until and self._turn.acquire(blocking=first):
            try:
                self._ask()
            finally:
                self._turn.release()
        if problem := self._problem:
            raise StoreUnavailable(problem.message, permanent=problem.permanent)

    def _ask(self) -> None:
        if self._clock() < self._until:  # somebody asked while we waited
            return
        try:
            self._attempt()
            self._problem = None
        except StoreUnavailable as error:
            self._problem = error
        self._until = self._clock() + VALID_SECONDS


class FileProbe:
    """Reads from each table of a SQLite file and writes one row, over a connection of its own.

    A connection that was open before may have its pages in memory, and so sees no damage.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._checked = float("-inf")

    def attempt(self) -> None:
        """Raise StoreUnavailable when a read or the write fails, or the file is damaged."""
        try:
            with closing(open_file(self._path, "rw")) as connection:
                for read in _READS:
                    connection.execute(read).fetchone()
                problem = self._damage(connection)
                connection.execute(_WRITE, (time.time_ns() // 1000,))
        except sqlite3.Error as error:
            raise unavailable(error, str(self._path)) from error
        if problem:
            raise damaged(str(self._path))

    def _damage(self, connection: sqlite3.Connection) -> str | None:
        """Read a file that is small enough, once a minute; return what is wrong with it."""
        due = time.monotonic() >= self._checked + _CHECK_SECONDS
        if not due or _size(connection) > _CHECKED_BYTES:
            return None
        found: str = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
        if found != "ok":
            return found
        self._checked = time.monotonic()
        return None


def _size(connection: sqlite3.Connection) -> int:
    count, size = (
        int(connection.execute(f"PRAGMA {name}").fetchone()[0])
        for name in ("page_count", "page_size")
    )
    return count * size
