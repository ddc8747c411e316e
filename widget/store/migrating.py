"""Runs alembic, which is loaded when a schema is changed or compared, not at every start."""

from __future__ import annotations

import io
import logging
from typing import TYPE_CHECKING

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from widget.domain.errors import StoreUnavailable
from widget.store.all_tables import metadata

if TYPE_CHECKING:
    from sqlalchemy import Connection, MetaData


def upgrade(connection: Connection, revision: str = "head") -> None:
    """Run the steps that are missing up to this revision, in the transaction of the connection.

    Raises StoreUnavailable when rows would name rows that are gone; nothing is kept then.
    """
    logging.getLogger("alembic").setLevel(logging.WARNING)
    config = _config()
    config.attributes["connection"] = connection
    command.upgrade(config, revision)
    if connection.dialect.name == "sqlite":
        _require_whole(connection)


def stamp(connection: Connection) -> None:
    """Note that the tables are those of the last step."""
    scripts = ScriptDirectory.from_config(_config())
    MigrationContext.configure(connection).stamp(scripts, "head")


def _require_whole(connection: Connection) -> None:
    broken = connection.exec_driver_sql("PRAGMA foreign_key_check").first()
    if broken is not None:
        raise StoreUnavailable(
            f"The migration was undone: row {broken[1]} of {broken[0]} refers to a missing row. "
            "Run `widget database check`.",
            permanent=True,
        )


def differences(connection: Connection, expected: MetaData = metadata) -> tuple[str, ...]:
    """Return how the tables differ from those that the code expects."""
    found = compare_metadata(MigrationContext.configure(connection), expected)
    return tuple(map(str, found))


def known_revisions() -> frozenset[str]:
    """Return the revisions that the steps lead through."""
    scripts = ScriptDirectory.from_config(_config())
    return frozenset(script.revision for script in scripts.walk_revisions())


def _config() -> Config:
    config = Config(stdout=io.StringIO())
    config.set_main_option("script_location", "widget.store:migrations")
    return config
