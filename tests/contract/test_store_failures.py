"""Errors of the database name their cure and say whether trying again helps."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from tests.contract.material import DAILY, NOON
from widget.domain.errors import SettingsError, StoreUnavailable
from widget.store import check, create_if_empty, migrate, open_sqlite, schema_state
from widget.store.failures import unavailable

if TYPE_CHECKING:
    from pathlib import Path

    from widget.store import SqlStore


def failure_of_ping(url: str) -> StoreUnavailable:
    """Return what ping raises."""
    store = open_sqlite(url)
    with pytest.raises(StoreUnavailable) as caught:
        store.ping()
    store.close()
    return caught.value


def test_a_missing_file_is_not_made_by_reading_it(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'none.db'}"
    failure = failure_of_ping(url)
    assert "Make it with `widget database migrate`" in failure.message
    assert failure.permanent
    assert not list(tmp_path.iterdir())
    [problem] = check(url)
    assert problem.startswith(f"There is no database at {tmp_path / 'none.db'}. ")


def test_a_database_without_our_tables_names_migrate(tmp_path: Path) -> None:
    path = tmp_path / "empty.db"
    path.touch()
    failure = failure_of_ping(f"sqlite:///{path}")
    assert "Run `widget database migrate`" in failure.message
    assert failure.permanent


def test_a_file_that_is_no_database_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("These are my notes. " * 1000)
    url = f"sqlite:///{path}"
    assert "is no SQLite database" in failure_of_ping(url).message
    for act in (migrate, create_if_empty, schema_state):
        with pytest.raises(StoreUnavailable, match="is no SQLite database"):
            act(url)
    assert "is no SQLite database" in check(url)[0]
    assert path.read_text().startswith("These are my notes.")


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(StoreUnavailable, match=r"The folder .*/file/sub of the database cannot"):
        migrate(f"sqlite:///{tmp_path / 'file' / 'sub' / 'w.db'}")


def fill_the_disk(store: SqlStore) -> None:
    """Write a site that is larger than the database may become."""
    with store.transaction() as transaction:
        transaction.put_site(replace(DAILY, key="small"), NOON)
        driver = transaction._connection.connection.driver_connection
        assert driver is not None
        driver.execute("PRAGMA max_page_count=1").close()
        transaction.put_site(replace(DAILY, key="large", name="name" * 100_000), NOON)


def test_a_full_disk_is_reported_and_nothing_is_kept(database: str) -> None:
    store = open_sqlite(database)
    with store.transaction() as transaction:
        transaction.put_site(DAILY, NOON)
    with pytest.raises(StoreUnavailable, match=r"is full\. Free some space") as caught:
        fill_the_disk(store)
    assert not caught.value.permanent
    with store.view() as view:
        assert view.sites() == (DAILY,)
    store.close()


@pytest.mark.parametrize(
    ("code", "part", "lasts"),
    [
        (sqlite3.SQLITE_BUSY_SNAPSHOT, "Try again", False),
        (sqlite3.SQLITE_LOCKED, "Try again", False),
        (sqlite3.SQLITE_FULL, "Free some space", False),
        (sqlite3.SQLITE_IOERR_FSYNC, "Look at the disk", False),
        (sqlite3.SQLITE_READONLY_DIRECTORY, "Let the server's user write", True),
        (sqlite3.SQLITE_CANTOPEN_ISDIR, "widget database migrate", True),
        (sqlite3.SQLITE_CORRUPT, "restore the latest backup", True),
        (sqlite3.SQLITE_CONSTRAINT_FOREIGNKEY, "nothing was kept", True),
        (sqlite3.SQLITE_INTERNAL, "widget database check", False),
    ],
)
def test_each_kind_of_failure_names_its_cure(code: int, part: str, *, lasts: bool) -> None:
    error = sqlite3.OperationalError("some detail")
    error.sqlite_errorcode = code
    found = unavailable(error, "/var/w.db")
    assert "/var/w.db" in found.message
    assert part in found.message
    assert found.permanent is lasts


@pytest.mark.parametrize(
    ("url", "problem"),
    [
        ("mysql://localhost/widget", "mysql is not supported"),
        ("widget.db", "it is not a URL"),
        ("", "it is not a URL"),
        ("sqlite:///w.db?timeout=1", "it has a host or options"),
        ("sqlite://host/w.db", "it has a host or options"),
        ("sqlite:////", "/ is a folder"),
    ],
)
def test_a_url_that_cannot_be_used_says_what_to_write(url: str, problem: str) -> None:
    for act in (open_sqlite, migrate, schema_state, check):
        with pytest.raises(SettingsError, match=problem) as caught:
            act(url)
        assert "sqlite:///PATH" in caught.value.message


def test_a_damaged_file_is_found_by_check(database: str, tmp_path: Path) -> None:
    store = open_sqlite(database)
    with store.transaction() as transaction:
        transaction.put_site(DAILY, NOON)
    store.close()
    content = bytearray((tmp_path / "widget.db").read_bytes())
    place = content.rindex(b"The Daily") - 40
    content[place : place + 40] = b"\xff" * 40
    (tmp_path / "widget.db").write_bytes(content)
    assert any("damaged" in problem for problem in check(database))


def test_a_row_that_names_nothing_is_found_by_check(database: str, tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "widget.db")) as connection:
        connection.execute("INSERT INTO api_keys VALUES ('d', 'gone', 1)")
        connection.commit()
    assert check(database) == ("Row 1 of api_keys names a row of sites that is gone.",)
