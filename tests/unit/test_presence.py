"""There is one consumer for a store, and everybody can see whether it is there."""

from __future__ import annotations

import fcntl
import json
import os
import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from widget.background import presence
from widget.domain.errors import ConsumerRunning, SettingsError

if TYPE_CHECKING:
    from pathlib import Path

NOON = datetime(2026, 5, 1, 12, 0, tzinfo=UTC)
MODE = 0o640


def later(seconds: float) -> datetime:
    """Return noon and so many seconds."""
    return NOON + timedelta(seconds=seconds)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Return the file of the place, which is not there yet."""
    return tmp_path / "widget.db-consumer"


def test_a_second_consumer_is_refused_with_the_name_of_the_first(path: Path) -> None:
    place = presence.take(path, MODE, NOON)
    with pytest.raises(ConsumerRunning, match=f"process {os.getpid()} on .* since 2026-05-01 12"):
        presence.take(path, MODE, later(5))
    place.close()
    presence.take(path, MODE, later(6)).close()


def test_the_place_of_a_killed_consumer_is_free_at_once(path: Path) -> None:
    code = (
        "import os, pathlib, signal, sys, datetime\n"
        "from widget.background import presence\n"
        "now = datetime.datetime.now(datetime.UTC)\n"
        "presence.take(pathlib.Path(sys.argv[1]), 0o600, now)\n"
        "os.kill(os.getpid(), signal.SIGKILL)"
    )
    done = subprocess.run([sys.executable, "-c", code, str(path)], check=False)
    assert done.returncode == -9
    known = presence.read(path)
    assert (known.alive, known.pid is not None, known.since is not None) == (False, True, True)
    presence.take(path, MODE, NOON).close()


def test_everybody_sees_who_it_is_and_when_it_was_last_at_work(path: Path) -> None:
    assert presence.read(path) == presence.read(None) == presence.Presence()
    place = presence.take(path, MODE, NOON)
    place.polled(later(3))
    place.beat(later(presence.BEAT_SECONDS))
    known = presence.read(path)
    assert (known.alive, known.pid, known.since) == (True, os.getpid(), NOON)
    assert (known.last_seen, known.last_poll) == (later(presence.BEAT_SECONDS), later(3))
    place.close()
    assert not presence.read(path).alive
    assert presence.read(path).last_poll == later(3)


def test_being_at_work_is_seldom_written(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    written: list[bytes] = []

    def pwrite(_: int, line: bytes, __: int) -> None:
        written.append(line)

    place = presence.take(path, MODE, NOON)
    monkeypatch.setattr(os, "pwrite", pwrite)
    for second in range(3 * presence.BEAT_SECONDS + 1):
        place.beat(later(second))
        place.polled(later(second))
    place.close()
    assert len(written) == 3
    assert len({len(line) for line in written}) == 1, "each covers the one before"


def test_looking_does_not_keep_a_consumer_from_its_place(path: Path) -> None:
    presence.take(path, MODE, NOON).close()
    file = os.open(path, os.O_RDONLY)
    fcntl.flock(file, fcntl.LOCK_SH)
    waits: list[float] = []

    def pause(seconds: float) -> None:
        waits.append(seconds)
        fcntl.flock(file, fcntl.LOCK_UN)

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(time, "sleep", pause)
        presence.take(path, MODE, NOON).close()
    os.close(file)
    assert len(waits) == 1


def test_who_waits_for_the_place_says_for_whom_once_and_gets_it_when_it_is_free(
    path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO", "widget.background")
    first = presence.take(path, MODE, NOON)
    waits: list[int] = []

    def wait() -> None:
        waits.append(1)
        if len(waits) == 2:
            first.close()

    second = presence.take_when_free(path, MODE, lambda: later(1), wait)
    assert waits == [1, 1]
    assert presence.read(path).since == later(1)
    second.close()
    [said] = caplog.records
    assert said.getMessage() == "consumer_waits"
    assert f"process {os.getpid()} on " in said.__dict__["problem"]


def test_a_consumer_that_was_not_seen_for_a_while_hangs(path: Path) -> None:
    place = presence.take(path, MODE, NOON)
    silent = presence.SILENT_AFTER.total_seconds()
    assert not presence.read(path).hangs(later(silent))
    assert presence.read(path).hangs(later(silent + 1))
    place.close()
    assert not presence.read(path).hangs(later(silent + 1)), "one that is gone does not hang"


@pytest.mark.parametrize("content", ["", "no JSON", "[]", json.dumps({"pid": 1, "colour": "red"})])
def test_what_cannot_be_read_says_nothing(path: Path, content: str) -> None:
    path.write_text(content, encoding="utf-8")
    assert presence.read(path) == presence.Presence()
    presence.take(path, MODE, NOON).close()
    assert presence.read(path).since == NOON


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="write to it and to the folder of the database"):
        presence.take(tmp_path / "missing" / "place", MODE, NOON)
