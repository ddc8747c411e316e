"""Which engine a database URL names."""

from __future__ import annotations

from typing import Final

_SCHEMES: Final = ("postgresql://", "postgres://", "postgresql+psycopg://")


def is_postgresql(url: str) -> bool:
    """Tell whether the database at this URL is PostgreSQL's."""
    return url.startswith(_SCHEMES)


def libpq_url(url: str) -> str:
    """Return the URL of a PostgreSQL database as libpq spells it."""
    return f"postgresql://{url.partition('://')[2]}"
