"""A backup is whole, of one moment, and never in the way of an older one."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from tests.contract.material import DAILY, NOON, article, later, publish, url_of
from tests.disks import no_room
from widget.domain.errors import InvalidField, OutsideWorldError, SettingsError, StoreUnavailable
from widget.store import backup, check, open_store
from widget.store.backup import PAGES_AT_ONCE

if TYPE_CHECKING:
    from pathlib import Path

    from widget.store import SqlStore

COUNT = 300
LONG = "A long text. " * 1000


@pytest.fixture
def full_store(sqlite_file: SqlStore) -> SqlStore:
    """Return a store in a file with more pages than are copied at once."""
    with sqlite_file.transaction() as transaction:
        transaction.put_site(DAILY, NOON)
        for n in range(COUNT):
            transaction.put_article(article(str(n), LONG, published_at=later(n)), NOON)
    return sqlite_file


def silent(done: int, total: int) -> None:
    """Show no progress."""


def texts(path: Path) -> list[str]:
    """Return the texts in a database file, each once."""
    with closing(sqlite3.connect(path)) as connection:
        return [row[0] for row in connection.execute("SELECT DISTINCT text FROM articles")]


def test_a_backup_can_be_used_in_place_of_the_database(
    full_store: SqlStore, database: str, tmp_path: Path
) -> None:
    backup(database, tmp_path / "copy.db", silent)
    assert check(f"sqlite:///{tmp_path / 'copy.db'}") == ()
    restored = open_store(f"sqlite:///{tmp_path / 'copy.db'}")
    with restored.view() as view:
        assert view.sites() == (DAILY,)
        found = view.article(DAILY.key, url_of("7"))
    assert found == article("7", LONG, published_at=later(7))
    assert publish(restored, article("new"))
    restored.close()


def test_a_backup_of_a_database_being_written_to_is_of_the_moment_it_began(
    full_store: SqlStore, database: str, tmp_path: Path
) -> None:
    reports: list[tuple[int, int]] = []

    def write_meanwhile(done: int, total: int) -> None:
        reports.append((done, total))
        assert len(reports) < 20, "the copy begins anew with each write"
        with full_store.transaction() as transaction:
            for n in range(COUNT):
                newer = article(str(n), f"Newer {len(reports)}", published_at=later(n))
                transaction.put_article(newer, NOON)

    backup(database, tmp_path / "copy.db", write_meanwhile)
    assert len(reports) > 2
    assert texts(tmp_path / "copy.db") == [LONG]
    assert texts(tmp_path / "widget.db") == [f"Newer {len(reports)}"]


def test_progress_goes_from_the_first_pages_to_the_last(
    full_store: SqlStore, database: str, tmp_path: Path
) -> None:
    reports: list[tuple[int, int]] = []
    backup(database, tmp_path / "copy.db", lambda done, total: reports.append((done, total)))
    assert reports == sorted(reports)
    assert reports[0][0] == PAGES_AT_ONCE
    assert reports[-1][0] == reports[-1][1]


def test_a_backup_is_one_file_that_only_its_owner_may_read(
    full_store: SqlStore, database: str, tmp_path: Path
) -> None:
    folder = tmp_path / "backups"
    folder.mkdir()
    backup(database, folder / "copy.db", silent)
    assert [path.name for path in folder.iterdir()] == ["copy.db"]
    assert (folder / "copy.db").stat().st_mode & 0o777 == 0o600


def test_an_existing_file_is_not_overwritten(database: str, tmp_path: Path) -> None:
    older = tmp_path / "older.db"
    older.write_text("precious")
    with pytest.raises(InvalidField, match="exists and is not overwritten"):
        backup(database, older, silent)
    assert older.read_text() == "precious"


def test_a_backup_into_a_folder_that_is_not_there_names_the_problem(
    database: str, tmp_path: Path
) -> None:
    with pytest.raises(InvalidField, match=r"cannot be written \(No such file"):
        backup(database, tmp_path / "none" / "copy.db", silent)


def test_a_backup_that_is_interrupted_leaves_nothing(
    full_store: SqlStore, database: str, tmp_path: Path
) -> None:
    def interrupt(_done: int, _total: int) -> None:
        raise KeyboardInterrupt

    folder = tmp_path / "backups"
    folder.mkdir()
    with pytest.raises(KeyboardInterrupt):
        backup(database, folder / "copy.db", interrupt)
    assert list(folder.iterdir()) == []


def test_a_backup_has_its_name_only_when_it_is_whole(
    full_store: SqlStore, database: str, tmp_path: Path
) -> None:
    target = tmp_path / "copy.db"
    backup(
        database, target, lambda _done, _total: pytest.fail("early") if target.exists() else None
    )
    assert target.exists()


def test_of_two_backups_to_one_name_the_first_stays(
    full_store: SqlStore, database: str, tmp_path: Path
) -> None:
    target = tmp_path / "copy.db"

    def other(_done: int, _total: int) -> None:
        target.write_text("first")

    with pytest.raises(InvalidField, match="exists and is not overwritten"):
        backup(database, target, other)
    assert target.read_text() == "first"


def test_a_file_system_without_links_can_hold_a_backup(
    full_store: SqlStore, database: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_paths: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", refuse)
    backup(database, tmp_path / "copy.db", silent)
    assert len(texts(tmp_path / "copy.db")) == 1


def test_a_backup_of_a_missing_database_fails_and_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(StoreUnavailable, match="There is no database at"):
        backup(f"sqlite:///{tmp_path / 'none.db'}", tmp_path / "copy.db", silent)
    assert list(tmp_path.iterdir()) == []


def test_a_database_in_memory_cannot_be_backed_up(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="in memory"):
        backup("sqlite://", tmp_path / "copy.db", silent)


def test_a_place_that_may_not_be_written_is_a_fault_of_the_outside_world(
    full_store: SqlStore, database: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "mkdir", refuse)
    with pytest.raises(
        OutsideWorldError, match=r"copy\.db cannot be written \(Permission denied\)"
    ):
        backup(database, tmp_path / "copy.db", silent)


def test_a_backup_for_which_there_is_no_room_names_the_place_that_is_full(
    full_store: SqlStore, database: str, tmp_path: Path
) -> None:
    with no_room(), pytest.raises(StoreUnavailable, match=r"copy\.db cannot be used"):
        backup(database, tmp_path / "copy.db", silent)
    assert not (tmp_path / "copy.db").exists()
