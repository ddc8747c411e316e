"""The home of the claim that lines which are no prose are not chosen.

    python -m bench.quality.junk

puts each line at three places of an article and counts how many are chosen. The rules were written
for the lines of ``junk.txt``. Those of ``junk_apart.txt`` were written when the rules were done, to
show how rules do on lines that nobody had in mind: 9 of 76 were chosen at first. The rules were
made wider once after that, so the rate now says less; a new file would have to be written to know.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from widget.drafts import SummaryShape
from widget.model import Article, Headline
from widget.summarizers.extractive import ExtractiveSummarizer

SEEN: Final = Path(__file__).with_name("junk.txt")
APART: Final = Path(__file__).with_name("junk_apart.txt")
TITLE: Final = "Council approves harbour budget"
HOST: Final = (
    "The city council approved a harbour budget of 40 million euros on Monday, ending a dispute "
    "over ferries that had lasted two years.",
    "Three new ferries will be built and the old pier will be repaired before the summer of next "
    "year, the council said in a statement.",
    "The opposition called the plan reckless. It wants to spend the money on schools instead.",
    "Harbour master Tom Berg told reporters that the pier would have been closed in autumn "
    "without the repairs.",
    "Residents of the islands had asked for more ferries since 2019, when two of the four boats "
    "were sold to a company abroad.",
    "Mayor Ann Lind said the vote of 31 to 12 showed that the islands had not been forgotten.",
    "Work on the pier starts in May and will close one of the two berths until the end of the "
    "year.",
)


@dataclass(frozen=True, slots=True)
class Junk:
    """A line that is no prose, and the kind of it."""

    kind: str
    line: str


def lines(path: Path) -> list[Junk]:
    """Return the lines of a file: kind and line, parted by a tab."""
    rows = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()]
    return [Junk(kind, line) for kind, line in rows]


def places_chosen(junk: Junk) -> list[int]:
    """Return before which paragraphs of the article the line was chosen for the summary."""
    return [place for place in (0, 2, len(HOST)) if _is_chosen(junk, place)]


def _is_chosen(junk: Junk, place: int) -> bool:
    text = "\n\n".join([*HOST[:place], junk.line, *HOST[place:]])
    published = datetime(2000, 1, 1, tzinfo=UTC)
    headline = Headline("bench", "https://bench.example/", TITLE, "en", published, "")
    draft = ExtractiveSummarizer().summarize(Article(headline, text), SummaryShape())
    return any(point.content in junk.line for point in draft.points)


def rate(junk: list[Junk]) -> float:
    """Return the share of lines that were chosen at any place, in percent."""
    return 100 * sum(bool(places_chosen(each)) for each in junk) / len(junk)


def main() -> int:
    """Print the rates; return 1 when a bar is missed."""
    seen, apart = lines(SEEN), lines(APART)
    for each in seen:
        if places := places_chosen(each):
            print(f"chosen before paragraph {places}: {each.kind}: {each.line}")
    print(f"{len(seen)} kinds that rules were written for: {rate(seen):.1f} % chosen (bar: 0 %)")
    print(f"{len(apart)} kinds kept apart, looked at once: {rate(apart):.1f} % chosen (bar: 2 %)")
    return int(rate(seen) > 0 or rate(apart) > 2)


if __name__ == "__main__":
    sys.exit(main())
