"""The store on PostgreSQL: opens views and transactions."""

from __future__ import annotations

from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING

from sqlalchemy import exc

from widget.background.clock import now
from widget.domain.errors import StoreUnavailable
from widget.store import rows
from widget.store.change_log import ChangeLog, changes_after
from widget.store.glance import GLANCE, glance_of
from widget.store.postgresql.change_poll import ChangePoll
from widget.store.postgresql.connecting import (
    VIEW,
    WRITE,
    NotAnswered,
    connect,
    driver_of,
    open_engine,
    place_of,
)
from widget.store.postgresql.failures import busy
from widget.store.postgresql.members import LATEST, latest
from widget.store.postgresql.probe import attempt
from widget.store.postgresql.view import PostgresqlTransaction, PostgresqlView
from widget.store.readiness import Readiness
from widget.store.turn import Turn

if TYPE_CHECKING:
    from collections.abc import Iterator
    from contextlib import AbstractContextManager
    from datetime import datetime

    from sqlalchemy import Connection

    from widget.background.presence import Presence
    from widget.domain.change import ChangesSince
    from widget.domain.panel import Glance
    from widget.store.postgresql.connecting import Begin


class PostgresqlStore:
    """The Store port over a PostgreSQL database; its methods may be called from any thread.

    Views read side by side, also while a transaction writes. Transactions take turns: in one
    process by a lock, between processes and machines by one of the database.
    """

    def __init__(self, url: str) -> None:
        """Take the URL; nothing is opened yet. Raises SettingsError."""
        self._where = place_of(url)
        self._engine = open_engine(url)
        self._poll = ChangePoll(partial(connect, url), self._where)
        self._readiness = Readiness(self._attempt)
        self._to_write = Turn(partial(busy, self._where))

    @contextmanager
    def view(self) -> Iterator[PostgresqlView]:
        """Open a consistent view for reading. Raises StoreUnavailable."""
        with self._open(VIEW) as connection:
            yield PostgresqlView(connection)

    @contextmanager
    def transaction(self) -> Iterator[PostgresqlTransaction]:
        """Open a transaction: committed at the end of the block, rolled back by an exception.

        Waits up to 5 seconds for its turn in this process and again for other processes', then
        raises StoreUnavailable. Once the block is left, what it wrote is on the server's disk.
        """
        log = ChangeLog()
        with self._to_write:
            with self._open(WRITE) as connection:
                yield PostgresqlTransaction(connection, log)
                number = log.write(connection)
            if number is not None:
                self._poll.committed(number)

    def urgent_transaction(self) -> AbstractContextManager[PostgresqlTransaction]:
        """Open a transaction as any other: room on the server's disk is the server's affair."""
        return self.transaction()

    def glance(self, site_key: str, url: str, now: datetime) -> Glance | None:
        """Return what the panel of the article at this URL is made of; see the port."""
        key: rows.Values = {"site_key": site_key, "url": url}
        values = {**rows.storable(key), "now": rows.microseconds(now, "now")}
        with self._open(VIEW) as connection:
            found = connection.execute(GLANCE, values).first()
        return None if found is None else glance_of(tuple(found))

    def ping(self) -> None:
        """Return when the database can be read and written; raise StoreUnavailable otherwise.

        The last answer is given again for a few seconds.
        """
        self._poll.require()
        self._readiness.require()

    def consumer(self) -> Presence:
        """Return what is known of the consumer, on whichever machine, that was at work last."""
        with self._open(VIEW) as connection:
            found = connection.exec_driver_sql(LATEST).fetchall()
        return latest([tuple(row) for row in found], now())

    def version(self, at: float) -> int:
        """Return the number of the last change of a panel; see the port."""
        return self._poll.version(at)

    def changes(self, after: int) -> ChangesSince:
        """Return which panels changed after this version; see the port."""
        with self._open(VIEW) as connection:
            return changes_after(connection, after)

    def close(self) -> None:
        """Give all connections back; the next use opens new ones (needed before a fork)."""
        self._engine.dispose()
        self._poll.close()

    def _attempt(self) -> None:
        with self._open(WRITE) as connection:
            attempt(connection)

    @contextmanager
    def _open(self, begin: Begin) -> Iterator[Connection]:
        """Begin a transaction; while the server is known to say nothing, nobody waits for it."""
        self._poll.require()
        with self._begun(begin) as connection:
            yield connection
            connection.commit()

    def _begun(self, begin: Begin) -> Connection:
        connection = self._connected(begin)
        try:
            connection.begin()
        except StoreUnavailable as error:
            was_closed = driver_of(connection).closed and not isinstance(
                error.__cause__, NotAnswered
            )
            connection.close()
            if not was_closed:
                raise
        else:
            return connection
        # The server was started again, and with it went all that were opened before.
        self._engine.dispose()
        connection = self._connected(begin)
        connection.begin()
        return connection

    def _connected(self, begin: Begin) -> Connection:
        try:
            return self._engine.connect().execution_options(begin=begin)
        except exc.TimeoutError as error:
            raise busy(self._where) from error
