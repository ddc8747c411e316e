"""Fits weights that make the wanted sentences of each article the likely ones.

A conditional logit: within an article the chance of a sentence grows with the exponential of its
score. Weights are pulled towards the priors, by as much as cross-validation found best.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
from scipy.optimize import minimize

from training.labels import labels
from training.priors import BOUNDS, BOUNDS_OF_OTHERS, ENGLISH_ONLY, PRIORS
from widget.summarizers.extractive.features import NAMES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from training.examples import Example

    Numbers = NDArray[np.float64]

PULL: Final = 0.1
"""Towards the priors, for each squared standard deviation of a feature."""
DECIMALS: Final = 4


class Problem:
    """The examples as numbers: features in standard deviations from their article's mean."""

    def __init__(self, examples: Sequence[Example], language: str) -> None:
        """Measure the examples; ``language`` says which features may weigh anything."""
        tables = [np.array([each.values for each in example.features]) for example in examples]
        table = np.vstack([each - each.mean(axis=0) for each in tables])
        deviations = table.std(axis=0)
        self.deviations = np.where(deviations > 0, deviations, 1.0)
        self.table = table / self.deviations
        self.wanted = np.concatenate([labels(example) for example in examples])
        sizes = [len(each) for each in tables]
        self.starts = np.cumsum([0, *sizes[:-1]])
        self.article = np.repeat(np.arange(len(sizes)), sizes)
        self.priors = np.array([_prior(name, language) for name in NAMES]) * self.deviations
        self.free = np.array([_is_learnt(name, language) for name in NAMES], dtype=float)

    def loss(self, scaled: Numbers) -> tuple[float, Numbers]:
        """Return how unlikely the wanted sentences are, and the slope of that."""
        scores = self.table @ scaled
        scores -= np.maximum.reduceat(scores, self.starts)[self.article]
        grown = np.exp(scores)
        totals = np.add.reduceat(grown, self.starts)[self.article]
        apart = scaled - self.priors
        surprise = -(self.wanted * (scores - np.log(totals))).sum() / len(self.starts)
        slope = self.table.T @ (grown / totals - self.wanted) / len(self.starts)
        return (
            float(surprise + PULL * (apart @ apart)),
            (slope + 2 * PULL * apart) * self.free,
        )


def fit(examples: Sequence[Example], language: str) -> dict[str, float]:
    """Return a weight for each feature; those that mean nothing in the language have none."""
    problem = Problem(examples, language)
    found = minimize(problem.loss, problem.priors.copy(), jac=True, method="L-BFGS-B")
    weights = (found.x / problem.deviations).round(DECIMALS)
    return {
        name: _bounded(name, float(weight), language)
        for name, weight in zip(NAMES, weights, strict=True)
        if _is_learnt(name, language)
    }


def _prior(name: str, language: str) -> float:
    return 0.0 if language != "en" and name in ENGLISH_ONLY else PRIORS.get(name, 0.0)


def _bounded(name: str, weight: float, language: str) -> float:
    bounds = BOUNDS if language == "en" else BOUNDS_OF_OTHERS
    low, high = bounds.get(name, (weight, weight))
    return max(low, min(high, weight))


def _is_learnt(name: str, language: str) -> bool:
    return language == "en" or name not in ENGLISH_ONLY
