"""Reads that every reader's miss makes: compiled by SQLAlchemy once, run by the driver itself.

Building, caching and wrapping an execution costs SQLAlchemy several times what SQLite takes to
find three rows by their index. Only single statements that read, with plain values, and inside the
view's own transaction: so what they read is the same state.
"""

from __future__ import annotations

from collections import namedtuple
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING, Any, Final, cast

from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite as sqlite_dialect

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterator

    from sqlalchemy import Connection, Executable
    from sqlalchemy.sql.selectable import SelectBase

    from widget.store.rows import AnyRow, Values

_MOST_IDLE: Final = 4
_DIALECT = sqlite_dialect(paramstyle="named")


class DirectRead:
    """A statement, ready for the driver."""

    def __init__(self, statement: SelectBase) -> None:
        compiled = statement.compile(dialect=_DIALECT)
        self.sql = str(compiled)
        self.statement = cast("Executable", statement)
        self._fixed = {name: value for name, value in compiled.params.items() if value is not None}
        columns = [column.name for column in statement.selected_columns]
        self._row: Any = namedtuple("_row", columns, rename=True)  # type: ignore[misc]

    def rows(self, connection: Connection, values: Values) -> list[AnyRow]:
        """Return the rows, with their columns by name. Raises what the driver raises."""
        driver = cast("sqlite3.Connection", connection.connection.driver_connection)
        return [self._row(*found) for found in self.run(driver, values)]

    def run(self, driver: sqlite3.Connection, values: Values) -> list[tuple[Any, ...]]:
        """Return the rows as the driver gives them. Raises what the driver raises."""
        with closing(driver.execute(self.sql, self.bound(values))) as cursor:
            return cursor.fetchall()

    def bound(self, values: Values) -> Values:
        """Return all that the statement binds, with the values that it always has."""
        return self._fixed | values if self._fixed else values


class DirectConnections:
    """A few open connections of the driver, for single statements outside of any transaction.

    Each has its own cache of pages, so that not every thread keeps one.
    """

    def __init__(self, connect: Callable[[], sqlite3.Connection]) -> None:
        self._connect = connect
        self._idle: list[sqlite3.Connection] = []

    @contextmanager
    def one(self) -> Iterator[sqlite3.Connection]:
        """Lend a connection that nobody else has. Raises what the driver raises."""
        try:
            connection = self._idle.pop()
        except IndexError:
            connection = self._connect()
        try:
            yield connection
        finally:
            if len(self._idle) < _MOST_IDLE:
                self._idle.append(connection)
            else:
                connection.close()

    def close(self) -> None:
        """Close those that are idle; the next use opens new ones."""
        while self._idle:
            self._idle.pop().close()
