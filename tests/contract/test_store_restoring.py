"""A backup comes in the place of the database whole or not at all, and nothing is lost by it."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.contract.material import DAILY, NOON, article, later, publish, url_of
from tests.disks import no_room
from widget.domain.errors import InvalidField, OutsideWorldError, SettingsError, StoreUnavailable
from widget.store import backup, check, open_store
from widget.store.restoring import restore

if TYPE_CHECKING:
    from widget.store import SqlStore


@pytest.fixture
def file(database: str) -> Path:
    """Return the path of the database."""
    return Path(database.removeprefix("sqlite:///"))


@pytest.fixture
def saved(sqlite_file: SqlStore, database: str, tmp_path: Path) -> Path:
    """Return a backup with one article; the database has another one since, and is closed."""
    with sqlite_file.transaction() as transaction:
        transaction.put_site(DAILY, NOON)
    publish(sqlite_file, article("saved"))
    target = tmp_path / "saved.db"
    backup(database, target, lambda _done, _total: None)
    publish(sqlite_file, article("since"))
    sqlite_file.close()
    return target


def slugs(url: str) -> set[str]:
    """Return which of the two articles are there."""
    store = open_store(url)
    with store.view() as view:
        found = {slug for slug in ("saved", "since") if view.article(DAILY.key, url_of(slug))}
    store.close()
    return found


def test_what_was_backed_up_is_back_and_what_was_there_is_kept(saved: Path, database: str) -> None:
    done = restore(database, saved, NOON)
    assert (slugs(database), done.is_current) == ({"saved"}, True)
    assert check(database) == ()
    assert done.kept is not None
    assert slugs(f"sqlite:///{done.kept}") == {"saved", "since"}
    assert saved.is_file()


def test_only_the_owner_may_read_what_was_restored(saved: Path, file: Path, database: str) -> None:
    saved.chmod(0o644)
    restore(database, saved, NOON)
    assert file.stat().st_mode & 0o777 == 0o600


def test_a_database_that_is_not_there_yet_is_restored(saved: Path, tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/new/folder/widget.db"
    assert restore(url, saved, NOON).kept is None
    assert slugs(url) == {"saved"}


@pytest.mark.parametrize("what", ["view", "transaction"])
def test_a_database_in_use_is_left_alone(
    saved: Path, file: Path, database: str, sqlite_file: SqlStore, what: str
) -> None:
    before = file.stat().st_ino
    with getattr(sqlite_file, what)() as opened:
        assert opened.site(DAILY.key) == DAILY
        with pytest.raises(StoreUnavailable, match="is in use"):
            restore(database, saved, NOON)
    assert file.stat().st_ino == before
    assert slugs(database) == {"saved", "since"}


def test_a_server_that_is_idle_is_in_use(saved: Path, database: str, sqlite_file: SqlStore) -> None:
    with sqlite_file.view() as view:
        assert view.site(DAILY.key)
    with pytest.raises(StoreUnavailable, match="is in use"):
        restore(database, saved, NOON)


def test_a_damaged_database_is_replaced_and_kept_with_its_log(
    saved: Path, file: Path, database: str
) -> None:
    file.write_bytes(b"no database" * 1000)
    Path(f"{file}-wal").write_bytes(b"no log")
    done = restore(database, saved, NOON)
    assert slugs(database) == {"saved"}
    assert done.kept is not None
    assert done.kept.read_bytes().startswith(b"no database")
    assert Path(f"{done.kept}-wal").read_bytes() == b"no log"


@pytest.mark.parametrize("damage", ["page", "text", "empty", "foreign", "orphan"])
def test_what_is_no_sound_backup_is_refused(
    saved: Path, file: Path, database: str, damage: str
) -> None:
    spoil(saved, damage)
    with pytest.raises(InvalidField, match=r"saved\.db (is damaged|was made by)"):
        restore(database, saved, NOON)
    assert slugs(database) == {"saved", "since"}
    assert [name for name in os.listdir(file.parent) if "restore" in name] == []


def spoil(path: Path, damage: str) -> None:
    """Damage a database file."""
    if damage == "page":
        raw = bytearray(path.read_bytes())
        raw[len(raw) // 2 : len(raw) // 2 + 8192] = os.urandom(8192)
        path.write_bytes(bytes(raw))
    elif damage == "text":
        path.write_text("no database", encoding="utf-8")
    else:
        path.unlink() if damage in {"empty", "foreign"} else None
        with closing(sqlite3.connect(path)) as connection:
            if damage == "foreign":
                connection.execute("CREATE TABLE things (id)")
            elif damage == "empty":
                connection.execute("VACUUM")
            else:
                connection.execute("DELETE FROM sites")
                connection.commit()


def test_a_database_in_use_is_no_backup(saved: Path, database: str) -> None:
    Path(f"{saved}-wal").write_bytes(b"")
    with pytest.raises(InvalidField, match="a database in use and no backup"):
        restore(database, saved, NOON)


def test_a_file_that_is_not_there_and_the_database_itself_are_no_backups(
    saved: Path, file: Path, database: str
) -> None:
    with pytest.raises(InvalidField, match="is not there"):
        restore(database, saved.with_name("other.db"), NOON)
    with pytest.raises(InvalidField, match="is the database itself"):
        restore(database, file, NOON)


def test_a_backup_of_an_older_version_must_be_migrated(saved: Path, database: str) -> None:
    with closing(sqlite3.connect(saved)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '0011'")
        connection.commit()
    assert not restore(database, saved, NOON).is_current


def test_on_a_full_disk_the_database_stays_as_it_was(
    saved: Path, file: Path, database: str
) -> None:
    with no_room(), pytest.raises(OutsideWorldError, match="it is as it was"):
        restore(database, saved, NOON)
    assert slugs(database) == {"saved", "since"}
    assert [name for name in os.listdir(file.parent) if "restore" in name] == []


def test_two_restores_keep_both_databases(saved: Path, database: str) -> None:
    first, second = restore(database, saved, NOON), restore(database, saved, later(1))
    assert first.kept != second.kept
    assert {one.kept and one.kept.is_file() for one in (first, second)} == {True}


def test_a_database_in_memory_cannot_be_restored(saved: Path) -> None:
    with pytest.raises(SettingsError, match="in memory"):
        restore("sqlite://", saved, NOON)
