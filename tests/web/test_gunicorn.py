"""The server as publishers run it: gunicorn, real processes, real signals."""

from __future__ import annotations

import itertools
import json
import os
import random
import signal
import sqlite3
import sys
import threading
import time
import urllib.error
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import pytest

from tests.conftest import SITE, STORY
from tests.consumers import command_of
from tests.processes import PATIENCE_SECONDS, free_port, running
from tests.publishers import eventually
from widget.bootstrap import build, now
from widget.config import load
from widget.usecases.sites import manage

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Iterator

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
KILLS = 20


@dataclass(frozen=True, slots=True)
class Server:
    """A running gunicorn and the key of its one site."""

    address: str
    api_key: str
    process: subprocess.Popen[bytes]
    folder: Path

    def publish(self, number: int) -> bool:
        """Publish one article; whether the server acknowledged it."""
        body = {"url": page(number), "title": f"Story {number}", "text": STORY}
        request = urllib.request.Request(
            f"{self.address}/v1/sites/daily/articles",
            data=json.dumps(body).encode(),
            headers={"Authorization": f"Bearer {self.api_key}"},
            method="PUT",
        )
        try:
            with urllib.request.urlopen(request, timeout=20) as answer:
                return bool(answer.status == 201)
        except (urllib.error.URLError, OSError):
            return False

    def read(self, number: int) -> tuple[int, str]:
        """Return status and body of the article's fragment."""
        url = f"{self.address}/v1/sites/daily/summary?url={quote(page(number), safe='')}"
        with urllib.request.urlopen(url, timeout=20) as answer:
            return answer.status, answer.read().decode()

    def workers(self) -> list[int]:
        """Return the process numbers of the workers."""
        pid = self.process.pid
        path = Path(f"/proc/{pid}/task/{pid}/children")
        children = [int(child) for child in path.read_text(encoding="ascii").split()]
        return [child for child in children if "gunicorn" in command_of(child)]


def page(number: int) -> str:
    return f"https://news.example/story-{number}"


@pytest.fixture
def server(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Server]:
    """Return gunicorn as `gunicorn wsgi:app` starts it, over a database with one site.

    With the parameter "granian" it is fast mode.
    """
    name = getattr(request, "param", "gunicorn")
    with serving(f"sqlite:///{tmp_path}/widget.db", tmp_path, name) as started:
        yield started


@contextmanager
def serving(database: str, folder: Path, name: str = "gunicorn") -> Iterator[Server]:
    """Run a server over the database, to which a site is added, until the block ends."""
    port = free_port()
    settings = {
        "WIDGET_DATABASE_URL": database,
        "WIDGET_LOCAL_FOLDER": str(folder),
        "WIDGET_BIND": f"127.0.0.1:{port}",
    }
    opened = build(load(settings))
    api_key = manage.add_site(opened.store, SITE, now())
    opened.close()
    gunicorn = str(Path(sys.executable).with_name("gunicorn"))
    command = [gunicorn, "--chdir", str(ROOT), "-c", str(ROOT / "gunicorn.conf.py"), "wsgi:app"]
    if name == "granian":
        command = [sys.executable, "-m", "widget.cli", "serve", "--fast"]
    environment = {"PATH": os.environ["PATH"], **settings}
    address = f"http://127.0.0.1:{port}"
    with running(command, environment, folder, f"{address}/readyz") as process:
        yield Server(address, api_key, process, folder)


@dataclass
class Publishers:
    """Publish without a pause and keep what was acknowledged."""

    server: Server
    acknowledged: list[int] = field(default_factory=list)
    stop: threading.Event = field(default_factory=threading.Event)
    numbers: Iterator[int] = field(default_factory=itertools.count)

    def publish(self) -> None:
        """Publish until asked to stop."""
        while not self.stop.is_set():
            number = next(self.numbers)
            if self.server.publish(number):
                self.acknowledged.append(number)

    def wait_for_more(self) -> None:
        """Return when something more was acknowledged."""
        before, end = len(self.acknowledged), time.monotonic() + PATIENCE_SECONDS
        while len(self.acknowledged) == before:
            assert time.monotonic() < end, "the server acknowledges nothing any more"
            time.sleep(0.001)


def test_no_acknowledged_article_is_lost_when_workers_are_killed(server: Server) -> None:
    chance, publishers = random.Random(20), Publishers(server)
    with ThreadPoolExecutor(2) as pool:
        for _ in range(2):
            pool.submit(publishers.publish)
        try:
            for _ in range(KILLS):
                publishers.wait_for_more()
                time.sleep(chance.uniform(0, 0.03))
                # A worker that was just killed may not have its successor yet.
                assert eventually(lambda: bool(server.workers()), PATIENCE_SECONDS)
                os.kill(chance.choice(server.workers()), signal.SIGKILL)
            publishers.wait_for_more()
        finally:
            publishers.stop.set()
    lost = [n for n in publishers.acknowledged if 'data-state="ready"' not in server.read(n)[1]]
    assert len(publishers.acknowledged) > KILLS
    assert lost == []
    with closing(sqlite3.connect(server.folder / "widget.db")) as database:
        assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_the_log_is_one_json_record_for_each_event(server: Server) -> None:
    server.publish(1)
    server.read(1)
    lines = (server.folder / "server.log").read_text(encoding="utf-8").splitlines()
    records: list[dict[str, Any]] = [json.loads(line) for line in lines]
    assert "news.example" not in "".join(lines)
    assert {record["logger"] for record in records} <= {
        "widget.request",
        "gunicorn.error",
        "widget.supervisor",
        "widget.consumer",
    }
    asked = [record for record in records if record["event"] == "request"]
    assert {record["route"] for record in asked} >= {"/v1/sites/<site_key>/articles", "/readyz"}
    assert {record["site"] for record in asked} == {SITE.key, None}


def test_gunicorn_listens_nowhere_but_on_its_address(server: Server) -> None:
    sockets = Path("/proc/net/unix").read_text(encoding="ascii")
    assert "gunicorn" not in sockets
    assert list(server.folder.glob("*.ctl")) == []
