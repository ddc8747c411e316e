"""Measures how often lines that are no prose are chosen.

    python -m bench.quality.junk

puts each line at three places of an article in its language and counts how many are chosen. The
rules were written for the lines of ``junk.txt``. Those of ``junk_apart.txt`` were written by
somebody who had not seen the rules, when the rules were done: they show how rules do on lines that
nobody had in mind. Whoever makes the rules wider for them moves them to ``junk.txt`` and has new
ones written.
"""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Final

from widget.domain.article import Article, Headline
from widget.domain.draft import SummaryShape
from widget.summarizers.extractive import ExtractiveSummarizer

SEEN: Final = Path(__file__).with_name("junk.txt")
APART: Final = Path(__file__).with_name("junk_apart.txt")
ARTICLES: Final = Path(__file__).with_name("junk_articles.json")
"""By language: title and paragraphs of the article that a line is put into."""


@dataclass(frozen=True, slots=True)
class Junk:
    """A line that is no prose, its language and the kind of it."""

    language: str
    kind: str
    line: str


def lines(path: Path) -> list[Junk]:
    """Return the lines of a file: language, kind and line, parted by tabs."""
    rows = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()]
    return [Junk(language, kind, line) for language, kind, line in rows]


def places_chosen(junk: Junk) -> list[int]:
    """Return before which paragraphs of the article the line was chosen for the summary."""
    title, paragraphs = _article(junk.language)
    slots = (0, 2, len(paragraphs))
    return [place for place in slots if _is_chosen(junk, title, paragraphs, place)]


@cache
def _article(language: str) -> tuple[str, list[str]]:
    articles = json.loads(ARTICLES.read_text(encoding="utf-8"))
    found = articles.get(language, articles["en"])
    return found["title"], found["paragraphs"]


def _is_chosen(junk: Junk, title: str, paragraphs: list[str], place: int) -> bool:
    text = "\n\n".join([*paragraphs[:place], junk.line, *paragraphs[place:]])
    published = datetime(2000, 1, 1, tzinfo=UTC)
    headline = Headline("bench", "https://bench.example/", title, junk.language, published, "")
    draft = ExtractiveSummarizer().summarize(Article(headline, text), SummaryShape())
    return any(point.content in junk.line for point in draft.points)


def rate(junk: list[Junk]) -> float:
    """Return the share of lines that were chosen at any place, in percent."""
    return 100 * sum(bool(places_chosen(each)) for each in junk) / len(junk)


def main() -> int:
    """Print the rates and the lines that were chosen; return 1 when a bar is missed."""
    seen, apart = lines(SEEN), lines(APART)
    for each in (*seen, *apart):
        if slots := places_chosen(each):
            print(f"chosen before paragraph {slots}: {each.kind}: {each.line}")
    print(f"{len(seen)} lines that rules were written for: {rate(seen):.1f} % chosen (bar: 0 %)")
    print(f"{len(apart)} lines kept apart: {rate(apart):.1f} % chosen (bar: 2 %)")
    return int(rate(seen) > 0 or rate(apart) > 2)


if __name__ == "__main__":
    sys.exit(main())
