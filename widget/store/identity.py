"""Whether the database's path still leads to the file that was opened.

SQLite goes on with a file that was deleted or replaced, and what it commits there is lost with
the last connection.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from widget.domain.errors import StoreUnavailable

if TYPE_CHECKING:
    from pathlib import Path


class FileIdentity:
    """The file (device and number) that the path led to when it was first looked at."""

    def __init__(self, path: Path | None) -> None:
        """Take the path; None is a database in memory, which nobody can replace."""
        self._path = path and path.absolute()
        self._known = self._found()

    def require_same(self) -> None:
        """Return when the path leads to the same file. Raises StoreUnavailable."""
        found = self._found()
        if found != self._known:
            self._judge(found)

    def require_not_replaced(self) -> None:
        """Return when the path leads to the same file or to none: what is open is the last word.

        Raises StoreUnavailable.
        """
        found = self._found()
        if found is not None and found != self._known:
            self._judge(found)

    def _found(self) -> tuple[int, int] | None:
        if self._path is None:
            return None
        try:
            status = os.stat(self._path)
        except OSError:
            return None
        return status.st_dev, status.st_ino

    def _judge(self, found: tuple[int, int] | None) -> None:
        if self._known is None:  # it was made after the first look
            self._known = found
            return
        deleted = (
            "was deleted while this process used it. Nothing is written any more, since it would "
            "be lost. Stop the server, put the latest backup there"
        )
        replaced = (
            "was replaced by another file while this process used it. Nothing is read or written "
            "any more. Stop the server"
        )
        problem = deleted if found is None else replaced
        name = self._path.name if self._path else ""
        cure = f"move {name}-wal and {name}-shm away, which belong to the old file, and start it"
        raise StoreUnavailable(f"The database {self._path} {problem}, {cure}.", permanent=True)
