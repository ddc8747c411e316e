"""A source can be due at once: its hub told of news."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"

_KEPT = "site_key, url, kind, parent, etag, last_modified, latest, failures, problem, rest_until"


def upgrade() -> None:
    """Make the table anew with the column; every row stays."""
    op.execute("CREATE TEMPORARY TABLE kept_sources AS SELECT * FROM sources")
    op.drop_table("sources")
    op.create_table(
        "sources",
        sa.Column("site_key", sa.String(64), nullable=False),
        sa.Column("url", sa.Text, nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("parent", sa.Text),
        sa.Column("etag", sa.Text),
        sa.Column("last_modified", sa.Text),
        sa.Column("latest", sa.BigInteger),
        sa.Column("failures", sa.Integer, nullable=False),
        sa.Column("problem", sa.Text),
        sa.Column("rest_until", sa.BigInteger),
        sa.Column("due_at", sa.BigInteger),
        sa.PrimaryKeyConstraint("site_key", "url", name="pk_sources"),
        sa.ForeignKeyConstraint(["site_key"], ["sites.key"], name="fk_sources_site_key_sites"),
    )
    op.execute(f"INSERT INTO sources ({_KEPT}) SELECT {_KEPT} FROM kept_sources")  # noqa: S608
    op.execute("DROP TABLE kept_sources")
