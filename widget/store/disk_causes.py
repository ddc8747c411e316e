"""Why a file of the database cannot be used: what the system says of its disk and its rights.

SQLite reports a full disk, a read-only mount and a missing right with the same few codes.
"""

from __future__ import annotations

import os
import resource
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from pathlib import Path

_NEAR_BYTES: Final = 1_048_576
"""What is so near to a limit may have met it."""


def cause_of(path: Path) -> str | None:
    """Return as a sentence with its cure what keeps this file from being written, if we see it."""
    folder = path.absolute().parent
    try:
        disk = os.statvfs(folder)
    except OSError as error:
        return f"The folder {folder} cannot be used ({error.strerror}). Make it, or name another."
    if disk.f_flag & os.ST_RDONLY:
        return f"The file system of {folder} is mounted read-only. Mount it for writing."
    if disk.f_bavail == 0 or (disk.f_files and disk.f_favail == 0):
        return f"The disk of {folder} is full. Free some space, then try again."
    return _limit(path) or _missing_right(path, folder)


def _limit(path: Path) -> str | None:
    most = resource.getrlimit(resource.RLIMIT_FSIZE)[0]
    if most == resource.RLIM_INFINITY or most > _size(path) + _NEAR_BYTES:
        return None
    return (
        f"This process may not make files larger than {most:,} bytes (RLIMIT_FSIZE). Raise the "
        "limit: LimitFSIZE in the unit, or `ulimit -f`."
    )


def _size(path: Path) -> int:
    """Return the size of the database or of its log, whichever is larger."""
    files = (path, path.with_name(f"{path.name}-wal"))
    return max((file.stat().st_size for file in files if file.exists()), default=0)


def _missing_right(path: Path, folder: Path) -> str | None:
    cure = f"Let the server's user (uid {os.geteuid()}) read and write it."
    if not os.access(folder, os.W_OK | os.X_OK, effective_ids=True):
        return f"The folder {folder} may not be written. {cure}"
    if path.exists() and not os.access(path, os.R_OK | os.W_OK, effective_ids=True):
        return f"The file {path.absolute()} may not be written. {cure}"
    return None
