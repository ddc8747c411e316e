"""One command runs everything: a press on a page never seen is answered, whatever is killed."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import pytest

from tests.browser.servers import NewsSite, serve
from tests.conftest import SITE, STORY
from tests.consumers import PATIENCE_SECONDS, command_of, family, is_alive, readiness
from tests.processes import free_port, running
from tests.publishers import eventually
from widget.bootstrap import build, now
from widget.config import load
from widget.usecases.sites import manage

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
GUNICORN = [str(Path(sys.executable).with_name("gunicorn")), "wsgi:app"]
SERVE = [sys.executable, "-m", "widget.cli", "serve"]
PARAGRAPHS = "".join(f"<p>{escape(part)}</p>" for part in STORY.split("\n\n"))


@dataclass(frozen=True, slots=True)
class Publisher:
    """A news site on loopback, and the settings of a server that lets presses fetch its pages."""

    site: NewsSite
    origin: str
    folder: Path
    environment: dict[str, str]
    asked: list[str]

    @property
    def address(self) -> str:
        """Return where the widget server is."""
        return f"http://{self.environment['WIDGET_BIND']}"

    def offer(self, slug: str) -> str:
        """Put the page of an article; return its address."""
        head = f'<html lang="en"><head><title>The {slug}</title></head>'
        page = f"{head}<body><article><h1>The {slug}</h1>{PARAGRAPHS}</article></body></html>"
        self.site.pages[f"/{slug}"] = (page, {})
        return f"{self.origin}/{slug}"

    def press(self, url: str) -> str:
        """Press on the page, once; return the panel."""
        path = f"/v1/sites/daily/summary?url={quote(url, safe='')}"
        try:
            with urllib.request.urlopen(self.address + path, timeout=20) as answer:
                return str(answer.read().decode())
        except urllib.error.HTTPError as error:
            return str(error.read().decode())

    def is_ready(self, url: str) -> bool:
        """Tell whether a reader sees the summary."""
        return 'data-state="ready"' in self.press(url)

    def consumer(self) -> dict[str, Any]:
        """Return what is known of the consumer."""
        known: dict[str, Any] = readiness(self.address)["consumer"]
        return known


@pytest.fixture
def publisher(tmp_path: Path) -> Iterator[Publisher]:
    """Return a publisher whose site is known to a server that is not started yet."""
    asked: list[str] = []
    site = NewsSite(asked=asked.append)
    news = serve(site, "127.0.0.1")
    environment = {
        "WIDGET_DATABASE_URL": f"sqlite:///{tmp_path}/widget.db",
        "WIDGET_BIND": f"127.0.0.1:{free_port()}",
        "WIDGET_FETCH_NETWORKS": "127.0.0.0/8",
    }
    opened = build(load(environment))
    host = news.origin.removeprefix("http://")
    known = replace(SITE, page_hosts=(host,), origins=(), on_demand=True)
    manage.add_site(opened.store, known, now())
    opened.close()
    yield Publisher(site, news.origin, tmp_path, environment, asked)
    news.stop()


@pytest.fixture(scope="session")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a copy of the tree, under a path longer than the address of a Unix socket."""
    folder = tmp_path_factory.mktemp("tree") / ("far" * 30) / "summary"
    for name in ("widget", "templates", "static"):
        ignored = shutil.ignore_patterns("__pycache__")
        shutil.copytree(ROOT / name, folder / name, ignore=ignored)
    for name in ("gunicorn.conf.py", "wsgi.py"):
        shutil.copy(ROOT / name, folder / name)
    return folder


@contextmanager
def served(
    publisher: Publisher, command: list[str], folder: Path, **more: str
) -> Iterator[subprocess.Popen[bytes]]:
    """Run the one command in this folder until the block ends, and nothing beside it."""
    environment = {"PATH": os.environ["PATH"], **publisher.environment, **more}
    with running(command, environment, folder, f"{publisher.address}/readyz") as process:
        yield process


def consumer_of(master: subprocess.Popen[bytes]) -> int:
    """Return the process of the consumer below the master, as soon as there is one."""
    found: list[int] = []

    def there() -> bool:
        found[:] = [pid for pid in family(master.pid) if " work " in command_of(pid)]
        return bool(found)

    assert eventually(there, PATIENCE_SECONDS), "no consumer was started"
    return found[0]


def test_gunicorn_alone_in_the_tree_answers_a_press_on_a_page_never_seen(
    publisher: Publisher, tree: Path
) -> None:
    url = publisher.offer("bridge")
    with served(publisher, GUNICORN, tree):
        assert 'data-state="pending"' in publisher.press(url)
        assert eventually(lambda: publisher.is_ready(url), PATIENCE_SECONDS)
        assert publisher.asked.count("/bridge") == 1
        assert publisher.consumer()["alive"] is True


@pytest.mark.parametrize(
    ("setting", "value", "sentence"),
    [
        (
            "WIDGET_POINTS",
            "9",
            "widget: WIDGET_POINTS is '9'; it takes a whole number from 1 to 5.",
        ),
        ("WIDGET_DATABASE_URL", "sqlite:///wsgi.py", "wsgi.py is damaged or is no SQLite database"),
    ],
)
def test_gunicorn_that_cannot_start_says_why_in_one_sentence(
    tree: Path, setting: str, value: str, sentence: str
) -> None:
    environment = {"PATH": os.environ["PATH"], setting: value}
    done = subprocess.run(
        GUNICORN, env=environment, cwd=tree, capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert sentence in done.stderr.splitlines()[-1]


def test_widget_serve_answers_a_press_on_a_page_never_seen(publisher: Publisher) -> None:
    url = publisher.offer("bridge")
    with served(publisher, SERVE, publisher.folder):
        publisher.press(url)
        assert eventually(lambda: publisher.is_ready(url), PATIENCE_SECONDS)


def test_a_press_is_answered_after_the_consumer_was_killed(publisher: Publisher) -> None:
    with served(publisher, SERVE, publisher.folder) as master:
        for slug in ("bridge", "ferry"):
            killed = consumer_of(master)
            os.kill(killed, signal.SIGKILL)
            url = publisher.offer(slug)
            publisher.press(url)  # and nobody presses again until the consumer is back
            assert eventually(lambda: consumer_of(master) != killed, PATIENCE_SECONDS)  # noqa: B023
            assert eventually(lambda: publisher.is_ready(url), PATIENCE_SECONDS)  # noqa: B023


@pytest.mark.parametrize("end", [signal.SIGTERM, signal.SIGINT, signal.SIGKILL])
def test_no_process_is_left_when_the_master_has_ended(
    publisher: Publisher, end: signal.Signals
) -> None:
    url = publisher.offer("bridge")
    with served(publisher, SERVE, publisher.folder) as master:
        consumer_of(master)
        publisher.press(url)
        assert eventually(lambda: publisher.is_ready(url), PATIENCE_SECONDS)
        # Two workers, the supervisor, the consumer and its reader.
        assert eventually(lambda: len(family(master.pid)) >= 5, PATIENCE_SECONDS)
        everybody = family(master.pid)
        assert any("child_main" in command_of(pid) for pid in everybody)
        master.send_signal(end)
        assert eventually(lambda: not any(map(is_alive, everybody)), PATIENCE_SECONDS)


def test_the_consumer_ends_while_a_worker_still_waits_for_a_request(publisher: Publisher) -> None:
    with served(publisher, SERVE, publisher.folder) as master:
        consumer = consumer_of(master)
        assert eventually(lambda: publisher.consumer()["alive"], PATIENCE_SECONDS)
        host, _, port = publisher.environment["WIDGET_BIND"].partition(":")
        with closing(socket.create_connection((host, int(port)))) as half:
            half.sendall(b"PUT /v1/sites/daily/articles HTTP/1.1\r\nHost: x\r\nContent-Len")
            time.sleep(0.5)  # until a thread of a worker reads it
            master.terminate()
            assert eventually(lambda: not is_alive(consumer), PATIENCE_SECONDS)
            assert [pid for pid in family(master.pid) if "gunicorn" in command_of(pid)]


def test_the_consumer_goes_on_without_its_supervisor_and_ends_with_the_master(
    publisher: Publisher,
) -> None:
    with served(publisher, SERVE, publisher.folder) as master:
        consumer = consumer_of(master)
        assert eventually(lambda: publisher.consumer()["alive"], PATIENCE_SECONDS)
        [supervisor] = [pid for pid in family(master.pid) if "supervisor" in command_of(pid)]
        os.kill(supervisor, signal.SIGKILL)
        url = publisher.offer("bridge")
        publisher.press(url)
        assert eventually(lambda: publisher.is_ready(url), PATIENCE_SECONDS)
        master.terminate()
        assert eventually(lambda: not is_alive(consumer), PATIENCE_SECONDS)


def test_a_reload_starts_the_consumer_anew(publisher: Publisher) -> None:
    with served(publisher, SERVE, publisher.folder) as master:
        before = consumer_of(master)
        assert eventually(lambda: publisher.consumer()["alive"], PATIENCE_SECONDS)
        master.send_signal(signal.SIGHUP)
        assert eventually(lambda: not is_alive(before), PATIENCE_SECONDS)
        url = publisher.offer("bridge")
        publisher.press(url)
        assert eventually(lambda: publisher.is_ready(url), PATIENCE_SECONDS)


def test_a_new_master_takes_over_the_work_of_the_old_one(publisher: Publisher) -> None:
    with served(publisher, SERVE, publisher.folder) as old:
        before = consumer_of(old)
        assert eventually(lambda: publisher.consumer()["alive"], PATIENCE_SECONDS)
        workers = set(family(old.pid))
        old.send_signal(signal.SIGUSR2)
        assert eventually(lambda: len(family(old.pid)) >= 2 * len(workers), PATIENCE_SECONDS)
        everybody = family(old.pid)
        [new] = [
            pid
            for pid in everybody - workers
            if "gunicorn" in command_of(pid) and family(pid) - workers
        ]
        old.terminate()
        assert eventually(lambda: not is_alive(before), PATIENCE_SECONDS)
        url = publisher.offer("bridge")
        publisher.press(url)
        try:
            assert eventually(lambda: publisher.is_ready(url), PATIENCE_SECONDS)
        finally:
            os.kill(new, signal.SIGTERM)
        assert eventually(lambda: not any(map(is_alive, everybody)), PATIENCE_SECONDS)


def test_a_web_worker_tells_what_the_consumer_has_counted(publisher: Publisher) -> None:
    url = publisher.offer("bridge")
    asking = urllib.request.Request(f"{publisher.address}/metrics")
    asking.add_header("Authorization", "Bearer a-token")

    def tells() -> bool:
        with urllib.request.urlopen(asking, timeout=20) as answer:
            told = answer.read().decode()
        wanted = (
            'outcome="created"} 1.0',
            "widget_press_wait_seconds_count 1.0",
            'task="fetch_pages"',
        )
        return all(each in told for each in wanted)

    with served(publisher, SERVE, publisher.folder, WIDGET_METRICS_TOKEN="a-token"):
        publisher.press(url)
        assert eventually(lambda: publisher.is_ready(url), PATIENCE_SECONDS)
        assert eventually(tells, PATIENCE_SECONDS)


def test_no_consumer_is_started_where_the_setting_is_off(publisher: Publisher) -> None:
    url = publisher.offer("bridge")
    with served(publisher, SERVE, publisher.folder, WIDGET_CONSUMER="off") as master:
        time.sleep(1)
        assert [command_of(pid) for pid in family(master.pid) if " work" in command_of(pid)] == []
        assert 'data-state="pending"' in publisher.press(url)
        told = readiness(publisher.address)
        assert (told["status"], told["pages_due"]) == ("ready", 1)
        assert told["consumer"]["alive"] is False
        assert "/bridge" not in publisher.asked
