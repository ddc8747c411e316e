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
from widget.store.tables import metadata

if TYPE_CHECKING:
    from sqlalchemy import Connection


def upgrade(connection: Connection, revision: str = "head") -> None:
    """Run the steps that are missing up to this revision, in the transaction of the connection.

    Raises StoreUnavailable when rows would name rows that are gone; nothing is kept then.
    """
    logging.getLogger("alembic").setLevel(logging.WARNING)
    config = _config()
    config.attributes["connection"] = connection
    command.upgrade(config, revision)
    broken = connection.exec_driver_sql("PRAGMA foreign_key_check").first()
    if broken is not None:
        raise StoreUnavailable(
            f"The migration was undone: row {broken[1]} of {broken[0]} refers to a missing row. "
            "Run `widget database check`.",
            permanent=True,
        )


def differences(connection: Connection) -> tuple[str, ...]:
    """Return how the tables differ from those that the code expects."""
    found = compare_metadata(MigrationContext.configure(connection), metadata)
    return tuple(map(str, found))


def known_revisions() -> frozenset[str]:
    """Return the revisions that the steps lead through."""
    scripts = ScriptDirectory.from_config(_config())
    return frozenset(script.revision for script in scripts.walk_revisions())


def _config() -> Config:
    config = Config(stdout=io.StringIO())
    config.set_main_option("script_location", "widget.store:migrations")
    return config
