"""Selects the sentences of a summary."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Final

from widget.rules.words import FIRST_UNSPACED
from widget.summarizers.extractive.candidates import Candidate
from widget.summarizers.extractive.introductions import (
    allow_brackets,
    allow_continuations,
    introducing,
    neighbours,
    still_needed,
)
from widget.summarizers.extractive.opening import Openings, rivals
from widget.summarizers.extractive.vectors import cosine

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from widget.domain.draft import SummaryShape
    from widget.summarizers.extractive.features import Features
    from widget.summarizers.extractive.score import Weights

SAME: Final = 0.8
"""A sentence with this cosine to a chosen one says the same and is not chosen."""
CONTAINED: Final = 0.5
"""So is one that shares this part of the content words of the shorter of the two: fewer than a
reader would count, because words with one stem are one word here."""
CONTAINED_PAIRS: Final = 0.6
"""The same where words are pairs of characters: a long one is several."""
FEWEST_TERMS: Final = 3
"""Content words of a sentence of which a part can be told."""
TELLS: Final = 1.0
"""What a sentence gains for each thing that its genre must tell and no chosen one tells."""
FIRST_ASKED: Final = {"death": 3.0, "harm": 1.0, "life": 1.0, "score": 0.5, "findings": 0.5}
"""What it gains besides for what a reader asks first."""
HEADLINE: Final = 2.0
"""What a sentence gains that says all of the headline which no chosen one says."""
NEXT: Final = 0.05
"""What a sentence gains that goes on where a chosen one ends."""
UNLINKED: Final = -0.6
"""What a sentence gains that shares no word with a chosen one, and goes on with none."""
DENIES: Final = 1.0
"""What a sentence gains that denies what was just claimed."""
STRETCH: Final = 1.35
"""The words of a shape may be exceeded by this factor, so that a point is never cut."""
KEPT_SHARE: Final = 0.8
"""Of the article's usual sentence: room that is kept for each further point, so that long first
points do not leave fewer."""
FEW: Final = 2
"""Sentences off the article's topic are chosen only where there would be fewer points."""
FURTHER_WORDS: Final = 8
"""A further point of fewer words tells nothing."""
SPARE_WORDS: Final = 20
"""While so many words of the shape are left there may be a further point, up to ``shape.most``."""


class Selection:
    """The sentences that are chosen so far, and those that are left."""

    def __init__(
        self, left: list[Candidate], shape: SummaryShape, weights: Weights, title: frozenset[str]
    ) -> None:
        """Begin with nothing chosen; ``title`` has the stems of the title's content words."""
        self.left = left
        self.shape = shape
        self.redundancy = weights.redundancy
        self.positions: set[int] = set()
        self.room = shape.words * STRETCH
        self.spare = shape.words
        """Words as a reader counts them that are left of the shape."""
        self.kept = _room_of_a_point(left, shape)
        self.unsaid = title.intersection(chain.from_iterable(each.features.terms for each in left))
        """Stems of the headline that the article says and no chosen sentence."""
        self.told = len(self.unsaid)
        self.untold = frozenset(chain.from_iterable(each.features.tells for each in left))
        """What the genre must tell, and no chosen sentence tells."""
        self.promised: Candidate | None = None
        """The sentence that the last chosen one introduces, and was chosen for."""

    def take(self, chosen: Candidate, rivals: Collection[int] = ()) -> None:
        """Choose a sentence; those at ``rivals`` cannot be chosen any more."""
        self.positions.add(chosen.position)
        self.room -= chosen.words
        self.spare -= chosen.features.spoken
        self.unsaid -= chosen.features.terms
        self.untold -= chosen.features.tells
        self.left = [
            each for each in self.left if each is not chosen and each.position not in rivals
        ]
        _approach(self.left, chosen)

    def next(self) -> Candidate | None:
        """Return the best sentence for the next point; None when the summary is whole."""
        if promised := self.promised:
            self.promised = None
            return promised
        missing = self.shape.points - len(self.positions)
        if missing <= 0:
            return self._further()
        best = self._introduced(self._next(missing), missing)
        if best is None and allow_continuations(self.left, self.positions):
            best = self._next(missing)
        return self._next(missing) if best is None and allow_brackets(self.left) else best

    def _introduced(self, best: Candidate | None, missing: int) -> Candidate | None:
        """Return the best sentence, or one that introduces whom a better one names."""
        sound = [each for each in self.left if each.topical and each.is_plain and not each.repeats]
        if missing > 1:
            return introducing(best, sound, self.positions, self.room, self._worth)
        pair = neighbours(best, sound, self.positions, self.room, self._worth)
        if pair is None:
            return best
        first, self.promised = pair
        return first

    def _next(self, missing: int) -> Candidate | None:
        eligible = [each for each in self.left if self._is_eligible(each)]
        return (
            self._best(eligible, self.room - self.kept * (missing - 1))
            or self._best(eligible, self.room)
            or (None if self.positions else self._best(eligible, float("inf")))
        )

    def _further(self) -> Candidate | None:
        """Return a sentence for a point over those asked for, while many words are left."""
        if len(self.positions) >= self.shape.limit:
            return None
        if self.spare < SPARE_WORDS:
            return self._denial()
        room = min(self.room, self.spare)
        good = [
            each
            for each in self.left
            if each.is_plain and each.topical and each.words >= FURTHER_WORDS
            if not (each.leans or each.repeats or each.needs or each.unmet)
            if not each.features.is_denied
        ]
        return self._best(good, room)

    def _denial(self) -> Candidate | None:
        """Return a sentence that denies what a chosen one right before it claims."""
        found = [each for each in self.left if each.features.denies]
        behind = [each for each in found if each.position - 1 in self.positions]
        return self._best([each for each in behind if self._is_eligible(each)], self.room)

    def _is_eligible(self, each: Candidate) -> bool:
        return not each.repeats and not each.unmet and each.needs <= self.positions

    def _best(self, eligible: Sequence[Candidate], room: float) -> Candidate | None:
        """Return the best sentence that fits: a short one on the article's topic if any is."""
        fitting = [each for each in eligible if each.words <= room]
        topical = [each for each in fitting if each.topical]
        short = [each for each in topical if each.is_plain]
        if len(self.positions) >= FEW:
            fitting = []
        return max(short or topical or fitting, key=self._worth, default=None)

    def _link(self, each: Candidate) -> float:
        """Return what a sentence gains by how it is tied to those that are chosen."""
        follows = each.position - 1 in self.positions
        is_near = follows or each.position - 2 in self.positions
        gained = DENIES if is_near and each.features.denies else 0.0
        gained -= DENIES if each.features.is_denied else 0.0
        if follows:
            return gained + NEXT
        return gained if each.nearness else gained + UNLINKED

    def _worth(self, each: Candidate) -> float:
        worth = each.score - self.redundancy * each.nearness
        told = self.untold & each.features.tells
        worth += sum(TELLS + FIRST_ASKED.get(name, 0.0) for name in told)
        worth += self._link(each)
        if not self.unsaid:
            return worth
        return worth + HEADLINE * len(self.unsaid & each.features.terms) / self.told


def select(
    features: Sequence[Features],
    scores: Sequence[float],
    shape: SummaryShape,
    weights: Weights,
    title: frozenset[str] = frozenset(),
) -> tuple[int, ...]:
    """Return the positions of the chosen sentences, in article order.

    At most ``shape.points``, in about ``shape.words`` words; up to ``shape.most`` while many words
    are left. The opening is chosen first. A sentence that leans on the one before it is chosen only
    after that one, and one that names somebody after one that introduces that person;
    one that is no candidate or points at a figure never is.
    ``scores`` were made with ``weights``; ``title`` has the stems of the title's content words.
    """
    fit = [
        Candidate(each, score, weights.common)
        for each, score in zip(features, scores, strict=True)
        if each.unfit is None and not each.form.refers_to_figure
    ]
    found = Selection(fit, shape, weights, title)
    openings = Openings(features, title, weights.common)
    if opening := openings.best(fit):
        found.take(opening, rivals(opening, fit) | openings.scene)
    while best := found.next():
        found.take(best)
    return tuple(sorted(found.positions))


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


def repeats(one: Features, other: Features) -> bool:
    """Tell whether two sentences share most content words of the shorter one.

    Any that one shares is enough where it has hardly more.
    """
    fewer, shared = min(len(one.terms), len(other.terms)), one.terms & other.terms
    if not shared or fewer < FEWEST_TERMS:
        return bool(shared)
    most = CONTAINED if max(shared) < FIRST_UNSPACED else CONTAINED_PAIRS
    return len(shared) >= most * fewer


def _room_of_a_point(left: Sequence[Candidate], shape: SummaryShape) -> float:
    lengths = sorted([each.words for each in left])
    usual = lengths[len(lengths) // 2] if lengths else 0
    return min(KEPT_SHARE * usual, shape.words / shape.points)


def _approach(left: Sequence[Candidate], chosen: Candidate) -> None:
    """Bring what is left up to date with a sentence that was just chosen."""
    vector = chosen.features.vector
    for each in left:
        near = cosine(each.features.vector, vector)
        each.nearness = max(each.nearness, near)
        each.unmet = still_needed(each.unmet, chosen.position)
        each.repeats = each.repeats or near >= SAME or repeats(each.features, chosen.features)
