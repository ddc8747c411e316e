"""Files beside the database over which processes find each other: whose they are, who may use them.

An administrator may run a command as root in a folder of the server's user. What it makes there
must not lock that user out, and a link that stands there must not lead root elsewhere.
"""

from __future__ import annotations

import os
from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def open_shared(path: Path, mode: int) -> int:
    """Return the file open for reading and writing; an empty one is made where it is missing.

    ``mode`` says who may read and write a new one, whatever the umask is. Raises OSError, also
    for a link.
    """
    flags = os.O_RDWR | os.O_CLOEXEC | os.O_NOFOLLOW
    with suppress(FileExistsError):
        file = os.open(path, flags | os.O_CREAT | os.O_EXCL, mode)
        share(file, path, mode)
        return file
    return os.open(path, flags)


def share(file: int, path: Path, mode: int) -> None:
    """Set who may use a new file; one that root made is given to the owner of its folder."""
    with suppress(OSError):
        os.fchmod(file, mode)
        if os.geteuid() == 0:
            folder = path.parent.stat()
            os.fchown(file, folder.st_uid, folder.st_gid)
