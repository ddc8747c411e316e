"""Consumers for tests: one in this process without queue, and what is known of real ones."""

from __future__ import annotations

import json
import threading
import urllib.request
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from widget.background.wake import Alarm
from widget.bootstrap.ingest import build_ingest, consumer_files
from widget.jobs.work import Work, guarded

if TYPE_CHECKING:
    from collections.abc import Iterator

    from widget.config import Settings

PATIENCE_SECONDS = 30


@contextmanager
def consuming(settings: Settings) -> Iterator[None]:
    """Do what presses ask for, in a thread of this process, until the block ends."""
    opened, files = build_ingest(settings), consumer_files(settings)
    alarm, stop = Alarm(files.wake, files.mode), threading.Event()
    work = Work(opened, lambda task, *arguments: guarded(getattr(work, task.value), *arguments))

    def consume() -> None:
        while not stop.is_set():
            alarm.wait(0.2)
            guarded(work.tick)

    thread = threading.Thread(target=consume)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join()
        alarm.close()
        opened.close()


def readiness(address: str) -> dict[str, Any]:
    """Return what ``/readyz`` says."""
    with urllib.request.urlopen(f"{address}/readyz", timeout=5) as answer:
        told: dict[str, Any] = json.load(answer)
    return told


def family(pid: int) -> set[int]:
    """Return the processes that this one started, and those that they did."""
    found: set[int] = set()
    waiting = [pid]
    while waiting:
        own = _children(waiting.pop()) - found
        found |= own
        waiting += own
    return found


def _children(pid: int) -> set[int]:
    """Return what the threads of a process started: a child is listed with its thread alone."""
    found: set[int] = set()
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        with suppress(OSError):  # the thread has ended
            found |= {int(child) for child in task.read_text(encoding="ascii").split()}
    return found


def command_of(pid: int) -> str:
    """Return the command line of a process; nothing of one that is gone."""
    try:
        raw = Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return ""
    return raw.replace(b"\0", b" ").decode()


def is_alive(pid: int) -> bool:
    """Tell whether the process runs; one that only waits to be reaped does not."""
    try:
        state = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state != "Z"
