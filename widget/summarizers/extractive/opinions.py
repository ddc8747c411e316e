"""Chooses what tells a column or a review: what it is about, and what its writer holds.

The first scene of a column is not the column. Which words: ``opinions.txt``.
"""

# ruff: noqa: RUF001 (the quotation marks of many languages)

from __future__ import annotations

from collections import Counter
from itertools import chain
from typing import TYPE_CHECKING, Final

from widget.domain.block import Role
from widget.rules.patterns import Lazy
from widget.rules.word_lists import file_beside
from widget.summarizers.extractive.cleaning import lower
from widget.summarizers.extractive.coherence import unquoted
from widget.summarizers.extractive.genres import Genre
from widget.summarizers.extractive.headline import stems
from widget.summarizers.extractive.phrase_lists import found, has
from widget.summarizers.extractive.told import Part, follows, in_line, part_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from widget.summarizers.extractive.lines import Line
    from widget.summarizers.extractive.told import Told

LISTS: Final = file_beside(__file__)
TITLE: Final = 3.0
"""What a sentence gains that has all content words of the title."""
PROPOSES: Final = 1.5
JUDGES: Final = 0.5
"""For each word of judgement, up to ``MOST_WORDS``."""
MOST_WORDS: Final = 2
WORK: Final = 1.0
"""What a review's judgement gains that names the work."""
AT_ISSUE: Final = 1.2
ENDS: Final = 0.5
"""What a sentence of the last part gains, where views are drawn together."""
LAST_PART: Final = 0.7
OF_ARTICLE: Final = 1.0
"""What a sentence gains whose content words are all in other sentences, too."""
LINKED_ONLY: Final = 0.3
"""What a sentence of a column loses that has no more than that."""
PERSONAL: Final = 1.5
"""What a sentence with an "I" loses, because nobody sees whose it is; half where it proposes."""
PULLED: Final = 2.0
"""What a sentence gains that the page shows a second time, as a quotation from the column."""
SCENE: Final = 1.0
SCENE_PART: Final = 0.15
"""A column begins with a scene more often than with its view."""
WEAKEST: Final = 0.9
"""A sentence that is worth less holds no view."""
SHORT: Final = 0.7
SHORT_WORDS: Final = 8
PAIR_WORDS: Final = 45
"""With the sentence before it a view has at most so many words."""
BEFORE: Final = -1.0
"""A sentence that is worth less is of a scene, and brings no view along."""
ABOUT: Final = 1.0
"""Less is no sentence that says what it is about."""
FIRST_PART: Final = 0.6
OFTEN: Final = 2
"""So often a name is in quotes that is the work's."""
SAME: Final = 0.6
FULL_STOPS: Final = (".", "!", "?", "…")
QUOTED: Final = Lazy(r"[“”„«»\"‘][^“”„«»\"‘’]{2,60}[“”«»\"’]")


def opinion_parts(told: Told, genre: Genre) -> Iterator[Part]:
    """Yield the standfirst, what the text is about, then the sentences that hold a view.

    The strongest view comes first, and none that says what one before it says.
    """
    weighed = _Weighed(told, genre)
    shown: list[int] = []
    for part in (*weighed.beginning(), *weighed.views()):
        if not any(_is_same(told, part, other) for other in shown):
            shown += part.positions
            yield part


def _is_same(told: Told, part: Part, other: int) -> bool:
    """Tell whether a part says what an earlier sentence says."""
    own = frozenset().union(*(told.terms[each] for each in part.positions))
    shared = own & told.terms[other]
    return len(shared) >= SAME * max(1, min(len(own), len(told.terms[other])))


class _Weighed:
    """The sentences of a column or a review, and what each is worth."""

    def __init__(self, told: Told, genre: Genre) -> None:
        self.told = told
        self.is_review = genre is Genre.REVIEW
        self.lowered = [lower(unquoted(each.content)) for each in told.found]
        above = [line for line in told.lines if line.role is Role.STANDFIRST]
        self.above = [
            position
            for position, each in enumerate(told.found)
            if any(line.start <= each.start < line.end for line in above)
        ]
        quoted = [each for each in told.lines if each.role is Role.QUOTATION]
        self.quotations = [] if self.is_review else [lower(each.content) for each in quoted]
        self.pulled = [row for each in quoted if (row := in_line(told, each)) and self.quotations]
        self.apart = frozenset(chain(self.above, *self.pulled))
        self.work = self._work() if self.is_review else frozenset[str]()

    def _work(self) -> frozenset[str]:
        """Return the stems of the work's name: what is in quotes in title or standfirst.

        Where nothing is, it is what the text has in quotes most often.
        """
        told = self.told
        above = " ".join([told.found[each].content for each in self.above])
        if known := stems(" ".join(QUOTED.findall(f"{told.headline} {above}")), told.language):
            return known
        names = Counter(chain.from_iterable(QUOTED.findall(each.content) for each in told.found))
        return frozenset().union(
            *(stems(name, told.language) for name, count in names.items() if count >= OFTEN)
        )

    def beginning(self) -> Iterator[Part]:
        """Yield the standfirst, or the sentence that says what the text is about."""
        fit = [each for each in self.above if self.told.unfit[each] is None]
        if fit:
            yield part_of(self.told, fit[0])
        body = [
            position
            for position in range(round(FIRST_PART * len(self.told.found)))
            if position not in self.above and self.told.stands_alone(position)
        ]
        best = max(body, key=self._about, default=None)
        if best is not None and (self.is_review or self._about(best) >= ABOUT):
            yield part_of(self.told, best)

    def views(self) -> Iterator[Part]:
        """Yield the sentences that hold a view, the strongest first."""
        parts = [
            part
            for position in range(len(self.told.found))
            if position not in self.apart and self._view(position) >= WEAKEST
            if (part := self._part(position)) is not None
        ]
        parts += self._shown_apart()
        for part in sorted(parts, key=lambda part: -self._view(part.positions[-1])):
            yield from self._introducing(part)
            yield part

    def _shown_apart(self) -> Iterator[Part]:
        """Yield what a page quotes of its writer where no sentence of the text says it."""
        for row in self.pulled:
            part = part_of(self.told, *row)
            is_fit = all(self.told.unfit[each] is None for each in row)
            is_whole = self.told.found[row[-1]].content.endswith(FULL_STOPS)
            if is_fit and is_whole and self.told.words(part) <= PAIR_WORDS:
                yield part

    def _introducing(self, part: Part) -> Iterator[Part]:
        """Yield the first sentence that introduces whom a part takes for known."""
        for position in part.positions:
            for name in self.told.unexplained[position]:
                able = [each for each in name.introduced if self._introduces(each)]
                if able and name.introduced.isdisjoint(part.positions):
                    yield part_of(self.told, min(able))

    def _introduces(self, position: int) -> bool:
        """Tell whether a sentence is long enough to say who somebody is, and stands alone."""
        is_long = len(self.told.found[position].words) >= SHORT_WORDS
        return is_long and self.told.stands_alone(position)

    def _part(self, position: int) -> Part | None:
        """Return a sentence, with the one before it where it leans on that; None where unfit."""
        told = self.told
        if told.unfit[position] is not None:
            return None
        if not (told.leans[position] or self._has("compared", position)):
            return part_of(told, position)
        line = next(
            (each for each in told.lines if each.start <= told.found[position].start < each.end),
            None,
        )
        before = position - 1
        if line is None or before < 0 or told.found[before].start < line.start:
            return None
        part = part_of(told, before, position)
        sound = self._begins(before, line) and follows(told, position, line)
        return part if sound and told.words(part) <= PAIR_WORDS else None

    def _begins(self, position: int, line: Line) -> bool:
        """Tell whether a view can begin with a sentence: at a paragraph, or without an "I"."""
        opens = self.told.found[position].start == line.start
        if opens and self._has("compared", position + 1):
            return self.told.unfit[position] is None
        return self.told.stands_alone(position) and (opens or self._view(position) > BEFORE)

    def _about(self, position: int) -> float:
        """Return how much a sentence says what the text is about."""
        worth = self._title(position) / 2 + self._linked(position) - self._personal(position)
        if self.is_review:
            early = 1 - position / len(self.told.found)
            return worth + early + WORK * bool(self.work & self.told.terms[position])
        return worth + AT_ISSUE * self._has("at issue", position)

    def _view(self, position: int) -> float:
        """Return how much a sentence says what its writer holds."""
        is_last = position >= LAST_PART * len(self.told.found)
        worth = self._title(position) + self._linked(position) + ENDS * is_last
        worth -= self._personal(position) + SCENE * self._is_scene(position)
        worth -= SHORT * (len(self.told.found[position].words) < SHORT_WORDS)
        name = "verdicts" if self.is_review else "judgements"
        count = len(set(found(LISTS, name, self.lowered[position], self.told.language)))
        weight = 2 * JUDGES if self.is_review else JUDGES
        worth += weight * min(MOST_WORDS, count)
        if self.is_review:
            return worth + WORK * bool(count and self.work & self.told.terms[position])
        announced = position > 0 and self._has("announcements", position - 1)
        worth += PROPOSES * (announced or self._has("proposals", position))
        worth += PULLED * self._is_pulled(position)
        holds = worth > self._linked(position) or self._title(position) > 0
        return worth if holds else worth - LINKED_ONLY

    def _is_pulled(self, position: int) -> bool:
        """Tell whether the page quotes a sentence."""
        said = self.lowered[position].rstrip("".join(FULL_STOPS))
        in_row = any(position in row for row in self.pulled)
        return in_row or any(said in quotation for quotation in self.quotations)

    def _is_scene(self, position: int) -> bool:
        """Tell whether a sentence is of a column's beginning, and has no word of its title."""
        is_early = position < SCENE_PART * len(self.told.found)
        return is_early and not self.is_review and not self.told.covers((position,))

    def _title(self, position: int) -> float:
        return TITLE * self.told.covers((position,)) / max(1, len(self.told.title))

    def _linked(self, position: int) -> float:
        """Return the share of its content words that other sentences have."""
        own = self.told.terms[position]
        others = frozenset().union(
            *(terms for other, terms in enumerate(self.told.terms) if other != position)
        )
        return OF_ARTICLE * len(own & others) / max(1, len(own))

    def _personal(self, position: int) -> float:
        if not self._has("first person", position):
            return 0.0
        return PERSONAL / 2 if self._has("proposals", position) else PERSONAL

    def _has(self, name: str, position: int) -> bool:
        return has(LISTS, name, self.lowered[position], self.told.language)
