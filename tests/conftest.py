"""What all tests share: a server over a database of its own, a site, and a way to publish."""

from __future__ import annotations

import gc
import shutil
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest

from tests.postgresql.cluster import cluster
from tests.statements import heard, statements
from widget.bootstrap import Services, build, now
from widget.bootstrap.ingest import IngestServices, build_ingest
from widget.config import load
from widget.domain.site import Site
from widget.store import migrate, open_sqlite
from widget.usecases.sites import manage
from widget.web import create_app, serve

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from flask import Flask
    from flask.testing import FlaskClient
    from werkzeug.test import TestResponse

    from tests.postgresql.cluster import Cluster
    from tests.statements import Ran
    from widget.store import SqlStore

BASE = "https://widget.example"
PAGE = "https://news.example/city/bridge"
SITE = Site("daily", "The Daily", ("https://news.example",), ("news.example",), "en")

STORY = "\n\n".join(
    [
        "The harbour council voted on Tuesday to rebuild the old swing bridge by the spring of "
        "next year. The work will cost 14 million crowns and is paid for by the port.",
        "Engineers found cracks in two of the eleven bearings during an inspection in August. "
        "Since then lorries have taken a detour of nine kilometres through the northern quarter.",
        "Shop owners on the eastern quay said that their trade had fallen by a third. "
        "The council promised them a ferry for pedestrians from the first of December.",
        "The new bridge will open for ships twice a day instead of every hour. "
        "Sailors of the rowing club called the timetable a fair compromise after years of noise.",
        "A first design is to be shown in the town hall in January. "
        "Citizens can send their remarks until the end of that month.",
    ]
)


@dataclass(frozen=True, slots=True)
class Newsroom:
    """A publisher with a key, over a test client."""

    client: FlaskClient
    api_key: str
    site_key: str = SITE.key

    def put(self, **fields: Any) -> TestResponse:
        """Publish an article; what is not given is a good default."""
        body = {"url": PAGE, "title": "Swing bridge to be rebuilt", "text": STORY} | fields
        body = {name: value for name, value in body.items() if value is not None}
        return self.client.put(self._path, json=body, headers=self.headers)

    def delete(self, url: str = PAGE) -> TestResponse:
        """Withdraw the article."""
        return self.client.delete(self._path, query_string={"url": url}, headers=self.headers)

    @property
    def headers(self) -> dict[str, str]:
        """Return the header that carries the key."""
        return {"Authorization": f"Bearer {self.api_key}"}

    @property
    def _path(self) -> str:
        return f"/v1/sites/{self.site_key}/articles"


def pytest_collection_finish() -> None:
    """Leave what was collected out of every later search for garbage: it stays to the end."""
    gc.freeze()


@pytest.fixture(scope="session")
def empty_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a database with tables and no rows; tests take copies of it."""
    path = tmp_path_factory.mktemp("database") / "empty.db"
    build(load({"WIDGET_DATABASE_URL": f"sqlite:///{path}"})).close()
    return path


@pytest.fixture(scope="session")
def shared_memory() -> SqlStore:
    """Return the one store in memory of this process; its engine keeps the SQL it compiled."""
    return open_sqlite("sqlite://")


@pytest.fixture
def memory_store(shared_memory: SqlStore) -> Iterator[SqlStore]:
    """Return a store over an empty database in memory, which ends with the test."""
    yield shared_memory
    shared_memory.close()


@pytest.fixture(scope="session")
def postgresql() -> Iterator[Cluster]:
    """Return a PostgreSQL server of our own with a database ``migrated`` that has all tables."""
    with cluster() as running:
        running.run("CREATE DATABASE migrated")
        migrate(running.url("migrated"))
        yield running


@pytest.fixture
def postgresql_database(postgresql: Cluster) -> Iterator[str]:
    """Return the URL of the database on PostgreSQL that has all tables, without rows."""
    yield postgresql.url("migrated")
    postgresql.empty("migrated")


@pytest.fixture
def writes() -> Iterator[list[str]]:
    """Collect the statements that write."""
    ran: list[str] = []

    def note(statement: str, _bound: object) -> None:
        if not statement.startswith("SELECT"):
            ran.append(statement)

    with heard(note):
        yield ran


@pytest.fixture
def queries() -> Iterator[Ran]:
    """Collect the statements of any kind."""
    with statements() as ran:
        yield ran


@pytest.fixture
def environment(empty_database: Path, tmp_path: Path) -> dict[str, str]:
    """Return the settings of a server over a database of its own."""
    path = tmp_path / "widget.db"
    shutil.copy(empty_database, path)
    return {"WIDGET_DATABASE_URL": f"sqlite:///{path}", "WIDGET_PUBLIC_URL": BASE}


@pytest.fixture
def services(environment: dict[str, str]) -> Iterator[Services]:
    """Return services over an empty database."""
    opened = build(load(environment))
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def shared_app(empty_database: Path) -> Flask:
    """Return the one application of this process: routes and templates are the same for all."""
    location = {"WIDGET_DATABASE_URL": f"sqlite:///{empty_database}", "WIDGET_PUBLIC_URL": BASE}
    services = build(load(location))
    services.close()
    return create_app(services)


@pytest.fixture
def ingest_services(environment: dict[str, str]) -> Iterator[IngestServices]:
    """Return what a consumer works with, over the same database."""
    opened = build_ingest(load(environment))
    yield opened
    opened.close()


@pytest.fixture
def app(shared_app: Flask, services: Services) -> Flask:
    """Return the application over these services."""
    serve(shared_app, services)
    return shared_app


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """Return a client of the application."""
    return app.test_client()


@pytest.fixture
def newsroom(client: FlaskClient, services: Services) -> Newsroom:
    """Return a publisher whose site is known."""
    return Newsroom(client, manage.add_site(services.store, SITE, now()))
