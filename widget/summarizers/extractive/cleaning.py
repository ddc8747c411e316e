"""Tells what stands around sentences: headings; and writes words in lower case."""

# ruff: noqa: RUF001 (the punctuation of many languages)

from __future__ import annotations

from typing import Final

HEADING_CHARACTERS: Final = 100
SENTENCE_ENDS: Final = frozenset(".!?…。！？｡؟।॥۔։။።:;,，；：")


def lower(text: str) -> str:
    """Return ``text`` in lower case, the Turkish dotted I as a plain i."""
    lowered = text.lower()
    return lowered if lowered.isascii() else lowered.replace("i\u0307", "i")


def is_heading(folded: str) -> bool:
    """Tell whether a whole line is a heading: short, and not ended like a sentence.

    Thai, Lao and Khmer do not end sentences with a mark, so there it cannot be told.
    """
    ending = folded.rstrip("\"'”’»)」』]")[-1:]
    if "\u0e00" <= ending < "\u0f00" or "\u1780" <= ending < "\u1800":
        return False
    return len(folded) < HEADING_CHARACTERS and ending not in SENTENCE_ENDS
