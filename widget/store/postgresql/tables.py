"""The tables as PostgreSQL has them: the same ones, whose texts are compared byte by byte.

The order of texts is then the one of SQLite, and an upgrade of the system's C library, which brings
another order of languages, damages no index.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sqlalchemy import Index, MetaData, String

from widget.store.all_tables import metadata

if TYPE_CHECKING:
    from sqlalchemy import Table

COLLATION: Final = "C"

_TOO_WIDE: Final = {"ix_tracked_pages_of_source": ("site_key", "source_url", "left_at")}
"""Indices with two URLs: an entry of PostgreSQL's has room for one."""


def _made() -> MetaData:
    made = MetaData(naming_convention=metadata.naming_convention)
    for table in metadata.sorted_tables:
        copy = table.to_metadata(made)
        _compare_bytes(copy)
        for index in tuple(copy.indexes):
            _make_ours(copy, index)
    return made


def _compare_bytes(table: Table) -> None:
    for column in table.columns:
        if isinstance(column.type, String):
            column.type = type(column.type)(column.type.length, collation=COLLATION)


def _make_ours(table: Table, index: Index) -> None:
    """Give the index the rows that SQLite's has, and the columns that it has room for."""
    name, where = str(index.name), index.dialect_options["sqlite"]["where"]
    columns = [table.c[column] for column in _TOO_WIDE.get(name, index.columns.keys())]
    table.indexes.discard(index)
    Index(name, *columns, unique=index.unique, postgresql_where=where)


postgresql_metadata: Final = _made()
