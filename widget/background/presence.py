"""The one consumer of a store: a lock on a file beside the database, and who holds it.

The kernel gives the lock back whatever becomes of the process. The file says who the holder is,
and when it was last at work; it stays when the holder ends, so that one can still read that.
"""

from __future__ import annotations

import fcntl
import json
import logging
import os
import time
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta
from threading import Lock
from typing import TYPE_CHECKING, Any, Final

from widget.background.shared_file import open_shared
from widget.domain.errors import ConsumerRunning, SettingsError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

_log = logging.getLogger("widget.background")

BEAT_SECONDS: Final = 10
"""How often a consumer says that it is at work."""

SILENT_AFTER: Final = timedelta(seconds=60)
"""A consumer that says nothing for so long does nothing any more, though its process is there."""

_LINE_BYTES: Final = 512
_ATTEMPTS: Final = 5
_PAUSE_SECONDS: Final = 0.05


@dataclass(frozen=True, slots=True)
class Presence:
    """What is known of the consumer of a store."""

    alive: bool = False
    pid: int | None = None
    host: str | None = None
    since: datetime | None = None
    """When it, or the last one, began."""
    last_seen: datetime | None = None
    """When it last said that it is at work."""
    last_poll: datetime | None = None
    """When it last asked a source."""

    def hangs(self, now: datetime) -> bool:
        """Tell whether the consumer is there and has not been at work for a while."""
        return self.alive and self.last_seen is not None and now - self.last_seen > SILENT_AFTER


def read(path: Path | None) -> Presence:
    """Return who the consumer is, or was: nothing is known where none ever was."""
    if path is None:
        return Presence()
    try:
        file = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    except OSError:
        return Presence()
    try:
        return replace(_said(file), alive=not _locked(file, fcntl.LOCK_SH))
    finally:
        os.close(file)


class Place:
    """The place of the one consumer, held until the end of the process or ``close``."""

    def __init__(self, file: int, now: datetime) -> None:
        self._file = file
        self._turn = Lock()
        self._presence = Presence(
            alive=True, pid=os.getpid(), host=os.uname().nodename, since=now, last_seen=now
        )
        self._write()

    def beat(self, now: datetime) -> None:
        """Say that the consumer is at work; a write once in BEAT_SECONDS, whoever calls."""
        with self._turn:
            last = self._presence.last_seen
            if last is None or abs((now - last).total_seconds()) >= BEAT_SECONDS:
                self._presence = replace(self._presence, last_seen=now)
                self._write()

    def polled(self, now: datetime) -> None:
        """Remember that a source was asked; it is written with the next beat."""
        with self._turn:
            self._presence = replace(self._presence, last_poll=now)

    def close(self) -> None:
        """Leave the place to others."""
        os.close(self._file)

    def _write(self) -> None:
        line = json.dumps(asdict(self._presence), default=datetime.isoformat)
        # One line of always the same length: a reader never sees half of two.
        with suppress(OSError):  # a full disk must not stop the work
            os.pwrite(self._file, line.ljust(_LINE_BYTES - 1).encode() + b"\n", 0)


def take(path: Path, mode: int, now: datetime) -> Place:
    """Take the place of the one consumer.

    ``mode`` says who may read and write the file, which is made where it is missing. Raises
    ConsumerRunning, which names who has the place, and SettingsError where no file can be.
    """
    try:
        file = open_shared(path, mode)
    except OSError as error:
        raise SettingsError(
            f"The consumer cannot open {str(path)!r} ({error.strerror}). Let the server's user "
            "write to it and to the folder of the database."
        ) from error
    # Somebody who only looks whether the place is taken has it for a moment.
    for _ in range(_ATTEMPTS):
        if _locked(file, fcntl.LOCK_EX):
            return Place(file, now)
        time.sleep(_PAUSE_SECONDS)
    other = _said(file)
    os.close(file)
    raise ConsumerRunning(other.pid, other.host, other.since)


def take_when_free(
    path: Path, mode: int, clock: Callable[[], datetime], wait: Callable[[], object]
) -> Place:
    """Take the place as soon as nobody has it; ``wait`` is called between two attempts.

    Who has it is said in the log, once for each. Raises SettingsError, and what ``wait`` raises.
    """
    said = ""
    while True:
        try:
            return take(path, mode, clock())
        except ConsumerRunning as error:
            if said != error.message:
                said = error.message
                _log.info("consumer_waits", extra={"pid": os.getpid(), "problem": said})
            wait()


def _locked(file: int, kind: int) -> bool:
    try:
        fcntl.flock(file, kind | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _said(file: int) -> Presence:
    with suppress(OSError, ValueError, TypeError, LookupError):
        known: dict[str, Any] = json.loads(os.pread(file, _LINE_BYTES, 0))
        for name in ("since", "last_seen", "last_poll"):
            known[name] = datetime.fromisoformat(known[name]) if known[name] else None
        return Presence(**known)
    return Presence()
