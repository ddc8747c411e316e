"""What was acknowledged is there after the process was killed at any moment."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from random import Random
from typing import TYPE_CHECKING

import pytest

from tests.contract.material import DAILY, NOON
from widget.store import check, open_store

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.slow

KILLS = 20
LONGEST_LIFE = 0.12
"""Seconds that a child lives at most after its first article."""


@pytest.fixture
def publisher(database: str) -> Iterator[subprocess.Popen[str]]:
    """Return the program that publishes over a database with one site."""
    store = open_store(database)
    with store.transaction() as transaction:
        transaction.put_site(DAILY, NOON)
    store.close()
    command = [sys.executable, "-m", "tests.contract.publishing_child", database]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1
    ) as program:
        yield program
        assert program.stdin
        program.stdin.close()


def acknowledged_before_a_kill(
    publisher: subprocess.Popen[str], name: str, life: float
) -> list[str]:
    """Start a child, kill it in the middle of its work, and return what it acknowledged."""
    assert publisher.stdin
    assert publisher.stdout
    publisher.stdin.write(f"{name}\n")
    lines = [next(publisher.stdout).strip(), next(publisher.stdout).strip()]
    child = next(int(line) for line in lines if line.isdigit())
    time.sleep(life)
    os.kill(child, signal.SIGKILL)
    for line in publisher.stdout:
        if line == "dead\n":
            break
        lines.append(line.strip())
    return [line for line in lines if not line.isdigit()]


def test_twenty_kills_lose_no_acknowledged_article(
    publisher: subprocess.Popen[str], database: str
) -> None:
    random = Random(20)
    rounds = [
        acknowledged_before_a_kill(publisher, f"round{n}", random.uniform(0, LONGEST_LIFE))
        for n in range(KILLS)
    ]
    assert all(rounds)
    store = open_store(database)
    with store.view() as view:
        readings = [view.reading(DAILY.key, url) for urls in rounds for url in urls]
    store.close()
    assert all(reading is not None and reading.outcome is not None for reading in readings)
    assert check(database) == ()
