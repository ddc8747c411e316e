"""Flattens HTML that is nested too deep for a parser: innermost wrappers are left out."""

from __future__ import annotations

import re
from typing import Final

DEPTH: Final = 150
"""Levels of nested elements that are kept; no page that people made by hand comes near."""

_TAG: Final = re.compile(r"<(/?)([a-z][a-z0-9-]*+)[^>]*+>?", re.I)
_VOID: Final = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta"}
    | {"param", "source", "track", "wbr"}
)
_CLOSED_BY_THE_NEXT: Final = {"p", "li", "dt", "dd", "tr", "td", "th", "option", "h1", "h2", "h3"}
_SEARCHED: Final = 30
_EMPTY: Final = re.compile(r"(?:<p>\s*+){2,}+")


def flattened(html: str) -> str:
    """Return the HTML with at most ``DEPTH`` levels of elements; no text is lost.

    A tag that would open a deeper level is left out with the one that closes it; where it
    parted two blocks, a paragraph begins.
    """
    open_tags: list[str] = []

    def replaced(tag: re.Match[str]) -> str:
        name = tag[2].lower()
        if name in _VOID:
            return tag[0]
        deep = len(open_tags) > DEPTH
        if tag[1]:
            return tag[0] if _closed(open_tags, name) <= DEPTH else _break_for(name)
        if open_tags and open_tags[-1] == name and name in _CLOSED_BY_THE_NEXT:
            open_tags.pop()
        open_tags.append(name)
        return _break_for(name) if deep else tag[0]

    return _EMPTY.sub("<p>", _TAG.sub(replaced, html))


def _closed(open_tags: list[str], name: str) -> int:
    """Close the innermost element of this name; return how many are open after that."""
    for back in range(1, min(_SEARCHED, len(open_tags)) + 1):
        if open_tags[-back] == name:
            del open_tags[-back:]
            break
    return len(open_tags)


def _break_for(name: str) -> str:
    """Return what parts the text before a tag that is left out from the text behind it."""
    return " " if name in _INLINE else "<p>"


_INLINE: Final = frozenset(
    {"a", "abbr", "b", "cite", "code", "em", "font", "i", "s", "small", "span"}
    | {"strong", "sub", "sup", "u"}
)
