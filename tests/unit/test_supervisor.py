"""The supervisor starts its child again, later and later, and leaves none behind."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from contextlib import contextmanager
from itertools import accumulate
from typing import TYPE_CHECKING, Any

import pytest

from tests.consumers import family, is_alive
from tests.publishers import eventually
from widget.jobs.supervisor import next_pause

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = pytest.mark.slow

SLEEPS = "import time; time.sleep(600)"
IGNORES = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); time.sleep(600)"
SUPERVISING = """
import sys
from logging.config import dictConfig
from widget.jobs import supervisor
from widget.logs import configuration
dictConfig(configuration("info", "json"))
supervisor.STOP_SECONDS = 0.3
supervisor.Supervisor((sys.executable, "-c", sys.argv[1])).run()
"""


@contextmanager
def supervising(child: str, log: Path) -> Iterator[subprocess.Popen[bytes]]:
    """Run a supervisor over a child with this code."""
    command = [sys.executable, "-c", SUPERVISING, child]
    with log.open("wb") as out:
        process = subprocess.Popen(command, stdin=subprocess.PIPE, stderr=out)
    assert process.stdin is not None
    try:
        assert eventually(lambda: bool(family(process.pid)), 30)
        yield process
    finally:
        process.stdin.close()
        process.wait(30)


def ends(log: Path) -> list[dict[str, Any]]:
    """Return the records of children that ended."""
    records = map(json.loads, log.read_text(encoding="utf-8").splitlines())
    return [record for record in records if record["event"] == "consumer_process_ended"]


def test_a_child_that_is_killed_is_started_again_and_the_log_says_why(tmp_path: Path) -> None:
    log = tmp_path / "log"
    with supervising(SLEEPS, log) as supervisor:
        [first] = family(supervisor.pid)
        os.kill(first, signal.SIGKILL)
        assert eventually(lambda: bool(family(supervisor.pid) - {first}), 30)
    assert [record["reason"] for record in ends(log)] == [
        "killed by SIGKILL",
        "asked to stop, killed by SIGTERM",
    ]
    assert ends(log)[0]["again_in_seconds"] == 1.0


def test_the_pauses_between_starts_double_up_to_the_longest() -> None:
    pauses = list(accumulate((0.0,) * 7, next_pause, initial=0.0))[1:]
    assert pauses == [1, 2, 4, 8, 16, 30, 30]
    assert next_pause(30, 31) == 1, "after a long life it begins anew"


@pytest.mark.parametrize("end", [signal.SIGTERM, None], ids=["asked", "its parent is gone"])
@pytest.mark.parametrize("child", [SLEEPS, IGNORES], ids=["obeys", "must be killed"])
def test_no_child_is_left(tmp_path: Path, child: str, end: signal.Signals | None) -> None:
    with supervising(child, tmp_path / "log") as supervisor:
        children = family(supervisor.pid)
        if end is not None:
            supervisor.send_signal(end)
            assert supervisor.wait(30) == 0
    assert not any(map(is_alive, children))


def test_a_reload_starts_the_child_anew_without_a_pause(tmp_path: Path) -> None:
    log = tmp_path / "log"
    with supervising(SLEEPS, log) as supervisor:
        first = family(supervisor.pid)
        supervisor.send_signal(signal.SIGHUP)
        assert eventually(lambda: bool(family(supervisor.pid) - first), 30)
        assert "again_in_seconds" not in ends(log)[0]
