"""Articles have a precision, a place and who vouches; tracked pages and sources what they need."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"

_ANEW = ("published_precision", "listed_at", "vouched")


def upgrade() -> None:
    """Make room; what only readers have pressed on, and what is ``noindex``, is not vouched for."""
    hosts = sa.Column("neighbour_hosts", sa.Text, nullable=False, server_default="[]")
    op.add_column("sites", hosts)
    op.add_column("sources", sa.Column("read_at", sa.BigInteger))
    for column in (
        sa.Column("listed_at", sa.BigInteger),
        sa.Column("left_at", sa.BigInteger),
        sa.Column("whole", sa.Integer, nullable=False, server_default="0"),
        sa.Column("reader", sa.Text),
    ):
        op.add_column("tracked_pages", column)
    _set_articles_aside()
    _articles()
    kept = ", ".join(column.name for column in _columns() if column.name not in _ANEW)
    op.execute(f"INSERT INTO articles ({kept}) SELECT {kept} FROM articles_before")  # noqa: S608 - own names
    op.drop_table("articles_before")
    _say_what_is_known()
    _indices()


def _say_what_is_known() -> None:
    """Say it of what was read from a site: days alone, and what no source lists."""
    op.execute(
        "UPDATE articles SET published_precision = 'day' "
        "WHERE ingested = 1 AND published_at % 86400000000 = 0"
    )
    op.execute(
        "UPDATE articles SET vouched = 0 WHERE ingested = 1 AND NOT EXISTS (SELECT 1 "
        "FROM tracked_pages AS page WHERE page.site_key = articles.site_key "
        "AND page.url = articles.url AND page.source_url IS NOT NULL)"
    )
    op.execute(
        "UPDATE articles SET vouched = 0 WHERE ' ' || marks || ' ' LIKE '% noindex %' "
        "AND NOT EXISTS (SELECT 1 FROM sites WHERE sites.key = articles.site_key "
        "AND sites.eligibility LIKE '%\"noindex\"%')"
    )


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
        sa.Column("published_precision", sa.String(16), nullable=False, server_default="minute"),
        sa.Column("listed_at", sa.BigInteger, nullable=False, server_default="0"),
        sa.Column("vouched", sa.Integer, nullable=False, server_default="1"),
        sa.Column("words", sa.Integer, nullable=False),
        sa.Column("roles", sa.Text, nullable=False, server_default=""),
        sa.Column("text", sa.Text, nullable=False),
    ]


def _indices() -> None:
    leads_there, place = "withdrawn_at IS NULL AND vouched = 1", ["published_at", "listed_at", "id"]
    _partial("articles", "publish_order", leads_there, "site_key", "language", *place)
    _partial("articles", "title", leads_there, "site_key", "title", "published_at", "id")
    section = ("site_key", "section", "language")
    _partial("articles", "section_order", leads_there, *section, *place)
    _partial("articles", "withdrawn_at", "withdrawn_at IS NOT NULL", "withdrawn_at")
    at_rest = "due_at IS NULL AND problem IS NULL"
    _partial("tracked_pages", "at_rest", at_rest, "site_key", "attempted_at")
    of_source = ("site_key", "source_url", "url", "left_at")
    _partial("tracked_pages", "of_source", "left_at IS NULL", *of_source)


def _partial(table: str, name: str, condition: str, *columns: str) -> None:
    where = sa.text(condition)
    op.create_index(
        f"ix_{table}_{name}",
        table,
        list(columns),
        sqlite_where=where,
        postgresql_where=where,
    )
