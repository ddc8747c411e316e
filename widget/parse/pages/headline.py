"""Finds the headline among a page's lines, and the paragraphs right below it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from widget.parse.pages.lines import squeezed
from widget.parse.pages.region import Region, upward

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lxml.html import HtmlElement

    from widget.parse.pages.lines import Line

PARAGRAPHS: Final = 3
"""Paragraphs in one box with the headline from which they are its story."""

BOXES: Final = 12
"""Boxes around the headline that are looked at."""

_HEADS: Final = frozenset({"header", "hgroup", "h1", "h2"})
_NOT_COUNTED: Final = frozenset({"li", "td", "dd", "dt"})


def headline_of(lines: Sequence[Line], title: str | None) -> int:
    """Return the place of the last line that is the title, or the last h1; -1 without one."""
    wanted = squeezed(title or "").casefold()
    same = [i for i, line in enumerate(lines) if squeezed(line.text).casefold() == wanted]
    heads = [i for i, line in enumerate(lines) if line.element.tag == "h1"]
    return max(same or heads, default=-1)


def below_headline(lines: Sequence[Line], title: str | None) -> list[Line]:
    """Return the lines below the headline in its article, or else in the smallest box with some.

    Empty where the page does not show its title once, as a heading.
    """
    wanted = squeezed(title or "").casefold()
    places = [
        place
        for place, line in enumerate(lines)
        if line.element.tag in ("h1", "h2") and squeezed(line.text).casefold() == wanted
    ]
    if len(places) != 1:
        return []
    behind = lines[places[0] + 1 :]
    boxes = [box for box in upward(lines[places[0]].element) if box.tag not in _HEADS]
    inside = [box for box in boxes if box.tag not in ("body", "html")]
    articles = [box for box in inside if box.tag == "article"]
    held = (_in(box, behind) for box in (articles or inside)[:BOXES])
    return next((some for some in held if _paragraphs(some) >= PARAGRAPHS), [])


def in_an_article(lines: Sequence[Line]) -> bool:
    """Tell whether lines below a headline are an article by their element."""
    return any(box.tag == "article" for box in upward(lines[0].element))


def _in(box: HtmlElement, lines: Sequence[Line]) -> list[Line]:
    region = Region([box])
    return [line for line in lines if region.holds(line.element)]


def _paragraphs(lines: Sequence[Line]) -> int:
    return sum(line.is_prose and line.element.tag not in _NOT_COUNTED for line in lines)
