"""Chooses what tells a list article: its items, each with its name, and what the writer advises.

Which words: ``list_articles.txt``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from widget.rules.sentence_ends import is_ended
from widget.rules.word_lists import file_beside
from widget.summarizers.extractive.cleaning import lower
from widget.summarizers.extractive.fitness import is_short
from widget.summarizers.extractive.phrase_lists import has
from widget.summarizers.extractive.told import (
    Part,
    beginning,
    first_of,
    follows,
    in_line,
    part_of,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from widget.summarizers.extractive.lines import Line
    from widget.summarizers.extractive.told import Told

LISTS: Final = file_beside(__file__)
SHORT_WORDS: Final = 10
"""The first sentence of an item that has fewer words is shown with the next one."""
NAME_CHARACTERS: Final = 4
"""Shorter words of a heading name nothing."""


def list_parts(told: Told) -> Iterator[Part]:
    """Yield the beginning, the first item, the writer's advice, and the other items."""
    yield from _opening(told)
    items = _items(told)
    yield from (part for _, part in zip(range(1), items, strict=False))
    yield from _advice(told)
    yield from items


def _opening(told: Told) -> Iterator[Part]:
    """Yield the sentence above the items that says most of the title; the first one of several."""
    above = [each for each in beginning(told, told.items[0].start) if not told.leans[each]]
    best = max(above, key=lambda each: told.covers((each,)), default=None)
    if best is not None:
        yield part_of(told, best)


def _advice(told: Told) -> Iterator[Part]:
    """Yield the sentence in which the writer says which item is the best."""
    below = [each for each in told.found if each.start > told.items[0].start]
    for position in range(len(told.found) - len(below), len(told.found)):
        content = lower(told.found[position].content)
        if told.unfit[position] is None and has(LISTS, "advice", content, told.language):
            yield part_of(told, position)
            return


def _items(told: Told) -> Iterator[Part]:
    """Yield the first sentence of each item; with its heading, unless that says no more."""
    for line in told.items:
        own = in_line(told, line)
        if own and is_ended(line.content):
            yield from _whole(told, line, line, own[0])
            continue
        below = told.lines[told.lines.index(line) + 1 : told.lines.index(line) + 2]
        for paragraph in below:
            for position in first_of(told, paragraph, line):
                yield from _whole(told, line, paragraph, position)


def _whole(told: Told, heading: Line, paragraph: Line, position: int) -> Iterator[Part]:
    """Yield the first sentence of a paragraph, with the next one where it is too short."""
    sentence, following = told.found[position], position + 1
    positions: tuple[int, ...] = (position,)
    goes_on = follows(told, following, paragraph)
    if is_short(sentence) and not goes_on:
        return
    if len(sentence.words) < SHORT_WORDS and goes_on:
        positions = (position, following)
    is_named = heading is paragraph or _says(told, heading, position)
    if is_named and told.leans[position]:
        if heading is paragraph:
            return
        is_named = False
    yield Part(sentence.start if is_named else heading.start, positions)


def _says(told: Told, heading: Line, position: int) -> bool:
    """Tell whether a sentence has all words of its heading."""
    said = {word.casefold() for word in told.found[position].words}
    words = (word.strip(".,;:!?()").casefold() for word in heading.content.split())
    return {word for word in words if len(word) >= NAME_CHARACTERS} <= said
