"""What every store promises to two who read and write at the same moment."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy.dialects import postgresql

from tests.contract.material import DAILY, NOON, article
from tests.contract.overlapping import DoctoredStore, Stores, at_once
from tests.contract.overlaps import (
    OVERLAPS,
    a_source_has_one_subscription,
    a_view_is_one_state,
    no_budget_is_spent_twice,
    no_count_is_lost,
)
from widget.domain.article import Change
from widget.domain.errors import StoreUnavailable
from widget.store import open_store, source_queries
from widget.store.postgresql.connecting import Begin

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from widget.domain.ports import Transaction
    from widget.store import OpenStore, SqlStore

WITHOUT_TURNS = "BEGIN"
"""SQLite's deferred transactions: the second to write fails with an error."""

WITHOUT_TRANSACTIONS = "SELECT 1"
"""Each statement sees and keeps what it finds, as under READ COMMITTED."""


def with_site(stores: tuple[OpenStore, OpenStore]) -> Iterator[Stores]:
    """Let both know the daily; close them at the end."""
    with stores[0].transaction() as transaction:
        transaction.put_site(DAILY, NOON)
    yield stores
    for store in stores:
        store.close()


@pytest.fixture
def in_file(database: str) -> Iterator[Stores]:
    """Return two stores over one file, whose transactions wait for each other."""
    yield from with_site((open_store(database), open_store(database)))


@pytest.fixture
def in_memory(sqlite_memory: SqlStore) -> Iterator[Stores]:
    """Return the one store of a database in memory, twice."""
    yield from with_site((sqlite_memory, sqlite_memory))


@pytest.fixture
def on_postgresql_twice(postgresql_database: str) -> Iterator[Stores]:
    """Return two stores over one database on PostgreSQL, as two machines have them."""
    yield from with_site((open_store(postgresql_database), open_store(postgresql_database)))


@pytest.fixture
def all_the_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the first wait for the second until it comes: no store keeps it waiting."""
    monkeypatch.setattr("tests.contract.overlapping.GRACE_SECONDS", 60)


@pytest.fixture
def failing(database: str) -> Iterator[Stores]:
    """Return two stores over one file, of whose transactions one fails when they meet."""
    doctored = (DoctoredStore(database, WITHOUT_TURNS), DoctoredStore(database, WITHOUT_TURNS))
    yield from with_site(doctored)


@pytest.fixture
def broken(database: str, all_the_time: None) -> Iterator[Stores]:
    """Return two stores over one file that keep nobody apart."""
    begin = WITHOUT_TRANSACTIONS
    yield from with_site((DoctoredStore(database, begin), DoctoredStore(database, begin)))


@pytest.mark.parametrize("kind", ["in_file", "in_memory", "failing", "on_postgresql_twice"])
@pytest.mark.parametrize("promise", OVERLAPS, ids=lambda promise: promise.__name__)
def test_two_at_once_are_as_if_one_came_after_the_other(
    request: pytest.FixtureRequest, kind: str, promise: Callable[[Stores], None]
) -> None:
    promise(request.getfixturevalue(kind))


@pytest.mark.parametrize("promise", OVERLAPS, ids=lambda promise: promise.__name__)
def test_a_store_without_isolation_breaks_each_promise_and_is_found_out(
    broken: Stores, promise: Callable[[Stores], None]
) -> None:
    with pytest.raises(AssertionError):
        promise(broken)


def test_views_that_see_each_commit_on_postgresql_are_found_out(
    on_postgresql_twice: Stores, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("widget.store.postgresql.store.VIEW", Begin("BEGIN READ ONLY"))
    with pytest.raises(AssertionError):
        a_view_is_one_state(on_postgresql_twice)


@pytest.mark.usefixtures("all_the_time")
@pytest.mark.parametrize(
    "promise",
    [no_count_is_lost, no_budget_is_spent_twice, a_source_has_one_subscription],
    ids=lambda promise: promise.__name__,
)
def test_transactions_without_the_lock_on_postgresql_are_found_out(
    on_postgresql_twice: Stores,
    monkeypatch: pytest.MonkeyPatch,
    promise: Callable[[Stores], None],
) -> None:
    monkeypatch.setattr("widget.store.postgresql.store.WRITE", Begin("BEGIN"))
    with pytest.raises((AssertionError, StoreUnavailable)):
        promise(on_postgresql_twice)


@pytest.mark.usefixtures("all_the_time")
def test_of_two_that_nobody_keeps_waiting_one_fails_for_now(failing: Stores) -> None:
    def add(transaction: Transaction) -> Change:
        return transaction.put_article(article(), NOON)

    assert at_once(failing, add) == [Change.CREATED]


@pytest.mark.parametrize("name", ["DUE_TO_CLAIM", "DUE_OF_SITE_TO_CLAIM"])
def test_a_database_that_locks_rows_is_asked_for_pages_that_nobody_else_has(name: str) -> None:
    dialect = postgresql.dialect()  # type: ignore[no-untyped-call]
    statement = getattr(source_queries, name).compile(dialect=dialect)
    assert str(statement).endswith("FOR UPDATE SKIP LOCKED")
