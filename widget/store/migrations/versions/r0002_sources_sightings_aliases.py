"""What publishers' sites offer by themselves: aliases of articles, sources, and sighted pages."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Make the tables."""
    _aliases()
    _sources()
    _sightings()


def _aliases() -> None:
    op.create_table(
        "aliases",
        sa.Column("site_key", sa.String(64), nullable=False),
        sa.Column("alias", sa.Text, nullable=False),
        sa.Column("article_id", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("site_key", "alias", name="pk_aliases"),
        sa.ForeignKeyConstraint(["site_key"], ["sites.key"], name="fk_aliases_site_key_sites"),
        sa.ForeignKeyConstraint(
            ["article_id"],
            ["articles.id"],
            name="fk_aliases_article_id_articles",
            ondelete="CASCADE",
        ),
    )
    op.create_index("ix_aliases_article_id", "aliases", ["article_id"])


def _sources() -> None:
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
        sa.PrimaryKeyConstraint("site_key", "url", name="pk_sources"),
        sa.ForeignKeyConstraint(["site_key"], ["sites.key"], name="fk_sources_site_key_sites"),
    )


def _sightings() -> None:
    op.create_table(
        "sightings",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("site_key", sa.String(64), nullable=False),
        sa.Column("url", sa.Text, nullable=False),
        sa.Column("address", sa.Text, nullable=False),
        sa.Column("source_url", sa.Text),
        sa.Column("stamp", sa.Text, nullable=False),
        sa.Column("told", sa.Text, nullable=False),
        sa.Column("seen_at", sa.BigInteger, nullable=False),
        sa.Column("looked_at", sa.BigInteger),
        sa.Column("pressed_at", sa.BigInteger),
        sa.Column("begun", sa.Integer, nullable=False),
        sa.Column("due_at", sa.BigInteger),
        sa.Column("rest_until", sa.BigInteger),
        sa.Column("failures", sa.Integer, nullable=False),
        sa.Column("problem", sa.Text),
        sa.Column("etag", sa.Text),
        sa.Column("last_modified", sa.Text),
        sa.PrimaryKeyConstraint("id", name="pk_sightings"),
        sa.UniqueConstraint("site_key", "url", name="uq_sightings_site_key_url"),
        sa.ForeignKeyConstraint(["site_key"], ["sites.key"], name="fk_sightings_site_key_sites"),
    )
    op.create_index("ix_sightings_due_at", "sightings", ["due_at"])
    _partial("due_of_site", "due_at IS NOT NULL", "due_at")
    _partial("problems", "problem IS NOT NULL", "looked_at")
    _partial("presses", "pressed_at IS NOT NULL", "pressed_at", "seen_at")


def _partial(name: str, condition: str, *columns: str) -> None:
    where = sa.text(condition)
    op.create_index(
        f"ix_sightings_{name}",
        "sightings",
        ["site_key", *columns],
        sqlite_where=where,
        postgresql_where=where,
    )
