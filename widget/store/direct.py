"""Reads that every reader's miss makes: compiled by SQLAlchemy once, run by the driver itself.

Building, caching and wrapping an execution costs SQLAlchemy several times what SQLite takes to
find three rows by their index. Only single statements that read, with plain values, and inside the
view's own transaction: so what they read is the same state.
"""

from __future__ import annotations

from collections import namedtuple
from contextlib import closing
from typing import TYPE_CHECKING, Any, cast

from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite as sqlite_dialect

if TYPE_CHECKING:
    import sqlite3

    from sqlalchemy import Connection, Executable
    from sqlalchemy.sql import ClauseElement

    from widget.store.rows import AnyRow, Values

_DIALECT = sqlite_dialect(paramstyle="named")


class DirectRead:
    """A statement, ready for the driver."""

    def __init__(self, statement: ClauseElement) -> None:
        compiled = statement.compile(dialect=_DIALECT)
        self.sql = str(compiled)
        self.statement = cast("Executable", statement)
        self._fixed = {name: value for name, value in compiled.params.items() if value is not None}
        self._row: Any = None

    def rows(self, connection: Connection, values: Values) -> list[AnyRow]:
        """Return the rows, with their columns by name. Raises what the driver raises."""
        driver = cast("sqlite3.Connection", connection.connection.driver_connection)
        with closing(driver.execute(self.sql, self.bound(values))) as cursor:
            row = self._row or self._row_of(cursor)
            return [row(*found) for found in cursor]

    def bound(self, values: Values) -> Values:
        """Return all that the statement binds, with the values that it always has."""
        return self._fixed | values if self._fixed else values

    def _row_of(self, cursor: sqlite3.Cursor) -> Any:
        columns = [column[0] for column in cursor.description]
        self._row = namedtuple("_row", columns)  # type: ignore[misc]
        return self._row
