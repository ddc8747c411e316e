"""Finds a page's body: the paragraphs of its article, without what stands around them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from trafilatura import bare_extraction

from widget.domain.errors import Unreadable
from widget.domain.limits import TEXT_CHARACTERS
from widget.parse.pages.boilerplate import without_surroundings
from widget.parse.pages.fallback_text import prose_of
from widget.parse.pages.lede import lede_of
from widget.parse.pages.paragraphs import name_paragraphs
from widget.parse.plain_text import PROMPTS
from widget.rules.text import folded

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.html import HtmlElement

FEW: Final = 0.3
"""A body that is less than this part of what a page shows is looked for a second time."""

MUCH: Final = 300
"""Characters that a page shows, links not counted, from which on it must have a body."""

_BREAK: Final = "\n"


def body_of(tree: HtmlElement, title: str | None) -> str:
    """Return the article's paragraphs, separated by a blank line; empty when there are none.

    Without the title, the widget's own prompts, and links to other articles. The tree is changed.
    """
    visible = without_surroundings(tree)
    if visible > 2 * TEXT_CHARACTERS:
        raise _too_long(visible)
    name_paragraphs(tree)
    text = _main_text(tree, title)
    if len(text) < FEW * visible and visible > MUCH:
        rescued = prose_of(tree)
        text = rescued if len(rescued) > 2 * len(text) else text
    if text and (lede := lede_of(tree, title, text)):
        text = f"{lede}\n\n{text}"
    if len(text) > TEXT_CHARACTERS:
        raise _too_long(len(text))
    return text


def _too_long(characters: int) -> Unreadable:
    return Unreadable(
        f"The page shows {characters:,} characters of text; "
        f"an article has at most {TEXT_CHARACTERS:,}."
    )


def _main_text(tree: HtmlElement, title: str | None) -> str:
    document: Any = bare_extraction(
        tree,
        favor_recall=True,
        include_comments=False,
        include_tables=False,
        with_metadata=False,
    )
    if document is None or document.body is None:
        return ""
    paragraphs = [p for p in _paragraphs(document.body) if p.casefold() not in PROMPTS]
    while title and paragraphs and paragraphs[0].casefold() == title.casefold():
        del paragraphs[0]
    return "\n\n".join(paragraphs)


def _paragraphs(body: HtmlElement) -> Iterator[str]:
    for block in body:
        parts = list(block) if block.tag in ("list", "quote", "table") and len(block) else [block]
        for part in parts:
            for broken in re.split(rf"{_BREAK}\s*{_BREAK}", _with_breaks(part)):
                if paragraph := folded(broken):
                    yield paragraph


def _with_breaks(element: HtmlElement) -> str:
    """Return the element's text, with a line break for each of its own and no other."""
    pieces = [element.text or ""]
    for child in element.iterdescendants():
        pieces += [_BREAK if child.tag == "lb" else "", child.text or "", child.tail or ""]
    return "".join(_BREAK if piece == _BREAK else piece.replace(_BREAK, " ") for piece in pieces)
