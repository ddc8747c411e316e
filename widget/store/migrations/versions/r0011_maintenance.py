"""The latest articles of a site have an index; what is done from time to time has a table."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    """Make both; nothing was done yet."""
    op.create_table(
        "maintenance",
        sa.Column("task", sa.String(32), nullable=False),
        sa.Column("done_at", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("task", name="pk_maintenance"),
    )
    op.create_index("ix_articles_arrival", "articles", ["site_key", "id"])
