"""Splits text into the tokens by which sentences are compared."""

# ruff: noqa: RUF001 (the punctuation and the letters of many languages)

from __future__ import annotations

from functools import cache
from itertools import islice
from typing import TYPE_CHECKING, Final

from widget.rules.word_lists import file_beside, phrases
from widget.rules.words import words_in
from widget.summarizers.extractive.cjk import (
    FIRST_CHARACTER,
    FUNCTION_CHARACTERS,
    UNSPACED,
    language_by_script,
    pieces,
)
from widget.summarizers.extractive.files import text_of

if TYPE_CHECKING:
    from collections.abc import Sequence

STEM_CHARACTERS: Final = 7
"""Words are cut to this many characters, so that most inflected forms of one word are equal."""
STEMS: Final = {"ko": 2}
"""In Korean particles follow the noun, which most often has two syllables."""
POSSESSIVES: Final = ("'s", "’s")
SHORT_WORDS_ARE_EMPTY: Final = "\u058f"
"""In the scripts up to here (Latin to Armenian) words of three letters seldom name a topic."""
SCRIPT_SAMPLE_LETTERS: Final = 500
SAMPLE_WORDS: Final = 300
LEAST_STOP_WORDS: Final = 0.3
"""Share of a text's words that are stop words of its language; English prose has about 0.45."""
HIRAGANA_BEGINS, HIRAGANA_ENDS = "\u3041", "\u309f"
"""Between these words in Japanese are endings and particles, and say nothing of a topic."""

LISTS: Final = file_beside(__file__)
"""The stop words of English, our own; the lists of other languages are in ``stop_words``."""
LISTED: Final = frozenset(
    [
        *("ar", "da", "de", "es", "fi", "fr", "hi", "it", "ja", "ko", "nl", "no", "pl", "pt", "ru"),
        *("sv", "tr", "uk", "zh"),
    ]
)
"""Languages with a file in ``stop_words``."""
KNOWN_BY_SCRIPT: Final = frozenset(["ja", "ko", "zh"])
"""Languages that their letters tell."""
SAME_STOP_WORDS: Final = {"nb": "no", "nn": "no"}


def tokens(text: str) -> list[str]:
    """Return the words of ``text`` as they stand, in order.

    Where no spaces part them (Chinese, Japanese) they are pairs of characters that overlap.
    """
    words = words_in(text)
    if text.isascii() or max(text) < FIRST_CHARACTER or UNSPACED.search(text) is None:
        return words
    return [
        piece for word in words for piece in (pieces(word) if UNSPACED.search(word) else [word])
    ]


def terms(lowered: Sequence[str], language: str = "en") -> list[str]:
    """Return the stems of the lower-cased words that carry meaning.

    ``language`` is a primary subtag; where no stop words are known most of them go by being
    short, and the rest weigh little because they are in many sentences.
    """
    stop = stop_words(language)
    if language == "zh":
        lowered = [word for word in lowered if FUNCTION_CHARACTERS.isdisjoint(word)]
    size = STEMS.get(language, STEM_CHARACTERS)
    return [
        word[:size] if word[-2:] not in POSSESSIVES else stem(word)
        for word in lowered
        if word not in stop and (len(word) > 3 or not word.isalpha() or _names_a_topic(word[0]))
    ]


def _names_a_topic(letter: str) -> bool:
    """Tell whether a word of up to three letters that begins so may name a topic."""
    return letter > SHORT_WORDS_ARE_EMPTY and not HIRAGANA_BEGINS <= letter <= HIRAGANA_ENDS


def stem(lowered: str) -> str:
    """Return the beginning of a lower-cased word, without an English possessive."""
    bare = lowered[:-2] if lowered[-2:] in POSSESSIVES else lowered
    return bare[:STEM_CHARACTERS]


def stop_words(language: str) -> frozenset[str]:
    """Return the words of a language that say nothing of a topic; none where no list is known."""
    name = SAME_STOP_WORDS.get(language, language)
    if name in LISTED:
        return _listed(name)
    return _english() if name == "en" else frozenset()


def likely_language(lowered: Sequence[str]) -> str | None:
    """Return the language whose stop words these lower-cased words have most, if they have many."""
    sample = lowered[:SAMPLE_WORDS]
    shares = {
        name: len([word for word in sample if word in stop_words(name)])
        for name in ("en", *sorted(LISTED - KNOWN_BY_SCRIPT))
    }
    best = max(shares, key=lambda name: shares[name])
    return best if sample and shares[best] >= LEAST_STOP_WORDS * len(sample) else None


@cache
def _english() -> frozenset[str]:
    return frozenset(phrases(LISTS))


@cache
def _listed(name: str) -> frozenset[str]:
    return frozenset(text_of("stop_words", f"{name}.txt").split())


def has_known_script(text: str) -> bool:
    """Tell whether the words of ``text`` can be compared, by the script of most of its letters.

    Those are Latin, Greek, Cyrillic, Armenian, Hebrew, Arabic, the scripts of India, Hangul, Han
    and kana. Thai, Lao, Khmer and Burmese put no space between words, and their pairs of
    characters say little.
    """
    if text[:SCRIPT_SAMPLE_LETTERS].isascii():
        return any(map(str.isalpha, text))
    letters = list(islice(filter(str.isalpha, text), SCRIPT_SAMPLE_LETTERS))
    known = sum([letter < "\u0e00" or "\u1e00" <= letter < "\u2000" for letter in letters])
    return known * 2 > len(letters) or language_by_script(text) is not None
