"""`widget work` as a process: it polls, fetches, stops when asked, and a kill loses nothing."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest

from tests.cli.test_source_commands import Paper, paper, terminal

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.cli.terminal import Terminal

pytestmark = pytest.mark.slow

__all__ = ["paper", "terminal"]

PATIENCE_SECONDS = 60


@contextmanager
def working(terminal: Terminal, folder: Path) -> Iterator[subprocess.Popen[bytes]]:
    """Run ``widget work`` until the block ends."""
    environment = {
        **terminal.environment,
        "PATH": os.environ["PATH"],
        "WIDGET_QUEUE_PATH": str(folder / "queue.db"),
    }
    command = [sys.executable, "-m", "widget.cli", "work", "--workers", "2"]
    process = subprocess.Popen(command, env=environment, stderr=subprocess.DEVNULL)
    try:
        yield process
    finally:
        process.kill()
        process.wait()


def articles(terminal: Terminal, count: int) -> list[str]:
    """Wait until there are so many articles; return their lines."""
    end = time.monotonic() + PATIENCE_SECONDS
    lines: list[str] = []
    while len(lines) < count and time.monotonic() < end:
        time.sleep(0.3)
        lines = terminal.run("articles", "list", "--site", "daily").stdout.splitlines()
    return lines


def test_the_consumer_brings_in_what_a_source_lists_and_ends_when_asked(
    terminal: Terminal, paper: Paper, tmp_path: Path
) -> None:
    terminal.run("sources", "add", paper.sitemap, "--site", "daily")
    with working(terminal, tmp_path) as process:
        assert len(articles(terminal, 3)) == 3
        process.send_signal(signal.SIGTERM)
        assert process.wait(PATIENCE_SECONDS) == 0


def test_what_a_killed_consumer_left_is_done_by_the_next(
    terminal: Terminal, paper: Paper, tmp_path: Path
) -> None:
    with working(terminal, tmp_path) as process:
        time.sleep(1)
        process.kill()
    terminal.run("sources", "add", paper.sitemap, "--site", "daily")
    terminal.run("sources", "poll", "--site", "daily")
    with working(terminal, tmp_path):
        lines = articles(terminal, 3)
    assert len(lines) == 3
    assert all("ready" in line for line in lines)
