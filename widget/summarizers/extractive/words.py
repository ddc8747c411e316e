"""The home of words: how text becomes the tokens that sentences are compared by."""

# ruff: noqa: RUF001 (the punctuation and the letters of many languages)

from __future__ import annotations

import re
from itertools import islice
from typing import Final

TOKEN: Final = re.compile(r"\w+(?:['’.-]\w+)*")
STEM_CHARACTERS: Final = 7
"""Words are cut to this many characters, so that most inflected forms of one word are equal."""
SCRIPT_SAMPLE_LETTERS: Final = 500
CHARACTERS_PER_WORD: Final = 6
"""Of long words in any script; Chinese text says more in as many characters."""

_ENGLISH_STOP_WORDS: Final = """
    a about above after again against all also am an and any are as at be because been before
    being below between both but by can cannot could did do does doing down during each even
    few for from further get got had has have having he her here hers herself him himself his
    how i if in into is it its itself just like made make many may me might more most much
    must my myself no nor not now of off on once one only or other our ours out over own re
    said same say says she should since so some still such than that the their theirs them
    themselves then there these they this those through to told too under until up us very was
    we were what when where which while who whom why will with within without would you your
    yours
"""
STOP_WORDS: Final = frozenset(_ENGLISH_STOP_WORDS.split())


def tokens(text: str) -> list[str]:
    """Return the words of ``text`` as they stand, in order."""
    return TOKEN.findall(text)


def terms(words: list[str]) -> list[str]:
    """Return the stems of the words that carry meaning.

    Stop words are known for English alone; in other languages most of them go by being short,
    and the rest weigh little because they are in many sentences.
    """
    folded = (word.casefold() for word in words)
    return [
        word.removesuffix("'s").removesuffix("’s")[:STEM_CHARACTERS]
        for word in folded
        if word not in STOP_WORDS and (len(word) > 3 or word.isnumeric() or not word.isalpha())
    ]


def has_known_script(text: str) -> bool:
    """Tell whether most letters of ``text`` are Latin, Greek or Cyrillic.

    Only these are compared by words; Chinese, Japanese and Thai put no space between words.
    """
    letters = list(islice(filter(str.isalpha, text), SCRIPT_SAMPLE_LETTERS))
    known = sum(letter < "\u0530" or "\u1e00" <= letter < "\u2000" for letter in letters)
    return known * 2 > len(letters)


def length_in_words(text: str) -> int:
    """Return how many words ``text`` has, or would have if its script put spaces between them."""
    return max(len(text.split()), len(text) // CHARACTERS_PER_WORD)
