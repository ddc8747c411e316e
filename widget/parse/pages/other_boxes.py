"""Tells what stands in a box of something else: comments, a tweet, a list of other stories."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING, Final

from widget.rules.word_lists import file_beside, phrases

if TYPE_CHECKING:
    from collections.abc import Container, Iterator

    from lxml.etree import _Element

AROUND: Final = 12
"""Elements around one whose names are read."""


SHORT: Final = 300
"""Characters of an aside or a footer that may be the lines about the article."""


def is_other(element: _Element, own: Container[_Element] = ()) -> bool:
    """Tell whether an element is in a box that is hardly ever of the article.

    ``own`` are the boxes around the heading, whatever these are called.
    """
    return any(_is_named_other(box) or _is_beside(box) for box in _boxes(element, own))


def may_be_other(element: _Element, own: Container[_Element] = ()) -> bool:
    """Tell the same of boxes that may be of the article, as well."""
    boxes = tuple(_boxes(element, own))
    named = any(not _PERHAPS_OTHERS.isdisjoint(names_of(box)) for box in boxes)
    return named or any(_is_named_other(box) or box.tag in _BESIDE for box in boxes)


def box_beside(element: _Element, own: Container[_Element] = ()) -> _Element | None:
    """Return the widest box around an element that may be of something else; None for none."""
    widest = None
    for box in _boxes(element, own):
        if box.tag in _BESIDE or names_of(box) & _PERHAPS_OTHERS:
            widest = box
    return widest


def is_of_others(element: _Element, own: Container[_Element] = ()) -> bool:
    """Tell whether an element is in a box that is called, or is, one of others.

    What stands beside the article or below it is none by that alone.
    """
    return any(_is_named_other(box) for box in _boxes(element, own))


def names_of(element: _Element) -> frozenset[str]:
    """Return the parts of what an element is called in its class and id, in lower case."""
    return frozenset(part.lower() for name in _named(element) for part in _PART.findall(name))


def _named(element: _Element) -> list[str]:
    if element.tag in _WHOLE:
        return []
    return f"{element.get('class', '')[:300]} {element.get('id', '')[:100]}".split()


def _boxes(element: _Element, own: Container[_Element]) -> Iterator[_Element]:
    yield from (b for b in (element, *islice(element.iterancestors(), AROUND)) if b not in own)


def _is_named_other(box: _Element) -> bool:
    first = {part[0].lower() for name in _named(box) if (part := _PART.match(name))}
    return box.tag in _OTHER_TAGS or not (
        _OTHERS.isdisjoint(names_of(box)) and _FIRST.isdisjoint(first)
    )


def _is_beside(box: _Element) -> bool:
    """Tell whether a box stands beside the article, and holds more than a line about it."""
    if box.tag not in _BESIDE and "sidebar" not in names_of(box):
        return False
    return len("".join(islice(box.itertext(), _TEXTS)).strip()) > SHORT


_TEXTS: Final = 60
_PART: Final = re.compile(r"[A-Z]?[^\W\d_A-Z]+|[A-Z]+(?![a-z])")
_WHOLE: Final = frozenset({"html", "body", "main"})
_OTHER_TAGS: Final = frozenset({"nav", "blockquote", "form", "select", "button"})
_BESIDE: Final = frozenset({"aside", "footer"})
_OTHERS, _FIRST, _PERHAPS_OTHERS = (
    frozenset(phrases(file_beside(__file__), name))
    for name in ("others", "first", "perhaps others")
)
