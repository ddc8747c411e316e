"""Tables and columns take the names that the code has: tracked pages, and what was ingested."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

_KEPT = (
    "id, site_key, url, address, source_url, stamp, {}, seen_at, {}, pressed_at, {}, due_at, "
    "rest_until, failures, problem, etag, last_modified"
)
_BEFORE = _KEPT.format("told", "looked_at", "begun")
_AFTER = _KEPT.format("listed", "attempted_at", "attempts")


def upgrade() -> None:
    """Rename them; every row stays."""
    op.execute("ALTER TABLE articles RENAME COLUMN gathered TO ingested")
    _tracked_pages()
    op.execute(f"INSERT INTO tracked_pages ({_AFTER}) SELECT {_BEFORE} FROM sightings")  # noqa: S608
    op.drop_table("sightings")
    op.create_index("ix_tracked_pages_due_at", "tracked_pages", ["due_at"])
    _partial("due_of_site", "due_at IS NOT NULL", "due_at")
    _partial("problems", "problem IS NOT NULL", "attempted_at")
    _partial("presses", "pressed_at IS NOT NULL", "pressed_at", "seen_at")


def _tracked_pages() -> None:
    """Make the table anew: constraints cannot be renamed in every database."""
    op.create_table(
        "tracked_pages",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("site_key", sa.String(64), nullable=False),
        sa.Column("url", sa.Text, nullable=False),
        sa.Column("address", sa.Text, nullable=False),
        sa.Column("source_url", sa.Text),
        sa.Column("stamp", sa.Text, nullable=False),
        sa.Column("listed", sa.Text, nullable=False),
        sa.Column("seen_at", sa.BigInteger, nullable=False),
        sa.Column("attempted_at", sa.BigInteger),
        sa.Column("pressed_at", sa.BigInteger),
        sa.Column("attempts", sa.Integer, nullable=False),
        sa.Column("due_at", sa.BigInteger),
        sa.Column("rest_until", sa.BigInteger),
        sa.Column("failures", sa.Integer, nullable=False),
        sa.Column("problem", sa.Text),
        sa.Column("etag", sa.Text),
        sa.Column("last_modified", sa.Text),
        sa.PrimaryKeyConstraint("id", name="pk_tracked_pages"),
        sa.UniqueConstraint("site_key", "url", name="uq_tracked_pages_site_key_url"),
        sa.ForeignKeyConstraint(
            ["site_key"], ["sites.key"], name="fk_tracked_pages_site_key_sites"
        ),
    )


def _partial(name: str, condition: str, *columns: str) -> None:
    where = sa.text(condition)
    op.create_index(
        f"ix_tracked_pages_{name}",
        "tracked_pages",
        ["site_key", *columns],
        sqlite_where=where,
        postgresql_where=where,
    )
