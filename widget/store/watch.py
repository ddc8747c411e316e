"""Notices commits: asks SQLite for its ``data_version`` now and then, on a connection of its own.

That number changes on a connection whenever any other connection commits, in this process or in
another one; asking for it reads one word of shared memory. Only then the log is looked into.
"""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from threading import Lock
from time import monotonic
from typing import TYPE_CHECKING, Final
from weakref import WeakSet

from widget.domain.change import VERSION_SECONDS
from widget.store.failures import BUSY_SECONDS, busy, unavailable

if TYPE_CHECKING:
    from collections.abc import Callable

_LATE_SECONDS: Final = 2 * VERSION_SECONDS
"""From when on nobody goes on with an old number while another thread still asks."""


class CommitWatch:
    """Knows the number of the last change; one for each store and process."""

    def __init__(
        self,
        connect: Callable[[], sqlite3.Connection],
        last: str,
        where: str,
        require_file: Callable[[], None],
    ) -> None:
        """``last`` is the statement that reads the number of the last change.

        ``require_file`` raises StoreUnavailable when what is open is not the database any more.
        """
        self._connect = connect
        self._require_file = require_file
        self._statement = last
        self._where = where
        self._commits = 0
        self._seen = -1
        self._number = 0
        self._data_version = -1
        self._asked = -_LATE_SECONDS
        self._turn = Lock()
        self._connection: sqlite3.Connection | None = None
        _WATCHES.add(self)

    def committed(self) -> None:
        """Note that this process has committed: the next ``version`` asks at once."""
        self._commits += 1

    def version(self, at: float) -> int:
        """Return the number of the last change; see the port. Raises StoreUnavailable."""
        if at < self._asked + VERSION_SECONDS and self._commits == self._seen:
            return self._number
        late = at - self._asked
        must_wait = late >= _LATE_SECONDS or self._commits != self._seen
        if not self._turn.acquire(blocking=must_wait, timeout=BUSY_SECONDS if must_wait else -1):
            if must_wait:
                raise busy(self._where)
            return self._number
        try:
            return self._ask()
        except sqlite3.Error as error:
            raise unavailable(error, self._where) from error
        finally:
            self._turn.release()

    def close(self) -> None:
        """Give the connection back; the next question opens a new one."""
        with self._turn:
            if self._connection is not None:
                self._connection.close()
            self._connection = None

    def _ask(self) -> int:
        asked, commits = monotonic(), self._commits
        self._require_file()
        if self._connection is None:
            self._connection, self._data_version = self._connect(), -1
        data_version = self._value("PRAGMA data_version")
        if data_version != self._data_version or commits != self._seen:
            self._number = self._value(self._statement)
        self._data_version, self._seen, self._asked = data_version, commits, asked
        return self._number

    def _value(self, statement: str) -> int:
        if self._connection is None:
            raise sqlite3.OperationalError("no connection")
        with closing(self._connection.execute(statement)) as found:
            return int(found.fetchone()[0])

    def _forget(self) -> None:
        """Begin anew in a forked child: the connection of the parent is not ours to close."""
        if self._connection is not None:
            _ABANDONED.append(self._connection)
        self._connection = None
        self._turn = Lock()
        self._asked = -_LATE_SECONDS


_WATCHES: WeakSet[CommitWatch] = WeakSet()
_ABANDONED: list[sqlite3.Connection] = []
"""Connections of a parent process: closing one here would break its locks."""


def _after_fork() -> None:
    for watch in list(_WATCHES):
        watch._forget()


os.register_at_fork(after_in_child=_after_fork)
