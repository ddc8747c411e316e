"""Disks that fail, for tests: no byte more may be written, or the file is damaged or not there."""

from __future__ import annotations

import resource
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@contextmanager
def no_room() -> Iterator[None]:
    """Let this process write no byte into any file until the block ends."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def damage(path: Path) -> None:
    """Overwrite the file behind its first page, and empty its log, as a failing disk would."""
    size = path.stat().st_size
    with path.open("r+b") as file:
        file.seek(4096)
        file.write(b"\xff" * (size - 4096))
    log = path.with_name(f"{path.name}-wal")
    if log.exists():
        log.write_bytes(b"")


def replace_by_copy(path: Path) -> None:
    """Put a copy of the file in its place, as who restores a backup does."""
    copy = path.with_name("copy")
    copy.write_bytes(path.read_bytes())
    copy.rename(path)
