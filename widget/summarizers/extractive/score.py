"""The home of the score: one number for how much a sentence tells of the article."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

    from widget.summarizers.extractive.features import Features


@dataclass(frozen=True, slots=True)
class Weights:
    """What each feature adds to the score, or takes from it."""

    position: float = 1.3
    position_decay: float = 3.0
    """After this many sentences what position adds has fallen to 37 %."""
    centrality: float = 2.0
    title_overlap: float = 0.8
    opens_paragraph: float = 0.1
    number: float = 0.05
    question: float = -0.4
    personal: float = -0.25
    figure: float = -0.5
    note: float = -0.5
    few_words: int = 10
    many_words: int = 30
    short: float = -1.2
    """For a sentence of no words; less the nearer it is to ``few_words``."""
    long: float = -0.03
    """For each word above ``many_words``."""


WEIGHTS: Final = Weights()


def scores(features: Sequence[Features], weights: Weights = WEIGHTS) -> tuple[float, ...]:
    """Return the score of each sentence; only their order within one article means anything."""
    most_central = max((each.centrality for each in features), default=0.0) or 1.0
    return tuple(_score(each, most_central, weights) for each in features)


def _score(features: Features, most_central: float, weights: Weights) -> float:
    return (
        weights.position * math.exp(-features.position / weights.position_decay)
        + weights.centrality * features.centrality / most_central
        + weights.title_overlap * features.title_overlap
        + weights.opens_paragraph * features.opens_paragraph
        + weights.number * features.form.has_number
        + weights.question * features.form.is_question
        + weights.personal * features.form.is_personal
        + weights.figure * features.form.refers_to_figure
        + weights.note * features.form.has_note
        + _length(features.words, weights)
    )


def _length(words: int, weights: Weights) -> float:
    short = weights.short * max(0, weights.few_words - words) / weights.few_words
    return short + weights.long * max(0, words - weights.many_words)
