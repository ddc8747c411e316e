"""A site may show pictures of neighbours, also from hosts that it names."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    """Make room for the choice and the hosts; no site shows pictures yet."""
    for column in (
        sa.Column("neighbour_pictures", sa.Integer, nullable=False, server_default="0"),
        sa.Column("picture_hosts", sa.Text, nullable=False, server_default="[]"),
    ):
        op.add_column("sites", column)
