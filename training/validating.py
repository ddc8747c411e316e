"""Validates weights on articles that they were not made from."""

from __future__ import annotations

import random
from statistics import fmean
from typing import TYPE_CHECKING, Final

from training.examples import Example, rouge
from training.fitting import fit
from widget.domain.draft import SummaryShape
from widget.summarizers.extractive.features import NAMES
from widget.summarizers.extractive.score import Weights, scores
from widget.summarizers.extractive.selection import lead, select

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

FOLDS: Final = 5
REDUNDANCIES: Final = (0.5, 0.8, 1.1, 1.4, 1.7, 2.0)
ALIKE: Final = 0.1
"""Sums of ROUGE-1 and ROUGE-2 that differ by less are alike: other folds move them by more."""
SHAPE: Final = SummaryShape(points=3, words=70)

Metrics = dict[str, float]


def cross_validated(
    examples: Sequence[Example], language: str, common: Sequence[str], seed: int
) -> tuple[float, Metrics]:
    """Return the redundancy to use, and the metrics with it of articles left out of the fit."""
    fitted = [
        (fit(learnt, language), held) for learnt, held in folds(examples, random.Random(seed))
    ]
    rated = {
        redundancy: metrics(
            (example, weights_of(weights, redundancy, common))
            for weights, held in fitted
            for example in held
        )
        for redundancy in REDUNDANCIES
    }
    redundancy = _strictest(
        {each: found["rouge1"] + found["rouge2"] for each, found in rated.items()}
    )
    return redundancy, rated[redundancy]


def _strictest(rated: dict[float, float]) -> float:
    """Return the greatest redundancy that is as good as the best: readers dislike repetition."""
    return max(each for each, found in rated.items() if found >= max(rated.values()) - ALIKE)


def folds(
    examples: Sequence[Example], chance: random.Random
) -> list[tuple[list[Example], list[Example]]]:
    """Return pairs of what to learn from and what is held out; each example is held out once."""
    shuffled = list(examples)
    chance.shuffle(shuffled)
    return [
        (
            [each for place, each in enumerate(shuffled) if place % FOLDS != fold],
            shuffled[fold::FOLDS],
        )
        for fold in range(FOLDS)
    ]


def metrics(weighed: Iterable[tuple[Example, Weights]]) -> Metrics:
    """Return mean ROUGE (F1, 0 to 100) of the extract and of the first sentences, junk gone."""
    pairs = list(weighed)
    ours = [rouge(example, chosen(example, weights)) for example, weights in pairs]
    first = [
        rouge(example, lead([each.words for each in example.features], SHAPE))
        for example, _ in pairs
    ]
    columns = zip(("rouge1", "rouge2"), zip(*ours, strict=True), strict=True)
    leads = zip(("lead_rouge1", "lead_rouge2"), zip(*first, strict=True), strict=True)
    return {name: round(fmean(column), 2) for name, column in (*columns, *leads)}


def weights_of(named: dict[str, float], redundancy: float, common: Sequence[str]) -> Weights:
    """Return weights as the server reads them."""
    values = tuple(named.get(name, 0.0) for name in NAMES)
    return Weights(values, redundancy, frozenset(common))


def chosen(example: Example, weights: Weights) -> tuple[int, ...]:
    """Return the positions that the server would choose with these weights."""
    rated = scores(example.features, weights)
    return select(example.features, rated, SHAPE, weights)
