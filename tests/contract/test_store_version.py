"""The version of a SQLite file: what it costs to know of other processes' changes, and of none."""

from __future__ import annotations

import os
import shutil
from time import monotonic
from typing import TYPE_CHECKING

import pytest

from tests.contract.material import DAILY, NOON
from widget.domain.change import VERSION_SECONDS
from widget.domain.errors import StoreUnavailable
from widget.store import open_store

if TYPE_CHECKING:
    from pathlib import Path

    from widget.store import SqlStore


def test_another_process_s_commit_is_seen_after_half_a_second_and_not_asked_for_before(
    sqlite_file: SqlStore, database: str
) -> None:
    other, start = open_store(database), monotonic()
    before = sqlite_file.version(start)
    with other.transaction() as transaction:
        transaction.put_site(DAILY, NOON)
    other.close()
    assert sqlite_file.version(start) == before
    assert sqlite_file.version(start + VERSION_SECONDS + 1) == before + 1


def test_a_commit_without_a_change_of_a_panel_is_no_version(sqlite_file: SqlStore) -> None:
    before = sqlite_file.version(monotonic())
    with sqlite_file.transaction() as transaction:
        transaction.put_site(DAILY, NOON)
    between = sqlite_file.version(monotonic())
    with sqlite_file.transaction() as transaction:
        transaction.put_api_key(DAILY.key, "0" * 64, NOON)
    assert (between, sqlite_file.version(monotonic())) == (before + 1, before + 1)


def test_the_row_that_readiness_writes_is_a_commit_and_no_version(sqlite_file: SqlStore) -> None:
    with sqlite_file.transaction() as transaction:
        transaction.put_site(DAILY, NOON)
    start, watch = monotonic(), sqlite_file._watch
    before = sqlite_file.version(start)
    assert watch is not None
    seen = watch._data_version
    sqlite_file.ping()
    assert sqlite_file.version(start + 2 * VERSION_SECONDS + 60) == before
    assert watch._data_version != seen
    assert sqlite_file.changes(before).panels == ()


def test_a_file_in_the_place_of_the_database_has_no_version(
    sqlite_file: SqlStore, tmp_path: Path
) -> None:
    start = monotonic()
    before = sqlite_file.version(start)
    other = tmp_path / "other.db"
    shutil.copyfile(tmp_path / "widget.db", other)
    other.replace(tmp_path / "widget.db")
    with pytest.raises(StoreUnavailable, match="was replaced"):
        sqlite_file.version(start + 2 * VERSION_SECONDS + 60)
    with pytest.raises(StoreUnavailable, match="was replaced"):
        sqlite_file.changes(before)


def test_a_forked_child_watches_over_a_connection_of_its_own(sqlite_file: SqlStore) -> None:
    before = sqlite_file.version(monotonic())
    sqlite_file._engine.dispose()  # what a server does before it forks; the watch is left open
    mine = sqlite_file._watch
    assert mine is not None
    parents = mine._connection
    child = os.fork()
    if child == 0:
        mine.version(monotonic())
        os._exit(mine._connection is parents)
    assert os.waitpid(child, 0)[1] == 0
    assert mine._connection is parents
    with sqlite_file.transaction() as transaction:
        transaction.put_site(DAILY, NOON)
    assert sqlite_file.version(monotonic()) == before + 1
