"""Checks quickly whether a slow pattern of junk can match: a word or a mark must be in the line.

Such patterns begin with "any characters", and a search for a word before is quick. Which words:
``junk_tables.txt``. The lines are in lower case.
"""

# ruff: noqa: RUF001 (the punctuation of many languages)

from __future__ import annotations

from typing import Final

from widget.rules.patterns import Words
from widget.summarizers.extractive.junk_tables import ANY_CASE, LISTS

ANY_CHARACTERS: Final = ".{"
"""How a pattern begins that may match far from the beginning of the line."""
_SLOW: Final = [
    name
    for name, patterns in ANY_CASE.items()
    if any(p.startswith(ANY_CHARACTERS) for p in patterns)
]
GATES: Final = {name: Words(LISTS[0], f"gate of {name}") for name in _SLOW}
"""By rule: one of these words or marks is in each line that its slow patterns can match."""
GATE_WORDS: Final = Words(LISTS[0], *(f"gate of {name}" for name in _SLOW))
GATE_MARKS: Final = ("@", "http", "www.", "|", ">", "»", "›")
"""Those that are no words."""
