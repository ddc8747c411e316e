"""Copies a database while it is in use."""

from __future__ import annotations

import os
import sqlite3
import tempfile
from contextlib import closing, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from widget.domain.errors import InvalidField, OutsideWorldError, SettingsError, StoreUnavailable
from widget.store.address import is_postgresql
from widget.store.disk_causes import cause_of
from widget.store.failures import is_full, missing, unavailable
from widget.store.permissions import MODE
from widget.store.sqlite import open_file, path_of

if TYPE_CHECKING:
    from collections.abc import Callable

PAGES_AT_ONCE = 256
"""Pages that are copied between two reports of progress (1 MiB)."""


def backup(url: str, target: Path, progress: Callable[[int, int], None]) -> None:
    """Copy the database at ``url`` to the new file ``target``, as it is at this moment.

    Readers and writers go on meanwhile. The copy is checked, and on the disk, before it gets
    its name. ``progress`` is told the pages done and all pages. Raises InvalidField when the
    target exists or its folder does not, OutsideWorldError when the system lets nobody write it,
    SettingsError for a database in memory or on PostgreSQL, StoreUnavailable.
    """
    if is_postgresql(url):
        raise SettingsError(
            "`widget database backup` copies databases of SQLite. Copy one of PostgreSQL with its "
            f"own program: pg_dump --format=custom --file={target} DATABASE. pg_restore reads that."
        )
    source = path_of(url)
    if source is None:
        raise SettingsError("A database in memory cannot be backed up; use sqlite:///PATH.")
    if not source.exists():
        raise missing(source)
    try:
        if target.exists() or target.is_symlink():
            raise FileExistsError
        with tempfile.TemporaryDirectory(dir=target.parent, prefix=".backup-") as folder:
            copy = Path(folder) / "copy"
            _fill(source, copy, progress, target)
            _name(copy, target)
    except OSError as error:
        raise _refused(target, error) from error


def _fill(source: Path, copy: Path, progress: Callable[[int, int], None], target: Path) -> None:
    try:
        _copy(source, copy, progress)
        _check(copy)
    except sqlite3.Error as error:
        written = is_full(error) or cause_of(copy)
        raise unavailable(error, str(target if written else source)) from error
    copy.chmod(MODE)
    _sync(copy)


def _name(copy: Path, target: Path) -> None:
    """Give the whole copy its name; of two backups to the same name only one gets it."""
    try:
        os.link(copy, target)
    except FileExistsError:
        raise
    except OSError:  # a file system without links: a kill just here leaves an empty file
        os.close(os.open(target, os.O_CREAT | os.O_EXCL | os.O_WRONLY, MODE))
        copy.replace(target)
    with suppress(OSError):  # some file systems cannot flush a folder
        _sync(target.parent)


def _copy(source: Path, copy: Path, progress: Callable[[int, int], None]) -> None:
    def report(_status: int, remaining: int, total: int) -> None:
        progress(total - remaining, total)

    with closing(open_file(source, "rw")) as reading, closing(sqlite3.connect(copy)) as writing:
        # An open read transaction keeps the copy at this one moment: without it, each write
        # of someone else between two steps would start the copy from the beginning.
        reading.execute("BEGIN")
        reading.execute("SELECT count(*) FROM sqlite_master").fetchone()
        reading.backup(writing, pages=PAGES_AT_ONCE, progress=report)
        writing.execute("PRAGMA journal_mode=DELETE")


def _check(copy: Path) -> None:
    with closing(sqlite3.connect(copy)) as connection:
        found = connection.execute("PRAGMA integrity_check(1)").fetchone()[0]
    if found != "ok":
        raise StoreUnavailable(
            f"The backup was stopped: the copy is damaged ({found}). Run `widget database check`.",
            permanent=True,
        )


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _refused(target: Path, error: OSError) -> InvalidField | OutsideWorldError:
    if isinstance(error, FileExistsError):
        return InvalidField("path", f"{target} exists and is not overwritten; name a new file.")
    problem = f"{target} cannot be written ({error.strerror}); name a file in another folder."
    if isinstance(error, (FileNotFoundError, NotADirectoryError)):
        return InvalidField("path", problem)
    return OutsideWorldError(problem, permanent=True)
