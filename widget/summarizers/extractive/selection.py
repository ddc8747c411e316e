"""Selects the sentences of a summary."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from widget.summarizers.extractive.introductions import (
    allow_brackets,
    introducing,
    neighbours,
    still_needed,
)
from widget.summarizers.extractive.vectors import cosine

if TYPE_CHECKING:
    from collections.abc import Sequence

    from widget.domain.draft import SummaryShape
    from widget.summarizers.extractive.features import Features
    from widget.summarizers.extractive.people import Partial
    from widget.summarizers.extractive.score import Weights

SAME: Final = 0.8
"""A sentence with this cosine to a chosen one says the same and is not chosen."""
STRETCH: Final = 1.35
"""The words of a shape may be exceeded by this factor, so that a point is never cut."""
KEPT_SHARE: Final = 0.8
"""Of the article's usual sentence: room that is kept for each further point, so that long first
points do not leave fewer."""
LEANING_WORDS: Final = 8
"""A sentence of fewer words that leans on the one before it adds nothing worth a point."""
LONG_WORDS: Final = 45
"""A sentence of more words is chosen only when no shorter one is left."""


class Candidate:
    """A sentence that may be chosen, and how near it is to those that are."""

    __slots__ = (
        "features",
        "follows",
        "leans",
        "nearness",
        "position",
        "score",
        "topical",
        "unmet",
        "words",
    )

    def __init__(
        self,
        features: Features,
        score: float,
        common: frozenset[str],
        needs: Sequence[Partial] = (),
    ) -> None:
        """Begin with nothing chosen."""
        self.unmet = needs
        self.features = features
        self.position = features.position
        self.words = features.words
        self.leans = features.form.leans_on_previous
        self.topical = not features.is_isolated(common)
        self.score = score
        self.nearness = 0.0
        """Greatest cosine with a chosen sentence."""
        self.follows = False
        """Whether the sentence before it is chosen."""


def select(
    features: Sequence[Features],
    scores: Sequence[float],
    shape: SummaryShape,
    weights: Weights,
    needs: Sequence[Sequence[Partial]] = (),
) -> tuple[int, ...]:
    """Return the positions of the chosen sentences, in article order.

    At most ``shape.points``, in about ``shape.words`` words. A sentence that leans on the one
    before it is chosen only after that one; one that points at a figure never is.
    ``scores`` were made with ``weights``.
    """
    left = [
        Candidate(each, score, weights.common, needed)
        for each, score, needed in zip(features, scores, needs or [()] * len(scores), strict=True)
        if not each.form.refers_to_figure
    ]
    room, redundancy = shape.words * STRETCH, weights.redundancy
    further = _room_of_a_point(left, shape)
    chosen: list[Candidate] = []
    while len(chosen) < shape.points:
        kept = further * (shape.points - len(chosen) - 1)
        best = (
            _best(left, room - kept, redundancy)
            or _best(left, room, redundancy)
            or (None if chosen else _best(left, float("inf"), redundancy))
        )
        if len(chosen) + 1 < shape.points:
            best = introducing(best, _sound(left), room, partial(_value, redundancy=redundancy))
        elif pair := neighbours(best, _sound(left), room, partial(_value, redundancy=redundancy)):
            chosen.extend(pair)
            break
        if best is None and allow_brackets(left):
            continue
        if best is None:
            break
        chosen.append(best)
        room -= best.words
        if len(chosen) < shape.points:
            left = [each for each in left if each is not best]
            _approach(left, best)
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


def _best(left: Sequence[Candidate], room: float, redundancy: float) -> Candidate | None:
    """Return the best sentence that fits: a short one on the article's topic if there is any."""
    eligible = [
        each
        for each in left
        if each.words <= room
        and each.nearness < SAME
        and not each.unmet
        and (not each.leans or (each.follows and each.words >= LEANING_WORDS))
    ]
    return max(
        _sound(eligible) or [each for each in eligible if each.topical] or eligible,
        key=partial(_value, redundancy=redundancy),
        default=None,
    )


def _sound(candidates: Sequence[Candidate]) -> list[Candidate]:
    """Return those that say something new on the article's topic and are not too long."""
    return [
        each
        for each in candidates
        if each.topical and each.nearness < SAME and each.words <= LONG_WORDS
    ]


def _value(candidate: Candidate, redundancy: float) -> float:
    return candidate.score - redundancy * candidate.nearness


def _room_of_a_point(left: Sequence[Candidate], shape: SummaryShape) -> float:
    lengths = sorted([each.words for each in left])
    usual = lengths[len(lengths) // 2] if lengths else 0
    return min(KEPT_SHARE * usual, shape.words / shape.points)


def _approach(left: Sequence[Candidate], chosen: Candidate) -> None:
    """Bring what is left up to date with a sentence that was just chosen."""
    vector, following = chosen.features.vector, chosen.position + 1
    for each in left:
        each.nearness = max(each.nearness, cosine(each.features.vector, vector))
        each.follows = each.follows or each.position == following
        each.unmet = still_needed(each.unmet, chosen.position)
