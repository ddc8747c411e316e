"""Bring in an archive from a sitemap on loopback; pull the plug on the way; poll it unchanged.

Run by ``./dev bench importing``. ``widget import`` runs as an operator runs it, with two worker
processes. All of its processes are killed with SIGKILL several times and it is called again: at the
end every article must be there once, with its summary. Then the sitemap is polled as it is, and
what was written to the database is counted.
"""

from __future__ import annotations

import argparse
import os
import platform
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from contextlib import closing
from pathlib import Path

from tests.processes import free_port, running
from widget.bootstrap import build, now
from widget.bootstrap.ingest import build_ingest
from widget.config import load
from widget.domain.site import Site
from widget.domain.source import Source, SourceKind
from widget.usecases.ingest import poll
from widget.usecases.sites import manage
from widget.version import VERSION

ROOT = Path(__file__).parents[1]
BAR = 60.0
"""Articles in a second."""


def main() -> int:
    """Measure, print, and return 1 when a bar is missed."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--kills", type=int, default=3)
    parser.add_argument("--workers", type=int, default=2)
    chosen = parser.parse_args()
    print(f"widget {VERSION}, Python {platform.python_version()}, {os.cpu_count()} cores")
    with tempfile.TemporaryDirectory() as folder:
        return _measure(Path(folder), chosen)


def _measure(folder: Path, chosen: argparse.Namespace) -> int:
    port = free_port()
    sitemap = f"http://127.0.0.1:{port}/sitemap.xml"
    environment = {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": str(ROOT),
        "WIDGET_DATABASE_URL": f"sqlite:///{folder}/widget.db",
        "WIDGET_FETCH_NETWORKS": "127.0.0.0/8",
    }
    command = [sys.executable, "-m", "bench.newspaper", str(port), str(chosen.articles)]
    with running(command, environment, folder, f"http://127.0.0.1:{port}/a/1"):
        _add_site(environment, port)
        seconds = _killed(environment, sitemap, chosen) + _import(environment, sitemap, chosen)
        kept, twice, without = _counted(folder)
        rate = chosen.articles / seconds
        print(f"{kept:,} articles, {twice} of them twice, {without} without an outcome")
        print(f"{seconds:.1f} s with the kills: {rate:.1f} articles/s (bar: {BAR:.0f})")
        written = _written_by_a_poll(environment, sitemap)
    print(f"an unchanged poll of {chosen.articles:,} items: {written} rows written (bar: 0)")
    whole = (kept, twice, without) == (chosen.articles, 0, 0)
    return 0 if whole and rate >= BAR and written == 0 else 1


def _add_site(environment: dict[str, str], port: int) -> None:
    services = build(load(environment))
    site = Site("daily", "The Daily", (), (f"127.0.0.1:{port}",), "en")
    manage.add_site(services.store, site, now())
    services.close()


def _start(
    environment: dict[str, str], sitemap: str, chosen: argparse.Namespace
) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "widget.cli", "import", sitemap, "--site", "daily"]
    command += ["--workers", str(chosen.workers), "--kind", "sitemap"]
    return subprocess.Popen(
        command, env=environment, stderr=subprocess.DEVNULL, start_new_session=True
    )


def _killed(environment: dict[str, str], sitemap: str, chosen: argparse.Namespace) -> float:
    """Kill the import some times, all processes at once; return the seconds that it ran."""
    begun = time.monotonic()
    for _ in range(chosen.kills):
        process = _start(environment, sitemap, chosen)
        time.sleep(chosen.articles / BAR / (chosen.kills + 2))
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        print("killed", file=sys.stderr)
    return time.monotonic() - begun


def _import(environment: dict[str, str], sitemap: str, chosen: argparse.Namespace) -> float:
    """Call the import until it has nothing to do; return the seconds that it ran."""
    begun, idle = time.monotonic(), 0.0
    path = Path(environment["WIDGET_DATABASE_URL"].removeprefix("sqlite:///"))
    while True:
        _start(environment, sitemap, chosen).wait()
        due = _next_due(path)
        if due is None:
            return time.monotonic() - begun - idle
        # Pages that a killed process had taken are given to others when their lease is over.
        waited = max(0.0, due - time.time())
        time.sleep(waited)
        idle += waited


def _next_due(path: Path) -> float | None:
    with closing(sqlite3.connect(path)) as connection:
        (due,) = connection.execute("SELECT max(due_at) FROM tracked_pages").fetchone()
    return None if due is None else due / 1e6


def _counted(folder: Path) -> tuple[int, int, int]:
    """Return how many articles there are, how many twice, how many without an outcome."""
    with closing(sqlite3.connect(folder / "widget.db")) as connection:
        ((kept, titles),) = connection.execute(
            "SELECT count(*), count(DISTINCT title) FROM articles"
        )
        ((without,),) = connection.execute(
            "SELECT count(*) FROM articles a LEFT JOIN outcomes o ON o.article_id = a.id "
            "AND o.fingerprint = a.fingerprint WHERE o.article_id IS NULL"
        )
    return kept, kept - titles, without


def _written_by_a_poll(environment: dict[str, str], sitemap: str) -> int:
    """Return how many rows a poll of the unchanged sitemap writes, by SQLite's own version."""
    services = build_ingest(load(environment))
    source = Source("daily", sitemap, SourceKind.SITEMAP)
    manage.add_source(services.store, source)
    poll.poll(services.ingest, source, now())
    path = environment["WIDGET_DATABASE_URL"].removeprefix("sqlite:///")
    with closing(sqlite3.connect(path)) as watching, services.store.view() as view:
        known = view.source("daily", sitemap)
        before = watching.execute("PRAGMA data_version").fetchone()
        assert known is not None
        begun = time.process_time()
        report = poll.poll(services.ingest, known, now())
        spent = time.process_time() - begun
        after = watching.execute("PRAGMA data_version").fetchone()
    services.close()
    print(f"the poll found {report.unchanged:,} unchanged in {spent:.2f} s of processor time")
    return int(after != before)


if __name__ == "__main__":
    sys.exit(main())
