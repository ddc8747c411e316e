"""Searches a page for the day that it shows somewhere: named a date, or alone in a line.

The last of all evidence. A day in prose is never taken, nor one in a box of other things. The work
is bounded by ELEMENTS, and no part of it depends on more than one line at a time.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Final

from widget.parse.pages.date_formats import Habit, day_in
from widget.parse.pages.machine_times import first_time
from widget.parse.pages.other_boxes import box_beside, is_of_others, may_be_other, names_of
from widget.rules.text import folded
from widget.rules.times import midnight
from widget.rules.word_lists import file_beside, phrases

if TYPE_CHECKING:
    from datetime import date, datetime

    from lxml.html import HtmlElement

ELEMENTS: Final = 6_000
"""Elements of one page that are looked at."""

LINE: Final = 120
"""Characters of a line that may be the day of the article, with an author or a place."""

_BARE: Final = 40
"""Characters beside the day in a line whose element is not called a date."""
_PARTS: Final = 12
"""Parts of an element's text that are read."""
_AHEAD: Final = 400
"""Elements before the heading in which the day may stand above it."""
_FARTHER: Final = 7
"""Times that a day below the heading is farther away than one above it that comes first."""


@dataclass(frozen=True, slots=True)
class _Candidate:
    element: HtmlElement
    place: int
    day: date
    named: bool
    item: HtmlElement | None
    """The item of a list, or the article, that it stands in."""


def searched_day(tree: HtmlElement, heading: HtmlElement | None, habit: Habit) -> datetime | None:
    """Return midnight of the day that a page shows as its own; None where that is not clear."""
    around = frozenset(heading.iterancestors()) if heading is not None else frozenset()
    start, found = _candidates(tree, heading, habit)
    lone = _lone(found, around)
    found = [each for each in found if not may_be_other(each.element, around)]
    own = [each for each in found if each.item is None or each.item in around] or found
    own = own if heading is not None else found
    for some in ([each for each in own if each.named], own):
        best = _best(some, start)
        if best:
            return midnight(best)
    return midnight(lone) if lone else None


def _lone(found: list[_Candidate], around: frozenset[HtmlElement]) -> date | None:
    """Return the only day that time elements have, where it stands in a line beside the article.

    Not where the box that it stands in leads to another story.
    """
    times = [each for each in found if each.element.tag == "time"]
    own = (e for e in times if not is_of_others(e.element, around) and not _leads_away(e, around))
    day = next((each.day for each in own), None)
    return day if len({each.day for each in times}) == 1 else None


def _leads_away(candidate: _Candidate, around: frozenset[HtmlElement]) -> bool:
    """Tell whether a candidate is in a link, or its box beside the article has that of a title."""
    box = box_beside(candidate.element, around)
    links = islice(box.iter("a"), _PARTS) if box is not None else ()
    inside = any(each.tag == "a" for each in islice(candidate.element.iterancestors(), _PARTS))
    return inside or any(len(folded(link.text_content())) > _NAMES for link in links)


_NAMES: Final = 30
"""Characters of a link that names an author, or a section; what is longer is a title."""


def _best(found: list[_Candidate], start: int | None) -> date | None:
    """Return the first day behind the heading, else the last one above it, else the only one.

    One just above the heading comes before one that is far below it.
    """
    if start is not None:
        below = next((each for each in found if each.place > start), None)
        above = next((e for e in reversed(found) if start - _AHEAD < e.place < start), None)
        if above and below and _FARTHER * (start - above.place) < below.place - start:
            return above.day
        best = below or above
        return best.day if best else None
    days = {each.day for each in found}
    return found[0].day if len(days) == 1 else None


def _candidates(
    tree: HtmlElement, heading: HtmlElement | None, habit: Habit
) -> tuple[int | None, list[_Candidate]]:
    """Return the place of the heading, and what may be the day, in the page's order."""
    start, found = None, []
    for place, element in enumerate(islice(tree.iter(), ELEMENTS)):
        if element is heading:
            start = place
        elif isinstance(element.tag, str) and (candidate := _candidate(place, element, habit)):
            found.append(candidate)
    return start, found


def _candidate(place: int, element: HtmlElement, habit: Habit) -> _Candidate | None:
    if element.tag in _NO_DATES:
        return None
    named = element.tag in ("time", "abbr") or not _DATES.isdisjoint(names_of(element))
    day = _named_day(element, habit) if named else _bare_day(element, habit)
    if not day:
        return None
    items = (each for each in element.iterancestors() if each.tag in _ITEMS)
    return _Candidate(element, place, day, named, next(items, None))


def _named_day(element: HtmlElement, habit: Habit) -> date | None:
    said = first_time(element.get(name) for name in ("datetime", "content", "title"))
    line = folded("".join(islice(element.itertext(), _PARTS))[: 2 * LINE])
    if said:
        return said.date()
    return day_in(line, habit) if _NUMBER.search(line) and len(line) <= LINE else None


def _bare_day(element: HtmlElement, habit: Habit) -> date | None:
    """Return the day of an element's own text where hardly anything else stands in it."""
    texts = (element.text, *(child.tail for child in islice(element, _PARTS)))
    for text in texts:
        if text and len(text) <= 2 * LINE and _NUMBER.search(text):
            line = folded(text)
            day = day_in(line, habit) if len(line) <= LINE else None
            if day and len(_BESIDE.sub("", line)) <= _BARE:
                return day
    return _leading_day(folded(texts[0][:LINE]), habit) if texts[0] else None


def _leading_day(line: str, habit: Habit) -> date | None:
    """Return the day that a paragraph begins with, alone or behind a place."""
    start = _LEADING.match(line)
    return day_in(start[0], habit) if start else None


_LEADING: Final = re.compile(r"(?:[^\W\d_]{2,20},? )?\(?\d[\d./-]{5,9}\)?(?!\w)")
_NUMBER: Final = re.compile(r"\d")
_BESIDE: Final = re.compile(r"[\W\d_]+")
_NO_DATES: Final = frozenset({"script", "style", "option", "input", "textarea", "meta", "link"})
_ITEMS: Final = frozenset({"li", "article", "tr", "dd"})
_DATES: Final = frozenset(phrases(file_beside(__file__), "dates"))
