"""The home of vectors: how sentences are compared by the terms that they share."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

Vector = dict[str, float]
"""Weight of each term; of length 1 unless it is empty."""


def cosine(one: Vector, other: Vector) -> float:
    """Return the cosine of two vectors of length 1, 0 to 1."""
    small, large = (one, other) if len(one) < len(other) else (other, one)
    return sum([weight * large[term] for term, weight in small.items() if term in large])


def tf_idf(bags: Sequence[Sequence[str]]) -> list[Vector]:
    """Return a vector for each bag of terms; a term in most sentences weighs little."""
    in_sentences: Counter[str] = Counter()
    for bag in bags:
        in_sentences.update(set(bag))
    rarity = {term: math.log(1 + len(bags) / count) for term, count in in_sentences.items()}
    return [_weighed(bag, rarity) for bag in bags]


def total(vectors: Sequence[Vector]) -> Vector:
    """Return the sum of vectors, brought to length 1."""
    summed: defaultdict[str, float] = defaultdict(float)
    for vector in vectors:
        for term, weight in vector.items():
            summed[term] += weight
    return _unit(summed)


def running(vectors: Sequence[Vector]) -> list[float]:
    """Return the cosine of each vector with the sum of all vectors before it."""
    summed: defaultdict[str, float] = defaultdict(float)
    squares, found = 0.0, []
    for vector in vectors:
        shared = sum([weight * summed[term] for term, weight in vector.items() if term in summed])
        found.append(shared / math.sqrt(squares) if shared else 0.0)
        for term, weight in vector.items():
            before = summed[term]
            summed[term] = before + weight
            squares += weight * (weight + 2 * before)
    return found


def _weighed(bag: Sequence[str], rarity: dict[str, float]) -> Vector:
    vector: defaultdict[str, float] = defaultdict(float)
    for term in bag:
        vector[term] += rarity[term]
    return _unit(vector)


def _unit(vector: dict[str, float]) -> Vector:
    length = math.sqrt(sum([weight * weight for weight in vector.values()]))
    return {term: weight / length for term, weight in vector.items()} if length else {}
