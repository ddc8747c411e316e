"""What a CDN in front leaves to the server: a simulation, beside the formula.

    ./dev bench scale [--presses 1000000]

A minute of presses, a million by default, on 10,000 sites of 10,000 articles each. Sites and
articles are drawn by Zipf's law, and arrive at random. Each place of the CDN keeps a panel for some
seconds and asks the server for it when a press comes after that; with a shield, places ask one
place, which asks the server. Prints how many questions a second are left. A place that has kept
panels for long asks rate / (1 + rate x T) times a second: the sum of that is printed beside. The
simulation begins with nothing kept, so it has more.

Then it publishes articles into an empty database, and prints what one takes on the disk.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import tempfile
import time
from pathlib import Path

import numpy as np

from tests.conftest import SITE, STORY
from widget.bootstrap import build, now
from widget.config import load
from widget.usecases.publishing import publish
from widget.usecases.sites import manage
from widget.version import VERSION

SITES, ARTICLES = 10_000, 10_000
SITE_EXPONENT = 0.8
ARTICLE_EXPONENTS = (1.0, 1.5)
"""Readers who find articles by search, all over the archive; and readers of today's front page."""
SECONDS = 60.0
PUBLISHED = 1_000
WAYS = ((1, 20), (20, 20), (200, 20), (200, 60))
"""Places of the CDN, and for how many seconds each keeps a panel."""


def main() -> int:
    """Simulate and print; there is no bar."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--presses", type=int, default=1_000_000)
    chosen = parser.parse_args()
    print(f"widget {VERSION}, Python {platform.python_version()}, numpy {np.__version__}")
    for exponent in ARTICLE_EXPONENTS:
        _minute(chosen.presses, exponent)
    _storage()
    return 0


def _minute(presses: int, exponent: float) -> None:
    random = np.random.default_rng(11)
    sites, articles = _shares(SITES, SITE_EXPONENT), _shares(ARTICLES, exponent)
    pages = random.choice(SITES, presses, p=sites) * ARTICLES
    pages += random.choice(ARTICLES, presses, p=articles)
    times = np.sort(random.uniform(0, SECONDS, presses))
    print(f"exponent {exponent}: {presses} presses in a minute on {len(np.unique(pages))} articles")
    for places, kept in WAYS:
        asked = _asked(pages * places + random.integers(0, places, presses), times, kept)
        shielded = _asked(pages[asked], times[asked], kept)
        rates = presses / SECONDS / places * sites
        told = sum(_left(rate * articles, kept) for rate in rates) * places
        print(
            f"{places:4} places, {kept} s: {len(asked) / SECONDS:7.0f} questions a second "
            f"(the formula: {told:.0f}), {len(asked) / presses:.1%} of presses; "
            f"with a shield {len(shielded) / SECONDS:.0f}"
        )


def _shares(count: int, exponent: float) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    weights = 1.0 / np.arange(1, count + 1) ** exponent
    shares: np.ndarray[tuple[int], np.dtype[np.float64]] = weights / weights.sum()
    return shares


def _left(rates: np.ndarray[tuple[int], np.dtype[np.float64]], kept: float) -> float:
    return float((rates / (1 + rates * kept)).sum())


def _asked(
    keys: np.ndarray[tuple[int], np.dtype[np.int64]],
    times: np.ndarray[tuple[int], np.dtype[np.float64]],
    kept: float,
) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    """Return which presses find nothing kept at their place."""
    until: dict[int, float] = {}
    asked = []
    for number, (key, at) in enumerate(zip(keys.tolist(), times.tolist(), strict=True)):
        if at >= until.get(key, 0.0):
            until[key] = at + kept
            asked.append(number)
    return np.array(asked, dtype=np.int64)


def _storage() -> None:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "widget.db"
        opened = build(load({"WIDGET_DATABASE_URL": f"sqlite:///{file}"}))
        manage.add_site(opened.store, SITE, now())
        empty, begun = file.stat().st_size, time.perf_counter()
        for number in range(PUBLISHED):
            url = f"https://news.example/2026/11/28/a-story-with-a-long-name-{number}"
            # Another text each time, as long as a short article of a newspaper.
            text = f"{STORY}\n\nReport {number}.\n\n{STORY}\n\n{STORY}"
            body = json.dumps({"url": url, "title": f"Story {number}", "text": text}).encode()
            manuscript = opened.manuscript_of_json(body)
            publish.publish(opened.store, opened.rules, SITE.key, manuscript, now())
        seconds = time.perf_counter() - begun
        opened.close()
        each = (file.stat().st_size - empty) / PUBLISHED
    print(
        f"an article of {len(text.split())} words takes {each / 1000:.1f} KB; one process publishes"
        f" {PUBLISHED / seconds:.0f} a second with their summaries (load {os.getloadavg()[0]:.1f})"
    )


if __name__ == "__main__":
    raise SystemExit(main())
