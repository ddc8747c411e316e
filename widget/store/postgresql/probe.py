"""Tells whether a PostgreSQL database can do its work: a small read and a small write decide."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Final

from sqlalchemy import text

from widget.store.all_tables import metadata

if TYPE_CHECKING:
    from sqlalchemy import Connection

_READS: Final = tuple(
    text(f'SELECT 1 FROM "{name}" LIMIT 1')  # noqa: S608 - our own tables
    for name in metadata.tables
)
_WRITE: Final = text(
    "INSERT INTO maintenance (task, done_at) VALUES ('readiness', :now) "
    "ON CONFLICT (task) DO UPDATE SET done_at = excluded.done_at"
)


def attempt(connection: Connection) -> None:
    """Read from each table and write one row. Raises StoreUnavailable."""
    for read in _READS:
        connection.execute(read).first()
    connection.execute(_WRITE, {"now": time.time_ns() // 1000})
