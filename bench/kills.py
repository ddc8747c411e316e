"""200 times SIGKILL to a process of the server while articles are written: none is lost.

    ./dev bench kills [--kills 200] [--server gunicorn|granian]

Two writers publish without a pause. Again and again a process is killed: a web worker, the
consumer, the supervisor, a reader of pages, and each tenth time the master, after which the server
is started again as systemd does. At the end each article that was acknowledged must have its
summary, and SQLite's integrity check must find nothing.
"""

from __future__ import annotations

import argparse
import http.client
import itertools
import json
import os
import platform
import random
import signal
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from contextlib import closing, suppress
from dataclasses import dataclass, field
from pathlib import Path

from bench.published import SERVERS, fragment
from tests.conftest import SITE, STORY
from tests.consumers import command_of, family, is_alive
from tests.processes import free_port
from widget.bootstrap import build, now
from widget.config import load
from widget.usecases.sites import manage
from widget.version import VERSION

EACH = 10
"""So often it is the master that is killed."""


@dataclass
class Service:
    """The server, started again whenever it has ended."""

    folder: Path
    words: tuple[str, ...]
    port: int = field(default_factory=free_port)
    process: subprocess.Popen[bytes] | None = None

    @property
    def environment(self) -> dict[str, str]:
        """Return its settings."""
        return {
            "PATH": os.environ["PATH"],
            "WIDGET_DATABASE_URL": f"sqlite:///{self.folder}/widget.db",
            "WIDGET_BIND": f"127.0.0.1:{self.port}",
        }

    def master(self) -> int:
        """Return the master, started where there is none."""
        if self.process is None or self.process.poll() is not None:
            command = [sys.executable, "-m", "widget.cli", "serve", *self.words]
            with (self.folder / "log").open("ab") as log:
                self.process = subprocess.Popen(command, env=self.environment, stderr=log)
        return self.process.pid

    def answer(self, method: str, path: str, body: bytes | None = None, key: str = "") -> bytes:
        """Return status and body; nothing where there was no whole answer."""
        with (
            suppress(OSError, http.client.HTTPException),
            closing(http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)) as connection,
        ):
            connection.request(method, path, body, {"Authorization": f"Bearer {key}"})
            answer = connection.getresponse()
            return b"%d %s" % (answer.status, answer.read())
        return b""


@dataclass
class Writers:
    """Publish without a pause; keep the numbers of what was acknowledged."""

    service: Service
    key: str
    acknowledged: list[int] = field(default_factory=list)
    numbers: itertools.count[int] = field(default_factory=itertools.count)
    stop: threading.Event = field(default_factory=threading.Event)

    def write(self) -> None:
        """Publish until told to stop."""
        while not self.stop.is_set():
            number = next(self.numbers)
            body = json.dumps({"url": url(number), "title": f"Story {number}", "text": STORY})
            path = "/v1/sites/daily/articles"
            if self.service.answer("PUT", path, body.encode(), self.key).startswith(b"201"):
                self.acknowledged.append(number)
            else:
                time.sleep(0.05)


def url(number: int) -> str:
    """Return the address of an article."""
    return f"https://news.example/story-{number}"


def main() -> int:
    """Kill and look; return 1 where something was lost."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--server", choices=SERVERS, default="gunicorn")
    chosen = parser.parse_args()
    load_now = os.getloadavg()[0]
    python = platform.python_version()
    print(f"widget {VERSION}, Python {python}, {chosen.server}, load {load_now:.1f}")
    with tempfile.TemporaryDirectory() as name:
        service = Service(Path(name), SERVERS[chosen.server])
        opened = build(load(service.environment))
        writers = Writers(service, manage.add_site(opened.store, SITE, now()))
        opened.close()
        threads = [threading.Thread(target=writers.write) for _ in range(2)]
        for thread in threads:
            thread.start()
        killed = _kill(service, writers, chosen.kills)
        writers.stop.set()
        for thread in threads:
            thread.join()
        return _told(service, writers, killed)


def _kill(service: Service, writers: Writers, kills: int) -> Counter[str]:
    """Kill so often, each time after something was acknowledged; return which processes."""
    chance, killed = random.Random(200), Counter[str]()
    for number in range(kills):
        before = len(writers.acknowledged)
        while len(writers.acknowledged) == before:
            service.master()
            time.sleep(0.01)
        time.sleep(chance.uniform(0, 0.05))
        master = service.master()
        below = sorted(family(master))
        victim = master if number % EACH == EACH - 1 or not below else chance.choice(below)
        killed[_kind(victim, master)] += 1
        with suppress(ProcessLookupError):
            os.kill(victim, signal.SIGKILL)
        if victim == master and service.process is not None:
            service.process.wait()
            while any(map(is_alive, below)):
                time.sleep(0.05)
    return killed


def _kind(pid: int, master: int) -> str:
    said = command_of(pid)
    kinds = {"supervisor": "supervisor", " work ": "consumer", "child_main": "reader of pages"}
    found = [kind for words, kind in kinds.items() if words in said]
    return "master" if pid == master else next(iter(found), "web worker")


def _panel(service: Service, number: int) -> bytes:
    """Return the answer of the server, which may have ended once more."""
    end = time.monotonic() + 60
    while time.monotonic() < end:
        service.master()
        if answer := service.answer("GET", fragment(url(number))):
            return answer
        time.sleep(0.1)
    return b""


def _told(service: Service, writers: Writers, killed: Counter[str]) -> int:
    lost = [
        number
        for number in writers.acknowledged
        if b'data-state="ready"' not in _panel(service, number)
    ]
    if service.process is not None:
        service.process.terminate()
        service.process.wait(60)
    with closing(sqlite3.connect(service.folder / "widget.db")) as database:
        integrity = database.execute("PRAGMA integrity_check").fetchone()[0]
    print(
        f"killed: {dict(killed)}; {len(writers.acknowledged)} acknowledged, {len(lost)} lost, "
        f"integrity {integrity}"
    )
    return 0 if not lost and integrity == "ok" else 1


if __name__ == "__main__":
    sys.exit(main())
