"""What readers notice when a publisher's own server hangs, drips, or sends a bomb: nothing.

Run by ``./dev bench hanging``. gunicorn serves ready summaries; in every second round readers
also press on pages whose server never answers, drips, or sends a bomb of zeros in gzip, so that
all threads that fetch are busy. The rounds alternate; medians of their latencies are compared.
"""

from __future__ import annotations

import argparse
import gzip
import http.client
import os
import platform
import socket
import statistics
import sys
import tempfile
import threading
import time
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from bench.newspaper import article
from tests.processes import free_port, running
from widget.bootstrap import build, now
from widget.config import load
from widget.domain.article import Manuscript
from widget.domain.site import Site
from widget.parse.article_html import parse
from widget.usecases.publishing import publish
from widget.usecases.sites import manage
from widget.version import VERSION

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[1]
BAR = 1.25
"""The median may be so many times the quiet one: less than that is this machine's own noise."""

BOMB = gzip.compress(bytes(50_000_000))
PRESSES = 12


@contextmanager
def hostile() -> Iterator[int]:
    """Serve, on the port that is returned: nothing, a drip, or a bomb, by turns."""
    with socket.create_server(("127.0.0.1", 0), backlog=64) as listener:
        threading.Thread(target=_accept, args=(listener,), daemon=True).start()
        yield listener.getsockname()[1]


def _accept(listener: socket.socket) -> None:
    with suppress(OSError):
        for turn in range(1_000_000):
            connection, _ = listener.accept()
            threading.Thread(target=_answer, args=(connection, turn), daemon=True).start()


def _answer(connection: socket.socket, turn: int) -> None:
    with suppress(OSError), connection:
        path = connection.recv(4096).split(b" ", 2)[1]
        if path == b"/robots.txt":
            connection.sendall(b"HTTP/1.1 404 No\r\nContent-Length: 0\r\n\r\n")
        elif turn % 3 == 0:
            time.sleep(30)
        elif turn % 3 == 1:
            _drip(connection)
        else:
            head = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\n"
            connection.sendall(f"{head}Content-Length: {len(BOMB)}\r\n\r\n".encode() + BOMB)


def _drip(connection: socket.socket) -> None:
    for letter in b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n" + b"X" * 60:
        connection.sendall(bytes([letter]))
        time.sleep(0.3)


def main() -> int:
    """Measure, print, and return 1 when the bar is missed."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--rounds", type=int, default=6, help="of each kind")
    parser.add_argument("--requests", type=int, default=400, help="in each round")
    chosen = parser.parse_args()
    print(f"widget {VERSION}, Python {platform.python_version()}, {os.cpu_count()} cores")
    with tempfile.TemporaryDirectory() as folder, hostile() as publisher:
        return _measure(Path(folder), publisher, chosen)


def _measure(folder: Path, publisher: int, chosen: argparse.Namespace) -> int:
    port = free_port()
    environment = {
        "PATH": os.environ["PATH"],
        "WIDGET_DATABASE_URL": f"sqlite:///{folder}/widget.db",
        "WIDGET_FETCH_NETWORKS": "127.0.0.0/8",
        "WIDGET_FETCHES_PER_MINUTE": "10000",
        "WIDGET_BIND": f"127.0.0.1:{port}",
        "WIDGET_PUBLIC_URL": f"http://127.0.0.1:{port}",
    }
    ready = _publish(environment, publisher)
    command = [sys.executable, "-m", "gunicorn", "--chdir", str(ROOT)]
    command += ["-c", str(ROOT / "gunicorn.conf.py"), "wsgi:app"]
    rounds: dict[str, list[list[float]]] = {"quiet": [], "hanging": []}
    with running(command, environment, folder, f"http://127.0.0.1:{port}/readyz"):
        for number in range(chosen.rounds):
            rounds["quiet"].append(_round(port, ready, chosen.requests))
            for publisher_site in range(PRESSES):
                page = f"http://127.0.0.1:{publisher}/press/{number}/{publisher_site}"
                _get(port, page)
            rounds["hanging"].append(_round(port, ready, chosen.requests))
            time.sleep(12)  # until all fetches have come to their end
    return _told(rounds)


def _told(rounds: dict[str, list[list[float]]]) -> int:
    medians = {}
    for kind, measured in rounds.items():
        medians[kind] = statistics.median(statistics.median(one) for one in measured)
        last = statistics.median(statistics.quantiles(one, n=20)[-1] for one in measured)
        print(f"{kind:8} median {medians[kind]:.2f} ms, p95 {last:.2f} ms ({len(measured)} rounds)")
    ratio = medians["hanging"] / medians["quiet"]
    print(f"hanging / quiet: {ratio:.2f} (bar: {BAR})")
    return 0 if ratio <= BAR else 1


def _publish(environment: dict[str, str], publisher: int) -> str:
    base = f"http://127.0.0.1:{publisher}"
    services = build(load(environment))
    site = Site("daily", "D", (), (f"127.0.0.1:{publisher}",), "en", on_demand=True)
    manage.add_site(services.store, site, now())
    text = parse(article(1, base).decode()).body
    manuscript = Manuscript(url=f"{base}/a/1", title="Story 1", text=text)
    publish.publish(services.store, services.rules, "daily", manuscript, now())
    services.close()
    return f"{base}/a/1"


def _round(port: int, url: str, requests: int) -> list[float]:
    """Return the milliseconds of each request for the ready summary, one after the other."""
    found = []
    for _ in range(requests):
        begun = time.perf_counter()
        state = _get(port, url)
        found.append((time.perf_counter() - begun) * 1e3)
        assert b'data-state="ready"' in state
    return found


def _get(port: int, url: str) -> bytes:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    connection.request("GET", f"/v1/sites/daily/summary?url={quote(url, safe='')}")
    body = connection.getresponse().read()
    connection.close()
    return body


if __name__ == "__main__":
    sys.exit(main())
