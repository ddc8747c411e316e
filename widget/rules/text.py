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
    """Return the text on one line without control characters; empty where nothing is left."""
    plain = text.isascii() and text.isprintable()
    return folded(text if plain else printable(text))


def cut(one_line: str, limit: int) -> str:
    """Return a line of at most ``limit`` characters: of a longer one the end is left out.

    It ends at a space then, and with an ellipsis.
    """
    if len(one_line) <= limit:
        return one_line
    return one_line[: limit - 1].rsplit(" ", 1)[0] + "\u2026"
