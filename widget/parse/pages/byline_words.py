"""Finds the line that says in words who wrote it, where no element is marked as such."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING, Final

from lxml.etree import XPath

from widget.parse.pages.author_names import names_shown
from widget.parse.pages.other_boxes import may_be_other
from widget.rules.text import folded
from widget.rules.word_lists import alternatives, file_beside, phrases

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator

    from lxml.html import HtmlElement

LINE: Final = 100
"""Characters of a line that says who wrote it."""

PROSE: Final = 300
"""Characters of longer lines after which the article itself has begun."""

_BELOW: Final = XPath("(following::text()[normalize-space()])[position() <= 24]")
_ABOVE: Final = XPath("(preceding::text()[normalize-space()])[position() > last() - 8]")


def said_in_words(heading: HtmlElement | None, sites: Container[str]) -> str | None:
    """Return the names behind a word such as "By", in the short lines next to the heading.

    The word may stand in an element of its own. ``sites`` are the keys of what the site is called.
    """
    if heading is None:
        return None
    own = frozenset(heading.iterancestors())
    for texts in (_short(_BELOW(heading)), reversed(_ABOVE(heading))):
        for line in _lines(texts):
            names = dict.fromkeys(names_shown(line, sites))
            if names and next(iter(names))[0].isupper() and _is_line(line[0], own):
                return ", ".join(names)
    return None


def _lines(texts: Iterable[str]) -> Iterator[tuple[str, ...]]:
    """Yield each text that begins with the word, and with it the next one where it is all of it."""
    before = ""
    for text in texts:
        line = folded(text)
        if before and len(line) <= LINE:
            yield (text,)
        before = ""
        if getattr(text, "is_tail", False) and line[:1].islower():
            continue  # "Harbour Lights" by Anna Berg: in a sentence, or a title of somebody's
        if _ALONE.fullmatch(line):
            before = line
        elif len(line) <= LINE and _SAID.match(line):
            yield (text,)


def _short(texts: Iterable[str]) -> Iterator[str]:
    """Yield the texts up to where the article begins."""
    prose = 0
    for text in texts:
        length = len(folded(text))
        prose += length if length > LINE else 0
        if prose > PROSE:
            return
        yield text


def _is_line(text: str, own: Container[HtmlElement]) -> bool:
    """Tell whether a text begins a line of the article's own, not one in a list."""
    holder = _holder(text)
    in_list = any(box.tag == "li" for box in islice(holder.iterancestors(), 4) if box not in own)
    return not in_list and holder.tag != "li" and not may_be_other(holder, own)


def _holder(text: str) -> HtmlElement:
    element = text.getparent()  # type: ignore[attr-defined] # a text that lxml found
    return element.getparent() if getattr(text, "is_tail", False) else element


_LISTS: Final = file_beside(__file__).replace("byline_words", "authors")
_WORDS: Final = alternatives(sorted(phrases(_LISTS, "by"), key=len, reverse=True))
_ALONE: Final = re.compile(rf"(?:{_WORDS})\s?[:\uff1a]?", re.I)
_SAID: Final = re.compile(rf"(?:{_WORDS})(?:\s?[:\uff1a]\s?|\s)(?=\S)", re.I)
