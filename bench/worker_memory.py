"""The memory of one web worker after it has answered: its proportional share (PSS) in MB.

Run by ``./dev bench worker_memory``; with ``--peer PATH`` the tree there is measured in the same
rounds, by turns. Each round starts ``gunicorn wsgi:app`` in the tree with two workers, reads 40
panels, and presses on 10 pages that the server has never seen; that is idle. Under load, 600
articles are pushed and read by 32 readers at once for some seconds, as panels and as pages.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import random
import re
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from urllib.parse import quote

from bench.trees import ROOT, Tree, compared
from tests.conftest import STORY
from tests.consumers import command_of, family
from tests.processes import free_port, running

READS, PRESSES, SECONDS = 40, 10, 60.0
ARTICLES, READERS, LOAD_SECONDS = 600, 32, 6.0
IDLE_BAR, LOAD_BAR = 30.0, 45.0
_PSS = re.compile(r"^Pss: +(\d+) kB$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Measured:
    """A source tree, and what was measured in it."""

    tree: Tree
    workers: list[float] = field(default_factory=list)
    """Of each web worker."""
    loaded: list[float] = field(default_factory=list)
    """Of each web worker, after the load."""
    whole: list[float] = field(default_factory=list)
    """Of the master and all that it started, the consumer and the readers of pages too."""


def main() -> int:
    """Measure and print; return 1 where our own tree misses a bar."""
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
    met = [_reported(measured) for measured in all_measured]
    return 0 if met[0] else 1


def _reported(measured: Measured) -> bool:
    """Print the medians and the bars."""
    idle, loaded = statistics.median(measured.workers), statistics.median(measured.loaded)
    print(
        f"{measured.tree.name}: each web worker {idle:.1f} MB (bar {IDLE_BAR:.0f}), under load "
        f"{loaded:.1f} MB (bar {LOAD_BAR:.0f}); {statistics.median(measured.whole):.1f} MB all "
        "processes"
    )
    return idle <= IDLE_BAR and loaded <= LOAD_BAR


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
        key = _add_site(tree, environment, folder, paper)
        serve = [tree.python, "-m", "gunicorn", "--chdir", str(tree.path)]
        serve += ["-c", str(tree.path / "gunicorn.conf.py"), "wsgi:app"]
        with running(serve, environment, folder, f"http://127.0.0.1:{port}/readyz") as master:
            _ask(port, base)
            _note(measured, master.pid)
            _load(port, base, key)
            measured.loaded.extend(map(_pss, _workers(master.pid)))


def _add_site(tree: Tree, environment: dict[str, str], folder: Path, paper: int) -> str:
    """Return the key that the site's CMS sends."""
    words = ["sites", "add", "daily", "--name", "D", "--page-host", f"127.0.0.1:{paper}"]
    command = [tree.python, "-m", "widget.cli", *words, "--on-demand"]
    done = subprocess.run(command, env=environment, cwd=folder, check=True, capture_output=True)
    found = re.search(rb"swk_\S+", done.stdout)
    if found is None:
        raise SystemExit("`sites add` printed no key")
    return found[0].decode()


def _ask(port: int, base: str) -> None:
    """Press and read, and wait until what was pressed on is there."""
    urls = [f"{base}/a/{number}" for number in range(1, PRESSES + 1)]
    end = time.monotonic() + SECONDS
    waiting = [url for url in urls if not _is_ready(port, url)]
    while waiting and time.monotonic() < end:
        time.sleep(0.5)
        waiting = [url for url in waiting if not _is_ready(port, url)]
    if waiting:
        raise SystemExit(f"{waiting[0]} is not ready after {SECONDS} s")
    for number in range(READS):
        _panel(port, urls[number % PRESSES])


def _is_ready(port: int, url: str) -> bool:
    return b'data-state="ready"' in _panel(port, url)


def _load(port: int, base: str, key: str) -> None:
    """Push articles, and let many read them at once."""
    urls = [f"{base}/pushed/{number}" for number in range(ARTICLES)]
    end = time.monotonic() + LOAD_SECONDS
    with ThreadPoolExecutor(READERS) as readers:
        list(readers.map(partial(_push, port, key), urls))
        list(readers.map(partial(_read_on, port, urls, end), range(READERS)))


def _push(port: int, key: str, url: str) -> None:
    body = json.dumps({"url": url, "title": f"Story {url}", "text": STORY}).encode()
    address = f"http://127.0.0.1:{port}/v1/sites/daily/articles"
    headers = {"Authorization": f"Bearer {key}", "Content-Type": "application/json"}
    request = urllib.request.Request(address, body, headers, method="PUT")
    with urllib.request.urlopen(request, timeout=60) as answer:
        answer.read()


def _read_on(port: int, urls: list[str], end: float, reader: int) -> None:
    """Read panels until the time is over, each tenth as a page."""
    chance = random.Random(reader)
    while time.monotonic() < end:
        url = chance.choice(urls)
        if chance.random() < 0.1:
            _read(f"http://127.0.0.1:{port}/read/daily?url={quote(url, safe='')}")
        else:
            _panel(port, url)


def _panel(port: int, url: str) -> bytes:
    return _read(f"http://127.0.0.1:{port}/v1/sites/daily/summary?url={quote(url, safe='')}")


def _read(address: str) -> bytes:
    with urllib.request.urlopen(address, timeout=20) as answer:
        body: bytes = answer.read()
    return body


def _note(measured: Measured, master: int) -> None:
    measured.workers.extend(map(_pss, _workers(master)))
    measured.whole.append(sum(map(_pss, {master, *family(master)})))


def _workers(master: int) -> list[int]:
    own = Path(f"/proc/{master}/task/{master}/children").read_text(encoding="ascii").split()
    return [int(pid) for pid in own if "gunicorn" in command_of(int(pid))]


def _pss(pid: int) -> float:
    rollup = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii")
    found = _PSS.search(rollup)
    return int(found[1]) / 1024 if found else 0.0


if __name__ == "__main__":
    sys.exit(main())
