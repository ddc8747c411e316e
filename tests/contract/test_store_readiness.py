"""A store says whether it can do its work, and never acknowledges what would be lost."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.contract.material import DAILY, NOON
from tests.disks import damage, no_room, replace_by_copy
from widget.domain.errors import StoreUnavailable
from widget.store import backup, check, open_sqlite
from widget.store.disk_causes import cause_of
from widget.store.failures import unavailable
from widget.store.readiness import VALID_SECONDS, Readiness

if TYPE_CHECKING:
    from collections.abc import Callable

    from widget.store import SqlStore

OTHER = replace(DAILY, key="other")


@pytest.fixture
def path(database: str) -> Path:
    """Return the file of the database."""
    return Path(database.removeprefix("sqlite:///"))


@pytest.fixture
def used(sqlite_file: SqlStore) -> SqlStore:
    """Return a store with one site, whose connections are open."""
    write(sqlite_file, DAILY.key)
    return sqlite_file


def write(store: SqlStore, key: str) -> None:
    """Commit a site."""
    with store.transaction() as transaction:
        transaction.put_site(replace(DAILY, key=key), NOON)


def sites_in(path: Path) -> list[str]:
    """Return the keys of the sites that another program finds in the file."""
    with closing(sqlite3.connect(path)) as connection:
        return [row[0] for row in connection.execute("SELECT key FROM sites ORDER BY key")]


def test_a_store_that_can_be_read_and_written_is_ready(used: SqlStore, path: Path) -> None:
    used.ping()
    with closing(sqlite3.connect(path)) as connection:
        found = connection.execute("SELECT task FROM maintenance").fetchall()
    assert found == [("readiness",)]


def test_a_store_in_memory_is_ready(memory_store: SqlStore) -> None:
    memory_store.ping()
    write(memory_store, "other")
    memory_store.ping()


def test_a_disk_without_room_is_not_ready_and_says_why(used: SqlStore) -> None:
    with no_room(), pytest.raises(StoreUnavailable, match=r"larger than 0 bytes \(RLIMIT_FSIZE\)"):
        used.ping()


def test_readers_go_on_while_the_disk_is_full(used: SqlStore) -> None:
    with no_room(), used.view() as view:
        assert view.site(DAILY.key) is not None


def test_a_damaged_file_is_not_ready_though_pages_of_it_are_in_memory(
    used: SqlStore, path: Path
) -> None:
    with used.view() as view:
        assert view.site(DAILY.key) is not None
    damage(path)
    with pytest.raises(StoreUnavailable, match="damaged"):
        used.ping()


def test_damage_that_a_reader_met_is_remembered(used: SqlStore, path: Path) -> None:
    used.ping()
    damage(path)
    used.close()
    with pytest.raises(StoreUnavailable, match="damaged"), used.view() as view:
        view.sites()
    with pytest.raises(StoreUnavailable, match="damaged"):
        used.ping()


def test_the_check_of_a_damaged_file_does_not_ask_for_a_check(database: str, path: Path) -> None:
    damage(path)
    path.write_bytes(b"no database at all " * 1000)
    [problem] = check(database)
    assert "restore the latest backup" in problem
    assert "widget database check" not in problem


@pytest.mark.parametrize(
    ("remove", "reason"), [(Path.unlink, "was deleted"), (replace_by_copy, "was replaced")]
)
def test_nothing_is_acknowledged_for_a_file_that_is_not_at_its_path_any_more(
    used: SqlStore, path: Path, remove: Callable[[Path], None], reason: str
) -> None:
    used.ping()
    remove(path)
    with pytest.raises(StoreUnavailable, match=reason) as caught:
        write(used, "lost")
    assert str(path) in caught.value.message
    with pytest.raises(StoreUnavailable, match=reason):
        used.ping()


def test_who_follows_the_advice_after_a_replacement_has_a_sound_database(
    used: SqlStore, path: Path, database: str
) -> None:
    backup(database, path.with_name("backup"), lambda *_: None)
    write(used, "later")
    path.with_name("backup").rename(path)
    with pytest.raises(StoreUnavailable, match=r"move widget\.db-wal and widget\.db-shm away"):
        write(used, "lost")
    used.close()
    for name in ("widget.db-wal", "widget.db-shm"):
        path.with_name(name).unlink(missing_ok=True)
    assert check(database) == ()
    assert sites_in(path) == [DAILY.key]


def test_a_file_that_goes_during_a_transaction_keeps_it_from_being_acknowledged(
    used: SqlStore, path: Path
) -> None:
    def write_while_it_goes() -> None:
        with used.transaction() as transaction:
            transaction.put_site(OTHER, NOON)
            path.unlink()

    with pytest.raises(StoreUnavailable, match="was deleted"):
        write_while_it_goes()


def test_readers_go_on_with_a_deleted_file_and_not_with_a_replaced_one(
    used: SqlStore, path: Path
) -> None:
    content = path.read_bytes()
    path.unlink()
    with used.view() as view:
        assert view.site(DAILY.key) is not None
    path.write_bytes(content)
    with pytest.raises(StoreUnavailable, match="was replaced"), used.view():
        pass


def test_a_file_that_is_made_after_the_store_was_opened_is_the_one_that_is_kept(
    tmp_path: Path, migrated: Path
) -> None:
    path = tmp_path / "later.db"
    store = open_sqlite(f"sqlite:///{path}")
    path.write_bytes(migrated.read_bytes())
    write(store, "a")
    assert sites_in(path) == ["a"]
    replace_by_copy(path)
    with pytest.raises(StoreUnavailable, match="was replaced"):
        write(store, "b")
    store.close()


def test_one_attempt_answers_all_who_ask_within_some_seconds() -> None:
    attempts: list[float] = []
    clock = [0.0]

    def attempt() -> None:
        attempts.append(clock[0])
        if len(attempts) == 2:
            raise StoreUnavailable("The disk is full.", permanent=False)

    readiness = Readiness(attempt, lambda: clock[0])
    readiness.require()
    clock[0] = VALID_SECONDS - 0.1
    readiness.require()
    clock[0] = VALID_SECONDS
    for _ in range(3):
        with pytest.raises(StoreUnavailable, match="full"):
            readiness.require()
    clock[0] = 2 * VALID_SECONDS
    readiness.require()
    assert attempts == [0.0, VALID_SECONDS, 2 * VALID_SECONDS]


def answer(**fields: int) -> Callable[[object], os.statvfs_result]:
    """Return a system that says this of every disk."""
    values = {"f_bavail": 100, "f_files": 100, "f_favail": 100, "f_flag": 0} | fields
    names = ("f_bsize", "f_frsize", "f_blocks", "f_bfree", "f_bavail", "f_files")
    order = (*names, "f_ffree", "f_favail", "f_flag", "f_namemax")
    return lambda _: os.statvfs_result([values.get(name, 4096) for name in order])


@pytest.mark.parametrize(
    ("fields", "cause"),
    [
        ({"f_bavail": 0}, "is full"),
        ({"f_favail": 0}, "is full"),
        ({"f_flag": os.ST_RDONLY}, "is mounted read-only"),
    ],
)
def test_what_the_system_says_of_the_disk_is_named_as_the_cause(
    monkeypatch: pytest.MonkeyPatch, path: Path, fields: dict[str, int], cause: str
) -> None:
    monkeypatch.setattr(os, "statvfs", answer(**fields))
    error = sqlite3.OperationalError("unable to open database file")
    error.sqlite_errorcode = sqlite3.SQLITE_CANTOPEN
    assert cause in unavailable(error, str(path)).message


@pytest.mark.parametrize(("denied", "named"), [("folder", "The folder"), ("file", "The file")])
def test_a_missing_right_names_what_may_not_be_written_and_by_whom(
    monkeypatch: pytest.MonkeyPatch, path: Path, denied: str, named: str
) -> None:
    wanted = path.parent if denied == "folder" else path

    def access(asked: Path, _mode: int, **_: bool) -> bool:
        return asked != wanted

    monkeypatch.setattr(os, "access", access)
    cause = cause_of(path)
    assert cause is not None
    assert cause.startswith(f"{named} {wanted} may not be written.")
    assert f"uid {os.geteuid()}" in cause


def test_a_disk_with_room_is_not_named_as_a_cause(path: Path) -> None:
    assert cause_of(path) is None
    assert "cannot be used (No such file" in str(cause_of(path.parent / "none" / "w.db"))
