"""A widget server with its consumer and one site, started as operators do, for benchmarks."""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from tests.conftest import STORY
from tests.consumers import family
from tests.processes import free_port, running
from widget.bootstrap import build, now
from widget.config import load
from widget.domain.article import Manuscript
from widget.domain.site import Site
from widget.usecases.publishing import publish
from widget.usecases.sites import manage

if TYPE_CHECKING:
    from collections.abc import Iterator

SERVERS = {"gunicorn": (), "granian": ("--fast",)}


@dataclass(frozen=True, slots=True)
class Published:
    """A running server."""

    port: int
    master: int
    database: Path
    api_key: str

    def cpu(self) -> float:
        """Return the processor time of all its processes so far, ended ones too, in seconds."""
        return sum(map(_cpu, {self.master, *family(self.master)}))


def _cpu(pid: int) -> float:
    """Return what the process and its children that have ended took, to a hundredth of a second."""
    try:
        told = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    except OSError:  # it has ended; its parent counts it
        return 0.0
    return sum(map(int, told[11:15])) / os.sysconf("SC_CLK_TCK")


def fragment(url: str) -> str:
    """Return the path of the panel of a page."""
    return f"/v1/sites/daily/summary?url={quote(url, safe='')}"


@contextmanager
def published(folder: Path, kind: str, host: str, url: str, **more: str) -> Iterator[Published]:
    """Run the server of this kind until the block ends; the article at ``url`` is published."""
    port, place = free_port(), folder / kind
    place.mkdir()
    environment = {
        "PATH": os.environ["PATH"],
        "WIDGET_DATABASE_URL": f"sqlite:///{place}/widget.db",
        "WIDGET_FETCH_NETWORKS": "127.0.0.0/8",
        "WIDGET_BIND": f"127.0.0.1:{port}",
        **more,
    }
    opened = build(load(environment))
    site = Site("daily", "D", (), (host,), "en", on_demand=True)
    api_key = manage.add_site(opened.store, site, now())
    manuscript = Manuscript(url=url, title="A story", text=STORY)
    publish.publish(opened.store, opened.rules, "daily", manuscript, now())
    opened.close()
    command = [sys.executable, "-m", "widget.cli", "serve", *SERVERS[kind]]
    with running(command, environment, place, f"http://127.0.0.1:{port}/readyz") as process:
        yield Published(port, process.pid, place / "widget.db", api_key)
