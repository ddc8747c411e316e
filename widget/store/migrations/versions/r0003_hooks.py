"""Hooks: the secrets of sites, deliveries heard lately, and subscriptions to hubs."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Make the tables."""
    _hook_secrets()
    _deliveries()
    _subscriptions()


def _hook_secrets() -> None:
    op.create_table(
        "hook_secrets",
        sa.Column("site_key", sa.String(64), nullable=False),
        sa.Column("secret", sa.Text, nullable=False),
        sa.Column("created_at", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("site_key", name="pk_hook_secrets"),
        sa.ForeignKeyConstraint(["site_key"], ["sites.key"], name="fk_hook_secrets_site_key_sites"),
    )


def _deliveries() -> None:
    op.create_table(
        "deliveries",
        sa.Column("site_key", sa.String(64), nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("heard_at", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("site_key", "digest", name="pk_deliveries"),
        sa.ForeignKeyConstraint(["site_key"], ["sites.key"], name="fk_deliveries_site_key_sites"),
    )
    op.create_index("ix_deliveries_site_key_heard_at", "deliveries", ["site_key", "heard_at"])


def _subscriptions() -> None:
    op.create_table(
        "subscriptions",
        sa.Column("site_key", sa.String(64), nullable=False),
        sa.Column("source_url", sa.Text, nullable=False),
        sa.Column("hub", sa.Text, nullable=False),
        sa.Column("topic", sa.Text, nullable=False),
        sa.Column("token", sa.Text, nullable=False),
        sa.Column("secret", sa.Text, nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("renew_at", sa.BigInteger, nullable=False),
        sa.Column("lease_until", sa.BigInteger),
        sa.PrimaryKeyConstraint("site_key", "source_url", name="pk_subscriptions"),
        sa.UniqueConstraint("token", name="uq_subscriptions_token"),
        sa.ForeignKeyConstraint(
            ["site_key", "source_url"],
            ["sources.site_key", "sources.url"],
            name="fk_subscriptions_site_key_source_url_sources",
            ondelete="CASCADE",
        ),
    )
    op.create_index("ix_subscriptions_renew_at", "subscriptions", ["renew_at"])
