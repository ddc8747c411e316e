"""Finds the opening of an article: the sentence that says first what the news is."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Final

from widget.domain.block import Role

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from widget.summarizers.extractive.candidates import Candidate
    from widget.summarizers.extractive.features import Features

OF_LIFE: Final = frozenset({"death", "life"})
"""What an obituary tells beside its standfirst, too."""
NEAR: Final = 4
"""The opening is one of so many first candidates."""

SCENE: Final = 12
"""Behind a scene the news is among so many first candidates."""
TITLE_WORDS: Final = 3
SAID_WORDS: Final = 2
SAID_SHARE: Final = 0.3
"""Content words of a title, and of those in a sentence that says its news."""


class Openings:
    """The candidates for the opening of one article."""

    def __init__(
        self, features: Sequence[Features], title: frozenset[str], common: frozenset[str]
    ) -> None:
        """Take all sentences, the title's stems, and the terms of most news."""
        self._features = features
        self._title = title
        self._common = common
        self.scene: frozenset[int] = frozenset()
        """Positions of the first paragraph's sentences, where the opening stands behind it."""

    def best(self, candidates: Sequence[Candidate]) -> Candidate | None:
        """Return the body's first sentence, or the standfirst's where that one is better.

        It may be of any length. It may lean on another sentence when it is really the first one,
        and no sentence near it says more of the title and stands alone. It is skipped when it
        begins with a kicker, or its paragraph shares no word with title and article, and another
        near it is better. ``candidates`` are in article order.
        """
        standfirst = [each for each in candidates if each.features.role == Role.STANDFIRST]
        body = [each for each in candidates if each.features.role != Role.STANDFIRST]
        if not standfirst and (news := self._behind_a_scene(body)):
            return news
        if not standfirst or not body:
            return self._first(standfirst or body, 0)
        first = self._first(body, standfirst[-1].position + 1)
        above = self._first(standfirst, 0)
        return above if first is None or self._is_better(above, first) else first

    def _behind_a_scene(self, body: Sequence[Candidate]) -> Candidate | None:
        """Return the first sentence that says what the title says, where a scene is before it.

        It is a scene where no sentence of the first paragraph has a word of the title.
        """
        if len(self._title) < TITLE_WORDS or not body:
            return None
        first = self._paragraph(body[0].position)
        if any(not self._title.isdisjoint(each.terms) for each in first):
            return None
        least = max(SAID_WORDS, SAID_SHARE * len(self._title))
        near = [each for each in body[:SCENE] if self._said(each) >= least]
        clear = [each for each in near if not each.leans and all(name.given for name in each.unmet)]
        self.scene = frozenset(each.position for each in first) if clear else frozenset()
        return next(iter(clear), None)

    def _is_better(self, standfirst: Candidate | None, first: Candidate) -> bool:
        """Tell whether the standfirst says the news, and the body begins with something else."""
        if standfirst is None or standfirst.leans:
            return False
        said = self._said(first)
        begins = first.features.opens_paragraph and not first.leans
        return not (begins and said) or self._said(standfirst) > said

    def _first(self, candidates: Sequence[Candidate], beginning: int) -> Candidate | None:
        """Return the first of the best that are near ``beginning``, the first position."""
        near = candidates[:NEAR]
        most = max((self._said(each) for each in near if not each.leans), default=0)

        def faults(each: Candidate) -> tuple[bool, bool, bool]:
            excused = each.position == beginning and self._said(each) >= most
            leans = each.leans and not excused
            unclear = leans or any(not name.given for name in each.unmet)
            return not self._is_of_article(each.features), each.features.is_labelled, unclear

        return min(near, key=faults, default=None)

    def _said(self, candidate: Candidate) -> int:
        return len(candidate.features.terms & self._title)

    def _is_of_article(self, opening: Features) -> bool:
        """Tell whether its paragraph has a word of the title, or one of another paragraph."""
        if not self._title.isdisjoint(opening.terms):
            return True
        own = self._paragraph(opening.position)
        terms = frozenset().union(*(each.terms for each in own)) - self._common
        if not self._title.isdisjoint(terms):
            return True
        positions = {each.position for each in own}
        others = (each for each in self._features if each.position not in positions)
        return any(not terms.isdisjoint(each.terms) for each in others)

    def _paragraph(self, position: int) -> list[Features]:
        """Return the sentences of the paragraph of the one at ``position``."""
        begins = position
        while begins and not self._features[begins].opens_paragraph:
            begins -= 1
        return [self._features[begins], *self._rest(begins)]

    def _rest(self, begins: int) -> Iterator[Features]:
        for each in islice(self._features, begins + 1, None):
            if each.opens_paragraph:
                return
            yield each


def rivals(opening: Candidate, candidates: Sequence[Candidate]) -> frozenset[int]:
    """Return the positions that are not chosen beside this opening.

    Beside the body's first sentence those are the standfirst's, and beside the standfirst that one.
    """
    is_above = opening.features.role == Role.STANDFIRST
    others = (
        each
        for each in candidates
        if (each.features.role == Role.STANDFIRST) != is_above
        if each.features.tells.isdisjoint(OF_LIFE)
    )
    return frozenset(each.position for each in islice(others, 1 if is_above else None))
