"""Measures what reads cost as a site grows: a million articles beside a thousand.

    ./dev bench growth [--articles 1000000] [--rounds 400] [--folder /tmp]

Both databases are made from one article that is published as usual and then copied by SQL, with
addresses, titles, times and sections of their own (a million take about 2 GB in ``--folder`` and
some minutes). The same reads are made in both by turns, of articles drawn at random (seed 0), so
that most pages are in the system's memory but not in SQLite's. Prints medians, their ratios, and
the bars.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import random
import sqlite3
import sys
import tempfile
import time
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Any, Final

from tests.conftest import SITE, STORY
from widget.bootstrap import build, now
from widget.config import load
from widget.domain.source import TrackedPage
from widget.usecases.publishing import publish
from widget.usecases.reading import read_panel
from widget.usecases.reading.availability import availability
from widget.usecases.sites import manage

if TYPE_CHECKING:
    from collections.abc import Callable

    from widget.bootstrap import Services

    Read = Callable[["Grown", int], object]

FEW: Final = 1_000
SECTIONS: Final = 20
POINT, NEIGHBOURS, LIST = 2.0, 2.5, 2.0
LISTED: Final = 50
_MANY: Final = 50_000
"""Rows of one statement that copies."""


@dataclass(slots=True)
class Grown:
    """A site with so many articles."""

    articles: int
    services: Services
    taken: dict[str, list[float]] = field(default_factory=dict)

    def read(self, name: str, act: Read, number: int) -> None:
        """Make one read and note what it took."""
        begun = time.perf_counter()
        act(self, number)
        self.taken.setdefault(name, []).append(time.perf_counter() - begun)


def main() -> int:
    """Fill, measure and print; return 1 where a bar is missed."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("--articles", type=int, default=1_000_000)
    parser.add_argument("--rounds", type=int, default=400)
    parser.add_argument("--folder", type=Path, help="where the databases are made")
    chosen = parser.parse_args()
    print(f"Python {platform.python_version()}, {os.cpu_count()} cores, load {os.getloadavg()[0]}")
    with tempfile.TemporaryDirectory(dir=chosen.folder) as folder:
        few, many = (_grown(Path(folder), size) for size in (FEW, chosen.articles))
        _measure(few, many, chosen.rounds)
        print(f"{'':22}{few.articles:>10,}{many.articles:>12,}   ratio")
        met = [_reported(name, few, many) for name in READS]
        few.services.close()
        many.services.close()
    return 0 if all(met) else 1


def _measure(few: Grown, many: Grown, rounds: int) -> None:
    chance = random.Random(0)
    for turn in range(rounds):
        for name, (act, _) in READS.items():
            for site in (few, many) if turn % 2 else (many, few):
                site.read(name, act, chance.randrange(LISTED, site.articles - LISTED))


def _reported(name: str, few: Grown, many: Grown) -> bool:
    bar = READS[name][1]
    here, there = (median(site.taken[name]) * 1e6 for site in (few, many))
    said = "met" if there <= bar * here else "MISSED"
    print(f"{name:22}{here:>7.0f} us{there:>9.0f} us{there / here:>8.2f}  bar {bar} {said}")
    return said == "met"


def _url(number: int) -> str:
    return f"https://news.example/story-{number}"


def _panel(site: Grown, number: int) -> object:
    return read_panel.read(site.services.store, SITE.key, _url(number), now())


def _glance(site: Grown, number: int) -> object:
    return read_panel.read_at_a_glance(site.services.store, SITE.key, _url(number), now())


def _beside(site: Grown, number: int) -> object:
    with site.services.store.view() as view:
        reading = view.reading(SITE.key, _url(number))
        if reading is None:
            raise SystemExit(f"there is no article {number}")
        return view.neighbours(reading.headline, now())


def _beside_in_section(site: Grown, number: int) -> object:
    with site.services.store.view() as view:
        reading = view.reading(SITE.key, _url(number))
        if reading is None:
            raise SystemExit(f"there is no article {number}")
        return view.neighbours_in_section(reading.headline, now())


def _has(site: Grown, number: int) -> object:
    addresses = [_url(number + each) for each in range(LISTED)]
    return availability(site.services.store, SITE.key, addresses, now())


def _view(site: Grown, ask: Callable[[Any], object]) -> object:
    with site.services.store.view() as view:
        return ask(view)


READS: Final[dict[str, tuple[Read, float]]] = {
    "panel, at a glance": (_glance, POINT),
    "panel": (_panel, POINT),
    "article": (lambda s, n: _view(s, lambda v: v.article(SITE.key, _url(n))), POINT),
    "neighbours": (_beside, NEIGHBOURS),
    "in the section": (_beside_in_section, NEIGHBOURS),
    "has, of 50": (_has, LIST),
    "the latest 50": (lambda s, _: _view(s, lambda v: v.latest(SITE.key, LISTED)), LIST),
    "50 from one on": (
        lambda s, n: _view(s, lambda v: v.articles_from(SITE.key, _url(n), LISTED)),
        LIST,
    ),
    "50 to make anew": (
        lambda s, n: _view(s, lambda v: v.outdated(SITE.key, ("x",), _url(n), LISTED)),
        LIST,
    ),
    "50 pages that are due": (
        lambda s, _: _view(s, lambda v: v.due(SITE.key, now(), LISTED)),
        LIST,
    ),
    "50 pages with faults": (lambda s, _: _view(s, lambda v: v.problems(SITE.key, LISTED)), LIST),
}
"""What is read of the article with this number, and how many times as long it may take."""


def _grown(folder: Path, articles: int) -> Grown:
    """Return a site with so many articles, and as many pages that are tracked."""
    begun, path = time.monotonic(), folder / f"{articles}.db"
    services = build(load({"WIDGET_DATABASE_URL": f"sqlite:///{path}"}))
    manage.add_site(services.store, SITE, now())
    body = json.dumps({"url": _url(0), "title": "Story", "text": STORY, "section": "S"})
    publish.publish(
        services.store, services.rules, SITE.key, services.manuscript_of_json(body.encode()), now()
    )
    with services.store.transaction() as transaction:
        transaction.put_tracked_page(TrackedPage(SITE.key, _url(0), _url(0), now()))
    services.close()
    with closing(sqlite3.connect(path)) as connection:
        _copy(connection, articles)
    size, seconds = path.stat().st_size / 1e6, time.monotonic() - begun
    print(f"{articles:,} articles: {size:,.0f} MB, made in {seconds:.0f} s")
    return Grown(articles, services)


def _copy(connection: sqlite3.Connection, articles: int) -> None:
    connection.execute("PRAGMA synchronous=OFF")
    for first in range(1, articles, _MANY):
        numbers = (first, min(first + _MANY, articles) - 1)
        for table, values in _COPIES.items():
            columns = [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]
            chosen = ", ".join(values.get(name, f"t.{name}") for name in columns)
            connection.execute(
                f"WITH RECURSIVE n(n) AS (SELECT ? UNION ALL SELECT n+1 FROM n WHERE n<?) "
                f"INSERT INTO {table} ({', '.join(columns)}) "
                f"SELECT {chosen} FROM n, (SELECT * FROM {table} ORDER BY rowid LIMIT 1) t",
                numbers,
            )
        connection.commit()
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


_ADDRESS: Final = "'https://news.example/story-' || n"
_COPIES: Final = {
    "articles": {
        "id": "t.id + n",
        "url": _ADDRESS,
        "title": "'Story ' || n",
        "section": f"'S' || (n % {SECTIONS})",
        # Not in the order in which they came: neighbours lie apart in the file.
        "published_at": "t.published_at - ((n * 7919) % 1000003) * 1000000",
        "listed_at": "t.listed_at + n",
    },
    "outcomes": {"article_id": "t.article_id + n"},
    "tracked_pages": {
        "id": "t.id + n",
        "url": _ADDRESS,
        "address": _ADDRESS,
        "due_at": "CASE WHEN n % 10 = 0 THEN t.seen_at - n END",
        "problem": "CASE WHEN n % 7 = 0 THEN 'x' END",
        "attempted_at": "t.seen_at - n",
    },
}
"""The columns of each copied row that are its own, with n as its number and t as the first row."""


if __name__ == "__main__":
    sys.exit(main())
