"""Limits the connections to a host at a time, over all processes of a machine.

Each slot is a byte of one empty file, and a process holds it by a lock on that byte. The kernel
releases the locks of a process that ends, however it ends.
"""

from __future__ import annotations

import fcntl
import logging
import os
import struct
import time
from contextlib import contextmanager, suppress
from hashlib import blake2b
from typing import TYPE_CHECKING, Final
from weakref import WeakSet

from widget.background.shared_file import open_shared
from widget.fetch.http.host_turns import Busy

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from widget.fetch.http.deadline import Deadline

_log = logging.getLogger("widget.fetch")

CHECK_SECONDS: Final = 0.02
"""How often a waiting process checks whether a place is free."""

_SET: Final = getattr(fcntl, "F_OFD_SETLK", None)
_GET: Final = getattr(fcntl, "F_OFD_GETLK", None)
"""Locks of an open file, not of a process (Linux): threads and forks cannot lose one another's."""

_LOCK: Final = struct.Struct("hhqqi0q")
"""C's ``struct flock``: kind, whence, first byte, bytes, process."""


class HostSlot:
    """A place at a host, to be given back; without a file it is one that nobody counts."""

    def __init__(self, file: int | None = None, wish: int = 0) -> None:
        self._file = file
        self._wish = wish
        _held.add(self)

    def is_wanted(self) -> bool:
        """Tell whether somebody waits for a place at this host."""
        with suppress(OSError):
            return self._file is not None and _is_locked(self._file, self._wish)
        return False

    def give_back(self) -> None:
        """Let others have it; a second time does nothing."""
        file, self._file = self._file, None
        if file is not None:
            os.close(file)


_held: WeakSet[HostSlot] = WeakSet()


def _leave_to_the_parent() -> None:
    """Close our copies of the places of the process that we were forked from."""
    for place in tuple(_held):
        place.give_back()


os.register_at_fork(after_in_child=_leave_to_the_parent)


class HostSlots:
    """Gives out ``most`` places at each host, over all processes that name the same file."""

    def __init__(self, path: Path | None, most: int) -> None:
        """Take the file, which is made when it is missing; None, and nobody is counted."""
        self._path = path if _SET else None
        self._most = most

    def take(self, host: str, wait: Deadline) -> HostSlot:
        """Return a place at the host as soon as one is free. Raises Busy when ``wait`` ends.

        Where the file cannot be used nobody is counted any more: a fetch matters more.
        """
        try:
            return self._take(host, wait)
        except TimeoutError:
            raise Busy from None
        except OSError as error:
            self._path = None
            _log.warning("host_slots_failed", extra={"problem": str(error)})
            return HostSlot()

    def _take(self, host: str, wait: Deadline) -> HostSlot:
        path, first = self._path, byte_of(host, self._most)
        if path is None:
            return HostSlot()
        file = _opened(path)
        try:
            # Processes that wait already come first.
            if _is_locked(file, first) or not self._lock_one(file, first):
                with wished(path, first):
                    self._wait(file, first, wait)
        except BaseException:
            os.close(file)
            raise
        return HostSlot(file, first)

    def _wait(self, file: int, first: int, wait: Deadline) -> None:
        while True:
            time.sleep(min(CHECK_SECONDS, wait.left()))
            if self._lock_one(file, first):
                return

    def _lock_one(self, file: int, first: int) -> bool:
        return any(_lock(file, fcntl.F_WRLCK, first + n) for n in range(1, self._most + 1))


@contextmanager
def wished(path: Path, byte: int) -> Iterator[None]:
    """Let those that have a place know of a wish for it."""
    file = _opened(path)
    try:
        _lock(file, fcntl.F_RDLCK, byte)
        yield
    finally:
        os.close(file)


def byte_of(host: str, most: int) -> int:
    """Return the byte that stands for a wish for the host; its places are those after it."""
    number = int.from_bytes(blake2b(host.encode(), digest_size=7).digest())
    return number * (most + 1)


def _opened(path: Path) -> int:
    return open_shared(path, 0o660)


def _lock(file: int, kind: int, byte: int) -> bool:
    """Lock the byte if that can be done now. Raises OSError where there are no such locks."""
    try:
        fcntl.fcntl(file, _SET or 0, _LOCK.pack(kind, os.SEEK_SET, byte, 1, 0))
    except (BlockingIOError, PermissionError):
        return False
    return True


def _is_locked(file: int, byte: int) -> bool:
    asked = _LOCK.pack(fcntl.F_WRLCK, os.SEEK_SET, byte, 1, 0)
    kind: int = _LOCK.unpack(fcntl.fcntl(file, _GET or 0, asked))[0]
    return kind != fcntl.F_UNLCK
