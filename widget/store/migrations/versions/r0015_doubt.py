"""Tracked pages keep why the text that was read of them is doubtful."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"


def upgrade() -> None:
    """Add the column, empty: a page's next look fills it."""
    op.add_column("tracked_pages", sa.Column("doubt", sa.Text))
