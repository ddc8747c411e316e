"""Waking the consumer: a byte in a named pipe beside the database says that something is due.

It carries no data: the store knows what is due, and the consumer asks it each second anyway. A
pipe needs no address of limited length, no clearing up after a consumer that was killed, and
no library: who writes finds nobody listening, and goes on.
"""

from __future__ import annotations

import logging
import os
import select
import stat
from contextlib import suppress
from typing import TYPE_CHECKING, Final

from widget.background.shared_file import share

if TYPE_CHECKING:
    from pathlib import Path

_log = logging.getLogger("widget.background")

_FLAGS: Final = os.O_NONBLOCK | os.O_CLOEXEC | os.O_NOFOLLOW
_MOST_BYTES: Final = 65_536


def wake(path: Path | None) -> bool:
    """Wake the consumer that listens at this path; False when none does. Never waits."""
    if path is None:
        return False
    with suppress(OSError):
        pipe = os.open(path, os.O_WRONLY | _FLAGS)
        try:
            return _is_pipe(pipe) and _written(pipe)
        finally:
            os.close(pipe)
    return False


class Alarm:
    """The consumer's end of the pipe; without one (it cannot be made) it only waits."""

    def __init__(self, path: Path, mode: int) -> None:
        """Make the pipe where it is missing; ``mode`` says who may write to it."""
        self._pipe = _opened(path, mode)

    def wait(self, seconds: float) -> bool:
        """Wait until somebody wakes us, at most so long; return whether anybody did."""
        waiting = [self._pipe] if self._pipe is not None else []
        woken = bool(select.select(waiting, [], [], seconds)[0])
        if woken and self._pipe is not None:
            with suppress(BlockingIOError):
                os.read(self._pipe, _MOST_BYTES)
        return woken

    def close(self) -> None:
        """Listen no more; the pipe stays for the next consumer."""
        pipe, self._pipe = self._pipe, None
        if pipe is not None:
            os.close(pipe)


def _opened(path: Path, mode: int) -> int | None:
    try:
        is_new = _made(path)
        # Open for writing as well: a pipe without writers would be readable all the time.
        pipe = os.open(path, os.O_RDWR | _FLAGS)
    except OSError as error:
        _log.warning("wake_failed", extra={"path": str(path), "problem": str(error)})
        return None
    if _is_pipe(pipe):
        if is_new:
            share(pipe, path, mode)
        return pipe
    os.close(pipe)
    _log.warning("wake_failed", extra={"path": str(path), "problem": "it is no named pipe"})
    return None


def _made(path: Path) -> bool:
    with suppress(FileExistsError):
        os.mkfifo(path)
        return True
    return False


def _is_pipe(file: int) -> bool:
    return stat.S_ISFIFO(os.fstat(file).st_mode)


def _written(pipe: int) -> bool:
    """Write a byte; a pipe that is full will wake the consumer as it is."""
    with suppress(BlockingIOError):
        os.write(pipe, b"\n")
    return True
