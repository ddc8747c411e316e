"""The sentences that may be chosen, and what is known of each while others are chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

    from widget.summarizers.extractive.features import Features
    from widget.summarizers.extractive.people import Partial

LEANING_WORDS: Final = 8
"""A sentence of fewer words that leans on the one before it adds nothing worth a point."""
NEVER: Final = frozenset((-1,))
"""What a sentence needs that is never chosen: there is no such position."""
LONG_WORDS: Final = 45
"""A sentence of more words is chosen only when no shorter one is left, but for the opening."""


class Candidate:
    """A sentence that may be chosen, and how near it is to those that are."""

    __slots__ = (
        "features",
        "leans",
        "nearness",
        "needs",
        "position",
        "repeats",
        "score",
        "topical",
        "unmet",
        "words",
    )

    def __init__(self, features: Features, score: float, common: frozenset[str]) -> None:
        """Begin with nothing chosen."""
        self.features = features
        self.unmet: Sequence[Partial] = features.unexplained
        """Whom and what it takes for known, and no chosen sentence introduces."""
        self.position = features.position
        self.words = features.words
        self.topical = bool(features.tells) or not features.is_isolated(common)
        self.score = score
        self.leans = features.leans
        """Whether it is understood only after the sentence before it."""
        self.needs = _needs(features) if self.leans else frozenset()
        """Positions of sentences without which this one is not understood."""
        self.nearness = 0.0
        """Greatest cosine with a chosen sentence."""
        self.repeats = False
        """Whether it says what a chosen sentence says."""

    @property
    def is_plain(self) -> bool:
        """Whether it is neither very long nor behind a kicker: what is, is chosen last."""
        return self.words <= LONG_WORDS and not self.features.is_labelled


def _needs(features: Features) -> frozenset[int]:
    if features.words < LEANING_WORDS:
        return NEVER
    return frozenset((features.position - 1,))
