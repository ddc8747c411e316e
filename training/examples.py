"""Reads examples: articles with a person's summary, measured by the server's own code."""

from __future__ import annotations

import json
import re
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Final, TypeVar

from widget.summarizers.extractive.features import Features, features
from widget.summarizers.extractive.sentences import sentences

if TYPE_CHECKING:
    import random
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

T = TypeVar("T")

WORD: Final = re.compile(r"[^\W_]+")
FEWEST_SENTENCES: Final = 4
"""In a shorter article there is hardly a choice to learn from."""
DROPPED: Final = 0.5
"""Share of articles whose title and paragraphs are dropped, so that absence is no signal."""


@dataclass(frozen=True, slots=True)
class Grams:
    """How often each word and each pair of words stands in a text."""

    ones: Counter[str]
    twos: Counter[tuple[str, str]]


@dataclass(frozen=True, slots=True, eq=False)
class Example:
    """One article's sentences, and the summary that a person wrote."""

    features: tuple[Features, ...]
    sentences: tuple[Grams, ...]
    reference: Grams


def read(path: Path, language: str, chance: random.Random) -> list[Example]:
    """Return the examples of a file with one ``{text, summary, title?}`` a line.

    ``language`` is the primary subtag that their features are measured for. Raises OSError,
    ValueError (no JSON) or KeyError (no text or no summary).
    """
    found = [_example(record, language, chance) for record in records(path)]
    return [example for example in found if len(example.features) >= FEWEST_SENTENCES]


def records(path: Path) -> Iterator[dict[str, str]]:
    """Yield the records of a file with one a line. Raises OSError and ValueError (no JSON)."""
    with path.open(encoding="utf-8") as lines:
        yield from (json.loads(line) for line in lines if line.strip())


def rouge(example: Example, positions: Iterable[int]) -> tuple[float, float]:
    """Return ROUGE-1 and ROUGE-2 (F1, 0 to 100) of the sentences at these positions."""
    ones: Counter[str] = Counter()
    twos: Counter[tuple[str, str]] = Counter()
    for position in positions:
        ones.update(example.sentences[position].ones)
        twos.update(example.sentences[position].twos)
    return _f1(ones, example.reference.ones), _f1(twos, example.reference.twos)


def _example(record: dict[str, str], language: str, chance: random.Random) -> Example:
    text, title = record["text"], record.get("title", "")
    if chance.random() < DROPPED:
        text, title = " ".join(text.split()), ""
    found = sentences(text, language, title)
    return Example(
        features(found, title, language),
        tuple(_grams(each.content) for each in found),
        _grams(record["summary"]),
    )


def _grams(text: str) -> Grams:
    words: Sequence[str] = WORD.findall(text.lower())
    return Grams(Counter(words), Counter(pairwise(words)))


def _f1(found: Counter[T], wanted: Counter[T]) -> float:
    hits = (found & wanted).total()
    return 200.0 * hits / (found.total() + wanted.total()) if hits else 0.0
