"""Measures whether any language does worse than the first sentences of its articles.

    python -m bench.quality.languages FILE.jsonl[:LANGUAGE] … [--reference first]

reads one example a line (see ``examples``) and prints a row for each language of each file: ROUGE-1
of ours, and how much that is over the first three sentences, junk gone and as they stand.
``--reference first`` needs no summary: the first sentence of each text is taken out, with what
stands before it, and is what the rest is measured by.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections import Counter
from dataclasses import replace
from itertools import groupby, islice
from pathlib import Path
from statistics import fmean
from typing import TYPE_CHECKING, Final

from bench.quality.examples import Example, examples
from bench.quality.overlap import WORD
from bench.quality.side_by_side import (
    POINTS,
    conditions,
    first,
    first_clean,
    interval,
    language_of,
    ours,
    scored,
)
from widget.summarizers.extractive.sentences import sentences

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

SUMMARY: Final = "summary"
FIRST: Final = "first"
SHORTEST: Final = 6
LONGEST: Final = 60
"""Words of a first sentence that can be a summary."""
LEFT: Final = 6
"""Sentences that must be left, so that there is a choice."""
REPEATED: Final = 0.7
"""A sentence with more of the first one's words repeats it, and the article tells nothing."""
NO_NEWS: Final = re.compile(r"(?i)cookie|datenschutz|javascript|browser|newsletter")
ROW: Final = "| {} | {} | {} | {:.2f} | {} | {} |"
HEAD: Final = (
    "| file | language | articles | ROUGE-1 | over clean lead (95 %) | over plain lead (95 %) |\n"
    "|---|---|---:|---:|---:|---:|"
)


def without_first(example: Example) -> Example | None:
    """Return the article without its first sentence, which is the reference; None if unfit."""
    article, language = example.article, language_of(example)
    found = sentences(article.text, language, article.headline.title)
    if not found or not SHORTEST <= len(found[0].words) <= LONGEST:
        return None
    rest = article.text[found[0].end :].strip()
    left = [each.content for each in sentences(rest, language, article.headline.title)]
    content = found[0].content
    if len(left) < LEFT or NO_NEWS.search(content) or any(_repeats(each, content) for each in left):
        return None
    return Example(replace(article, text=rest, roles=()), ((content,),))


def rows(path: Path, language: str, reference: str) -> list[str]:
    """Return a row of Markdown for each language of a file."""
    found: Iterable[Example] = examples(path, language, 0)
    if reference == FIRST:
        found = [each for each in map(without_first, found) if each]
    ordered = sorted(found, key=language_of)
    return [_row(path.name, name, list(group)) for name, group in groupby(ordered, language_of)]


def _row(name: str, language: str, found: Sequence[Example]) -> str:
    shown = [scored(each, ours(each, POINTS)).one for each in found]
    clean = [scored(each, list(islice(first_clean(each), POINTS))).one for each in found]
    plain = [scored(each, list(islice(first(each), POINTS))).one for each in found]
    over = [_over(shown, theirs) for theirs in (clean, plain)]
    return ROW.format(name, language, len(found), fmean(shown), *over)


def _over(shown: Sequence[float], theirs: Sequence[float]) -> str:
    low, high = interval(shown, theirs)
    return f"{fmean(shown) - fmean(theirs):+.2f} ({low:+.2f} to {high:+.2f})"


def _repeats(sentence: str, first_sentence: str) -> bool:
    wanted, there = (Counter(WORD.findall(each.lower())) for each in (first_sentence, sentence))
    return (wanted & there).total() > REPEATED * wanted.total()


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the measurement; return the exit code."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("files", nargs="+", help="jsonl; :LANGUAGE where its lines name none")
    parser.add_argument("--reference", choices=(SUMMARY, FIRST), default=SUMMARY)
    options = parser.parse_args(arguments)
    print(HEAD)
    for file in options.files:
        path, _, language = file.partition(":")
        print("\n".join(rows(Path(path), language or "en", options.reference)), flush=True)
    print(f"\n{conditions()}; reference: {options.reference}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
