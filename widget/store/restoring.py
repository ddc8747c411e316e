"""Puts a backup in the place of the database, which is kept beside it."""

from __future__ import annotations

import os
import shutil
import sqlite3
import tempfile
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from sqlalchemy import URL

from widget.background.shared_file import share
from widget.domain.errors import InvalidField, OutsideWorldError, SettingsError, StoreUnavailable
from widget.store import administration
from widget.store.administration import SchemaState
from widget.store.failures import is_damage, unavailable
from widget.store.permissions import MODE
from widget.store.sqlite import path_of

if TYPE_CHECKING:
    from datetime import datetime

_LOGS: Final = ("-wal", "-shm")
_PATIENCE_SECONDS: Final = 1.0


@dataclass(frozen=True, slots=True)
class Restored:
    """What became of a backup."""

    database: Path
    kept: Path | None
    """Where the database is that was there before; None where there was none."""
    is_current: bool
    """Whether this version can use it as it is; else `widget database migrate` must follow."""


def restore(url: str, backup: Path, now: datetime) -> Restored:
    """Put a copy of the backup in the place of the database at ``url``, whole or not at all.

    The copy is checked first. The database of before stays under another name. Raises
    InvalidField for a file that is no sound backup of ours, StoreUnavailable while another
    process has the database open, SettingsError for a database in memory, OutsideWorldError
    when the system lets nobody write.
    """
    path = path_of(url)
    if path is None:
        raise SettingsError("A database in memory cannot be restored; use sqlite:///PATH.")
    _refuse_wrong_file(backup, path)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=path.parent, prefix=".restore-") as folder:
            copy = Path(folder) / "copy"
            _copy(backup, copy, path)
            state = _checked(copy, backup)
            kept = path.with_name(f"{path.name}-before-restore-{now:%Y%m%dT%H%M%S}")
            was_there = path.exists()
            if was_there:
                _close(path, kept)
                _keep(path, kept)
            copy.replace(path)
    except OSError as error:
        raise OutsideWorldError(
            f"{path} cannot be written ({error.strerror}); it is as it was. Free some space, or "
            "let the server's user write to its folder.",
            permanent=True,
        ) from error
    _flush(path.parent)
    return Restored(path, kept if was_there else None, state is SchemaState.CURRENT)


def _refuse_wrong_file(backup: Path, path: Path) -> None:
    if not backup.is_file():
        raise InvalidField("file", f"{backup} is not there, or is no file; give its path.")
    if path.exists() and backup.samefile(path):
        raise InvalidField("file", f"{backup} is the database itself; name a backup.")
    if any(Path(f"{backup}{log}").exists() for log in _LOGS):
        raise InvalidField(
            "file",
            f"{backup} has a log beside it, so it is a database in use and no backup. Make one of "
            "it with `widget database backup`.",
        )


def _copy(backup: Path, copy: Path, path: Path) -> None:
    """Copy the file, for the owner of the folder and for nobody else."""
    shutil.copyfile(backup, copy)
    handle = os.open(copy, os.O_RDWR)
    try:
        share(handle, path, MODE)
        os.fsync(handle)
    finally:
        os.close(handle)


def _checked(copy: Path, backup: Path) -> SchemaState:
    """Return how the schema stands; raises InvalidField for what is damaged or not ours."""
    url = URL.create("sqlite", database=str(copy)).render_as_string()
    try:
        state = administration.schema_state(url)
        problems = administration.damages(url)
    except StoreUnavailable as error:
        raise InvalidField(
            "file", f"{backup} is damaged or is no backup ({error.__cause__})."
        ) from error
    if state not in {SchemaState.CURRENT, SchemaState.BEHIND}:
        raise InvalidField(
            "file",
            f"{backup} was made by a newer version or by another program. Install the version "
            "that made it.",
        )
    if problems:
        raise InvalidField("file", f"{backup} is damaged: {problems[0]} Take an older backup.")
    return state


def _close(path: Path, kept: Path) -> None:
    """Write the log into the database; raise StoreUnavailable while somebody else has it open.

    Of a damaged database the log is kept as well: SQLite might throw it away.
    """
    log = Path(f"{kept}-wal")
    with suppress(OSError):  # without a log, or without links
        os.link(f"{path}-wal", log)
    try:
        with closing(sqlite3.connect(path, timeout=_PATIENCE_SECONDS)) as connection:
            # SQLite leaves WAL only for a connection that has the database for itself.
            connection.execute("PRAGMA journal_mode=DELETE").fetchone()
    except sqlite3.Error as error:
        if is_damage(error):  # this is why a backup is restored
            return
        log.unlink(missing_ok=True)
        if error.sqlite_errorcode == sqlite3.SQLITE_BUSY:
            raise _in_use(path) from error
        raise unavailable(error, str(path)) from error
    log.unlink(missing_ok=True)


def _in_use(path: Path) -> StoreUnavailable:
    return StoreUnavailable(
        f"The database {path} is in use. Stop the server and whatever else has it open "
        "(`systemctl stop widget widget-work`), then try again. Nothing was changed.",
        permanent=False,
    )


def _keep(path: Path, kept: Path) -> None:
    """Give the database a second name, and leave no log that would damage the next one."""
    try:
        os.link(path, kept)
    except FileExistsError:
        raise
    except OSError:  # a file system without links
        path.rename(kept)
    for log in _LOGS:
        Path(f"{path}{log}").unlink(missing_ok=True)


def _flush(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
