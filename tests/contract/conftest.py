"""The stores that the contract suite runs against; another database joins with one fixture."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from tests.contract.material import DAILY, NOON, WEEKLY
from widget.store import migrate, open_sqlite, open_store

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from widget.store import OpenStore, SqlStore


@pytest.fixture(scope="session")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a SQLite file with all tables, made once by the migrations, to be copied."""
    path = tmp_path_factory.mktemp("migrated") / "widget.db"
    migrate(f"sqlite:///{path}")
    return path


@pytest.fixture
def database(tmp_path: Path, migrated: Path) -> str:
    """Return the URL of a SQLite file with all tables."""
    path = tmp_path / "widget.db"
    shutil.copyfile(migrated, path)
    return f"sqlite:///{path}"


@pytest.fixture
def sqlite_file(database: str) -> Iterator[SqlStore]:
    """Return a store in a SQLite file."""
    opened = open_sqlite(database)
    yield opened
    opened.close()


@pytest.fixture
def sqlite_memory(memory_store: SqlStore) -> SqlStore:
    """Return a store in memory."""
    return memory_store


@pytest.fixture
def on_postgresql(postgresql_database: str) -> Iterator[OpenStore]:
    """Return a store on PostgreSQL."""
    opened = open_store(postgresql_database)
    yield opened
    opened.close()


@pytest.fixture(params=["sqlite_file", "sqlite_memory", "on_postgresql"])
def empty_store(request: pytest.FixtureRequest) -> OpenStore:
    """Return each kind of store, empty."""
    store: OpenStore = request.getfixturevalue(request.param)
    return store


@pytest.fixture
def store(empty_store: OpenStore) -> OpenStore:
    """Return each kind of store, with two sites."""
    with empty_store.transaction() as transaction:
        transaction.put_site(DAILY, NOON)
        transaction.put_site(WEEKLY, NOON)
    return empty_store
