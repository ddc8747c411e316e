"""Measures whether the previous and the next article take longer in a large archive.

    ./dev bench publish_order [--large 1000000]

fills two databases, of 1,000 articles and of ``--large``, in which every second article is one that
nobody vouches for, and a thousand share each moment. It asks both in turn for the panel of an
article, and prints the medians and their ratio. The articles are numbered; nothing is random.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Final

from widget.domain.site import Site
from widget.store import migrate, open_sqlite
from widget.store.sqlite import open_file
from widget.usecases.reading import read_panel

if TYPE_CHECKING:
    from collections.abc import Iterator

    from widget.store import SqlStore

SMALL: Final = 1_000
BAR: Final = 2.5
"""How many times as long a panel of the large archive may take."""
ROUNDS: Final = 400
NOW: Final = datetime(2026, 5, 1, tzinfo=UTC)
_PER_MOMENT: Final = 1_000
_MINUTE: Final = 60_000_000
_INSERT: Final = (
    "INSERT INTO articles (site_key, url, title, language, published_at, fingerprint, marks, "
    "ingested, received_at, published_precision, listed_at, vouched, words, text) VALUES "
    "('daily', ?, 'A title', 'en', ?, 'f', '', 1, 0, 'day', ?, ?, 700, ?)"
)
_TEXT: Final = "The council voted on Tuesday. " * 20


def url_of(number: int) -> str:
    """Return the address of an article."""
    return f"https://news.example/{number}"


def filled(folder: str, articles: int) -> SqlStore:
    """Return a store with so many articles of one site."""
    path = Path(folder) / f"{articles}.db"
    migrate(f"sqlite:///{path}")
    store = open_sqlite(f"sqlite:///{path}")
    with store.transaction() as transaction:
        transaction.put_site(Site("daily", "The Daily", (), ("news.example",), "en"), NOW)
    with closing(open_file(path, "rw")) as connection:
        connection.execute("BEGIN")
        connection.executemany(_INSERT, _rows(articles))
        connection.execute("COMMIT")
        connection.execute("ANALYZE")
    return store


def _rows(articles: int) -> Iterator[tuple[str, int, int, int, str]]:
    for number in range(articles):
        moment = number // _PER_MOMENT * _MINUTE
        yield url_of(number), moment, number, number % 2, _TEXT


def seconds(store: SqlStore, number: int) -> float:
    """Return how long the panel of this article takes."""
    now = NOW + timedelta(days=1)
    begun = time.perf_counter()
    panel = read_panel.read(store, "daily", url_of(number), now).panel
    took = time.perf_counter() - begun
    assert panel.neighbours.previous is not None
    return took


def main() -> None:
    """Print the medians of both archives and their ratio."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--large", type=int, default=1_000_000)
    large = parser.parse_args().large
    took: dict[int, list[float]] = {SMALL: [], large: []}
    with tempfile.TemporaryDirectory() as folder:
        stores = {articles: filled(folder, articles) for articles in took}
        for turn in range(ROUNDS):
            for articles, store in stores.items():
                number = articles // 2 + turn
                took[articles].append(seconds(store, number))
        for store in stores.values():
            store.close()
    for articles, times in took.items():
        print(f"{articles:>9,} articles: {median(times) * 1e3:.3f} ms a panel")
    print(f"{median(took[large]) / median(took[SMALL]):.2f} times as long; the bar is {BAR}")


if __name__ == "__main__":
    main()
