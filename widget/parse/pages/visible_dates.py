"""Finds the day that a page shows its readers: in the lines near the title, and elsewhere."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from lxml.etree import XPath

from widget.parse.pages.date_formats import Habit, day_in
from widget.parse.pages.machine_times import first_time
from widget.parse.pages.other_boxes import is_other
from widget.parse.pages.title import title_key
from widget.rules.text import folded
from widget.rules.times import midnight
from widget.rules.word_lists import alternatives, file_beside, phrases

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime

    from lxml.html import HtmlElement

LINE: Final = 60
"""Characters of a short line by the title."""

STANDFIRST: Final = 600
"""Characters in longer lines after which the article itself has begun."""

_JOINING: Final = 3
"""Characters of what joins a word such as "Updated" to its day: a colon, "on", "am"."""

_BELOW: Final = XPath("(following::text()[normalize-space()])[position() <= 24]")
_TEXTS: Final = XPath("//text()")
_TITLED: Final = ("h1", "h3", "h4", "div", "p", "span", "td", "strong", "b", "font", "a")


@dataclass(frozen=True, slots=True)
class Shown:
    """What the lines by a title show."""

    own: datetime | None = None
    changed: datetime | None = None
    """The time that they say is that of a change."""


@dataclass(frozen=True, slots=True)
class _Line:
    """A short text with a day in it."""

    time: datetime
    changed: bool
    """Whether it is said to be the day of a change."""


def below_title(heading: HtmlElement | None, habit: Habit) -> Shown:
    """Return the times that short lines below the title name, before the article begins."""
    if heading is None:
        return Shown()
    own = frozenset(heading.iterancestors())
    below = [text for text in _BELOW(heading) if not is_other(_holder(text), own)]
    lines = list(_dated(_short(below), habit))
    first = next((line.time for line in lines if not line.changed), None)
    changed = next((line.time for line in lines if line.changed), None)
    return Shown(first, changed) if lines else Shown(_parted(below, habit))


def announced_day(tree: HtmlElement, habit: Habit) -> datetime | None:
    """Return the day behind a word such as "Published", anywhere, unless there are several days."""
    days = {day for line in _announced(tree) if (day := day_in(line, habit))}
    return midnight(days.pop()) if len(days) == 1 else None


def _announced(tree: HtmlElement) -> Iterator[str]:
    """Return what stands behind each word for publication that a short line, or one before, has."""
    before = ""
    for text in _TEXTS(tree):
        line = text.strip()
        if line and len(line) <= LINE:
            word = _PUBLISHED.search(line)
            said = line[word.end() :] if word else line
            announced = word or (_NUMBER.match(line) and _PUBLISHED.search(before))
            if announced and not is_other(_holder(text)):
                yield said
        before = line[-LINE:] if line else before


def heading_of(tree: HtmlElement, title: str | None) -> HtmlElement | None:
    """Return the element that shows the title to readers."""
    if not title:
        return None
    key = title_key(title)
    for element in tree.iter("h1", "h2"):
        if title_key(element.text_content()) == key:
            return element
    others = (each for each in tree.iter(*_TITLED) if each.text and folded(each.text) == title)
    return next(others, None)


def _short(texts: Iterable[str]) -> Iterator[str]:
    """Return the short ones of these texts, up to where the article begins."""
    prose = 0
    for text in texts:
        length = len(folded(text))
        if length <= LINE:
            yield text
        else:
            prose += length
        if prose > STANDFIRST:
            return


def _holder(text: str) -> HtmlElement:
    """Return the element that a text stands in, the one around it for what follows an element."""
    element = text.getparent()  # type: ignore[attr-defined] # a text that lxml found
    return element.getparent() if getattr(text, "is_tail", False) else element


def _parted(texts: Iterable[str], habit: Habit) -> datetime | None:
    """Return the day whose parts stand in elements of their own."""
    day = day_in(" ".join(map(folded, _short(texts))), habit)
    return midnight(day) if day else None


def _dated(texts: Iterable[str], habit: Habit) -> Iterator[_Line]:
    before = ""
    for text in texts:
        line = folded(text)
        time = _time_of(text, line, habit)
        if time:
            yield _Line(time, _is_change(before, line, habit))
        before = "" if time else f"{before} {line}" if len(line) <= _JOINING else line


def _time_of(text: str, line: str, habit: Habit) -> datetime | None:
    """Return the day that a line shows, with the time of its element where that is of this day."""
    word = _PUBLISHED.search(line)
    day = (word and day_in(line[word.end() :], habit)) or day_in(line, habit)
    said = _attributed(text)
    if day and (said is None or said.date() != day):
        return midnight(day)
    return said


def _attributed(text: str) -> datetime | None:
    """Return the time that the element around a text has as its attribute."""
    element = text.getparent()  # type: ignore[attr-defined] # a text that lxml found
    around = element.getparent() if element.tag != "time" else None
    times = [each for each in (element, around) if each is not None and each.tag == "time"]
    if getattr(text, "is_tail", False):
        times = [each for each in times if each is not element]
    return first_time(each.get("datetime") for each in times)


def _is_change(before: str, line: str, habit: Habit) -> bool:
    """Whether a line, or a word before it, says that its day is that of a change."""
    word = _CHANGED.search(line)
    if word is None:
        return len(before) <= LINE // 2 and bool(_CHANGED.search(before))
    if _PUBLISHED.search(line):
        return False
    return not day_in(line[: word.start()], habit) or not day_in(line[word.end() :], habit)


_NUMBER: Final = re.compile(r"\d")
_LISTS: Final = file_beside(__file__)


def _named(*names: str) -> re.Pattern[str]:
    """Return what matches one of the words of a list, or of one without spaces."""
    words, unspaced = (alternatives(phrases(_LISTS, name)) for name in names)
    return re.compile(rf"(?<!\w)(?:{words})(?!\w)|{unspaced}", re.I)


_PUBLISHED: Final = _named("published", "published without spaces")
_CHANGED: Final = _named("changed", "changed without spaces")
