"""Three machines over one database: one is cut off, one is killed, and readers get their panels."""

from __future__ import annotations

import os
import signal
import time
from contextlib import ExitStack, suppress
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import pytest

from tests.browser.servers import NewsSite, serve
from tests.conftest import SITE
from tests.consumers import command_of, family
from tests.postgresql.cluster import USER, cluster
from tests.postgresql.relay import relay
from tests.processes import free_port, running
from tests.publishers import eventually
from tests.web.test_one_command import GUNICORN, ROOT, Publisher
from widget.bootstrap import build, now
from widget.config import load
from widget.usecases.publishing import publish
from widget.usecases.sites import manage

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Iterator
    from pathlib import Path

    from tests.postgresql.relay import Relay

pytestmark = pytest.mark.slow

PATIENCE_SECONDS = 120
PAGES = 6


@dataclass(frozen=True, slots=True)
class Machine:
    """A gunicorn with files of its own."""

    at: Publisher
    process: subprocess.Popen[bytes]

    def kill(self) -> None:
        """End all of its processes at once, as a power cut does; its consumer ends with them."""
        mine = family(self.process.pid)
        for pid in (*mine, self.process.pid):
            if "gunicorn" in command_of(pid) or "widget" in command_of(pid):
                with suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL)


@dataclass(frozen=True, slots=True)
class World:
    """Three machines: the first two have consumers, and the second one's way can be cut."""

    machines: tuple[Machine, Machine, Machine]
    way: Relay
    database: str
    asked: list[str]


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    """Return the machines; only the first and the second have consumers."""
    with ExitStack() as stack:
        port = free_port()
        stack.enter_context(cluster("127.0.0.1", port))
        way = stack.enter_context(relay(port))
        asked: list[str] = []
        site = NewsSite(asked=asked.append)
        news = serve(site, "127.0.0.1")
        stack.callback(news.stop)
        url = f"postgresql://{USER}@127.0.0.1:{port}/postgres"
        urls = (url, url.replace(str(port), str(way.port)), url)
        machines = []
        for number, database in enumerate(urls):
            folder = tmp_path / str(number)
            folder.mkdir()
            at = Publisher(site, news.origin, folder, _settings(database, folder, number), asked)
            if number == 0:
                _add_site(at)
            environment = {"PATH": os.environ["PATH"], **at.environment}
            command = [*GUNICORN[:1], "--chdir", str(ROOT), "-c", str(ROOT / "gunicorn.conf.py")]
            started = running(
                [*command, *GUNICORN[1:]], environment, folder, f"{at.address}/readyz"
            )
            machines.append(Machine(at, stack.enter_context(started)))
        first, second, third = machines
        yield World((first, second, third), way, url, asked)


def _settings(database: str, folder: Path, number: int) -> dict[str, str]:
    return {
        "WIDGET_DATABASE_URL": database,
        "WIDGET_LOCAL_FOLDER": str(folder),
        "WIDGET_BIND": f"127.0.0.1:{free_port()}",
        "WIDGET_FETCH_NETWORKS": "127.0.0.0/8",
        "WIDGET_CONSUMER": "off" if number == 2 else "on",
    }


def _add_site(at: Publisher) -> None:
    opened = build(load(at.environment))
    host = at.origin.removeprefix("http://")
    manage.add_site(
        opened.store, replace(SITE, page_hosts=(host,), origins=(), on_demand=True), now()
    )
    opened.close()


def test_three_machines_share_the_work_and_go_on_when_one_is_cut_off_and_one_killed(
    world: World,
) -> None:
    first, second, third = world.machines
    pages = [third.at.offer(f"page-{number}") for number in range(PAGES)]
    for page in pages:
        third.at.press(page)
    for machine in world.machines:
        for page in pages:
            assert eventually(lambda: machine.at.is_ready(page), PATIENCE_SECONDS)  # noqa: B023
    assert sorted(path for path in world.asked if "page-" in path) == [
        f"/page-{number}" for number in range(PAGES)
    ]

    world.way.whole.clear()
    _withdraw(world, pages[0])
    time.sleep(2)
    assert not second.at.is_ready(pages[0])
    page = third.at.offer("while-cut-off")
    assert eventually(lambda: third.at.is_ready(page), PATIENCE_SECONDS)

    world.way.whole.set()
    assert eventually(lambda: second.at.is_ready(pages[1]), PATIENCE_SECONDS)
    assert not second.at.is_ready(pages[0])

    first.kill()
    page = third.at.offer("after-the-kill")
    assert eventually(lambda: third.at.is_ready(page), PATIENCE_SECONDS)
    assert third.at.consumer()["alive"]


def _withdraw(world: World, url: str) -> None:
    opened = build(load({"WIDGET_DATABASE_URL": world.database}))
    publish.withdraw(opened.store, SITE.key, url, now())
    opened.close()
