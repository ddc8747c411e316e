"""All tables of the database, whichever module declares them."""

from __future__ import annotations

from widget.store import consumer_table, hook_tables, press_tables
from widget.store.tables import REVISION, metadata

__all__ = ["REVISION", "consumer_table", "hook_tables", "metadata", "press_tables"]
