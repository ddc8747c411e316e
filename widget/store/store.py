"""The store: opens views and transactions."""

from __future__ import annotations

import sqlite3
from contextlib import contextmanager, nullcontext
from functools import partial
from typing import TYPE_CHECKING, Any

from widget.domain.errors import StoreUnavailable
from widget.store import queries, rows
from widget.store.change_log import LAST, ChangeLog, changes_after
from widget.store.direct import DirectConnections, DirectRead
from widget.store.failures import MEMORY, busy, is_damage, unavailable
from widget.store.glance import GLANCE, glance_of
from widget.store.identity import FileIdentity
from widget.store.readiness import FileProbe, Readiness
from widget.store.reserve import DiskReserve
from widget.store.sqlite import IMMEDIATE, open_engine, open_file, path_of
from widget.store.transaction import SqlTransaction
from widget.store.turn import Turn
from widget.store.view import SqlView
from widget.store.watch import CommitWatch

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from contextlib import AbstractContextManager
    from datetime import datetime
    from pathlib import Path

    from sqlalchemy import Engine

    from widget.domain.change import ChangesSince
    from widget.domain.panel import Glance

_GLANCE = DirectRead(GLANCE)
_LAST = str(LAST.compile(compile_kwargs={"literal_binds": True}))


class SqlStore:
    """The Store port over SQLAlchemy Core; its methods may be called from any thread.

    Views read side by side, also while a transaction writes. Transactions take turns: in
    one process by a lock, which hands over at once, between processes by the database.
    A database in memory is one connection, so there views wait for their turn as well.
    """

    def __init__(self, engine: Engine, path: Path | None) -> None:
        where = self._where = str(path or MEMORY)
        self._direct = DirectConnections(partial(open_file, path, "rw")) if path else None
        self._engine = engine
        self._file = FileIdentity(path)
        self._reserve = DiskReserve(path)
        self._readiness = Readiness(FileProbe(path).attempt if path else self._read)
        self._damage: StoreUnavailable | None = None
        # A database in memory has one connection and one process: its commits are all our own.
        self._watch = self._watching(path) if path else None
        self._writing_engine = engine.execution_options(**IMMEDIATE)
        self._to_write = Turn(partial(busy, where))
        self._to_read: AbstractContextManager[None] = nullcontext() if path else self._to_write

    @contextmanager
    def view(self) -> Iterator[SqlView]:
        """Open a consistent view for reading.

        Raises StoreUnavailable, also when the file was replaced by another one.
        """
        self._file.require_not_replaced()
        with self._noting_damage(), self._to_read, self._engine.begin() as connection:
            yield SqlView(connection)

    @contextmanager
    def transaction(self) -> Iterator[SqlTransaction]:
        """Open a transaction: committed at the end of the block, rolled back by an exception.

        Waits up to 5 seconds for its turn in this process and again for other processes',
        then raises StoreUnavailable. Once the block is left, what it wrote is on the disk, in
        the file that the path leads to: when that was deleted or replaced, StoreUnavailable is
        raised.
        """
        self._file.require_same()
        self._reserve.require()
        with self._writing() as transaction:
            yield transaction

    @contextmanager
    def urgent_transaction(self) -> Iterator[SqlTransaction]:
        """Open a transaction that takes something away from readers; see the port.

        On a full disk the reserve is given up for it.
        """
        self._file.require_same()
        self._reserve.give_up_if_full()
        with self._writing() as transaction:
            yield transaction

    @contextmanager
    def _writing(self) -> Iterator[SqlTransaction]:
        log = ChangeLog()
        with (
            self._noting_damage(),
            self._to_write,
            self._writing_engine.begin() as connection,
        ):
            yield SqlTransaction(connection, log)
            log.write(connection)
        self._file.require_same()
        if self._watch is not None:
            self._watch.committed()

    def glance(self, site_key: str, url: str, now: datetime) -> Glance | None:
        """Return what the panel of the article at this URL is made of; see the port."""
        self._file.require_not_replaced()
        key: rows.Values = {"site_key": site_key, "url": url}
        values = {**rows.storable(key), "now": rows.microseconds(now, "now")}
        with self._noting_damage():
            found = self._glanced(values)
        return glance_of(found[0]) if found else None

    def ping(self) -> None:
        """Return when the database can be read and written; raise StoreUnavailable otherwise.

        The last answer is given again for a few seconds. Once a damaged page was met, it is
        not ready until the next start.
        """
        self._file.require_same()
        if self._damage:
            raise StoreUnavailable(self._damage.message, permanent=True)
        self._reserve.require()
        self._readiness.require()

    def version(self, at: float) -> int:
        """Return the number of the last change of a panel; see the port."""
        if self._watch is not None:
            return self._watch.version(at)
        with self._to_read, self._engine.begin() as connection:
            number: int = connection.execute(LAST).scalar_one()
        return number

    def changes(self, after: int) -> ChangesSince:
        """Return which panels changed after this version; see the port."""
        self._file.require_not_replaced()
        with self._noting_damage(), self._to_read, self._engine.begin() as connection:
            return changes_after(connection, after)

    def close(self) -> None:
        """Give all connections back; the next use opens new ones (needed before a fork).

        A database in memory ends with this: the next use finds a new, empty one.
        """
        self._engine.dispose()
        if self._direct is not None:
            self._direct.close()
        if self._watch is not None:
            self._watch.close()

    def _watching(self, path: Path) -> CommitWatch:
        connect = partial(open_file, path, "rw")
        return CommitWatch(connect, _LAST, str(path), self._file.require_not_replaced)

    def _glanced(self, values: rows.Values) -> Sequence[tuple[Any, ...]]:
        if self._direct is None:  # the one connection is all that a database in memory has
            with self._to_read, self._engine.begin() as connection:
                driver: Any = connection.connection.driver_connection
                return _GLANCE.run(driver, values)
        try:
            with self._direct.one() as driver:
                return _GLANCE.run(driver, values)
        except sqlite3.Error as error:
            raise unavailable(error, self._where) from error

    def _read(self) -> None:
        with self._to_read, self._engine.begin() as connection:
            connection.execute(queries.PING).first()

    @contextmanager
    def _noting_damage(self) -> Iterator[None]:
        try:
            yield
        except StoreUnavailable as error:
            if is_damage(error.__cause__):
                self._damage = error
            raise


def open_sqlite(url: str) -> SqlStore:
    """Return the store in the SQLite database at this SQLAlchemy URL.

    ``sqlite:///PATH`` needs a database with this version's tables (see administration); its
    file is opened with the first use. ``sqlite://`` is a new database in memory, with its
    tables. Raises SettingsError for any other URL.
    """
    return SqlStore(open_engine(url), path_of(url))
