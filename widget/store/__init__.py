"""Implements the Store port over SQLAlchemy Core, and the administration of the database."""

from __future__ import annotations

from widget.store.administration import (
    SchemaState,
    backup,
    check,
    create_if_empty,
    migrate,
    require_current,
    schema_state,
)
from widget.store.store import SqlStore, open_store

__all__ = [
    "SchemaState",
    "SqlStore",
    "backup",
    "check",
    "create_if_empty",
    "migrate",
    "open_store",
    "require_current",
    "schema_state",
]
