"""Tells whether a span of a text is made of whole sentences, by the marks that end them."""

# ruff: noqa: RUF001 (the punctuation of many languages)

from __future__ import annotations

import re
from typing import Final

ENDS: Final = frozenset(".!?…。！？｡؟।॥۔։།።‽")
"""Marks that end a sentence."""
AFTER_ENDS: Final = "\"'“”„«»‘’‚‹›)]）」』】〉》*†‡\u200e\u200f \u00a0\u202f\u3000"
"""What may stand between such a mark and the next sentence on the same line."""

NOTES: Final = re.compile(r"(?:\s?\[\w{1,3}\]|[¹²³⁴-⁹⁰])+$")
"""Marks of notes behind a sentence."""
NEAR: Final = 20
"""Characters that hold the end of a sentence with all that may stand behind it."""


def is_ended(text: str) -> bool:
    """Tell whether a text ends with the mark of a sentence.

    Quotes, brackets and marks of notes may stand behind it: "It rained.[1]".
    """
    bare = text.rstrip(AFTER_ENDS)
    if bare[-1:] in ENDS:
        return True
    noted = NOTES.search(text.rstrip())
    return noted is not None and text[: noted.start()].rstrip(AFTER_ENDS)[-1:] in ENDS


def is_whole(text: str, start: int, end: int) -> bool:
    """Tell whether ``text[start:end]`` begins and ends where sentences or lines do.

    Nothing that begins with a small letter behind a period on its line does: the period is that of
    an abbreviation.
    """
    return _begins(text, start) and _ends(text, end)


def _begins(text: str, start: int) -> bool:
    before = text[text.rfind("\n", 0, start) + 1 : start]
    return not before.strip() or (is_ended(before) and not text[start : start + 1].islower())


def _ends(text: str, end: int) -> bool:
    newline = text.find("\n", end)
    rest = text[end : newline if newline >= 0 else len(text)]
    return not rest.strip() or is_ended(text[max(0, end - NEAR) : end])
