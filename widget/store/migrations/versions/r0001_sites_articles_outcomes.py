"""The first tables: sites, their API keys, articles, and what came of each edition."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make the tables."""
    _sites()
    _articles()
    _outcomes()


def _sites() -> None:
    op.create_table(
        "sites",
        sa.Column("key", sa.String(64), nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("origins", sa.Text, nullable=False),
        sa.Column("page_hosts", sa.Text, nullable=False),
        sa.Column("language", sa.Text, nullable=False),
        sa.Column("created_at", sa.BigInteger, nullable=False),
        sa.Column("points", sa.Integer),
        sa.Column("words", sa.Integer),
        sa.Column("form", sa.Text, nullable=False, server_default="points"),
        sa.Column("on_demand", sa.Integer, nullable=False, server_default="0"),
        sa.Column("same_section", sa.Integer, nullable=False, server_default="0"),
        sa.Column("eligibility", sa.Text, nullable=False, server_default="{}"),
        sa.PrimaryKeyConstraint("key", name="pk_sites"),
    )
    op.create_table(
        "api_keys",
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("site_key", sa.String(64), nullable=False),
        sa.Column("created_at", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("digest", name="pk_api_keys"),
        sa.ForeignKeyConstraint(["site_key"], ["sites.key"], name="fk_api_keys_site_key_sites"),
    )
    op.create_index("ix_api_keys_site_key", "api_keys", ["site_key"])


def _articles() -> None:
    op.create_table(
        "articles",
        *_columns_of_articles(),
        sa.PrimaryKeyConstraint("id", name="pk_articles"),
        sa.UniqueConstraint("site_key", "url", name="uq_articles_site_key_url"),
        sa.ForeignKeyConstraint(["site_key"], ["sites.key"], name="fk_articles_site_key_sites"),
        sqlite_autoincrement=True,
    )
    _index_of_published("ix_articles_publish_order", "language")
    _index_of_published("ix_articles_title", "title")
    _index_of_published("ix_articles_section_order", "section", "language")


def _columns_of_articles() -> list[sa.Column[Any]]:
    return [
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("site_key", sa.String(64), nullable=False),
        sa.Column("url", sa.Text, nullable=False),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("language", sa.Text, nullable=False),
        sa.Column("published_at", sa.BigInteger, nullable=False),
        sa.Column("fingerprint", sa.String(32), nullable=False),
        sa.Column("section", sa.Text),
        sa.Column("author", sa.Text),
        sa.Column("image", sa.Text),
        sa.Column("modified_at", sa.BigInteger),
        sa.Column("previous_title", sa.Text),
        sa.Column("previous_url", sa.Text),
        sa.Column("next_title", sa.Text),
        sa.Column("next_url", sa.Text),
        sa.Column("marks", sa.Text, nullable=False),
        sa.Column("embargoed_until", sa.BigInteger),
        sa.Column("gathered", sa.Integer, nullable=False),
        sa.Column("received_at", sa.BigInteger, nullable=False),
        sa.Column("withdrawn_at", sa.BigInteger),
        sa.Column("text", sa.Text, nullable=False),
    ]


def _index_of_published(name: str, *columns: str) -> None:
    published = sa.text("withdrawn_at IS NULL")
    op.create_index(
        name,
        "articles",
        ["site_key", *columns, "published_at", "id"],
        sqlite_where=published,
        postgresql_where=published,
    )


def _outcomes() -> None:
    op.create_table(
        "outcomes",
        sa.Column("article_id", sa.Integer, nullable=False),
        sa.Column("fingerprint", sa.String(32), nullable=False),
        sa.Column("origin", sa.String(16), nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("points", sa.Text),
        sa.Column("reason", sa.String(32)),
        sa.Column("summarizer", sa.Text, nullable=False),
        sa.Column("policy", sa.Integer),
        sa.Column("made_at", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("article_id", "fingerprint", "origin", name="pk_outcomes"),
        sa.ForeignKeyConstraint(
            ["article_id"],
            ["articles.id"],
            name="fk_outcomes_article_id_articles",
            ondelete="CASCADE",
        ),
    )
