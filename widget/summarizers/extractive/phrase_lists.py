"""Finds phrases of a list with the words of many languages in a sentence.

A language that has no such list says nothing.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from widget.rules.word_lists import alternatives, read_by_language

SAME: Final = {"nb": "no", "nn": "no"}


def listed(path: str, name: str, language: str) -> tuple[str, ...]:
    """Return the phrases of a list in one language, a primary subtag; none where none are known.

    Raises KeyError when the file has no such list, OSError when it cannot be read.
    """
    return read_by_language(path, name).get(SAME.get(language, language), ())


def has(path: str, name: str, lowered: str, language: str) -> bool:
    """Tell whether a text in lower case has one of the phrases as whole words.

    Raises as ``listed`` does.
    """
    pattern = _pattern(path, name, language)
    return pattern is not None and pattern.search(lowered) is not None


def found(path: str, name: str, lowered: str, language: str) -> list[str]:
    """Return the phrases that a text in lower case has, as they stand. Raises as ``listed``."""
    pattern = _pattern(path, name, language)
    return pattern.findall(lowered) if pattern else []


@cache
def _pattern(path: str, name: str, language: str) -> re.Pattern[str] | None:
    known = listed(path, name, language)
    return re.compile(rf"(?<!\w)(?:{alternatives(known)})(?!\w)") if known else None
