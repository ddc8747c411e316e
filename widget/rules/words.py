"""Words: what stands between the spaces of a text, and how many of them a text has."""

# ruff: noqa: RUF001 (the punctuation of many languages)

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

from widget.domain.block import Role

if TYPE_CHECKING:
    from collections.abc import Sequence

    from widget.domain.article import Article

EDGES: Final = "\"'“”„‚«»‘’‹›「」『』()[]{}<>.,;:!?…¿¡*•·|/\\~`^_=+-–—―@#$€£%&،؛؟।॥۔。、"
"""What may stand around a word; inside it belongs to it, as in U.S. or well-known."""
ASCII_EDGES: Final = "".join(filter(str.isascii, EDGES))
"""Fewer characters are stripped quicker."""
SEPARATORS: Final = ("—", "–", "--", "…", "/", "...", "|")
"""What parts words without spaces."""

HAN: Final = "\u3005\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
HIRAGANA: Final = "\u3041-\u309f"
KATAKANA: Final = "\u30a1-\u30fa\u30fc-\u30ff"
FIRST_UNSPACED: Final = "\u3005"
"""No character before it is Han or kana: most texts are done with one comparison."""
CHARACTERS_PER_WORD: Final = 2
"""So many characters of these scripts say what a word of other languages says."""
LONG_WORD_CHARACTERS: Final = 6
"""Of long words in any script: a text of so many has at least one. So Thai, Lao, Khmer and Burmese,
which put no space between words, are counted, and long words for what they say."""


_BESIDE: Final = frozenset({Role.CAPTION, Role.ASIDE, Role.NOTE, Role.SUBHEAD})


def words_in(text: str) -> list[str]:
    """Return what stands between spaces, dashes and slashes, without the signs around it."""
    for separator in SEPARATORS:
        if separator in text:
            text = text.replace(separator, " ")
    edges = ASCII_EDGES if text.isascii() else EDGES
    return [word for word in [each.strip(edges) for each in text.split()] if word]


def count_words(text: str, words: Sequence[str] | None = None) -> int:
    """Return how many words a text has, or would have if its script put spaces between them.

    Two characters of Chinese or Japanese are one word, and so are six of any long word. This is
    how the least length of an article and the length of a summary are counted. ``words`` are those
    of ``words_in``, where they are known already.
    """
    if text.isascii() or max(text) < FIRST_UNSPACED:
        known = words_in(text) if words is None else words
        return max(len(known), len(text) // LONG_WORD_CHARACTERS)
    unspaced = len(_unspaced().findall(text))
    others = words_in(_unspaced().sub(" ", text))
    return max(unspaced // CHARACTERS_PER_WORD + len(others), len(text) // LONG_WORD_CHARACTERS)


def article_words(article: Article) -> int:
    """Return how many words of an article are its story: see ``count_words``.

    Captions, asides, notes and subheads are none of it, where the roles are known.
    """
    if not article.roles:
        return count_words(article.text)
    paragraphs = zip(article.roles, article.text.split("\n\n"), strict=True)
    return count_words("\n\n".join(text for role, text in paragraphs if role not in _BESIDE))


@cache
def _unspaced() -> re.Pattern[str]:
    return re.compile(f"[{HAN}{HIRAGANA}{KATAKANA}]")
