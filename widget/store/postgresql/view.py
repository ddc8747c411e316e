"""Views and transactions on PostgreSQL: the same statements, run through SQLAlchemy."""

from __future__ import annotations

from typing import TYPE_CHECKING

from widget.store import rows
from widget.store.transaction import SqlTransaction
from widget.store.view import SqlView

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from widget.store.change_log import ChangeLog
    from widget.store.direct import DirectRead


class PostgresqlView(SqlView):
    """The View port over one open transaction of PostgreSQL."""

    def _read(self, statement: DirectRead, **values: str | int | None) -> list[rows.AnyRow]:
        return list(self._connection.execute(statement.statement, rows.storable(values)))


class PostgresqlTransaction(SqlTransaction):
    """The Transaction port over one; whoever opened it commits or rolls back."""

    def __init__(self, connection: Connection, log: ChangeLog) -> None:
        """Take the open transaction, and the log of what it changes."""
        super().__init__(connection, log)

    def _read(self, statement: DirectRead, **values: str | int | None) -> list[rows.AnyRow]:
        return list(self._connection.execute(statement.statement, rows.storable(values)))
