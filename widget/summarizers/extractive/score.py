"""Scores sentences: one number for how much of the article a sentence covers."""

from __future__ import annotations

import json
from functools import cache
from operator import mul
from typing import TYPE_CHECKING, Final, NamedTuple

from widget.summarizers.extractive.features import NAMES
from widget.summarizers.extractive.files import text_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from widget.summarizers.extractive.features import Features

FILE: Final = "weights.json"
"""Written by ``python -m training``; beside this module."""
OWN_WEIGHTS: Final = frozenset(["en"])
"""Languages with weights of their own; ``OTHERS`` serve the rest."""
OTHERS: Final = "others"


class Weights(NamedTuple):
    """What each feature adds to the score, or takes from it."""

    values: tuple[float, ...]
    """In the order of ``features.NAMES``."""
    redundancy: float
    """What is taken from the score of a sentence that says just what a chosen one says."""
    common: frozenset[str] = frozenset()
    """Terms of most news: sharing one of them does not tell of the article's topic."""


def weights(language: str) -> Weights:
    """Return the weights for a primary subtag like ``en``; the file is read once."""
    return _read()[language if language in OWN_WEIGHTS else OTHERS]


def scores(features: Sequence[Features], weighed: Weights) -> tuple[float, ...]:
    """Return the score of each sentence; only their order within one article means anything."""
    return tuple([sum(map(mul, each.values, weighed.values)) for each in features])


def from_json(text: str) -> dict[str, Weights]:
    """Return the weights that a file of ``training`` holds; features that it lacks weigh 0."""
    return {
        language: Weights(
            tuple(record["weights"].get(name, 0.0) for name in NAMES),
            record["redundancy"],
            frozenset(record["common"]),
        )
        for language, record in json.loads(text)["languages"].items()
    }


@cache
def _read() -> dict[str, Weights]:
    return from_json(text_of(FILE))
