"""The table of the consumers of a database that several machines use."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Integer, Table, Text

from widget.store.tables import metadata

consumers = Table(
    "consumers",
    metadata,
    Column("name", Text, primary_key=True),
    Column("host", Text, nullable=False),
    Column("pid", Integer, nullable=False),
    Column("since", BigInteger, nullable=False),
    Column("last_seen", BigInteger, nullable=False),
    Column("last_poll", BigInteger),
)
