"""Tells SQLAlchemy of PostgreSQL's indices over some rows alone, which are those of SQLite."""

from __future__ import annotations

from widget.store.tables import metadata


def for_postgresql() -> None:
    """Let the indices over some rows be that in PostgreSQL too; before its tables are made.

    Not where the tables are: to name an option of PostgreSQL loads its whole dialect.
    """
    for index in (index for table in metadata.tables.values() for index in table.indexes):
        condition = index.dialect_options["sqlite"]["where"]
        if condition is not None:
            index.dialect_kwargs["postgresql_where"] = condition
