"""What an operator does to a PostgreSQL database: make its tables, bring them up to date, check."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from sqlalchemy import Boolean, Text, cast, column, select, table
from sqlalchemy.dialects.postgresql import REGCLASS

from widget.domain.errors import StoreUnavailable
from widget.store.postgresql import failures
from widget.store.postgresql.connecting import (
    CHANGE_SCHEMA,
    VIEW,
    Begin,
    open_engine,
    place_of,
)
from widget.store.schema import SchemaState, migrating, state_of
from widget.store.tables import REVISION

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection

__all__ = ["check", "migrate", "missing", "place_of", "schema_state"]

_INDEX: Final = cast(column("indexrelid"), REGCLASS)
_INVALID: Final = (
    select(cast(_INDEX, Text)).select_from(table("pg_index")).where(~column("indisvalid", Boolean))
)


def migrate(url: str) -> str:
    """Bring the database to this version's schema and return its revision.

    All or nothing, and of two at once the second finds nothing to do. Raises StoreUnavailable.
    """
    with _connection(url, CHANGE_SCHEMA) as connection:
        if state_of(connection) is SchemaState.EMPTY:
            _make(connection)
        else:
            migrating().upgrade(connection)
    return REVISION


def schema_state(url: str) -> SchemaState:
    """Return how the database stands to this version; changes nothing. Raises StoreUnavailable."""
    with _connection(url, VIEW) as connection:
        return state_of(connection)


def check(url: str) -> tuple[str, ...]:
    """Return the problems of the database, one sentence each; none when it is sound.

    PostgreSQL itself watches over references; that no page is damaged, its own ``pg_amcheck``
    tells.
    """
    try:
        with _connection(url, VIEW) as connection:
            return _problems(connection, url)
    except StoreUnavailable as error:
        return (error.message,)


def missing(url: str) -> StoreUnavailable:
    """Return the error of a database without our tables."""
    return failures.missing(place_of(url))


def _problems(connection: Connection, url: str) -> tuple[str, ...]:
    from widget.store.postgresql.tables import postgresql_metadata  # noqa: PLC0415

    state = state_of(connection)
    if state is SchemaState.EMPTY:
        return (missing(url).message,)
    if state is not SchemaState.CURRENT:
        return (f"The schema is {state}; this version needs revision {REVISION}.",)
    differences = migrating().differences(connection, postgresql_metadata)
    invalid = connection.execute(_INVALID).scalars()
    return (
        *(f"The schema differs from this version's: {change}." for change in differences),
        *(f"The index {name} is not valid; run REINDEX INDEX {name}." for name in invalid),
    )


def _make(connection: Connection) -> None:
    """Make all tables as they are now: no earlier version had any on PostgreSQL."""
    from widget.store.postgresql.tables import postgresql_metadata  # noqa: PLC0415

    postgresql_metadata.create_all(connection)
    migrating().stamp(connection)


@contextmanager
def _connection(url: str, begin: Begin) -> Iterator[Connection]:
    engine = open_engine(url, begin)
    try:
        with engine.begin() as connection:
            yield connection
    finally:
        engine.dispose()
