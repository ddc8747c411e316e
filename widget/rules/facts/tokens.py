"""Takes a text apart into words and numbers, with their places."""

# ruff: noqa: RUF001 (the punctuation of many languages)

from __future__ import annotations

import re
from typing import Final, NamedTuple

_SPACED: Final = r"\d{1,3}(?:[ \u00a0\u202f\u2009]\d{3})+(?!\d)(?:,\d+)?"
_CLOCK: Final = r"\d{1,2}(?::| ?h ?)\d{2}(?!\d)"
_LETTER: Final = r"(?:[^\W\d_]|[\u0300-\u036f\u0591-\u05c7\u064b-\u0652\u0900-\u0903\u093a-\u094f])"
"""A letter, or a mark that is written above or below one."""
TOKEN: Final = re.compile(
    rf"{_SPACED}|{_CLOCK}|\d+(?:[.,'’٬٫]\d+)*"
    rf"|[^\W\d_]{_LETTER}*+(?:\.[^\W\d_])*(?:[-'’‑]{_LETTER}++)*|[%٪€$£¥₹₽₺₴₪₩°]"
)
GAPS: Final = frozenset(["", " ", "-", "\u00a0", "\u202f", "‑", ". ", " °"])
"""What may stand between a number and the word that belongs to it."""


class Token(NamedTuple):
    """A word, a number or a sign of a text."""

    text: str
    low: str
    """Without case."""
    start: int
    end: int

    @property
    def is_number(self) -> bool:
        """Whether it begins with a digit."""
        return self.text[0].isdecimal()


def tokens(text: str) -> list[Token]:
    """Return the words, numbers and signs of a text, in its order."""
    return [
        Token(match[0], match[0].casefold(), match.start(), match.end())
        for match in TOKEN.finditer(text)
    ]
