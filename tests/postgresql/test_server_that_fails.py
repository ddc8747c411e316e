"""A PostgreSQL server that is stopped, started again, full of clients, or says no."""

from __future__ import annotations

import signal
import threading
from contextlib import ExitStack, contextmanager
from time import monotonic
from typing import TYPE_CHECKING

import psycopg
import pytest

from tests.contract.material import DAILY, NOON
from tests.postgresql.cluster import cluster, start, stop
from tests.publishers import eventually
from widget.domain.errors import StoreUnavailable
from widget.store import migrate, open_store
from widget.store.postgresql import connecting
from widget.store.postgresql.change_poll import OLDEST_SECONDS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.postgresql.cluster import Cluster
    from widget.store import OpenStore

pytestmark = pytest.mark.slow

PATIENCE_SECONDS = 60


@pytest.fixture
def own() -> Iterator[Cluster]:
    """Return a server that the test may stop."""
    with cluster() as running:
        migrate(running.url("postgres"))
        yield running


@pytest.fixture
def store(own: Cluster) -> Iterator[OpenStore]:
    """Return a store on it, with a site, whose first connection is open."""
    opened = open_store(own.url("postgres"))
    with opened.transaction() as transaction:
        transaction.put_site(DAILY, NOON)
    yield opened
    opened.close()


@contextmanager
def silent(own: Cluster) -> Iterator[None]:
    """Let every process of the server stand still: connections stay open, and nothing answers."""
    own.signal(signal.SIGSTOP)
    try:
        yield
    finally:
        own.signal(signal.SIGCONT)


def reads(store: OpenStore) -> bool:
    try:
        with store.view() as view:
            return view.site(DAILY.key) == DAILY
    except StoreUnavailable:
        return False


def writes(store: OpenStore) -> bool:
    try:
        with store.transaction() as transaction:
            transaction.put_site(DAILY, NOON)
    except StoreUnavailable:
        return False
    return True


@pytest.mark.parametrize("act", [reads, writes])
def test_whoever_waits_for_a_server_that_stands_still_is_told_and_it_recovers(
    own: Cluster, store: OpenStore, act: object
) -> None:
    assert callable(act)
    answers: list[bool] = []
    waiting = threading.Thread(target=lambda: answers.append(act(store)), daemon=True)
    with silent(own):
        waiting.start()
        waiting.join(PATIENCE_SECONDS)
        assert answers == [False], "it still waits"
    assert eventually(lambda: bool(act(store)), PATIENCE_SECONDS)


def test_a_view_whose_server_stands_still_in_its_midst_ends(own: Cluster, store: OpenStore) -> None:
    def read_twice() -> None:
        with ExitStack() as stack:
            view = stack.enter_context(store.view())
            assert view.site(DAILY.key) == DAILY
            stack.enter_context(silent(own))
            view.sites()

    with pytest.raises(StoreUnavailable, match="said nothing for") as told:
        read_twice()
    assert not told.value.permanent


def _count_questions(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """Note each statement that the store itself sends; the poll of changes is left alone."""
    asked: list[object] = []
    monkeypatch.setattr("widget.store.postgresql.store.PostgresqlStore._begun", asked.append)
    return asked


def test_while_the_poll_of_changes_has_no_answer_nobody_else_waits_for_one(
    own: Cluster, store: OpenStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = store.version(monotonic())
    with silent(own):
        late = monotonic() + OLDEST_SECONDS + PATIENCE_SECONDS
        with pytest.raises(StoreUnavailable):
            store.version(late)
        asked = _count_questions(monkeypatch)
        with pytest.raises(StoreUnavailable, match="cannot be reached"):
            store.view().__enter__()
        assert asked == []
        monkeypatch.undo()
    assert eventually(lambda: reads(store), PATIENCE_SECONDS)
    assert store.version(monotonic()) == before


def test_a_server_that_was_started_again_costs_no_reader_an_answer(
    own: Cluster, store: OpenStore
) -> None:
    with store.view() as one, store.view() as other:
        assert one.site(DAILY.key) == other.site(DAILY.key) == DAILY
    stop(own.process)
    assert not reads(store)
    again = start(own.folder)
    try:
        assert eventually(lambda: _answers(own), PATIENCE_SECONDS)
        assert reads(store)
        assert writes(store)
    finally:
        stop(again)


def _answers(own: Cluster) -> bool:
    try:
        own.run("SELECT 1")
    except psycopg.OperationalError:
        return False
    return True


def test_connections_that_were_ended_from_afar_are_opened_again(
    own: Cluster, store: OpenStore
) -> None:
    with store.view() as one, store.view() as other:
        assert one.site(DAILY.key) == other.site(DAILY.key)
    own.run("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid()")
    assert reads(store)
    assert writes(store)


def test_more_readers_than_connections_wait_and_are_then_told_that_it_is_busy(
    store: OpenStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store._engine.pool, "_timeout", 0.01)  # type: ignore[attr-defined]
    with ExitStack() as views:
        for _ in range(connecting.CONNECTIONS):
            views.enter_context(store.view())
        with pytest.raises(StoreUnavailable, match="was busy"):
            views.enter_context(store.view())
    assert reads(store)
