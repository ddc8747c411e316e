"""An article has the roles of its paragraphs, and an outcome those that it was made from."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    """Make room for the roles; of what is there already none are known."""
    op.add_column("outcomes", sa.Column("roles", sa.Text, nullable=False, server_default=""))
    _set_articles_aside()
    _articles()
    kept = ", ".join(column.name for column in _columns() if column.name != "roles")
    op.execute(f"INSERT INTO articles ({kept}) SELECT {kept} FROM articles_before")  # noqa: S608 - own names
    op.drop_table("articles_before")
    _indices()


def _set_articles_aside() -> None:
    """Rename the table; what refers to it means the new one."""
    op.execute("PRAGMA legacy_alter_table=ON")
    op.rename_table("articles", "articles_before")
    op.execute("PRAGMA legacy_alter_table=OFF")


def _articles() -> None:
    """Make the table anew: a column that was added would stand behind the text."""
    op.create_table(
        "articles",
        *_columns(),
        sa.PrimaryKeyConstraint("id", name="pk_articles"),
        sa.UniqueConstraint("site_key", "url", name="uq_articles_site_key_url"),
        sa.ForeignKeyConstraint(["site_key"], ["sites.key"], name="fk_articles_site_key_sites"),
        sqlite_autoincrement=True,
    )


def _columns() -> list[sa.Column[Any]]:
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
        sa.Column("ingested", sa.Integer, nullable=False),
        sa.Column("received_at", sa.BigInteger, nullable=False),
        sa.Column("withdrawn_at", sa.BigInteger),
        sa.Column("words", sa.Integer, nullable=False),
        sa.Column("roles", sa.Text, nullable=False, server_default=""),
        sa.Column("text", sa.Text, nullable=False),
    ]


def _indices() -> None:
    order = ["published_at", "id"]
    _partial("publish_order", "withdrawn_at IS NULL", "site_key", "language", *order)
    _partial("title", "withdrawn_at IS NULL", "site_key", "title", *order)
    _partial("section_order", "withdrawn_at IS NULL", "site_key", "section", "language", *order)
    _partial("withdrawn_at", "withdrawn_at IS NOT NULL", "withdrawn_at")


def _partial(name: str, condition: str, *columns: str) -> None:
    where = sa.text(condition)
    op.create_index(
        f"ix_articles_{name}",
        "articles",
        list(columns),
        sqlite_where=where,
        postgresql_where=where,
    )
