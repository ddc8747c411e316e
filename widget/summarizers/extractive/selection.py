"""The home of the choice: which sentences stand together in a summary."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from widget.summarizers.extractive.features import cosine

if TYPE_CHECKING:
    from collections.abc import Sequence

    from widget.model import SummaryShape
    from widget.summarizers.extractive.features import Features

REDUNDANCY: Final = 0.9
"""What is taken from the score of a sentence that says just what a chosen one says."""
SAME: Final = 0.8
"""A sentence with this cosine to a chosen one says the same and is not chosen."""
STRETCH: Final = 1.35
"""The words of a shape may be exceeded by this factor, so that a point is never cut."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence that may be chosen."""

    features: Features
    score: float

    @property
    def position(self) -> int:
        """Place among the sentences of the article, from 0."""
        return self.features.position


def select(
    features: Sequence[Features], scores: Sequence[float], shape: SummaryShape
) -> tuple[int, ...]:
    """Return the positions of the chosen sentences, in article order.

    At most ``shape.points``, in about ``shape.words`` words. A sentence that leans on the one
    before it is chosen only after that one.
    """
    left = [Candidate(each, score) for each, score in zip(features, scores, strict=True)]
    chosen: list[Candidate] = []
    while len(chosen) < shape.points:
        eligible = [each for each in left if _is_eligible(each, chosen, shape)]
        if not eligible:
            break
        best = max(eligible, key=lambda each: each.score - REDUNDANCY * _nearness(each, chosen))
        chosen.append(best)
        left.remove(best)
    return tuple(sorted(each.position for each in chosen))


def lead(words: Sequence[int], shape: SummaryShape) -> tuple[int, ...]:
    """Return the positions of the first sentences that fit the shape; the first always fits.

    ``words`` is the number of words of each sentence.
    """
    total = 0
    for position, count in enumerate(words[: shape.points]):
        total += count
        if position and total > shape.words * STRETCH:
            return tuple(range(position))
    return tuple(range(min(len(words), shape.points)))


def _is_eligible(each: Candidate, chosen: Sequence[Candidate], shape: SummaryShape) -> bool:
    if each.features.form.leans_on_previous and not _follows(each, chosen):
        return False
    total = each.features.words + sum(other.features.words for other in chosen)
    if chosen and total > shape.words * STRETCH:
        return False
    return _nearness(each, chosen) < SAME


def _follows(each: Candidate, chosen: Sequence[Candidate]) -> bool:
    return any(other.position == each.position - 1 for other in chosen)


def _nearness(each: Candidate, chosen: Sequence[Candidate]) -> float:
    vector = each.features.vector
    return max((cosine(vector, other.features.vector) for other in chosen), default=0.0)
