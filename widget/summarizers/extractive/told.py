"""An article as its parts are looked for: its sentences, its lines, and what is known of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from widget.rules.words import count_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from widget.domain.draft import SummaryShape
    from widget.summarizers.extractive.lines import Line
    from widget.summarizers.extractive.people import Partial
    from widget.summarizers.extractive.sentences import Sentence

STRETCH: Final = 1.35
"""The words of a shape may be exceeded by this factor, as in any summary."""
SPARE_WORDS: Final = 20
"""While so many words of the shape are left there may be a further part, up to ``shape.most``."""


class Part(NamedTuple):
    """One point: sentences that follow one another, and where the passage begins."""

    begins: int
    """At the first sentence, or at the question, the time or the heading before it."""
    positions: tuple[int, ...]


class Told(NamedTuple):
    """An article as far as its parts are looked for."""

    text: str
    found: Sequence[Sentence]
    lines: Sequence[Line]
    questions: Sequence[tuple[Line, Line]]
    """Of an interview: each with the line that answers it."""
    items: Sequence[Line]
    """Of a list article: its items, or their headings."""
    unfit: Sequence[str | None]
    """For each sentence why it can be no point of its own."""
    unexplained: Sequence[Sequence[Partial]]
    """For each sentence whom and what it takes for known."""
    leans: Sequence[bool]
    """For each sentence whether it is understood only after the one before it."""
    terms: Sequence[frozenset[str]]
    """For each sentence the stems of its content words."""
    title: frozenset[str]
    """The stems of the title's content words."""
    headline: str
    """The title in lower case."""
    language: str

    def covers(self, positions: Iterable[int]) -> int:
        """Return how many content words of the title these sentences have."""
        said = frozenset().union(*(self.terms[position] for position in positions))
        return len(self.title & said)

    def stands_alone(self, position: int) -> bool:
        """Tell whether a sentence can be a point, and needs none before it."""
        return self.unfit[position] is None and not self.leans[position]

    def words(self, part: Part) -> int:
        """Return the words of a part."""
        return count_words(self.text[part.begins : self.found[part.positions[-1]].end])


def chosen(candidates: Iterable[Part], told: Told, shape: SummaryShape) -> list[Part]:
    """Return the first parts that fit the shape and take nobody for known who was not named.

    ``shape.points``, and up to ``shape.most`` while many words are left. No sentence twice.
    """
    room, spare, taken = shape.words * STRETCH, shape.words, list[Part]()
    for part in candidates:
        shown = {position for other in taken for position in other.positions}
        words = told.words(part)
        is_wanted = len(taken) < shape.points or (
            len(taken) < shape.limit and spare >= SPARE_WORDS and words <= spare
        )
        fits = is_wanted and words <= room and shown.isdisjoint(part.positions)
        if fits and _is_known(told, part, shown):
            taken.append(part)
            room -= words
            spare -= words
    return taken


def _is_known(told: Told, part: Part, shown: set[int]) -> bool:
    """Tell whether all whom a part takes for known are introduced by it or by what is shown."""
    introducing = shown.union(part.positions)
    return not any(
        name.introduced.isdisjoint(introducing)
        for position in part.positions
        for name in told.unexplained[position]
    )


def in_line(told: Told, line: Line) -> list[int]:
    """Return the positions of the sentences of a line."""
    return [
        position
        for position, sentence in enumerate(told.found)
        if line.start <= sentence.start < line.end
    ]


def first_of(told: Told, line: Line, before: Line) -> Iterator[int]:
    """Yield the sentence that a line begins with, when nothing parts it from the line before."""
    for position, sentence in enumerate(told.found):
        if line.start <= sentence.start < line.end:
            between = told.text[max(before.end, line.start) : sentence.start]
            if sentence.start == line.start or not between.strip():
                yield position
            return


def is_next(told: Told, position: int) -> bool:
    """Tell whether only a space parts a sentence from the one before it."""
    between = told.text[told.found[position - 1].end : told.found[position].start]
    return not between.strip() and "\n\n" not in between


def follows(told: Told, position: int, line: Line) -> bool:
    """Tell whether a sentence is of this line, and goes on right behind the one before it."""
    if position >= len(told.found) or told.found[position].start >= line.end:
        return False
    return is_next(told, position)


def beginning(told: Told, end: int) -> list[int]:
    """Return the positions of the sentences before ``end`` that can be points."""
    return [
        position
        for position, sentence in enumerate(told.found)
        if sentence.start < end and told.unfit[position] is None
    ]


def part_of(told: Told, *positions: int) -> Part:
    """Return the part that these sentences are."""
    return Part(told.found[positions[0]].start, positions)
