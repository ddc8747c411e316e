"""A small file beside the database that is given up when the disk is full.

What takes something away from readers (a withdrawal, a hide) must not wait until somebody has freed
space. The file holds the space for it: made long before, and cut to nothing when it is needed. From
then on nothing else is written, until there is room for the file again: else an import would eat
the space of the next withdrawal.
"""

from __future__ import annotations

import os
import time
from contextlib import suppress
from typing import TYPE_CHECKING, Final

from widget.background.shared_file import open_shared
from widget.domain.errors import StoreUnavailable
from widget.store.permissions import MODE

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

RESERVE_BYTES: Final = 4 * 2**20
"""As much as the write-ahead log takes until it is written over: hundreds of withdrawals."""

_ROOM_BYTES: Final = RESERVE_BYTES // 4
"""With less free space than this a disk counts as full; a withdrawal takes about 50 KB of it."""

_INDEX_BYTES: Final = 32 * 1024
"""The least size of SQLite's index of the log (``-shm``), which is there while it is in use."""

_PAUSE_SECONDS: Final = 5.0
"""How long it is left alone after it could not be made."""


class DiskReserve:
    """The reserve of one database; the file says how it stands, to all processes.

    Full length: it is there. Empty: it was given up. No file: it was never made.
    """

    def __init__(self, database: Path | None, clock: Callable[[], float] = time.monotonic) -> None:
        """Take the database's path; None is a database in memory, which has no reserve."""
        self._database = database
        self._path = database and database.absolute().with_name(f"{database.name}-reserve")
        self._clock = clock
        self._again_at = float("-inf")

    def require(self) -> None:
        """Return when anything may be written; makes the reserve where there is room for it.

        Raises StoreUnavailable while it is given up.
        """
        if self._path is None or (size := _size(self._path)) == RESERVE_BYTES:
            return
        if self._make() or size is None:
            return
        needed = (RESERVE_BYTES + _ROOM_BYTES) // 2**20
        raise StoreUnavailable(
            f"The disk of {self._path.parent} is full and the reserve is given up: only what "
            f"withdraws or hides articles is written. Free at least {needed} MB, then try again.",
            permanent=False,
        )

    def give_up_if_full(self) -> None:
        """Free the space of the reserve if there is none besides."""
        if self._path is None or not _size(self._path) or _free(self._path) >= _ROOM_BYTES:
            return
        with suppress(OSError):
            os.truncate(self._path, 0)

    def _make(self) -> bool:
        """Make it if there is room; return whether it is there now."""
        if self._path is None or self._database is None or self._clock() < self._again_at:
            return False
        if not self._database.exists():  # nothing is made beside a mistyped path
            return False
        self._again_at = self._clock() + _PAUSE_SECONDS
        if _free(self._path) < RESERVE_BYTES + _ROOM_BYTES:
            return False
        try:
            file = open_shared(self._path, MODE)
        except OSError:  # a folder that may not be written: what follows says so
            return False
        try:
            os.posix_fallocate(file, 0, RESERVE_BYTES)
        except OSError:
            os.ftruncate(file, 0)
            return False
        finally:
            os.close(file)
        self._again_at = float("-inf")
        return True


def make_room_to_open(database: Path) -> None:
    """Give the reserve up where a full disk has no room for what the first connection makes.

    Without its index of the log a database cannot even be read.
    """
    index = _size(database.with_name(f"{database.name}-shm"))
    if index is None or index < _INDEX_BYTES:
        DiskReserve(database).give_up_if_full()


def _size(path: Path) -> int | None:
    try:
        return path.stat().st_size
    except OSError:
        return None


def _free(path: Path) -> int:
    """Return the bytes that this user may still write beside this file."""
    try:
        disk = os.statvfs(path.parent)
    except OSError:
        return 0
    return disk.f_bavail * disk.f_frsize
