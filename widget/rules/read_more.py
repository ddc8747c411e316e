"""Phrases that lead a reader on: to the rest of a text, or to other articles.

The junk rules of the extractive summarizer name the lists of ``read_more.txt`` in their patterns.
"""

from __future__ import annotations

from itertools import chain
from typing import Final

from widget.rules.word_lists import by_language, file_beside, phrases

LISTS: Final = file_beside(__file__)
REST: Final = "rest of the text"
OTHERS: Final = "other articles"


def to_the_rest() -> tuple[str, ...]:
    """Return the phrases that lead to the rest of a text that is cut."""
    return phrases(LISTS, REST)


def on_links() -> tuple[str, ...]:
    """Return what links say that lead on, and boxes that hold such links."""
    return tuple(chain(to_the_rest(), phrases(LISTS, OTHERS), phrases(LISTS, "alone on a link")))


def pairs_in(*languages: str) -> tuple[str, ...]:
    """Return the phrases of two words that lead on in these languages."""
    listed = (by_language(LISTS, name).get(tag, ()) for name in (REST, OTHERS) for tag in languages)
    return tuple(phrase for phrase in chain.from_iterable(listed) if phrase.count(" ") == 1)
