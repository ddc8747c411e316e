"""Presses are counted for each network too, and by what became of them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"

_pages = sa.table(
    "tracked_pages", *map(sa.column, ("site_key", "url", "pressed_at", "problem", "found_article"))
)
_articles = sa.table("articles", *map(sa.column, ("site_key", "url")))
_is_article = sa.exists().where(
    _articles.c.site_key == _pages.c.site_key, _articles.c.url == _pages.c.url
)


def upgrade() -> None:
    """Add the columns; pages that are articles by now were not pressed on in vain."""
    op.add_column("tracked_pages", sa.Column("pressed_by", sa.String(16)))
    op.add_column(
        "tracked_pages",
        sa.Column("found_article", sa.Integer, nullable=False, server_default="0"),
    )
    of_use = (_pages.c.pressed_at.is_not(None), _pages.c.problem.is_(None), _is_article)
    op.execute(sa.update(_pages).where(*of_use).values(found_article=1))
    op.drop_index("ix_tracked_pages_presses", "tracked_pages")
    counted = ("pressed_at", "seen_at", "found_article")
    _partial("presses", "pressed_at IS NOT NULL", *counted)
    _partial("presses_by", "pressed_by IS NOT NULL", "pressed_by", *counted)
    op.create_table(
        "press_keys",
        sa.Column("day", sa.Integer, nullable=False, autoincrement=False),
        sa.Column("key", sa.String(64), nullable=False),
        sa.PrimaryKeyConstraint("day", name=op.f("pk_press_keys")),
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
