"""What presses are counted with: the indices of tracked pages for it, and the keys of digests."""

from __future__ import annotations

from typing import Final

from sqlalchemy import Column, Index, Integer, String, Table

from widget.store.tables import metadata, only, tracked_pages

_columns: Final = tracked_pages.c

Index(
    "ix_tracked_pages_presses",
    _columns.site_key,
    _columns.pressed_at,
    _columns.seen_at,
    _columns.found_article,
    **only(_columns.pressed_at.is_not(None)),
)
Index(
    "ix_tracked_pages_presses_by",
    _columns.site_key,
    _columns.pressed_by,
    _columns.pressed_at,
    _columns.seen_at,
    _columns.found_article,
    **only(_columns.pressed_by.is_not(None)),
)

# One row for a day: digests of networks are made with it, and mean nothing when it is gone.
press_keys = Table(
    "press_keys",
    metadata,
    Column("day", Integer, primary_key=True, autoincrement=False),
    Column("key", String(64), nullable=False),
)
