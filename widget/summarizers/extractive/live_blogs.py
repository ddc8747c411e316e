"""Chooses what tells a live blog: its newest entries, and nothing that they have overtaken.

Which words: ``live_blogs.txt``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from widget.domain.block import Role
from widget.rules.word_lists import file_beside
from widget.summarizers.extractive.cleaning import lower
from widget.summarizers.extractive.lines import Line, entries, minutes, starts_with_time, title_of
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
    from collections.abc import Iterator, Sequence

    from widget.summarizers.extractive.told import Told

LISTS: Final = file_beside(__file__)
OVERVIEW: Final = 2
"""An entry of so many items says what is known: older ones say it again."""
RECENT: Final = 4
"""The newest half of the entries are looked at, and so many at least."""
SAID: Final = 0.6
"""Share of an older entry's content words that newer ones have, if it tells the same thing."""


def live_parts(told: Told) -> Iterator[Part]:
    """Yield what stands above the entries, then these, the newest first, each from its time on.

    What an entry tells as going on while a newer one is there is over, and is not shown.
    """
    timed = list(entries(told.lines))
    above = beginning(told, timed[0][0].start)
    if minutes(timed[0][0]) < minutes(timed[-1][0]):
        timed.reverse()
    newest = list(_overview(told, timed[0][0]))
    first = newest or [part_of(told, each) for each in above[:1]]
    yield from first
    said = [position for part in first for position in part.positions]
    recent = timed[: max(RECENT, round(len(timed) / 2))]
    for time, line in recent[1:] if newest else recent:
        for part in _entry(told, time, line):
            if line is timed[0][1] or _is_news(told, part, said):
                said += part.positions
                yield part


def _overview(told: Told, time: Line) -> Iterator[Part]:
    """Yield the first sentences of the items under the newest time, if there are several."""
    items = list[Line]()
    for line in told.lines[told.lines.index(time) + 1 :]:
        if starts_with_time(line):
            break
        items += [line] if line.role is Role.ITEM else []
    if len(items) >= OVERVIEW:
        found = [position for item in items for position in in_line(told, item)[:1]]
        fit = [each for each in found if told.stands_alone(each)]
        first, rest = fit[:1], fit[1:]
        yield from (part_of(told, each) for each in first)
        yield from (part_of(told, each) for each in sorted(rest, key=lambda at: -_worth(told, at)))


def _worth(told: Told, position: int) -> int:
    return told.covers((position,))


def _is_news(told: Told, part: Part, said: Sequence[int]) -> bool:
    """Tell whether an older entry tells what newer ones do not, and what is not over."""
    content = " ".join([told.found[each].content for each in part.positions])
    if has(LISTS, "going on", lower(content), told.language):
        return False
    own = frozenset().union(*(told.terms[each] for each in part.positions))
    newer = frozenset().union(*(told.terms[each] for each in said))
    return len(own & newer) < SAID * max(1, len(own))


def _entry(told: Told, time: Line, line: Line) -> Iterator[Part]:
    """Yield the first sentence of an entry; with the next one where it can be no point alone.

    The time stands before it, unless a heading parts the two.
    """
    begins = time if line is time or not title_of(time) else line
    for position in first_of(told, line, begins):
        following = position + 1
        if told.unfit[position] is None:
            yield Part(begins.start, (position,))
        elif follows(told, following, line) and told.unfit[following] is None:
            yield Part(begins.start, (position, following))
