"""Who may read the files of the database: their owner, and whom somebody has chosen.

SQLite gives its log the permissions of the database, so it is enough to make the database first.
"""

from __future__ import annotations

import os
import stat
from contextlib import suppress
from typing import TYPE_CHECKING, Final

from widget.background.shared_file import open_shared

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

MODE: Final = 0o600
"""Of a new database, whatever the umask is."""


def make_private(path: Path) -> None:
    """Make an empty file that its owner alone may read, unless it is there. Raises OSError."""
    if not path.exists():
        os.close(open_shared(path, MODE))


def close_to_others(path: Path) -> None:
    """Take the database and the files beside it from everybody but their owner.

    Only those that any user may use: that was a umask's doing. A group that somebody let in, and
    nobody else, keeps its right, and so do files that are not ours to change.
    """
    for file in (path, *_beside(path)):
        with suppress(OSError):
            _close(file)


def _beside(path: Path) -> Iterator[Path]:
    with suppress(OSError):
        yield from (file for file in path.parent.iterdir() if file.name.startswith(f"{path.name}-"))


def _close(path: Path) -> None:
    # No file is opened for reading: closing it would give back SQLite's locks on it. And a link
    # must not lead an administrator to the file of somebody else.
    handle = os.open(path, os.O_PATH | os.O_NOFOLLOW | os.O_CLOEXEC)
    try:
        mode = stat.S_IMODE(os.fstat(handle).st_mode)
        if mode & stat.S_IRWXO and not stat.S_ISLNK(os.fstat(handle).st_mode):
            os.chmod(f"/proc/self/fd/{handle}", mode & stat.S_IRWXU)
    finally:
        os.close(handle)
