"""Tells given names from other words. Which: ``given_names.txt``."""

from __future__ import annotations

from functools import cache
from typing import Final

from widget.rules.word_lists import file_beside, read_phrases

LISTS: Final = file_beside(__file__)


def is_given_name(word: str) -> bool:
    """Tell whether a word, or what stands before its first hyphen, is a given name."""
    return _is_listed(word) or ("-" in word and _is_listed(word.partition("-")[0]))


def _is_listed(word: str) -> bool:
    return f"\n{word}\n" in _by_letter().get(word[:1], "")


@cache
def _by_letter() -> dict[str, str]:
    """Return the names by their first letter, in lines: a set takes ten times the memory."""
    lines: dict[str, str] = {}
    for letter, names in _sorted().items():
        lines[letter] = "\n".join(["", *names, ""])
    return lines


def _sorted() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for name in read_phrases(LISTS):
        found.setdefault(name[0], []).append(name)
    return found
