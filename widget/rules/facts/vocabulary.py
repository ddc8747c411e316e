"""Reads the word lists of the checks for one language; each is read once."""

from __future__ import annotations

import re
from fractions import Fraction
from functools import cache
from typing import Final

from widget.rules import text_language
from widget.rules.language import primary
from widget.rules.word_lists import by_language, file_beside

_FOLDER: Final = __file__.rpartition("/")[0]
NUMERALS: Final = f"{_FOLDER}/numerals.txt"
QUANTITIES: Final = f"{_FOLDER}/quantities.txt"
CALENDAR: Final = f"{_FOLDER}/calendar.txt"
SPEECH: Final = f"{_FOLDER}/speech.txt"
CLAIMS: Final = f"{_FOLDER}/claims.txt"
FORM: Final = f"{_FOLDER}/form.txt"
SMALL_WORDS: Final = file_beside(text_language.__file__)
_NORWEGIAN: Final = {"nb": "no", "nn": "no"}
_NUMBERED: Final = (("from two to twenty", 2, 1), ("tens", 30, 10), ("hundreds", 200, 100))
"""Lists whose order gives the value: the value of the first, and the step to the next."""


def language_of(tag: str) -> str:
    """Return the tag under which the lists have the words of a language."""
    found = primary(tag) or "en"
    return _NORWEGIAN.get(found, found)


def listed(path: str, name: str, language: str) -> tuple[str, ...]:
    """Return the phrases of a list in one language and in none, without case."""
    lists = by_language(path, name)
    return tuple(each.casefold() for tag in ("mul", language) for each in lists.get(tag, ()))


@cache
def words(path: str, name: str, language: str) -> frozenset[str]:
    """Return the same as a set."""
    return frozenset(listed(path, name, language))


@cache
def ordered(path: str, name: str, language: str) -> dict[str, int]:
    """Return the position of each word of a list whose order counts."""
    phrases = (each for each in listed(path, name, language))
    return {form: at for at, forms in enumerate(phrases) for form in forms.split("/")}


@cache
def valued(path: str, name: str, language: str) -> dict[str, str]:
    """Return what stands before each word of a list: ``{"metre": "length 1"}``."""
    parts = (each.rpartition(" ") for each in listed(path, name, language))
    return {word: value for value, _, word in parts}


@cache
def numerals(language: str) -> dict[str, float]:
    """Return the value of each number word below a thousand."""
    found = {word: float(value) for word, value in valued(NUMERALS, "ones", language).items()}
    for name, first, step in _NUMBERED:
        for word, at in ordered(NUMERALS, name, language).items():
            found[word.replace("-", "")] = float(first + step * at)
    return found


@cache
def scales(language: str) -> dict[str, float]:
    """Return the value of each word that multiplies what stands before it."""
    return {word: float(value) for word, value in valued(NUMERALS, "scales", language).items()}


@cache
def fractions(language: str) -> dict[str, float]:
    """Return the value of each word for a part of a whole."""
    found = valued(NUMERALS, "fractions", language)
    return {word: float(Fraction(value)) for word, value in found.items()}


@cache
def ordinals(language: str) -> dict[str, float]:
    """Return the value of each ordinal word."""
    return {word: at + 2.0 for word, at in ordered(NUMERALS, "ordinals", language).items()}


@cache
def compound(language: str) -> re.Pattern[str]:
    """Return the pattern of one number word inside of a longer one, the longest first."""
    known = {*numerals(language), *words(NUMERALS, "joiners", language)}
    known |= {word for word, value in scales(language).items() if value >= 1000 and len(word) > 2}
    return re.compile("|".join(map(re.escape, sorted(known, key=len, reverse=True))))


@cache
def small_words(language: str) -> frozenset[str]:
    """Return the smallest words of a language, which say nothing of the news."""
    return frozenset(by_language(SMALL_WORDS).get(language, ()))


@cache
def starts(path: str, name: str, language: str) -> re.Pattern[str]:
    """Return the pattern of a word that is one of a list; "*" stands for any end."""
    phrases = listed(path, name, language)
    parts = "|".join(re.escape(each).replace(r"\*", r"\w*") for each in phrases)
    return re.compile(rf"(?:{parts})$" if parts else r"(?!)")
