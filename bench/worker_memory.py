"""The memory of one web worker after it has answered: its proportional share (PSS) in MB.

Run by ``./dev bench worker_memory``; with ``--peer PATH`` the tree there is measured in the same
rounds, by turns. Each round starts ``gunicorn wsgi:app`` in the tree with two workers, reads 40
panels, and presses on 10 pages that the server has never seen.
"""

from __future__ import annotations

import argparse
import os
import platform
import re
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

from bench.trees import ROOT, Tree, compared
from tests.consumers import command_of, family
from tests.processes import free_port, running

READS, PRESSES, SECONDS = 40, 10, 5.0
_PSS = re.compile(r"^Pss: +(\d+) kB$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Measured:
    """A source tree, and what was measured in it."""

    tree: Tree
    workers: list[float] = field(default_factory=list)
    """Of each web worker."""
    whole: list[float] = field(default_factory=list)
    """Of the master and all that it started, the consumer and the readers of pages too."""


def main() -> int:
    """Measure and print; there is no bar."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--peer", type=Path, help="another tree of the server, such as one before")
    parser.add_argument("--rounds", type=int, default=3)
    chosen = parser.parse_args()
    print(f"Python {platform.python_version()}, {os.cpu_count()} cores")
    all_measured = [Measured(tree) for tree in compared(chosen.peer)]
    for _ in range(chosen.rounds):
        for measured in all_measured:
            with tempfile.TemporaryDirectory() as folder:
                _measure(measured, Path(folder))
    for measured in all_measured:
        worker, whole = statistics.median(measured.workers), statistics.median(measured.whole)
        print(
            f"{measured.tree.name}: {worker:.1f} MB each web worker, {whole:.1f} MB all processes"
        )
    return 0


def _measure(measured: Measured, folder: Path) -> None:
    tree = measured.tree
    port, paper = free_port(), free_port()
    environment = {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": str(tree.path),
        "WIDGET_DATABASE_URL": f"sqlite:///{folder}/widget.db",
        "WIDGET_QUEUE_PATH": str(folder / "queue.db"),
        "WIDGET_BIND": f"127.0.0.1:{port}",
        "WIDGET_FETCH_NETWORKS": "127.0.0.0/8",
    }
    base = f"http://127.0.0.1:{paper}"
    newspaper = [sys.executable, "-m", "bench.newspaper", str(paper), "1000"]
    here = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT)}
    (folder / "paper").mkdir()
    with running(newspaper, here, folder / "paper", f"{base}/a/1"):
        _add_site(tree, environment, folder, paper)
        serve = [tree.python, "-m", "gunicorn", "--chdir", str(tree.path)]
        serve += ["-c", str(tree.path / "gunicorn.conf.py"), "wsgi:app"]
        with running(serve, environment, folder, f"http://127.0.0.1:{port}/readyz") as master:
            _ask(port, base)
            _note(measured, master.pid)


def _add_site(tree: Tree, environment: dict[str, str], folder: Path, paper: int) -> None:
    words = ["sites", "add", "daily", "--name", "D", "--page-host", f"127.0.0.1:{paper}"]
    command = [tree.python, "-m", "widget.cli", *words, "--on-demand"]
    subprocess.run(command, env=environment, cwd=folder, check=True, capture_output=True)


def _ask(port: int, base: str) -> None:
    """Read and press, and wait until what was pressed on is there."""
    for number in range(1, PRESSES + 1):
        _panel(port, f"{base}/a/{number}")
    time.sleep(SECONDS)
    for number in range(READS):
        panel = _panel(port, f"{base}/a/{number % PRESSES + 1}")
        if b'data-state="ready"' not in panel:
            raise SystemExit(f"page {number % PRESSES + 1} is not ready after {SECONDS} s")


def _panel(port: int, url: str) -> bytes:
    address = f"http://127.0.0.1:{port}/v1/sites/daily/summary?url={quote(url, safe='')}"
    with urllib.request.urlopen(address, timeout=20) as answer:
        body: bytes = answer.read()
    return body


def _note(measured: Measured, master: int) -> None:
    everybody = family(master)
    own = Path(f"/proc/{master}/task/{master}/children").read_text(encoding="ascii").split()
    workers = [int(pid) for pid in own if "gunicorn" in command_of(int(pid))]
    measured.workers.extend(map(_pss, workers))
    measured.whole.append(sum(map(_pss, {master, *everybody})))


def _pss(pid: int) -> float:
    rollup = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii")
    found = _PSS.search(rollup)
    return int(found[1]) / 1024 if found else 0.0


if __name__ == "__main__":
    sys.exit(main())
