"""Computes labels: how much a person's summary wants each sentence of its article."""

from __future__ import annotations

import math
from functools import cache
from typing import TYPE_CHECKING, Final

from training.examples import rouge

if TYPE_CHECKING:
    from training.examples import Example

POINTS: Final = 3
FEWEST_WORDS: Final = 8
"""Shorter sentences are judged as if they had so many words: two that match say little."""
SHARPNESS: Final = 2.0


def oracle(example: Example) -> tuple[int, ...]:
    """Return the positions that greedily make the best ROUGE-1 + ROUGE-2, at most ``POINTS``."""
    chosen: tuple[int, ...] = ()
    best = 0.0
    while len(chosen) < POINTS:
        left = [each for each in range(len(example.sentences)) if each not in chosen]
        rated = [(sum(rouge(example, (*chosen, each))), -each) for each in left]
        rating, position = max(rated, default=(0.0, 0))
        if rating <= best:
            break
        best, chosen = rating, (*chosen, -position)
    return chosen


@cache
def labels(example: Example) -> list[float]:
    """Return a share for each sentence; all add up to 1.

    The oracle's sentences get most, and so do those of whose words the summary has many.
    """
    wanted = oracle(example)
    precisions = [_precision(example, each) for each in range(len(example.sentences))]
    most = max(precisions) or 1.0
    weights = [
        math.exp(SHARPNESS * (precision / most + (position in wanted)))
        for position, precision in enumerate(precisions)
    ]
    total = sum(weights)
    return [weight / total for weight in weights]


def _precision(example: Example, position: int) -> float:
    """Return the share of the sentence's words and pairs of words that are in the summary."""
    sentence, reference = example.sentences[position], example.reference
    hits = (sentence.ones & reference.ones).total() + (sentence.twos & reference.twos).total()
    return hits / max(FEWEST_WORDS, sentence.ones.total())
