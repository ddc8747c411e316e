"""Notices commits: a thread of its own asks for the change log's highest number, again and again.

A request only reads what the thread has found. Numbers follow the order of the commits, so who
has read up to a number has missed nothing before it.
"""

from __future__ import annotations

import os
import threading
from time import monotonic
from typing import TYPE_CHECKING, Final
from weakref import WeakSet, ref

import psycopg

from widget.background.clock import agree_with
from widget.domain.change import VERSION_SECONDS
from widget.domain.errors import StoreUnavailable
from widget.store.change_log import LAST
from widget.store.failures import BUSY_SECONDS
from widget.store.postgresql.failures import busy, unavailable

if TYPE_CHECKING:
    from collections.abc import Callable

    from widget.store.postgresql.connecting import BoundedConnection

POLL_SECONDS: Final = VERSION_SECONDS / 2
"""How long the thread rests between two questions."""

OLDEST_SECONDS: Final = 3 * VERSION_SECONDS
"""From what age on a number is no answer any more."""

_ANSWER_SECONDS: Final = 1.0
_STATEMENT: Final = (
    f"SELECT ({LAST.compile(compile_kwargs={'literal_binds': True})}), clock_timestamp()"
)


class ChangePoll:
    """Knows the number of the last change; one for each store and process."""

    def __init__(self, connect: Callable[[], BoundedConnection], where: str) -> None:
        """``connect`` opens a connection, or raises psycopg.Error."""
        self._connect = connect
        self._where = where
        self._begin()
        _POLLS.add(self)

    def _begin(self) -> None:
        self._news = threading.Condition()
        self._stop = threading.Event()
        self._thread: threading.Thread | None = None
        self._number = 0
        self._commits = 0
        self._asked = float("-inf")
        self._problem: StoreUnavailable | None = None

    def committed(self, number: int) -> None:
        """Note the last number of a transaction that this process has committed."""
        with self._news:
            self._commits += 1
            self._number = max(self._number, number)

    def version(self, at: float) -> int:
        """Return the number of the last change; see the port. Raises StoreUnavailable."""
        if at - self._asked <= OLDEST_SECONDS:
            return self._number
        with self._news:
            self._start()
            if not self._news.wait_for(lambda: self._is_known(at), BUSY_SECONDS):
                raise busy(self._where)
            if at - self._asked <= OLDEST_SECONDS:
                return self._number
        self.require()
        raise busy(self._where)

    def require(self) -> None:
        """Raise StoreUnavailable at once while the thread's questions stay without an answer."""
        if problem := self._problem:
            raise StoreUnavailable(problem.message, permanent=problem.permanent)

    def close(self) -> None:
        """End the thread, which gives its connection back; the next question starts another."""
        thread = self._thread
        self._stop.set()
        if thread is not None:
            thread.join(_ANSWER_SECONDS + BUSY_SECONDS)
        self._begin()

    def ask(self, connection: BoundedConnection) -> None:
        """Ask once. Raises psycopg.Error."""
        asked, commits = monotonic(), self._commits
        row = connection.execute(_STATEMENT).fetchone()
        if row is None:
            raise psycopg.OperationalError("no row")
        found = int(row[0])
        agree_with(row[1])
        with self._news:
            # What was asked before our own commit may be from before it. Otherwise a lower
            # number is right too: an older database was put in the place of ours.
            own = commits != self._commits
            self._number = max(self._number, found) if own else found
            self._asked, self._problem = asked, None
            self._news.notify_all()

    def failed(self, error: psycopg.Error) -> None:
        """Note that a question stayed without an answer."""
        with self._news:
            self._problem = unavailable(error, self._where)
            self._news.notify_all()

    def _is_known(self, at: float) -> bool:
        return at - self._asked <= OLDEST_SECONDS or self._problem is not None

    def _start(self) -> None:
        if self._thread is None:
            asking = (ref(self), self._connect, self._stop)
            self._thread = threading.Thread(target=_ask, args=asking, name="changes", daemon=True)
            self._thread.start()


def _ask(
    poll: ref[ChangePoll], connect: Callable[[], BoundedConnection], stop: threading.Event
) -> None:
    connection: BoundedConnection | None = None
    while not stop.is_set() and (asking := poll()) is not None:
        try:
            if connection is None:
                connection = connect()
                connection.seconds = _ANSWER_SECONDS
            asking.ask(connection)
        except psycopg.Error as error:
            asking.failed(error)
            if connection is not None:
                connection.close()
            connection = None
        del asking
        stop.wait(POLL_SECONDS)
    if connection is not None:
        connection.close()


_POLLS: WeakSet[ChangePoll] = WeakSet()


def _after_fork() -> None:
    """Begin anew in a forked child: the parent's thread and its connection are not ours."""
    for poll in list(_POLLS):
        poll._begin()


os.register_at_fork(after_in_child=_after_fork)
