"""Normalises white space, line ends and control characters of texts, in one place."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

_ZERO_WIDTH: Final = "\u200b\u2060\ufeff"
_WITH_ZERO_WIDTH: Final = re.compile(rf"[\s{_ZERO_WIDTH}]++")
_CONTROLS: Final = re.compile(r"[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ud800-\udfff]")
"""Unicode's categories Cc and Cs, without those that are white space."""


def folded(text: str) -> str:
    """Return the text on one line: each run of white space is one space, and none at the ends.

    White space is what Unicode calls so: no-break spaces, line and paragraph separators, tabs. What
    has no width (U+200B, U+2060, the byte order mark) counts as a part of it at the ends and
    beside it. Between two letters it stays, because it tells where words of Thai and Khmer end;
    only a byte order mark goes.
    """
    if not text.isascii() and any(mark in text for mark in _ZERO_WIDTH):
        text = _WITH_ZERO_WIDTH.sub(_without_width, text).strip(_ZERO_WIDTH)
    return " ".join(text.split())


def _without_width(run: re.Match[str]) -> str:
    return " " if run[0].strip(_ZERO_WIDTH) else run[0].replace("\ufeff", "")


def with_plain_line_ends(text: str) -> str:
    """Return the text with a line feed for every line end, and two for a paragraph's."""
    unified = text.replace("\r\n", "\n").replace("\r", "\n")
    return unified.replace("\u2028", "\n").replace("\u2029", "\n\n")


def printable(text: str) -> str:
    """Return the text in NFC, with plain line ends, without control characters and surrogates.

    Those that are white space, such as a form feed, stay.
    """
    return unicodedata.normalize("NFC", _CONTROLS.sub("", with_plain_line_ends(text)))


def line(text: str) -> str:
    """Return the text on one line without control characters; empty where nothing is left.

    Its marks of direction hold for itself alone; see ``with_closed_directions``.
    """
    plain = text.isascii() and text.isprintable()
    return folded(text) if plain else with_closed_directions(folded(printable(text)))


_BEGIN_EMBEDDING: Final = "\u202a\u202b"
_END_EMBEDDING: Final = "\u202c"
_BEGIN_ISOLATE: Final = "\u2066\u2067\u2068"
_END_ISOLATE: Final = "\u2069"
_OVERRIDES: Final = "\u202d\u202e"
_DIRECTIONS: Final = re.compile(
    f"[{_BEGIN_EMBEDDING}{_END_EMBEDDING}{_BEGIN_ISOLATE}{_END_ISOLATE}{_OVERRIDES}]"
)


def with_closed_directions(text: str) -> str:
    """Return the text so that its marks of direction turn nothing that stands after it.

    What begins a direction and does not end it is ended, what ends none is left out. Overrides
    (U+202D, U+202E) are left out: they show letters in another order than they are written in.
    """
    if text.isascii() or not _DIRECTIONS.search(text):
        return text
    open_ones: list[str] = []
    kept = "".join(character for character in text if _stays(character, open_ones))
    return kept + "".join(reversed(open_ones))


def _stays(character: str, open_ones: list[str]) -> bool:
    """Return whether the character stays; ``open_ones`` are the ends that are still to come."""
    if character in _BEGIN_EMBEDDING:
        open_ones.append(_END_EMBEDDING)
    elif character in _BEGIN_ISOLATE:
        open_ones.append(_END_ISOLATE)
    elif character in (_END_EMBEDDING, _END_ISOLATE):
        ends = bool(open_ones) and open_ones[-1] == character
        return bool(ends and open_ones.pop())
    return character not in _OVERRIDES


def cut(one_line: str, limit: int) -> str:
    """Return a line of at most ``limit`` characters: of a longer one the end is left out.

    It ends at a space then, and with an ellipsis.
    """
    if len(one_line) <= limit:
        return one_line
    return with_closed_directions(one_line[: limit - 1].rsplit(" ", 1)[0] + "\u2026")
