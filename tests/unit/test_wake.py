"""A named pipe wakes the consumer, and never holds up whoever rings."""

from __future__ import annotations

import os
import threading
from typing import TYPE_CHECKING

import pytest

from widget.background.wake import Alarm, wake

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Return the path of a pipe that is not there yet, longer than a socket's may be."""
    folder = tmp_path / ("deep" * 40)
    folder.mkdir()
    return folder / "widget.db-wake"


@pytest.fixture
def alarm(path: Path) -> Iterator[Alarm]:
    """Return a consumer's end."""
    opened = Alarm(path, 0o640)
    yield opened
    opened.close()


def test_a_consumer_that_waits_is_woken(alarm: Alarm, path: Path) -> None:
    assert not alarm.wait(0)
    threading.Timer(0.05, wake, [path]).start()
    assert alarm.wait(30)


def test_many_rings_are_one_and_none_waits_when_nobody_listens(alarm: Alarm, path: Path) -> None:
    assert all(wake(path) for _ in range(100_000)), "more than the pipe holds"
    while alarm.wait(0):
        pass
    assert not alarm.wait(0)
    wake(path)
    assert alarm.wait(0)


def test_nobody_is_woken_where_nobody_listens(path: Path) -> None:
    assert not wake(None)
    assert not wake(path)
    Alarm(path, 0o600).close()
    assert path.is_fifo()
    assert not wake(path)


def test_the_pipe_that_a_killed_consumer_left_is_used_again(alarm: Alarm, path: Path) -> None:
    again = Alarm(path, 0o640)
    alarm.close()
    assert wake(path)
    assert again.wait(0)
    again.close()


def test_who_may_write_the_database_may_wake_whatever_the_umask_is(path: Path) -> None:
    before = os.umask(0o077)
    try:
        Alarm(path, 0o664).close()
    finally:
        os.umask(before)
    assert path.stat().st_mode & 0o777 == 0o664


def test_a_file_or_a_link_in_its_place_is_left_alone(
    path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    path.write_text("not ours", encoding="utf-8")
    assert not wake(path)
    opened = Alarm(path, 0o600)
    assert not opened.wait(0), "it is not woken, and the consumer asks the store by itself"
    opened.close()
    assert path.read_text(encoding="utf-8") == "not ours"
    assert "it is no named pipe" in str([vars(record) for record in caplog.records])
    path.rename(path.with_name("elsewhere"))
    path.symlink_to("elsewhere")
    assert not wake(path)


def test_a_consumer_that_cannot_make_the_pipe_waits_all_the_same(tmp_path: Path) -> None:
    opened = Alarm(tmp_path / "missing" / "wake", 0o600)
    assert not opened.wait(0)
    opened.close()
