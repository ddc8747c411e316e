"""Measures whether the default summarizer is better than others that run without a model.

    ./dev peers FILE.jsonl[:LANGUAGE] … [--write]

reads one example a line (see ``examples``) and prints ROUGE of ours, of the first sentences and of
every peer that is installed, at three sentences and at 70 words, with the 95 % interval of the
difference to the first sentences (junk gone). ``--write`` puts table and plot into docs/.
"""

from __future__ import annotations

import argparse
import platform
import random
import sys
from importlib.metadata import version
from itertools import islice
from pathlib import Path
from statistics import fmean
from typing import TYPE_CHECKING, Final

from bench.quality import pages
from bench.quality.examples import examples
from bench.quality.overlap import Rouge, overlap
from bench.quality.peers import installed, split
from bench.quality.tables import Row, Table
from widget.domain.draft import SummaryShape
from widget.rules.language import primary
from widget.summarizers.extractive import ExtractiveSummarizer
from widget.summarizers.extractive.sentences import sentences

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from bench.quality.examples import Example

SEED: Final = 20_240
BOOTSTRAPS: Final = 2_000
POINTS: Final = 3
WORDS: Final = 70
MOST: Final = 5
"""Points that there may be at a number of words."""
LONGEST: Final = 20
"""Points that are enough for any summary of ``WORDS`` words."""
BASELINE: Final = "first sentences, junk gone"
"""The stronger lead: of the sentences that ours chooses from."""


def rankers() -> dict[str, Callable[[Example], Iterator[str]]]:
    """Return for each name what gives the sentences of an article, most telling first."""
    found: dict[str, Callable[[Example], Iterator[str]]] = {
        BASELINE: first_clean,
        "first sentences": first,
    }
    for peer, release in installed():
        found[f"{peer.name} {release}"] = _ranked_by(peer.rank)
    return found


def tables(path: Path, language: str, limit: int) -> list[Table]:
    """Return the tables of one file: at three sentences, and at 70 words."""
    found = examples(path, language, limit)
    by_count: dict[str, list[Rouge]] = {}
    by_words: dict[str, list[Rouge]] = {}
    name = ExtractiveSummarizer().name
    for example in found:
        by_count.setdefault(name, []).append(scored(example, ours(example, POINTS)))
        by_words.setdefault(name, []).append(scored(example, _cut(ours(example, POINTS, MOST))))
    for name, ranked in rankers().items():
        for example in found:
            order = list(islice(ranked(example), LONGEST))
            by_count.setdefault(name, []).append(scored(example, order[:POINTS]))
            by_words.setdefault(name, []).append(scored(example, _cut(order)))
        print(f"{path.name}: {name} done", file=sys.stderr)
    return [
        _table(path.name, f"{POINTS} sentences", by_count),
        _table(path.name, f"{WORDS} words", by_words),
    ]


def ours(example: Example, points: int, most: int | None = None) -> list[str]:
    """Return the sentences that the default summarizer shows: more, up to ``most``, if short."""
    shape = SummaryShape(points=points, words=WORDS, most=most)
    draft = ExtractiveSummarizer().summarize(example.article, shape)
    return [point.content for point in draft.points]


def first(example: Example) -> Iterator[str]:
    """Return the first sentences, nothing dropped."""
    return iter(split(example.article.text, language_of(example)))


def first_clean(example: Example) -> Iterator[str]:
    """Return the sentences that the default summarizer chooses from."""
    article = example.article
    found = sentences(article.text, language_of(example), article.headline.title)
    return (sentence.content for sentence in found)


def _ranked_by(
    rank: Callable[[Sequence[str], str, str], list[int]],
) -> Callable[[Example], Iterator[str]]:
    def ranked(example: Example) -> Iterator[str]:
        found = split(example.article.text, language_of(example))
        order = rank(found, example.article.headline.title, language_of(example))
        return (found[position] for position in order)

    return ranked


def language_of(example: Example) -> str:
    """Return the primary subtag of an article's language."""
    return primary(example.article.headline.language) or "en"


def _cut(points: Sequence[str]) -> list[str]:
    """Return the sentences up to ``WORDS`` words, the last one cut, so that lengths are equal."""
    left, found = WORDS, []
    for point in points:
        words = point.split()[:left]
        left -= len(words)
        if words:
            found.append(" ".join(words))
    return found


def scored(example: Example, points: Sequence[str]) -> Rouge:
    """Return how much a summary shares with the references, on average."""
    return overlap(example.references, points)


def _table(file: str, length: str, scores: dict[str, list[Rouge]]) -> Table:
    baseline = [score.one for score in scores[BASELINE]]
    rows = tuple(
        Row(name, tuple(found), interval([score.one for score in found], baseline))
        for name, found in scores.items()
    )
    return Table(file, len(baseline), length, rows)


def interval(shown: Sequence[float], theirs: Sequence[float]) -> tuple[float, float]:
    """Return the 95 % interval of the mean difference, by paired bootstrap."""
    chance = random.Random(SEED)
    apart = [one - other for one, other in zip(shown, theirs, strict=True)]
    means = sorted(fmean(chance.choices(apart, k=len(apart))) for _ in range(BOOTSTRAPS))
    return means[int(0.025 * BOOTSTRAPS)], means[int(0.975 * BOOTSTRAPS) - 1]


def conditions() -> str:
    """Return what the numbers were made with."""
    return (
        f"Python {platform.python_version()}, sentencex {version('sentencex')}, "
        f"bootstrap seed {SEED}, {BOOTSTRAPS} samples"
    )


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the comparison; return the exit code."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("files", nargs="+", help="jsonl, with :LANGUAGE behind it if not English")
    parser.add_argument("--limit", type=int, default=0, help="read only so many articles of each")
    parser.add_argument("--write", action="store_true", help="write table and plot into docs/")
    options = parser.parse_args(arguments)
    found = []
    for file in options.files:
        path, _, language = file.partition(":")
        found.extend(tables(Path(path), language or "en", options.limit))
    print(conditions())
    print(pages.markdown(found))
    if options.write:
        pages.write(found, conditions())
    return 0


if __name__ == "__main__":
    sys.exit(main())
