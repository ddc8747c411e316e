"""Measures whether the default summarizer is at least as good as the first sentences.

    python -m bench.quality.rouge FILE.jsonl

reads one example a line (see ``examples``) and prints ROUGE and what readers notice, for the
extract and for the first sentences.
"""

from __future__ import annotations

import argparse
import platform
import random
import re
import sys
from dataclasses import dataclass
from importlib.metadata import version
from itertools import pairwise
from pathlib import Path
from statistics import fmean
from typing import TYPE_CHECKING, Final

from bench.quality.examples import examples, first_sentences
from bench.quality.overlap import Rouge, overlap
from widget.domain.draft import Passage, SummaryShape
from widget.rules.language import primary
from widget.summarizers.extractive import ExtractiveSummarizer
from widget.summarizers.extractive.coherence import has_orphaned_quote
from widget.summarizers.extractive.junk import junk_rule

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bench.quality.examples import Example
    from widget.domain.article import Article

BOOTSTRAPS: Final = 2_000
SEED: Final = 20_240
# Of its own, shorter than the summarizer's list and not made from it.
POINTS_BACK: Final = re.compile(
    r"[\W_]*(?:he|she|it|they|his|her|its|their|this|these|those|that|but|and|so|yet|also|however"
    r"|then|instead|meanwhile|moreover|therefore|for example|as a result|in addition)(?![\w-])",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Measured:
    """What was measured of one summary."""

    rouge: Rouge
    words: int
    dangling: bool
    orphaned: bool
    junk: bool


def extract(article: Article, shape: SummaryShape) -> tuple[Passage, ...]:
    """Return the points of the default summarizer, with their content for a quote."""
    points = ExtractiveSummarizer().summarize(article, shape).points
    return tuple(
        Passage(point.source.start, point.source.end, point.content)
        for point in points
        if point.source
    )


def lead(article: Article, shape: SummaryShape) -> tuple[Passage, ...]:
    """Return the first sentences, nothing dropped."""
    language = primary(article.headline.language) or "en"
    return first_sentences(article.text, language)[: shape.points]


def measured(example: Example, passages: Sequence[Passage]) -> Measured:
    """Return what readers and ROUGE would say of a summary."""
    sentences = [passage.quote.strip() for passage in passages]
    return Measured(
        rouge=overlap(example.references, sentences),
        words=sum(len(sentence.split()) for sentence in sentences),
        dangling=_dangles(example.article.text, passages),
        orphaned=_orphans(example.article.text, passages),
        junk=any(junk_rule(" ".join(sentence.split())) for sentence in sentences),
    )


def _dangles(text: str, passages: Sequence[Passage]) -> bool:
    """Tell whether a sentence points back and what stands before it is not shown."""
    pairs = pairwise([Passage(0, 0, ""), *passages])
    return any(
        POINTS_BACK.match(after.quote) is not None
        and (before.end == 0 or any(map(str.isalnum, text[before.end : after.start])))
        for before, after in pairs
    )


def _orphans(text: str, passages: Sequence[Passage]) -> bool:
    """Tell whether a quote does not name its speaker and what stands before it is not shown."""
    pairs = pairwise([Passage(0, 0, ""), *passages])
    return any(
        has_orphaned_quote(after.quote.strip())
        and (before.end == 0 or any(map(str.isalnum, text[before.end : after.start])))
        for before, after in pairs
    )


def _interval(ours: Sequence[float], theirs: Sequence[float]) -> tuple[float, float]:
    """Return the 95 % interval of the mean difference, by paired bootstrap."""
    chance = random.Random(SEED)
    differences = [one - other for one, other in zip(ours, theirs, strict=True)]
    means = sorted(
        fmean(chance.choices(differences, k=len(differences))) for _ in range(BOOTSTRAPS)
    )
    return means[int(0.025 * BOOTSTRAPS)], means[int(0.975 * BOOTSTRAPS) - 1]


def _print_row(name: str, rows: Sequence[Measured]) -> None:
    scores = [fmean(getattr(row.rouge, kind) for row in rows) for kind in ("one", "two", "longest")]
    kinds = ("dangling", "orphaned", "junk")
    rates = [100 * fmean(getattr(row, kind) for row in rows) for kind in kinds]
    words = fmean(row.words for row in rows)
    print(
        f"{name:<14}"
        + "".join(f"{score:8.2f}" for score in scores)
        + f"{words:8.1f}"
        + "".join(f"{rate:10.1f} %" for rate in rates)
    )


def report(found: Sequence[Example], shape: SummaryShape) -> None:
    """Print the table and the interval of the difference."""
    ours = [measured(each, extract(each.article, shape)) for each in found]
    first = [measured(each, lead(each.article, shape)) for each in found]
    print(
        f"{'':<14}{'R-1':>8}{'R-2':>8}{'R-L':>8}{'words':>8}{'dangling':>12}{'orphaned':>12}{'junk':>12}"
    )
    _print_row(ExtractiveSummarizer().name, ours)
    _print_row(f"first {shape.points}", first)
    low, high = _interval([row.rouge.one for row in ours], [row.rouge.one for row in first])
    difference = fmean(row.rouge.one for row in ours) - fmean(row.rouge.one for row in first)
    print(
        f"R-1 over first {shape.points}: {difference:+.2f} "
        f"(95 % interval {low:+.2f} to {high:+.2f})"
    )
    print("dangling: a summary has a sentence that points back to one that is not shown.")
    print("orphaned: a summary has a quote without its speaker, and not the sentence before it.")
    print("junk: a summary has a line that the summarizer's own rules would drop.")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the measurement; return the exit code."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("file", type=Path, help="jsonl, see bench/quality/examples.py")
    parser.add_argument("--language", default="en", help="BCP 47 tag of articles that name none")
    parser.add_argument("--points", type=int, default=3, help="sentences of a summary")
    parser.add_argument("--words", type=int, default=70, help="words of a summary, about")
    parser.add_argument("--limit", type=int, default=0, help="read only so many articles")
    options = parser.parse_args(arguments)
    found = examples(options.file, options.language, options.limit)
    print(
        f"{options.file.name}: {len(found)} articles; Python {platform.python_version()}, "
        f"sentencex {version('sentencex')}, bootstrap seed {SEED}"
    )
    report(found, SummaryShape(points=options.points, words=options.words))
    return 0


if __name__ == "__main__":
    sys.exit(main())
