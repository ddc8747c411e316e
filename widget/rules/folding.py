"""Compares texts as readers do who copy them: by letters and digits alone.

A page and what the server keeps of it differ in quotes, dashes, spaces, note marks, accents and
case. The rules are data, in ``folding.json``; the embed's script is built from the same file.
"""

from __future__ import annotations

import json
import re
import unicodedata
from functools import cache
from pathlib import Path
from typing import Any, Final

RULES: Final[dict[str, Any]] = json.loads(
    Path(__file__).with_name("folding.json").read_text("utf-8")
)
_FORM: Final = RULES["form"]
_KEPT: Final = tuple(RULES["kept"])
_FIGURES: Final = tuple(RULES["figures"])
_SIGNS: Final = re.compile(RULES["signs"])
_SILENT: Final = re.compile(RULES["silent"])
_LETTERS: Final = str.maketrans(RULES["letters"])
NOTES: Final = re.compile(RULES["notes"])
"""Marks of notes: "[1]", "[a]", raised digits and letters."""


def letters(text: str) -> str:
    """Return the letters and digits of the text, and nothing between them.

    Compatible forms are one (ligatures, full width), marks such as accents are left out, and
    case does not count. Two texts with the same letters read the same, but for punctuation and
    for where words end.
    """
    return "".join(map(_of_one, text))


def letters_without_notes(text: str) -> str:
    """Return the letters of the text without digits and marks of notes.

    A mark such as ``<sup>1</sup>`` is glued to a word once a page is text, and no figure then
    tells whether it is one.
    """
    kept = letters(NOTES.sub(" ", text))
    return "".join(letter for letter in kept if not _is(letter, _FIGURES))


@cache
def _of_one(character: str) -> str:
    parts = unicodedata.normalize(_FORM, _SIGNS.sub("", character))
    kept = "".join(part for part in _SILENT.sub("", parts) if _is(part, _KEPT))
    return kept.upper().lower().translate(_LETTERS)


def _is(character: str, categories: tuple[str, ...]) -> bool:
    return unicodedata.category(character).startswith(categories)
