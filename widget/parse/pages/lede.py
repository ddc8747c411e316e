"""Finds the standfirst: the lines between title and body that sum the article up."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from widget.parse.pages.box_names import names_of
from widget.parse.pages.lines import LINKED, squeezed
from widget.rules.text import folded

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lxml.html import HtmlElement

    from widget.parse.pages.lines import Line

CHARACTERS: Final = (30, 900)
"""Least and most characters of a standfirst; each of a script without spaces counts as three."""

MATCHED: Final = 0.75
"""The part of a line's words that the description has, from which the line is the standfirst."""

WORDS: Final = 8
"""Words that a line has at least to be told by those that it shares with the description."""

BEGINNING: Final = 50
"""Characters, without white space, by which two texts are taken to begin alike."""

LINES: Final = 3
"""Most lines of a standfirst."""

BOXES: Final = 3
"""The line's own box and those around it that may be named a standfirst."""

LOOKED_AT: Final = 60
"""Lines before the body among which the standfirst is looked for."""


def standfirst_of(before: Sequence[Line], descriptions: Sequence[str]) -> list[Line]:
    """Return the lines of a standfirst among those between the title and the body.

    They are what the page's description says, or in a box that the page calls its standfirst.
    """
    near = [line for line in before[-LOOKED_AT:] if _fits(line)]
    told = [line for line in near if any(_tells(line.text, said) for said in descriptions)]
    return (told or [line for line in near if _is_named(line)])[:LINES]


def is_lede(element: HtmlElement, characters: int) -> bool:
    """Tell whether the page calls a small box its standfirst."""
    return characters <= CHARACTERS[1] and "lede" in names_of(element)


def _fits(line: Line) -> bool:
    least, most = CHARACTERS
    return least <= line.length <= most and line.link_share < LINKED


def _tells(text: str, description: str) -> bool:
    """Whether a line is what the page's description says, or the beginning of one of the two."""
    left, right = squeezed(text).casefold(), squeezed(description).casefold()
    if left[:BEGINNING] == right[:BEGINNING] or left in right:
        return True
    words = set(folded(text).casefold().split())
    common = words & set(description.casefold().split())
    return len(words) >= WORDS and len(common) >= MATCHED * len(words)


def _is_named(line: Line) -> bool:
    boxes = (line.element, *line.element.iterancestors())
    return any("lede" in names_of(box) for box in boxes[:BOXES])
