"""Chooses what tells a genre that is not told as news is: its parts, not its best sentences.

A question is shown with its answer, an entry with its time, an item with its name; each is one
passage of the article. A column is told by what its writer holds.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from widget.rules.words import count_words
from widget.summarizers.extractive.genres import Genre
from widget.summarizers.extractive.told import STRETCH, Part, Told, chosen, is_next

if TYPE_CHECKING:
    from collections.abc import Iterable

    from widget.domain.draft import SummaryShape

OPINIONS: Final = frozenset({Genre.COLUMN, Genre.REVIEW})
FEWEST: Final = 2
"""With fewer parts the article is told as news is."""


def parts(genre: Genre, told: Told, shape: SummaryShape) -> tuple[Part, ...]:
    """Return the parts that tell an article of this genre, in its order; none for other genres.

    None either when there are too few, so that sentences must tell it; a list or an opinion is
    told by its beginning then.
    """
    found = chosen(_candidates(genre, told), told, shape)
    if len(found) >= FEWEST:
        return tuple(sorted(found))
    if genre is Genre.LIST:
        return _in_a_row(told, shape, told.items[0].start)
    return _in_a_row(told, shape, len(told.text)) if genre in OPINIONS else ()


def _candidates(genre: Genre, told: Told) -> Iterable[Part]:
    """Return the parts of which those are chosen that fit, the best first.

    What chooses them is imported here: most articles are news and need none of it.
    """
    if genre in OPINIONS:
        from widget.summarizers.extractive.opinions import opinion_parts  # noqa: PLC0415

        return opinion_parts(told, genre)
    if genre is Genre.LIST:
        from widget.summarizers.extractive.list_articles import list_parts  # noqa: PLC0415

        return list_parts(told)
    if genre is Genre.LIVE:
        from widget.summarizers.extractive.live_blogs import live_parts  # noqa: PLC0415

        return live_parts(told)
    return _answers(genre, told)


def _answers(genre: Genre, told: Told) -> Iterable[Part]:
    if genre not in (Genre.INTERVIEW, Genre.EXPLAINER):
        return ()
    from widget.summarizers.extractive import interviews  # noqa: PLC0415

    if genre is Genre.EXPLAINER:
        return interviews.explainer_parts(told)
    return interviews.interview_parts(told)


def _in_a_row(told: Told, shape: SummaryShape, end: int) -> tuple[Part, ...]:
    """Return the first sentences that fit, none left out between them, before this position.

    What can be no point of its own, because it is short or asks, stands with the one before it.
    """
    room, found = shape.words * STRETCH, list[Part]()
    for position, sentence in enumerate(told.found):
        if sentence.start >= end:
            break
        room -= count_words(sentence.content)
        joins = found and told.unfit[position] is not None and is_next(told, position)
        if room < 0 or (len(found) == shape.points and not joins):
            break
        if joins:
            found[-1] = Part(found[-1].begins, (*found[-1].positions, position))
        else:
            found.append(Part(sentence.start, (position,)))
    return tuple(found) if len(found) >= FEWEST or end == len(told.text) else ()
