"""Measures what each level of gzip costs and saves on the answers that readers get.

    ./dev bench compression

prints, for a fragment and a reading page of each article of the browser tests, bytes and processor
time by level, as medians. The levels take turns in changing order: all share the slow moments.
"""

from __future__ import annotations

import gzip
import random
import sys
import tempfile
import time
from pathlib import Path
from statistics import median
from typing import Final
from urllib.parse import quote

from tests.browser.articles import ARTICLES
from tests.browser.world import fill
from widget.bootstrap import build
from widget.config import load
from widget.store import migrate
from widget.web import create_app
from widget.web.compression import LEVEL

ROUNDS: Final = 200
LEVELS: Final = range(1, 10)
NEWS: Final = "http://localhost"
ROUTES: Final = {"fragment": "/v1/sites/daily/summary", "page": "/read/daily"}


def answers(path: str) -> list[bytes]:
    """Return what readers get at this route for each article that has a summary."""
    with tempfile.TemporaryDirectory() as folder:
        location = f"sqlite:///{Path(folder) / 'widget.db'}"
        migrate(location)
        services = build(load({"WIDGET_DATABASE_URL": location}))
        fill(services, NEWS)
        client = create_app(services).test_client()
        urls = (f"{path}?url={quote(f'{NEWS}/{slug}', safe='')}" for slug in ARTICLES)
        found = [client.get(url) for url in urls]
        services.close()
    return [answer.data for answer in found if b'data-state="ready"' in answer.data]


def microseconds(body: bytes, level: int) -> float:
    """Return the processor time of compressing this body once."""
    started = time.process_time_ns()
    gzip.compress(body, level, mtime=0)
    return (time.process_time_ns() - started) / 1_000


def measured(name: str, bodies: list[bytes]) -> None:
    """Print a line for each level."""
    plain = median(len(body) for body in bodies)
    print(f"{name}: {len(bodies)} answers, {plain:.0f} bytes plain")
    taken: dict[int, list[float]] = {level: [] for level in LEVELS}
    turns = random.Random(1)
    for number in range(ROUNDS):
        for level in turns.sample(LEVELS, len(LEVELS)):
            taken[level].append(microseconds(bodies[number % len(bodies)], level))
    for level in LEVELS:
        size = median(len(gzip.compress(body, level, mtime=0)) for body in bodies)
        mark = "  <- chosen" if level == LEVEL else ""
        print(f"  level {level}: {size:5.0f} bytes, {median(taken[level]):5.0f} us{mark}")


def main() -> int:
    """Print the figures of both kinds of answers."""
    for name, path in ROUTES.items():
        measured(name, answers(path))
    return 0


if __name__ == "__main__":
    sys.exit(main())
