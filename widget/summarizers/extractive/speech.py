"""Recognises what somebody says behind a dash, as papers of many countries print speech.

Without the dash, which is trimmed like a bullet, and without its speaker the words would be the
newspaper's own.
"""

# ruff: noqa: RUF001 (the punctuation of many languages)

from __future__ import annotations

from typing import Final

from widget.rules.letters import UPPER
from widget.rules.patterns import Lazy

DASHED: Final = frozenset(
    {"no", "nb", "nn", "da", "sv", "fi", "fr", "es", "pt", "it", "pl", "cs", "sk", "ru", "uk", "tr"}
    | {"hu", "ro", "el", "lt", "lv", "et", "bg", "hr", "sr", "sl"}
)
"""Languages, by primary subtag, whose papers set a dash before what somebody says."""
LIST_LINES: Final = 3
"""So many lines that begin with a dash, and no speaker behind any, are a list."""

_LINE: Final = Lazy(r"(?m)^[–—―-] ?(?=[^\W\d_]|[¿¡«“\"]).*")
_SPEAKER: Final = Lazy(
    rf"[,!?…»”\"] ?[–—―-]? ?(?![{UPPER}])\w+(?:[ -](?![{UPPER}])\w+){{0,3}} [{UPPER}]\w"
    rf"|[–—―] ?(?![{UPPER}])\w+(?: (?![{UPPER}])\w+){{0,3}} [{UPPER}]\w"
)


def has_speech(text: str, language: str) -> bool:
    """Tell whether lines of this text that begin with a dash are what somebody says."""
    if language not in DASHED:
        return False
    lines = _LINE.findall(text)
    return bool(lines) and (len(lines) < LIST_LINES or any(_SPEAKER.search(line) for line in lines))


def lacks_speaker(line: str, sentence: str) -> bool:
    """Tell whether a sentence of a line that begins with a dash does not name who says it."""
    return _LINE.match(line) is not None and _SPEAKER.search(sentence) is None
