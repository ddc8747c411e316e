"""Compares sentences by vectors of the terms that they share."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from itertools import chain
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

CRUMB: Final = 1e-9
LEAD: Final = 3
"""So many first sentences tell what the news is."""

Vector = dict[str, float]
"""Weight of each term that is also in another sentence."""


class Space(NamedTuple):
    """The sentences of an article as vectors of length 1, each in two parts.

    Terms of one sentence alone add to its length and to nothing that it shares, so they need no
    place in a vector; most terms are such.
    """

    vectors: list[Vector]
    lone: list[float]
    """Square of the part of each vector that no other sentence shares, 0 to 1."""


def cosine(one: Vector, other: Vector) -> float:
    """Return the cosine of two different sentences of one space, 0 to 1."""
    small, large = (one, other) if len(one) < len(other) else (other, one)
    return sum([weight * large[term] for term, weight in small.items() if term in large])


def space(bags: Sequence[Sequence[str]]) -> Space:
    """Return the space of bags of terms; a term in most of them weighs little."""
    in_bags = Counter(chain.from_iterable(map(set, bags)))
    rarity = {count: math.log(1 + len(bags) / count) for count in set(in_bags.values())}
    weights = {term: rarity[count] for term, count in in_bags.items()}
    shared = {term for term, count in in_bags.items() if count > 1}
    parts = [_parts(bag, weights, shared) for bag in bags]
    return Space([vector for vector, _ in parts], [lone for _, lone in parts])


def _parts(bag: Sequence[str], weights: dict[str, float], shared: set[str]) -> tuple[Vector, float]:
    vector = {term: weights[term] for term in bag}
    if len(vector) < len(bag):
        vector = {term: count * weights[term] for term, count in Counter(bag).items()}
    length = math.sqrt(sum([weight * weight for weight in vector.values()])) or 1.0
    kept = {term: weight / length for term, weight in vector.items() if term in shared}
    lone = 1.0 - sum([weight * weight for weight in kept.values()]) if vector else 0.0
    return kept, lone if lone > CRUMB else 0.0


def near_lead(found: Space) -> list[float]:
    """Return the cosine of each sentence with the sum of the first ``LEAD``, it among them."""
    vectors, lone = found
    centre = _sum(vectors[:LEAD])
    squares = sum([weight * weight for weight in centre.values()]) + sum(lone[:LEAD])
    own = [*lone[:LEAD], *([0.0] * len(lone[LEAD:]))]
    length = math.sqrt(squares) or 1.0
    return [
        (cosine(vector, centre) + more) / length for vector, more in zip(vectors, own, strict=True)
    ]


def centralities(found: Space) -> list[float]:
    """Return how near each sentence is to the sum of all, as a share of the nearest one's."""
    everything = _sum(found.vectors)
    near = [
        sum([weight * everything[term] for term, weight in vector.items()]) + lone
        for vector, lone in zip(found.vectors, found.lone, strict=True)
    ]
    most = max(near, default=0.0) or 1.0
    return [value / most for value in near]


def _sum(vectors: Sequence[Vector]) -> defaultdict[str, float]:
    summed: defaultdict[str, float] = defaultdict(float)
    for vector in vectors:
        for term, weight in vector.items():
            summed[term] += weight
    return summed
