"""Outcomes of earlier editions are kept, until they are old enough to be forgotten."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Make room for the time at which another edition came; every outcome so far stands."""
    op.add_column("outcomes", sa.Column("superseded_at", sa.BigInteger))
    _partial("outcomes", "superseded_at")
    _partial("articles", "withdrawn_at")


def _partial(table: str, column: str) -> None:
    where = sa.text(f"{column} IS NOT NULL")
    name = f"ix_{table}_{column}"
    op.create_index(name, table, [column], sqlite_where=where, postgresql_where=where)
