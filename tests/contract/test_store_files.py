"""The database's files: their owner alone may read them, and a wrong path makes none."""

from __future__ import annotations

import os
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest

from tests.contract.material import DAILY, NOON
from widget.domain.errors import StoreUnavailable
from widget.store import create_if_empty, migrate, open_store, require_current

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@contextmanager
def umask(mask: int) -> Iterator[None]:
    """Run the block under this umask."""
    before = os.umask(mask)
    try:
        yield
    finally:
        os.umask(before)


def modes(folder: Path) -> dict[str, str]:
    """Return the permissions of the files in the folder, in octal."""
    return {path.name: f"{path.stat().st_mode & 0o777:o}" for path in folder.iterdir()}


def write(url: str) -> None:
    """Open the database and commit something, so that its log is there."""
    store = open_store(url)
    with store.transaction() as transaction:
        transaction.put_site(DAILY, NOON)


@pytest.mark.parametrize("mask", [0o000, 0o022, 0o277])
def test_a_new_database_and_its_log_are_for_their_owner_alone_whatever_the_umask(
    tmp_path: Path, mask: int
) -> None:
    url = f"sqlite:///{tmp_path}/widget.db"
    with umask(mask):
        migrate(url)
        write(url)
        assert modes(tmp_path) == {
            "widget.db": "600",
            "widget.db-reserve": "600",
            "widget.db-wal": "600",
            "widget.db-shm": "600",
        }


@pytest.mark.parametrize(("before", "after"), [(0o644, "600"), (0o666, "600"), (0o660, "660")])
def test_a_start_takes_from_others_what_a_umask_gave_and_leaves_what_was_chosen(
    tmp_path: Path, database: str, before: int, after: str
) -> None:
    for name in ("widget.db", "widget.db-queue", "widget.db-consumer"):
        (tmp_path / name).touch()
        (tmp_path / name).chmod(before)
    create_if_empty(database)
    assert set(modes(tmp_path).values()) == {after}


def test_the_log_of_a_readable_database_is_closed_with_it(tmp_path: Path, database: str) -> None:
    (tmp_path / "widget.db").chmod(0o644)
    write(database)
    assert modes(tmp_path)["widget.db-wal"] == "644"
    migrate(database)
    assert set(modes(tmp_path).values()) == {"600"}


def test_a_link_beside_the_database_is_not_followed(tmp_path: Path, database: str) -> None:
    other = tmp_path / "other"
    other.touch(0o644)
    other.chmod(0o644)
    (tmp_path / "widget.db-queue").symlink_to(other)
    create_if_empty(database)
    assert modes(tmp_path)["other"] == "644"


def test_what_must_be_there_is_not_made_and_the_path_that_was_tried_is_named(
    tmp_path: Path,
) -> None:
    with pytest.raises(StoreUnavailable, match=f"no database at {tmp_path}/widgets.db"):
        require_current(f"sqlite:///{tmp_path}/widgets.db")
    (tmp_path / "empty.db").touch()
    with pytest.raises(StoreUnavailable, match=f"{tmp_path}/empty.db is empty"):
        require_current(f"sqlite:///{tmp_path}/empty.db")
    assert [path.name for path in tmp_path.iterdir()] == ["empty.db"]
    assert (tmp_path / "empty.db").stat().st_size == 0
