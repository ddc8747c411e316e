"""Computes ROUGE: how many words, word pairs and sequences two summaries share.

Lower-cased words, no stemming, no stop words; in Chinese and Japanese each character is a word.
ROUGE-L is the summary-level kind (a union of longest common subsequences over the sentences of the
reference). Numbers differ by some tenths from implementations that stem, so compare only within
one run.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from itertools import chain
from statistics import fmean
from typing import TYPE_CHECKING, Final

from widget.rules.words import HAN, HIRAGANA, KATAKANA

if TYPE_CHECKING:
    from collections.abc import Sequence

UNSPACED: Final = HAN + HIRAGANA + KATAKANA
WORD: Final = re.compile(rf"[{UNSPACED}]|[^\W_{UNSPACED}]+")


@dataclass(frozen=True, slots=True)
class Rouge:
    """F1 of ROUGE-1, ROUGE-2 and ROUGE-L, 0 to 100."""

    one: float
    two: float
    longest: float


def rouge(reference: Sequence[str], candidate: Sequence[str]) -> Rouge:
    """Return the overlap of two summaries, each a sequence of sentences."""
    expected = [WORD.findall(sentence.lower()) for sentence in reference]
    found = [WORD.findall(sentence.lower()) for sentence in candidate]
    one, two = (_n_grams(_joined(expected), _joined(found), n) for n in (1, 2))
    return Rouge(one, two, _longest(expected, found))


def overlap(references: Sequence[Sequence[str]], candidate: Sequence[str]) -> Rouge:
    """Return the mean overlap of a summary with each of these references, at least one."""
    found = [rouge(reference, candidate) for reference in references]
    return Rouge(*(fmean(getattr(each, kind) for each in found) for kind in Rouge.__slots__))


def _joined(sentences: list[list[str]]) -> list[str]:
    return list(chain.from_iterable(sentences))


def _n_grams(expected: list[str], found: list[str], n: int) -> float:
    one = Counter(zip(*(expected[i:] for i in range(n)), strict=False))
    other = Counter(zip(*(found[i:] for i in range(n)), strict=False))
    return _f1((one & other).total(), one.total(), other.total())


def _longest(expected: list[list[str]], found: list[list[str]]) -> float:
    left_expected, left_found = Counter(_joined(expected)), Counter(_joined(found))
    size_expected, size_found = left_expected.total(), left_found.total()
    hits = 0
    for sentence in expected:
        union = {i for other in found for i in _common_positions(sentence, other)}
        for word in (sentence[i] for i in union):
            if left_expected[word] > 0 and left_found[word] > 0:
                hits += 1
                left_expected[word] -= 1
                left_found[word] -= 1
    return _f1(hits, size_expected, size_found)


def _common_positions(one: list[str], other: list[str]) -> set[int]:
    """Return where in ``one`` the words of a longest common subsequence stand."""
    rows = [[0] * (len(other) + 1)]
    for word in one:
        row = [0]
        for j, candidate in enumerate(other):
            row.append(rows[-1][j] + 1 if word == candidate else max(rows[-1][j + 1], row[j]))
        rows.append(row)
    return _walk_back(rows, one, other)


def _walk_back(rows: list[list[int]], one: list[str], other: list[str]) -> set[int]:
    i, j, positions = len(one), len(other), set()
    while i and j:
        if one[i - 1] == other[j - 1]:
            positions.add(i - 1)
            i, j = i - 1, j - 1
        elif rows[i - 1][j] >= rows[i][j - 1]:
            i -= 1
        else:
            j -= 1
    return positions


def _f1(hits: int, expected: int, found: int) -> float:
    return 200.0 * hits / (expected + found) if hits else 0.0
