"""The result of a comparison of summarizers: a table for each file and length."""

from __future__ import annotations

from dataclasses import dataclass
from statistics import fmean
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bench.quality.overlap import Rouge


@dataclass(frozen=True, slots=True)
class Row:
    """How well one summarizer did on one file at one length."""

    name: str
    scores: tuple[Rouge, ...]
    interval: tuple[float, float]
    """Of the difference of ROUGE-1 to the first sentences, 95 %."""

    def mean(self, kind: str) -> float:
        """Return the mean of ``one``, ``two`` or ``longest``."""
        return fmean(getattr(score, kind) for score in self.scores)


@dataclass(frozen=True, slots=True)
class Table:
    """All summarizers on one file at one length."""

    file: str
    articles: int
    length: str
    rows: tuple[Row, ...]
