"""Measures how often the previous and the next article are found on pages not seen before.

    ./dev bench neighbours [--set FILE]

prints precision and recall on the made-up pages of tests/page_links, by halves: those that were
before the eyes of whoever wrote the rules, and those that were held out. ``--set`` is a file with
one JSON object a line: ``html`` or ``path`` (beside the file), ``url``, and ``previous`` and
``next`` (URLs) where the page has them. Nothing is drawn at random.
"""

from __future__ import annotations

import argparse
import json
import platform
import sys
import time
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Any, Final

from tests.page_links import HALVES, cases
from widget.parse.pages.links import neighbours
from widget.rules.urls import canonical

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from widget.domain.article import Neighbour

PRECISION_BAR: Final = 0.95
RECALL_BAR: Final = 0.75


@dataclass(frozen=True, slots=True)
class Page:
    """A page and the canonical URLs of its neighbours."""

    name: str
    url: str
    html: str
    previous: str | None
    next: str | None


@dataclass(slots=True)
class Count:
    """How many neighbours were found, were right, and are there."""

    found: int = 0
    right: int = 0
    there: int = 0

    def add(self, found: str | None, there: str | None) -> None:
        """Count one side of one page."""
        self.found += found is not None
        self.there += there is not None
        self.right += found is not None and found == there

    @property
    def precision(self) -> float:
        """The share of the found that is right; 1 when nothing was found."""
        return self.right / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        """The share of what is there that was found; 1 when nothing is there."""
        return self.right / self.there if self.there else 1.0


def made_up(half: str) -> list[Page]:
    """Return the made-up pages of one half."""
    return [
        Page(c.name, c.url, c.html, _key(c.expected.previous), _key(c.expected.next))
        for c in cases(half)
    ]


def recorded(path: Path) -> list[Page]:
    """Return the pages of a file of JSON lines."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return [_page(json.loads(line), path) for line in lines if line]


def _page(record: dict[str, Any], path: Path) -> Page:
    beside = path.parent / record.get("path", "")
    html = record["html"] if "html" in record else beside.read_text("utf-8", errors="replace")
    wanted = [
        canonical(record[side]) if record.get(side) else None for side in ("previous", "next")
    ]
    return Page(record.get("path", record["url"]), record["url"], html, wanted[0], wanted[1])


def _key(neighbour: Neighbour | None) -> str | None:
    return canonical(neighbour.url) if neighbour and neighbour.url else None


def measured(title: str, pages: Iterable[Page]) -> Count:
    """Print the figures of the pages, and which went wrong."""
    count, taken, wrong = Count(), [], []
    for page in pages:
        started = time.process_time()
        found = neighbours(page.html, page.url)
        taken.append((time.process_time() - started) * 1_000)
        for side in ("previous", "next"):
            answer, there = _key(getattr(found, side)), getattr(page, side)
            count.add(answer, there)
            if answer != there:
                wrong.append(f"  {page.name}: {side} is {there}, found {answer}")
    print(
        f"{title}: {len(taken)} pages, {count.there} neighbours, {count.found} found, "
        f"{count.right} right: precision {count.precision:.3f}, recall {count.recall:.3f}; "
        f"median {median(taken):.1f} ms, longest {max(taken):.1f} ms of processor time a page"
    )
    print("\n".join(wrong), end="\n" if wrong else "")
    return count


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the figures; return 1 when a bar is missed."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("--set", type=Path, help="a file of JSON lines with pages")
    chosen = parser.parse_args(arguments).set
    print(f"Python {platform.python_version()}, lxml {version('lxml')}")
    print(f"bars: precision {PRECISION_BAR}, recall {RECALL_BAR}")
    counts = [measured(half, made_up(half)) for half in HALVES]
    if chosen:
        counts.append(measured(chosen.name, recorded(chosen)))
    return int(any(c.precision < PRECISION_BAR or c.recall < RECALL_BAR for c in counts))


if __name__ == "__main__":
    sys.exit(main())
