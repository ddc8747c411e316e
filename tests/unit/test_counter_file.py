"""Counters of all processes are added up in a file that may be lost."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.house.source import ROOT
from widget import metrics
from widget.background.counter_file import CounterFile, Counting

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

HOST = ("widget_fetches", ("a.example", "created"))

ADDING = """
import sys
from pathlib import Path
from widget.background.counter_file import CounterFile
file = CounterFile(Path(sys.argv[1]))
for _ in range(50):
    while not file.add({("widget_fetches", ("a.example", "created")): 1.0}):
        pass
"""


@pytest.fixture
def file(tmp_path: Path) -> CounterFile:
    """Return a file that is not there yet."""
    return CounterFile(tmp_path / "metrics")


@pytest.fixture
def counting(file: CounterFile) -> Iterator[Counting]:
    """Return what moves the notes of this process."""
    metrics.NOTES.drain()
    metrics.NOTES.on = True
    yield Counting(file)
    metrics.NOTES.on = False
    metrics.NOTES.drain()


def test_what_several_processes_count_is_added_up(file: CounterFile, tmp_path: Path) -> None:
    command = [sys.executable, "-c", ADDING, str(tmp_path / "metrics")]
    children = [subprocess.Popen(command, cwd=ROOT) for _ in range(3)]
    assert [child.wait() for child in children] == [0, 0, 0]
    assert file.read() == {HOST: 150.0}


def test_a_file_that_is_no_database_is_counted_anew(file: CounterFile, tmp_path: Path) -> None:
    (tmp_path / "metrics").write_bytes(b"no database " * 100)
    assert file.read() == {}
    assert file.add({HOST: 1.0})
    assert file.read() == {HOST: 1.0}


def test_it_is_for_its_owner_alone(file: CounterFile, tmp_path: Path) -> None:
    file.add({HOST: 1.0})
    assert (tmp_path / "metrics").stat().st_mode & 0o777 == 0o600


def test_what_cannot_be_written_is_written_later(
    file: CounterFile, counting: Counting, tmp_path: Path
) -> None:
    (tmp_path / "metrics").mkdir()
    metrics.count(metrics.FETCHES, *HOST[1])
    counting.flush()
    (tmp_path / "metrics").rmdir()
    metrics.count(metrics.FETCHES, *HOST[1])
    counting.flush()
    assert file.read() == {HOST: 2.0}


def test_a_failure_that_lasts_is_told_once(
    file: CounterFile, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "metrics").mkdir()
    assert not any(file.add({HOST: 1.0}) for _ in range(5))
    assert [record.getMessage() for record in caplog.records] == ["counters_failed"]
    (tmp_path / "metrics").rmdir()
    assert file.add({HOST: 1.0})


def test_where_metrics_are_off_nothing_is_noted() -> None:
    metrics.count(metrics.FETCHES, *HOST[1])
    assert metrics.NOTES.drain() == {}
