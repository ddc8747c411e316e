"""Finds phrases of a list with the words of many languages in a sentence.

A language that has no such list says nothing.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from widget.rules.word_lists import alternatives, read_by_language

SAME: Final = {"nb": "no", "nn": "no"}


@cache
def listed(path: str, name: str, language: str) -> tuple[str, ...]:
    """Return the phrases of a list in one language, a primary subtag; none where none are known.

    Raises KeyError when the file has no such list, OSError when it cannot be read.
    """
    return read_by_language(path, name).get(SAME.get(language, language), ())


def has(path: str, name: str, lowered: str, language: str) -> bool:
    """Tell whether a text in lower case has one of the phrases as whole words.

    Raises as ``listed`` does.
    """
    for piece in _pieces(path, name, language):
        if piece in lowered:
            return bool(found(path, name, lowered, language))
    return False


def found(path: str, name: str, lowered: str, language: str) -> list[str]:
    """Return the phrases that a text in lower case has, as they stand. Raises as ``listed``."""
    pattern = _pattern(path, name, language)
    return pattern.findall(lowered) if pattern else []


@cache
def _pieces(path: str, name: str, language: str) -> tuple[str, ...]:
    """Return the longest piece of each phrase: without one of these no pattern need be tried."""
    phrases = listed(path, name, language)
    parted = (phrase.replace("\u2019", "'").replace("*", "'").split("'") for phrase in phrases)
    return tuple({max(pieces, key=len) for pieces in parted})


@cache
def _pattern(path: str, name: str, language: str) -> re.Pattern[str] | None:
    known = listed(path, name, language)
    return re.compile(rf"(?<!\w)(?:{alternatives(known)})(?!\w)") if known else None
