"""The home of the claim that lines which are no prose are not chosen.

    python -m bench.quality.junk

puts each line of ``junk.txt`` at three places of an article and counts how many are chosen. Half
of the kinds, drawn by a seed, were kept apart while the rules were written; of those only the
rate is printed, so that the rules are not written for them afterwards.
"""

from __future__ import annotations

import random
import sys
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from widget.model import Article, Headline, SummaryShape
from widget.summarizers.extractive import ExtractiveSummarizer

SEED: Final = 20_240
LINES: Final = Path(__file__).with_name("junk.txt")
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


def halves() -> tuple[list[Junk], list[Junk]]:
    """Return the half that rules may be written for, and the half that was kept apart."""
    rows = [line.split("\t") for line in LINES.read_text(encoding="utf-8").splitlines()]
    junk = [Junk(kind, line) for kind, line in rows]
    random.Random(SEED).shuffle(junk)
    return junk[: len(junk) // 2], junk[len(junk) // 2 :]


def places_chosen(junk: Junk) -> list[int]:
    """Return before which paragraphs of the article the line was chosen for the summary."""
    return [place for place in (0, 2, len(HOST)) if _is_chosen(junk, place)]


def _is_chosen(junk: Junk, place: int) -> bool:
    text = "\n\n".join([*HOST[:place], junk.line, *HOST[place:]])
    published = datetime(2000, 1, 1, tzinfo=UTC)
    headline = Headline("bench", "https://bench.example/", TITLE, "en", published, "")
    draft = ExtractiveSummarizer().summarize(Article(headline, text), SummaryShape())
    return any(point.content in junk.line for point in draft.points)


def rate(half: list[Junk]) -> float:
    """Return the share of lines that were chosen at any place, in percent."""
    return 100 * sum(bool(places_chosen(each)) for each in half) / len(half)


def main() -> int:
    """Print the rates; return 1 when a bar is missed."""
    seen, apart = halves()
    for each in seen:
        if places := places_chosen(each):
            print(f"chosen before paragraph {places}: {each.kind}: {each.line}")
    print(f"{len(seen)} kinds that rules were written for: {rate(seen):.1f} % chosen (bar: 0 %)")
    print(f"{len(apart)} kinds kept apart: {rate(apart):.1f} % chosen (bar: 2 %)")
    return int(rate(seen) > 0 or rate(apart) > 2)


if __name__ == "__main__":
    sys.exit(main())
