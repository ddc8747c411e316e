"""Converts a driver's error to StoreUnavailable, with a message that says what to do."""

from __future__ import annotations

import errno
import os
import sqlite3
from dataclasses import dataclass
from pathlib import Path

from widget.domain.errors import StoreUnavailable
from widget.store.disk_causes import cause_of

MEMORY = ":memory:"
"""Where a database in memory is."""

BUSY_SECONDS = 5.0
"""How long a writer waits for its turn."""


@dataclass(frozen=True, slots=True)
class _Failure:
    message: str
    permanent: bool


_SCHEMA = _Failure(
    "The database {where} has another schema than this version needs. "
    "Run `widget database migrate`.",
    permanent=True,
)
_CORRUPT = _Failure(
    "The database {where} is damaged or is no SQLite database. "
    "Run `widget database check`; restore the latest backup if it confirms this.",
    permanent=True,
)
_BUSY = _Failure(
    f"The database {{where}} was busy for more than {BUSY_SECONDS:.0f} seconds. Try again; if it "
    "stays so, look for another program that holds it open for writing.",
    permanent=False,
)
_OTHER = _Failure(
    "The database {where} failed: {detail}. Run `widget database check`.", permanent=False
)

# By SQLite's primary result code: https://www.sqlite.org/rescode.html
_BY_CODE = {
    sqlite3.SQLITE_BUSY: _BUSY,
    sqlite3.SQLITE_LOCKED: _BUSY,
    sqlite3.SQLITE_CORRUPT: _CORRUPT,
    sqlite3.SQLITE_NOTADB: _CORRUPT,
    sqlite3.SQLITE_CANTOPEN: _Failure(
        "The database {where} cannot be opened. Make it with `widget database migrate`; if it is "
        "there, let the server's user read and write the file and its folder.",
        permanent=True,
    ),
    sqlite3.SQLITE_READONLY: _Failure(
        "The database {where} cannot be written. Let the server's user write the file and its "
        "folder.",
        permanent=True,
    ),
    sqlite3.SQLITE_FULL: _Failure(
        "The disk of the database {where} is full. Free some space, then try again.",
        permanent=False,
    ),
    sqlite3.SQLITE_IOERR: _Failure(
        "The disk of the database {where} failed ({detail}). Look at the disk and its free space, "
        "then run `widget database check`.",
        permanent=False,
    ),
    sqlite3.SQLITE_CONSTRAINT: _Failure(
        "The database {where} refused a write that would break its own rules ({detail}); nothing "
        "was kept. Run `widget database check`.",
        permanent=True,
    ),
}

_OF_THE_DISK = {
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_READONLY,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_PERM,
}
"""Codes for which the system knows the cause better than SQLite."""


def unavailable(error: BaseException, where: str) -> StoreUnavailable:
    """Return what a driver's error means for the database at ``where`` (a path or a URL)."""
    failure = _failure(error)
    message = failure.message.format(where=where, detail=error)
    if _code(error) in _OF_THE_DISK and where != MEMORY and (cause := cause_of(Path(where))):
        message = f"The database {where} cannot be used. {cause}"
    return StoreUnavailable(message, permanent=failure.permanent)


def busy(where: str) -> StoreUnavailable:
    """Return the error of a writer whose turn did not come in time."""
    return StoreUnavailable(_BUSY.message.format(where=where), permanent=_BUSY.permanent)


def missing(path: Path | None) -> StoreUnavailable:
    """Return the error of a database that is not at this path, or of an empty file there."""
    place = path.absolute() if path else path
    found = f"{place} is empty" if path and path.exists() else f"There is no database at {place}"
    return StoreUnavailable(
        f"{found}. Let WIDGET_DATABASE_URL name the one that the server uses; "
        "`widget database migrate` makes a new one.",
        permanent=True,
    )


def cannot_be_made(what: str, error: OSError) -> StoreUnavailable:
    """Return the error of a folder or a file that the system refuses to make."""
    cure = "Make the folder, and let the server's user write to it."
    if error.errno == errno.EROFS:
        cure = "Mount its file system for writing, or name a database on another one."
    elif error.errno in {errno.ENOSPC, errno.EDQUOT}:
        cure = "Free some space, then try again."
    return StoreUnavailable(f"{what} cannot be made ({error.strerror}). {cure}", permanent=True)


def not_reached(path: Path, error: OSError) -> StoreUnavailable:
    """Return the error of a database of which nobody can say whether it is there."""
    return StoreUnavailable(
        f"The database {path.absolute()} cannot be reached ({error.strerror}). Let the server's "
        f"user (uid {os.geteuid()}) enter its folder, or name another in WIDGET_DATABASE_URL.",
        permanent=True,
    )


def damaged(where: str) -> StoreUnavailable:
    """Return the error of a database in whose file wrong pages were found."""
    return StoreUnavailable(_CORRUPT.message.format(where=where), permanent=_CORRUPT.permanent)


def is_damage(error: BaseException | None) -> bool:
    """Tell whether a driver's error says that the file is damaged."""
    return error is not None and _code(error) in {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}


def is_full(error: BaseException) -> bool:
    """Tell whether a driver's error says that a disk is full."""
    return _code(error) == sqlite3.SQLITE_FULL


def _failure(error: BaseException) -> _Failure:
    if str(error).startswith(("no such table", "no such column")):
        return _SCHEMA
    return _BY_CODE.get(_code(error), _OTHER)


def _code(error: BaseException) -> int:
    """Return SQLite's primary result code; 0 for an error that has none."""
    return int(getattr(error, "sqlite_errorcode", 0)) & 0xFF
