"""Recognises notes: what a site says of an article, not in it.

How it was made, who paid for the journey, what an earlier version said. Which words: ``notes.txt``.
"""

# ruff: noqa: RUF001 (the punctuation of many languages)

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final

from widget.rules.word_lists import file_beside, phrases
from widget.summarizers.extractive.patterns import Words

if TYPE_CHECKING:
    from collections.abc import Sequence

LISTS: Final = file_beside(__file__)
ARTICLES: Final = Words(LISTS, "articles")
RULE: Final = "editorial note"


def note_rule(lowered: str, words: Sequence[str]) -> str | None:
    """Return the name of the rule by which a folded sentence is a note, or None.

    ``lowered`` is the sentence in lower case, ``words`` are its words in lower case.
    """
    plain = lowered.replace("’", "'")
    if plain.startswith(_beginnings("begins a note")):
        return RULE
    if plain.startswith(_beginnings("earlier versions")) and not ARTICLES.isdisjoint(words):
        return RULE
    return None


@cache
def _beginnings(name: str) -> tuple[str, ...]:
    return tuple(phrases(LISTS, name))
