"""A source can be due at once: its hub told of news."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Add the column; no hub has told of anything yet."""
    op.add_column("sources", sa.Column("due_at", sa.BigInteger))
