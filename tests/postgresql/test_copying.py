"""A database is copied to another engine and back, whole, and goes on where it was stopped."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest

from tests.contract.material import DAILY, NOON, article, keep, publish, read, summary_of, url_of
from tests.house.source import ROOT
from widget.domain.errors import SettingsError, StoreUnavailable
from widget.domain.source import TrackedPage
from widget.store import SchemaState, check, create_if_empty, migrate, open_store, schema_state
from widget.store.copying import Content, copy

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.postgresql.cluster import Cluster
    from widget.store import OpenStore

ARTICLES = 30


@contextmanager
def opened(url: str) -> Iterator[OpenStore]:
    store = open_store(url)
    try:
        yield store
    finally:
        store.close()


@pytest.fixture
def source(tmp_path: Path) -> str:
    """Return a SQLite database with some of everything that has a number."""
    url = f"sqlite:///{tmp_path}/source.db"
    migrate(url)
    with opened(url) as store:
        with store.transaction() as transaction:
            transaction.put_site(DAILY, NOON)
            page = TrackedPage(DAILY.key, url_of("page"), url_of("page"), NOON, due_at=NOON)
            transaction.put_tracked_page(page)
        publish(
            store, *(article(f"a{number}", text=f"Ünï {number} 🚢") for number in range(ARTICLES))
        )
        keep(store, article("a1", text="Ünï 1 🚢"), summary_of(article("a1", text="Ünï 1 🚢")))
        with store.transaction() as transaction:
            transaction.put_aliases(DAILY.key, url_of("a1"), (url_of("alias"),))
    return url


@pytest.fixture
def target(postgresql: Cluster) -> Iterator[str]:
    with postgresql.database() as url:
        yield url


def copied(source: str, target: str) -> dict[str, Content]:
    return dict(copy(source, target, lambda *_: None))


def test_a_copy_there_and_back_holds_the_same_rows(
    source: str, target: str, tmp_path: Path
) -> None:
    back = f"sqlite:///{tmp_path}/back.db"
    there = copied(source, target)
    assert there == copied(target, back)
    assert there["articles"].rows == ARTICLES
    assert [check(url) for url in (source, target, back)] == [(), (), ()]
    with opened(back) as store:
        assert read(store, "a1").headline == article("a1", text="Ünï 1 🚢").headline


@pytest.mark.parametrize("way", ["there", "back"])
def test_the_next_rows_of_a_copy_get_numbers_of_their_own(
    source: str, target: str, tmp_path: Path, way: str
) -> None:
    copied(source, target)
    url = target
    if way == "back":
        url = f"sqlite:///{tmp_path}/back.db"
        copied(target, url)
    with opened(url) as store:
        publish(store, article("new"), article("newer"))
        with store.transaction() as transaction:
            page = TrackedPage(DAILY.key, url_of("page 2"), url_of("page 2"), NOON)
            transaction.put_tracked_page(page)
        with store.view() as view:
            assert view.latest(DAILY.key, 3) == (url_of("newer"), url_of("new"), url_of("a29"))


def test_progress_is_told_to_its_end(source: str, target: str) -> None:
    steps: list[tuple[int, int]] = []
    copy(source, target, lambda *step: steps.append(step))
    assert steps == sorted(steps)
    assert steps[-1][0] == steps[-1][1] > 2 * ARTICLES


def test_a_target_with_rows_of_its_own_is_left_alone(source: str, postgresql_database: str) -> None:
    with opened(postgresql_database) as store, store.transaction() as transaction:
        transaction.put_site(DAILY, NOON)
    with pytest.raises(SettingsError, match="must be empty"):
        copied(source, postgresql_database)
    with opened(postgresql_database) as store, store.view() as view:
        assert view.sites() == (DAILY,)


def test_a_copy_that_was_killed_goes_on_and_no_server_starts_over_a_half(
    source: str, target: str
) -> None:
    code = (
        "import os, signal, sys\n"
        "from widget.store import copying\n"
        "copying.ROWS_AT_ONCE = 4\n"
        "def step(done, total):\n"
        "    if done > 25: os.kill(os.getpid(), signal.SIGKILL)\n"
        "copying.copy(sys.argv[1], sys.argv[2], step)\n"
    )
    environment = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-c", code, source, target]
    assert subprocess.run(command, env=environment, check=False).returncode == -signal.SIGKILL
    assert schema_state(target) is SchemaState.UNKNOWN
    with pytest.raises(StoreUnavailable):
        create_if_empty(target)
    assert copied(source, target)["articles"].rows == ARTICLES
    assert schema_state(target) is SchemaState.CURRENT


def test_a_row_that_differs_is_found(source: str, target: str, postgresql: Cluster) -> None:
    name = target.split("/")[3].partition("?")[0]

    def spoil(done: int, total: int) -> None:
        if done == total // 2:
            postgresql.run("UPDATE articles SET title = 'x' WHERE id = 3", name)

    with pytest.raises(StoreUnavailable, match="differs from its source in the table articles"):
        copy(source, target, spoil)
    assert schema_state(target) is SchemaState.UNKNOWN
