"""How the tables of a database stand to this version of the program."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Any

from sqlalchemy import column, inspect, select, table

from widget.store.tables import REVISION

if TYPE_CHECKING:
    from types import ModuleType

    from sqlalchemy import Connection, Select

_VERSIONS = "alembic_version"
_REVISION: Select[Any] = select(column("version_num")).select_from(table(_VERSIONS))


class SchemaState(StrEnum):
    """How the tables of a database stand to this version of the program."""

    EMPTY = "empty"
    """There is no file, or no table in it."""
    CURRENT = "current"
    BEHIND = "behind"
    """An older version made it; ``migrate`` brings it up to date."""
    UNKNOWN = "unknown"
    """A newer version, or another program, made it."""


def state_of(connection: Connection) -> SchemaState:
    """Return how the tables stand to this version."""
    tables = set(inspect(connection).get_table_names())
    revision = _revision(connection) if _VERSIONS in tables else None
    if revision == REVISION:
        return SchemaState.CURRENT
    if revision is None:
        return SchemaState.UNKNOWN if tables - {_VERSIONS} else SchemaState.EMPTY
    known = revision in migrating().known_revisions()
    return SchemaState.BEHIND if known else SchemaState.UNKNOWN


def migrating() -> ModuleType:
    """Return the module that runs alembic."""
    from widget.store import migrating  # noqa: PLC0415 - a quarter of a second at every start

    return migrating


def _revision(connection: Connection) -> str | None:
    revision: str | None = connection.execute(_REVISION).scalar()
    return revision
