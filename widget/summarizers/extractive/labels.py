"""Recognises labels: words with a colon that mark a line as a credit or a notice, not prose.

"Imagem: Divulgação" and "Text und Fotos: Ina Kern" are one thing in every language: a short head in
which a word names a part of a page, and what belongs to it.
"""

# ruff: noqa: RUF001 (the punctuation of many languages)

from __future__ import annotations

from typing import Final

from widget.rules.patterns import Words
from widget.rules.word_lists import file_beside

WORDS: Final = Words(file_beside(__file__), "")
"""What names a part of a page, in lower case."""
HEAD_WORDS: Final = 3
"""So many words may stand before the colon: "Text und Fotos:"."""
HEAD_CHARACTERS: Final = 50
COLONS: Final = (":", "：", "|", " / ")


def is_labelled(lowered: str) -> bool:
    """Tell whether a line in lower case begins with a label and a colon, a bar or a slash."""
    head = lowered[:HEAD_CHARACTERS]
    ends = [head.index(mark) for mark in COLONS if mark in head]
    words = head[: min(ends)].split() if ends else []
    return 0 < len(words) <= HEAD_WORDS and not WORDS.isdisjoint((words[0], words[-1]))
