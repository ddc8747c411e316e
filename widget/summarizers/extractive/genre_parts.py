"""Chooses what tells an interview, a list article or a live blog: its parts, not its sentences.

A question is shown with its answer, an entry with its time; both are one passage of the article.
Columns and reviews are told by their beginning, in which nothing is left out.
"""

# ruff: noqa: RUF001 (the punctuation of many languages)

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from widget.domain.block import Role
from widget.rules.words import count_words
from widget.summarizers.extractive.cjk import UNSPACED
from widget.summarizers.extractive.cleaning import lower
from widget.summarizers.extractive.genres import Genre
from widget.summarizers.extractive.lines import Line, entries, minutes, title_of
from widget.summarizers.extractive.openers import points_back

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from widget.domain.draft import SummaryShape
    from widget.summarizers.extractive.people import Partial
    from widget.summarizers.extractive.sentences import Sentence

IN_A_ROW: Final = frozenset({Genre.COLUMN, Genre.REVIEW})
STRETCH: Final = 1.35
"""The words of a shape may be exceeded by this factor, as in any summary."""
FEWEST: Final = 2
"""With fewer parts the article is told as news is."""
SHORT_ANSWER: Final = 12
"""An answer's first sentence of fewer words is shown with the next one, which may turn it."""
NAME_CHARACTERS: Final = 4
"""Shorter words of a heading name nothing."""
QUESTION_WORDS: Final = 5
"""A question of fewer words ("Where?") asks about what is not shown."""


class Part(NamedTuple):
    """One point: sentences that follow one another, and where the passage begins."""

    begins: int
    """At the first sentence, or at the question or the time before it."""
    positions: tuple[int, ...]


class Told(NamedTuple):
    """An article as far as its parts are looked for."""

    text: str
    found: Sequence[Sentence]
    lines: Sequence[Line]
    questions: Sequence[tuple[Line, Line]]
    """Of an interview: each with the line that answers it."""
    unfit: Sequence[str | None]
    """For each sentence why it can be no point of its own."""
    unexplained: Sequence[Sequence[Partial]]
    """For each sentence whom and what it takes for known."""
    language: str


def parts(genre: Genre, told: Told, shape: SummaryShape) -> tuple[Part, ...]:
    """Return the parts that tell an article of this genre, in its order; none for other genres.

    None either when there are too few, so that sentences must tell it; a list is told by its
    beginning then.
    """
    if genre in IN_A_ROW:
        return _in_a_row(told, shape, len(told.text))
    if genre is Genre.INTERVIEW:
        return tuple(sorted(_chosen(_interview(told), told, shape)))
    items = [line for line in told.lines if line.is_item]
    if genre is Genre.LIST:
        found = _chosen([*_opening(told, items[0]), *_items(told)], told, shape)
    elif genre is Genre.LIVE:
        found = _chosen(_newest(told), told, shape)
    else:
        return ()
    if len(found) < FEWEST and genre is Genre.LIST:
        found = list(_in_a_row(told, shape, items[0].start))
    return tuple(sorted(found)) if len(found) >= FEWEST else ()


def _chosen(candidates: Iterable[Part], told: Told, shape: SummaryShape) -> list[Part]:
    """Return the first parts that fit the shape and take nobody for known who was not named."""
    room, found = shape.words * STRETCH, list[Part]()
    for part in candidates:
        shown = {position for other in found for position in other.positions}
        end = told.found[part.positions[-1]].end
        words = count_words(told.text[part.begins : end])
        unknown = [
            name
            for position in part.positions
            for name in told.unexplained[position]
            if name.introduced.isdisjoint(shown)
        ]
        if len(found) < shape.points and words <= room and not unknown:
            found.append(part)
            room -= words
    return found


def _in_a_row(told: Told, shape: SummaryShape, end: int) -> tuple[Part, ...]:
    """Return the first sentences that fit, none left out between them, before this position.

    What can be no point of its own, because it is short or asks, stands with the one before it.
    """
    room, found = shape.words * STRETCH, list[Part]()
    for position, sentence in enumerate(told.found):
        if sentence.start >= end:
            break
        room -= count_words(sentence.content)
        joins = found and told.unfit[position] is not None and _is_next(told, position)
        if room < 0 or (len(found) == shape.points and not joins):
            break
        if joins:
            found[-1] = Part(found[-1].begins, (*found[-1].positions, position))
        else:
            found.append(Part(sentence.start, (position,)))
    return tuple(found)


def _is_next(told: Told, position: int) -> bool:
    """Tell whether only a space parts a sentence from the one before it."""
    between = told.text[told.found[position - 1].end : told.found[position].start]
    return not between.strip() and "\n\n" not in between


def _interview(told: Told) -> Iterator[Part]:
    """Yield who is asked and why, then questions with answers, then more of the introduction.

    Who is asked stands first in the body, why in the standfirst.
    """
    above, body = _introduction(told, told.questions[0][0])
    yield from (*above[:1], *body[:1])
    yield from sorted(_answers(told), key=lambda part: not _asks(told.text[part.begins :]))
    yield from (*above[1:], *body[1:])


def _introduction(told: Told, first: Line) -> tuple[list[Part], list[Part]]:
    """Return the points that stand before the first question: of the standfirst, of the body."""
    standfirst = [line for line in told.lines if line.role is Role.STANDFIRST]
    above, body = list[Part](), list[Part]()
    for position, sentence in enumerate(told.found):
        if sentence.start < first.start and told.unfit[position] is None:
            is_above = any(line.start <= sentence.start < line.end for line in standfirst)
            (above if is_above else body).append(Part(sentence.start, (position,)))
    return above, body


def _asks(text: str) -> bool:
    """Tell whether the line that a text begins with is a question."""
    return text.split("\n", 1)[0].rstrip("\"'”’»)* ").endswith(("?", "？", "؟"))


def _opening(told: Told, first: Line) -> Iterator[Part]:
    """Yield the first sentence that can be a point, if it stands before the first part."""
    for position, sentence in enumerate(told.found):
        if sentence.start >= first.start:
            return
        if told.unfit[position] is None:
            yield Part(sentence.start, (position,))
            return


def _answers(told: Told) -> Iterator[Part]:
    """Yield each question that can be understood alone, with the whole beginning of its answer."""
    for question, answer in told.questions:
        if not _is_clear(question.content, told.language):
            continue
        for position in _first(told, answer, question):
            yield Part(question.start, _beginning(told, position, answer))


def _is_clear(question: str, language: str) -> bool:
    """Tell whether a question says what it asks about: all of it is one sentence, and no short one.

    What an interviewer states before he asks goes on from an answer that is not shown.
    """
    asked = question.rstrip("\"'”’»)* ")
    states = any(mark in asked[:-1] for mark in (". ", "! ", "? ", "。"))
    is_long = len(asked.split()) >= QUESTION_WORDS or UNSPACED.search(asked) is not None
    return is_long and not states and not points_back(lower(asked), language)


def _beginning(told: Told, position: int, answer: Line) -> tuple[int, ...]:
    """Return the first sentence of an answer, with the next where it is short or goes on there."""
    following = position + 1
    if not _follows(told, following, answer):
        return (position,)
    is_short = len(told.found[position].words) < SHORT_ANSWER
    goes_on = points_back(lower(told.found[following].content), told.language)
    return (position, following) if is_short or goes_on else (position,)


def _items(told: Told) -> Iterator[Part]:
    """Yield the first sentence of each item, or of the paragraph under its heading."""
    for at, line in enumerate(told.lines):
        if not line.is_item:
            continue
        own = [(line, position) for position in _first(told, line, line)]
        for heading, position in own or _under(told, at):
            sentence = told.found[position]
            leans = points_back(sentence.content.lower(), told.language)
            named = heading is line and bool(own)
            if told.unfit[position] is None and not leans and (named or _names(sentence, heading)):
                yield Part(sentence.start, (position,))


def _under(told: Told, at: int) -> list[tuple[Line, int]]:
    """Return the heading at this line with the sentence that the paragraph under it begins with."""
    below = told.lines[at + 1 : at + 2]
    return [(told.lines[at], position) for line in below for position in _first(told, line, line)]


def _names(sentence: Sentence, heading: Line) -> bool:
    """Tell whether a sentence has a word of its heading: else nobody knows what it speaks of."""
    words = {word.casefold() for word in heading.content.split() if len(word) >= NAME_CHARACTERS}
    return not words.isdisjoint(map(str.casefold, sentence.words))


def _newest(told: Told) -> Iterator[Part]:
    """Yield what stands above the entries, then these, the newest first, each from its time on."""
    timed = list(entries(told.lines))
    yield from _opening(told, timed[0][0])
    if minutes(timed[0][0]) < minutes(timed[-1][0]):
        timed.reverse()
    for time, line in timed:
        yield from _entry(told, time, line)


def _entry(told: Told, time: Line, line: Line) -> Iterator[Part]:
    """Yield the first sentence of an entry; with the next one where it can be no point alone.

    The time stands before it, unless a heading parts the two.
    """
    begins = time if line is time or not title_of(time) else line
    for position in _first(told, line, begins):
        following = position + 1
        if told.unfit[position] is None:
            yield Part(begins.start, (position,))
        elif _follows(told, following, line) and told.unfit[following] is None:
            yield Part(begins.start, (position, following))


def _first(told: Told, line: Line, before: Line) -> Iterator[int]:
    """Yield the sentence that a line begins with, when nothing parts it from the line before."""
    for position, sentence in enumerate(told.found):
        if line.start <= sentence.start < line.end:
            between = told.text[max(before.end, line.start) : sentence.start]
            if sentence.start == line.start or not between.strip():
                yield position
            return


def _follows(told: Told, position: int, line: Line) -> bool:
    if position >= len(told.found) or told.found[position].start >= line.end:
        return False
    return _is_next(told, position)
