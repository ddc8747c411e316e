"""Opens the store of the engine that a URL names."""

from __future__ import annotations

from typing import Protocol

from widget.domain.ports import Store
from widget.store.address import is_postgresql
from widget.store.store import open_sqlite


class OpenStore(Store, Protocol):
    """A store, and what only those ask it who run it."""

    def ping(self) -> None:
        """Return when it can do its work; raise StoreUnavailable otherwise."""


def open_store(url: str) -> OpenStore:
    """Return the store in the database at this URL; it is opened with the first use.

    Raises SettingsError for a URL that names no database, and where its driver is missing.
    """
    if not is_postgresql(url):
        return open_sqlite(url)
    # A process with a database of SQLite loads no other driver.
    from widget.store.postgresql.store import PostgresqlStore  # noqa: PLC0415

    return PostgresqlStore(url)
