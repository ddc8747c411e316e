"""The store logs which panels change, and finds the next end of an embargo."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"


def upgrade() -> None:
    """Make the log, which is empty: no server has kept an answer yet."""
    op.create_table(
        "changes",
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("site_key", sa.Text),
        sa.Column("url", sa.Text),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_changes")),
        sqlite_autoincrement=True,
    )
    embargoed = sa.text("embargoed_until IS NOT NULL")
    op.create_index(
        "ix_articles_embargoed_until",
        "articles",
        ["site_key", "embargoed_until"],
        sqlite_where=embargoed,
        postgresql_where=embargoed,
    )
