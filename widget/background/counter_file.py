"""The file in which all processes over one database add up what they count.

It may be lost: then counting begins anew, as after a start. So nothing waits for the disk.
"""

from __future__ import annotations

import json
import logging
import os
import sqlite3
import threading
from contextlib import closing, suppress
from typing import TYPE_CHECKING, Final

from widget.background.shared_file import open_shared
from widget.metrics import NOTES

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from widget.metrics import Series

_log = logging.getLogger("widget.metrics")

FLUSH_SECONDS: Final = 0.5
_BUSY_SECONDS: Final = 1.0
_MODE: Final = 0o600

_COLUMNS: Final = "name TEXT, labels TEXT, value REAL, PRIMARY KEY (name, labels)"
_TABLE: Final = f"CREATE TABLE IF NOT EXISTS counters ({_COLUMNS}) WITHOUT ROWID"
_ADD: Final = (
    "INSERT INTO counters VALUES (?, ?, ?) "
    "ON CONFLICT (name, labels) DO UPDATE SET value = value + excluded.value"
)


class CounterFile:
    """Adds to the counters and reads them; for many threads and processes."""

    def __init__(self, path: Path) -> None:
        """Take the path; the file is made with the first counter."""
        self._path = path
        self._failed = False
        """Whether the last attempt failed."""

    def add(self, sums: dict[Series, float]) -> bool:
        """Add these to the counters; return whether that was possible."""
        rows = [(name, json.dumps(labels), value) for (name, labels), value in sums.items()]
        try:
            os.close(open_shared(self._path, _MODE))
            with closing(self._connect()) as connection, connection:
                connection.execute(_TABLE)
                connection.executemany(_ADD, rows)
        except (sqlite3.Error, OSError) as error:
            self._note(error)
            return False
        self._failed = False
        return True

    def read(self) -> dict[Series, float]:
        """Return all counters; none where nothing was counted or the file cannot be read."""
        if not self._path.exists():
            return {}
        try:
            with closing(self._connect()) as connection:
                found = connection.execute("SELECT name, labels, value FROM counters").fetchall()
        except sqlite3.Error as error:
            self._note(error)
            return {}
        return {(name, tuple(json.loads(labels))): value for name, labels, value in found}

    def _connect(self) -> sqlite3.Connection:
        connection = sqlite3.connect(self._path, timeout=_BUSY_SECONDS)
        connection.execute("PRAGMA synchronous=OFF")
        connection.execute("PRAGMA journal_mode=MEMORY")
        return connection

    def _note(self, error: Exception) -> None:
        """Log what failed; a file that is no database any more is counted anew."""
        if type(error) is sqlite3.DatabaseError:
            with suppress(OSError):
                self._path.unlink()
        if self._failed:  # told already; on a full disk it would be told twice a second
            return
        self._failed = True
        _log.warning("counters_failed", extra={"problem": str(error), "file": str(self._path)})


class Counting:
    """Moves the notes of this process into the file, twice a second."""

    def __init__(self, file: CounterFile, sample: Callable[[], object] = lambda: None) -> None:
        """``sample`` is called before each move: it notes what is counted elsewhere."""
        self._file = file
        self._sample = sample
        self._kept: dict[Series, float] = {}
        self._turn = threading.Lock()
        self._stopped = threading.Event()
        self._process = 0
        """The process whose thread moves the notes: a forked one needs its own."""

    def start_once(self) -> None:
        """Note from now on in this process; its thread is started, and ends with it."""
        if self._process == os.getpid():
            return
        with self._turn:
            if self._process == os.getpid():
                return
            self._process = os.getpid()
        NOTES.on = True
        threading.Thread(target=self._run, name="metrics", daemon=True).start()

    def flush(self) -> None:
        """Move what was noted up to now; what cannot be written is kept for the next time."""
        with self._turn:
            self._sample()
            for series, value in NOTES.drain().items():
                self._kept[series] = self._kept.get(series, 0.0) + value
            if self._kept and self._file.add(self._kept):
                self._kept = {}

    def stop(self) -> None:
        """Move what is left, and note nothing more in this process."""
        self._stopped.set()
        self.flush()
        NOTES.on = False

    def _run(self) -> None:
        while not self._stopped.wait(FLUSH_SECONDS):
            self.flush()
