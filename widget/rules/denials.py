"""The words by which somebody says that a claim is wrong. Which: ``denials.txt``."""

from __future__ import annotations

from functools import cache
from typing import Final

from widget.rules.word_lists import file_beside, read_by_language

LISTS: Final = file_beside(__file__)
_SAME: Final = {"nb": "no", "nn": "no"}


@cache
def denials(language: str) -> frozenset[str]:
    """Return the words of a language, a primary subtag; none where they are not known."""
    return frozenset(read_by_language(LISTS, "denials").get(_SAME.get(language, language), ()))
