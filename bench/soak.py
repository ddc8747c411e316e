"""Ten minutes under load: do memory and descriptors of the server grow?

    ./dev bench soak [--minutes 10] [--per-second 50] [--server gunicorn|granian]

Readers ask for 500 articles, with every tenth question for a page that the server does not know,
and an article is published or withdrawn each second. Every ten seconds the memory (RSS) and the
open descriptors of all processes are noted. Prints the slope of the memory by least squares over
the last two thirds, when caches are full, and the least and most descriptors.
"""

from __future__ import annotations

import argparse
import http.client
import json
import os
import platform
import statistics
import sys
import tempfile
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

from bench.published import SERVERS, Published, fragment, published
from tests.conftest import STORY
from tests.consumers import command_of, family
from widget.version import VERSION

ARTICLES, EVERY_SECONDS, BAR_MB_AN_HOUR = 500, 10.0, 1.0
NEWS = "https://news.example"


@dataclass
class Noted:
    """What was seen of the server, with the seconds since the beginning."""

    seconds: list[float] = field(default_factory=list)
    megabytes: list[float] = field(default_factory=list)
    descriptors: list[int] = field(default_factory=list)
    of_each: dict[str, list[float]] = field(default_factory=dict)
    """Megabytes of each process, by its kind and number."""


def main() -> int:
    """Measure and print; return 1 where a bar is missed."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--per-second", type=int, default=50)
    parser.add_argument("--server", choices=SERVERS, default="gunicorn")
    chosen = parser.parse_args()
    load = os.getloadavg()[0]
    print(f"widget {VERSION}, Python {platform.python_version()}, {chosen.server}, load {load:.1f}")
    with (
        tempfile.TemporaryDirectory() as name,
        published(Path(name), chosen.server, "news.example", f"{NEWS}/0") as server,
    ):
        for number in range(ARTICLES):
            _write(server, number, "PUT")
        stop = threading.Event()
        loads = [_reading, _writing]
        threads = [
            threading.Thread(target=one, args=(server, stop, chosen.per_second)) for one in loads
        ]
        for thread in threads:
            thread.start()
        noted = _watch(server, chosen.minutes * 60)
        stop.set()
        for thread in threads:
            thread.join()
    return _told(noted)


def _reading(server: Published, stop: threading.Event, per_second: int) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=30)
    number, begun = 0, time.monotonic()
    while not stop.is_set():
        number += 1
        page = f"{NEWS}/unknown/{number}" if number % 10 == 0 else f"{NEWS}/{number % ARTICLES}"
        connection.request("GET", fragment(page))
        connection.getresponse().read()
        stop.wait(max(0.0, begun + number / per_second - time.monotonic()))
    connection.close()


def _writing(server: Published, stop: threading.Event, _: int) -> None:
    number = 0
    while not stop.wait(1):
        number += 1
        _write(server, number // 2 % ARTICLES, "PUT" if number % 2 else "DELETE")


def _write(server: Published, number: int, method: str) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=30)
    url = f"{NEWS}/{number}"
    body = json.dumps({"url": url, "title": f"Story {number}", "text": STORY}).encode()
    path = "/v1/sites/daily/articles"
    key = {"Authorization": f"Bearer {server.api_key}"}
    if method == "PUT":
        connection.request(method, path, body, key)
    else:
        connection.request(method, f"{path}?url={quote(url, safe='')}", headers=key)
    if connection.getresponse().status >= 500:
        raise SystemExit(f"{method} {url} failed")
    connection.close()


def _watch(server: Published, seconds: float) -> Noted:
    noted, begun = Noted(), time.monotonic()
    while (passed := time.monotonic() - begun) < seconds:
        pids = (server.master, *sorted(family(server.master)))
        found = [_of(pid) for pid in pids]
        for pid, (megabytes, _) in zip(pids, found, strict=True):
            noted.of_each.setdefault(f"{_kind(pid)} {pid}", []).append(megabytes)
        noted.seconds.append(passed)
        noted.megabytes.append(sum(one[0] for one in found))
        noted.descriptors.append(sum(one[1] for one in found))
        time.sleep(EVERY_SECONDS)
    return noted


def _kind(pid: int) -> str:
    said = command_of(pid)
    kinds = {"supervisor": "supervisor", " work ": "consumer", "child_main": "reader"}
    return next((kind for words, kind in kinds.items() if words in said), "server")


def _of(pid: int) -> tuple[float, int]:
    """Return memory in MB and open descriptors of a process; nothing of the readers of pages.

    These are started anew for work and end with it.
    """
    if "child_main" in command_of(pid):
        return 0.0, 0
    try:
        pages = int(Path(f"/proc/{pid}/statm").read_text(encoding="ascii").split()[1])
        return pages * os.sysconf("SC_PAGE_SIZE") / 1e6, len(os.listdir(f"/proc/{pid}/fd"))
    except OSError:  # it has ended
        return 0.0, 0


def _told(noted: Noted) -> int:
    begin = len(noted.seconds) // 3
    hours = [second / 3600 for second in noted.seconds[begin:]]
    slope = statistics.linear_regression(hours, noted.megabytes[begin:]).slope
    late, early = noted.megabytes[-5:], noted.megabytes[begin : begin + 5]
    print(
        f"memory {statistics.median(early):.1f} MB after a third, "
        f"{statistics.median(late):.1f} MB at the end, "
        f"slope {slope:+.2f} MB/h (bar {BAR_MB_AN_HOUR}); descriptors "
        f"{min(noted.descriptors[begin:])} to {max(noted.descriptors[begin:])}"
    )
    for kind, megabytes in noted.of_each.items():
        third, half = megabytes[len(megabytes) // 3], megabytes[len(megabytes) // 2]
        print(f"  {kind}: {megabytes[0]:.1f}, {third:.1f}, {half:.1f}, {megabytes[-1]:.1f} MB")
    return 0 if slope < BAR_MB_AN_HOUR else 1


if __name__ == "__main__":
    sys.exit(main())
