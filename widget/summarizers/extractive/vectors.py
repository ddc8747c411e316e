"""The home of vectors: how sentences are compared by the terms that they share."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

CRUMB: Final = 1e-9

Vector = dict[str, float]
"""Weight of each term; of length 1 unless it is empty."""


def cosine(one: Vector, other: Vector) -> float:
    """Return the cosine of two vectors of length 1, 0 to 1."""
    small, large = (one, other) if len(one) < len(other) else (other, one)
    return sum([weight * large[term] for term, weight in small.items() if term in large])


def tf_idf(bags: Sequence[Sequence[str]]) -> list[Vector]:
    """Return a vector for each bag of terms; a term in most sentences weighs little."""
    in_sentences = Counter(chain.from_iterable(map(set, bags)))
    rarity = {term: math.log(1 + len(bags) / count) for term, count in in_sentences.items()}
    return [_weighed(bag, rarity) for bag in bags]


def total(vectors: Sequence[Vector]) -> Vector:
    """Return the sum of vectors, brought to length 1."""
    return _unit(_sum(vectors))


@dataclass(frozen=True, slots=True)
class Surroundings:
    """How near each vector of an article is to the rest of it, as one cosine for each vector."""

    whole: list[float]
    """To the sum of all vectors."""
    before: list[float]
    """To the sum of those before it."""
    after: list[float]
    """To the sum of those after it."""


def surroundings(vectors: Sequence[Vector]) -> Surroundings:
    """Return how near each vector is to the whole, to what is before and to what is after it.

    One pass: what comes after is the whole without what came so far.
    """
    everything = _sum(vectors)
    size = sum([weight * weight for weight in everything.values()])
    summed: defaultdict[str, float] = defaultdict(float)
    found = Surroundings([], [], [])
    squares = shared_so_far = 0.0
    for vector in vectors:
        whole = before = own = 0.0
        for term, weight in vector.items():
            so_far = summed[term]
            whole += weight * everything[term]
            before += weight * so_far
            own += weight * weight
            summed[term] = so_far + weight
        found.whole.append(_cosine(whole, size))
        found.before.append(_cosine(before, squares))
        squares += own + 2 * before
        shared_so_far += whole
        rest = size - 2 * shared_so_far + squares
        found.after.append(_cosine(whole - before - own, rest))
    return found


def _cosine(shared: float, squares: float) -> float:
    """Return the cosine of a unit vector and one of so many squares; rounding may leave crumbs."""
    return shared / math.sqrt(squares) if shared > CRUMB and squares > CRUMB else 0.0


def _sum(vectors: Sequence[Vector]) -> dict[str, float]:
    summed: defaultdict[str, float] = defaultdict(float)
    for vector in vectors:
        for term, weight in vector.items():
            summed[term] += weight
    return summed


def _weighed(bag: Sequence[str], rarity: dict[str, float]) -> Vector:
    vector = {term: rarity[term] for term in bag}
    if len(vector) < len(bag):
        vector = {term: count * rarity[term] for term, count in Counter(bag).items()}
    return _unit(vector)


def _unit(vector: dict[str, float]) -> Vector:
    length = math.sqrt(sum([weight * weight for weight in vector.values()]))
    return {term: weight / length for term, weight in vector.items()} if length else {}
