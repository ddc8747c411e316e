"""Implements the Store port over SQLAlchemy Core, and the administration of the database."""

from __future__ import annotations

from widget.store.administration import (
    backup,
    check,
    create_if_empty,
    migrate,
    require_current,
    schema_state,
)
from widget.store.opening import OpenStore, open_store
from widget.store.schema import SchemaState
from widget.store.store import SqlStore, open_sqlite

__all__ = [
    "OpenStore",
    "SchemaState",
    "SqlStore",
    "backup",
    "check",
    "create_if_empty",
    "migrate",
    "open_sqlite",
    "open_store",
    "require_current",
    "schema_state",
]
