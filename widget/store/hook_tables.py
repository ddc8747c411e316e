"""The tables of hooks: secrets, deliveries, subscriptions at hubs."""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Column,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from widget.store.tables import metadata

hook_secrets = Table(
    "hook_secrets",
    metadata,
    Column("site_key", ForeignKey("sites.key"), primary_key=True),
    Column("secret", Text, nullable=False),
    Column("created_at", BigInteger, nullable=False),
)

deliveries = Table(
    "deliveries",
    metadata,
    Column("site_key", ForeignKey("sites.key"), primary_key=True),
    Column("digest", String(64), primary_key=True),
    Column("heard_at", BigInteger, nullable=False),
    Index("ix_deliveries_site_key_heard_at", "site_key", "heard_at"),
)

subscriptions = Table(
    "subscriptions",
    metadata,
    Column("site_key", String(64), primary_key=True),
    Column("source_url", Text, primary_key=True),
    Column("hub", Text, nullable=False),
    Column("topic", Text, nullable=False),
    Column("token", Text, nullable=False),
    Column("secret", Text, nullable=False),
    Column("state", String(16), nullable=False),
    Column("renew_at", BigInteger, nullable=False, index=True),
    Column("lease_until", BigInteger),
    UniqueConstraint("token"),
    ForeignKeyConstraint(
        ["site_key", "source_url"], ["sources.site_key", "sources.url"], ondelete="CASCADE"
    ),
)
