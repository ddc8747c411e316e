"""Of the consumers of a database on PostgreSQL one leads, and another one when it is gone."""

from __future__ import annotations

import logging
from datetime import UTC, datetime, timedelta
from functools import partial
from time import monotonic
from typing import TYPE_CHECKING

import pytest

from tests.publishers import eventually
from widget.background import clock
from widget.bootstrap import build
from widget.config import load
from widget.store import open_store
from widget.store.postgresql import members
from widget.store.postgresql.connecting import connect
from widget.store.postgresql.members import PostgresqlMember

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.postgresql.cluster import Cluster

PATIENCE_SECONDS = 60


@pytest.fixture
def two(
    postgresql_database: str, monkeypatch: pytest.MonkeyPatch
) -> Iterator[tuple[PostgresqlMember, PostgresqlMember]]:
    """Return two consumers that ask whenever they are asked."""
    monkeypatch.setattr(members, "_ASK_SECONDS", 0)
    opened = [PostgresqlMember(partial(connect, postgresql_database), name) for name in "ab"]
    yield opened[0], opened[1]
    for member in opened:
        member.close()


def test_one_leads_until_it_leaves(two: tuple[PostgresqlMember, PostgresqlMember]) -> None:
    first, second = two
    assert [first.leads(), second.leads(), first.leads()] == [True, False, True]
    first.close()
    assert [second.leads(), first.leads()] == [True, False]


def test_a_leader_whose_session_ended_knows_it_and_another_one_leads(
    two: tuple[PostgresqlMember, PostgresqlMember], postgresql: Cluster
) -> None:
    first, second = two
    assert first.leads()
    held = "SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory'"
    postgresql.run(held)
    assert eventually(second.leads, PATIENCE_SECONDS)
    assert [first.leads(), first.leads(), second.leads()] == [False, False, True]


def test_a_leader_that_says_nothing_is_put_off(
    two: tuple[PostgresqlMember, PostgresqlMember], monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = two
    assert first.leads()
    assert not second.leads()
    monkeypatch.setattr(members, "SILENT_AFTER", timedelta(0))
    assert eventually(second.leads, PATIENCE_SECONDS)
    monkeypatch.undo()
    monkeypatch.setattr(members, "_ASK_SECONDS", 0)
    assert not first.leads()
    assert second.leads()


def test_the_store_tells_of_the_consumer_of_any_machine(
    two: tuple[PostgresqlMember, PostgresqlMember], postgresql_database: str, tmp_path: Path
) -> None:
    settings = {"WIDGET_DATABASE_URL": postgresql_database, "WIDGET_LOCAL_FOLDER": str(tmp_path)}
    services = build(load(settings))
    assert not services.consumer().alive
    polled = clock.now()
    two[0].polled(polled)
    assert two[0].leads()
    known = services.consumer()
    services.close()
    assert known.alive
    assert known.last_poll == polled


@pytest.fixture
def _own_clock() -> Iterator[None]:
    yield
    clock.agree_with(datetime.now(UTC))


@pytest.mark.usefixtures("_own_clock")
def test_a_clock_that_differs_is_put_right_by_the_database_and_said(
    postgresql_database: str, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Ahead(datetime):
        @classmethod
        def now(cls, tz: object = None) -> Ahead:  # noqa: ARG003
            return cls.fromtimestamp(datetime.now(UTC).timestamp() + 90, UTC)

    monkeypatch.setattr(clock, "datetime", Ahead)
    assert clock.now() - datetime.now(UTC) > timedelta(seconds=60)
    store = open_store(postgresql_database)
    with caplog.at_level(logging.WARNING, "widget.clock"):
        store.version(monotonic())
    store.close()
    assert abs(clock.now() - datetime.now(UTC)) < timedelta(seconds=60)
    assert "clock_differs" in caplog.text
