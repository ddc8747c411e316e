"""Tells what a page says that a box is, by the whole words of its classes and its id."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from widget.rules.word_lists import file_beside, read_phrases

if TYPE_CHECKING:
    from lxml.html import HtmlElement

KINDS: Final = (
    *("apart", "menus", "beside", "slides", "leads", "facts", "caption", "repeats", "lede"),
    "initial",
)
_FILE: Final = file_beside(__file__)
# Read at once: the sandbox opens no files once it is shut.
_LISTED: Final = {kind: frozenset(read_phrases(_FILE, kind)) for kind in KINDS}
_WHOLE: Final = frozenset(read_phrases(_FILE, "whole"))
_BOX_WORDS: Final = frozenset(read_phrases(_FILE, "box"))
_LONGEST: Final = 500
_PARTS: Final = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|[-_]+")
_NOTHING: Final[frozenset[str]] = frozenset()


def names_of(element: HtmlElement) -> frozenset[str]:
    """Return the kinds of boxes (of ``KINDS``) that the element's classes, id or itemprop name."""
    names = " ".join(element.get(name) or "" for name in ("class", "id", "itemprop"))
    if "-" in element.tag:
        names = f"{names} {element.tag}"
    return _kinds(names) if 2 < len(names) <= _LONGEST else _NOTHING


@lru_cache(maxsize=4_096)
def _kinds(names: str) -> frozenset[str]:
    found = {kind for token in names.split() for kind in _kinds_of_token(token)}
    return frozenset(found) if found else _NOTHING


def _kinds_of_token(token: str) -> list[str]:
    words = [word.lower() for word in _PARTS.split(token) if word]
    while len(words) > 1 and (words[-1] in _BOX_WORDS or words[-1].isdecimal()):
        if any(_names(words, kind) for kind in KINDS):
            break
        words.pop()
    if token.lower() in _WHOLE or "-".join(words) in _WHOLE:
        return ["apart"]
    return [kind for kind in KINDS if _names(words, kind)]


def _names(words: list[str], kind: str) -> bool:
    listed = _LISTED[kind]
    return any("-".join(words[-count:]) in listed for count in range(1, min(3, len(words)) + 1))
