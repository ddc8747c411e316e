"""The home of words: how text becomes the tokens that sentences are compared by."""

# ruff: noqa: RUF001 (the punctuation and the letters of many languages)

from __future__ import annotations

from functools import cache
from itertools import islice
from typing import TYPE_CHECKING, Final

from widget.summarizers.extractive.files import text_of

if TYPE_CHECKING:
    from collections.abc import Sequence

EDGES: Final = "\"'“”„‚«»‘’‹›「」『』()[]{}<>.,;:!?…¿¡*•·|/\\~`^_=+-–—―@#$€£%&،؛؟।॥۔。、"
"""What may stand around a word; inside it belongs to it, as in U.S. or well-known."""
SEPARATORS: Final = ("—", "–", "--", "…", "/", "...", "|")
"""What parts words without spaces."""
STEM_CHARACTERS: Final = 7
"""Words are cut to this many characters, so that most inflected forms of one word are equal."""
POSSESSIVES: Final = ("'s", "’s")
SHORT_WORDS_ARE_EMPTY: Final = "\u058f"
"""In the scripts up to here (Latin to Armenian) words of three letters seldom name a topic."""
SCRIPT_SAMPLE_LETTERS: Final = 500
SAMPLE_WORDS: Final = 300
LEAST_STOP_WORDS: Final = 0.3
"""Share of a text's words that are stop words of its language; English prose has about 0.45."""
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
"""Of English, our own; the lists of other languages are files."""
LISTED: Final = frozenset(
    ["ar", "da", "de", "es", "fi", "fr", "hi", "it", "nl", "no", "pl", "pt", "ru", "sv", "tr", "uk"]
)
"""Languages with a file in ``stop_words``."""
SAME_STOP_WORDS: Final = {"nb": "no", "nn": "no"}


def tokens(text: str) -> list[str]:
    """Return the words of ``text`` as they stand, in order."""
    for separator in SEPARATORS:
        if separator in text:
            text = text.replace(separator, " ")
    return [word for word in [each.strip(EDGES) for each in text.split()] if word]


def terms(lowered: Sequence[str], language: str = "en") -> list[str]:
    """Return the stems of the lower-cased words that carry meaning.

    ``language`` is a primary subtag; where no stop words are known most of them go by being
    short, and the rest weigh little because they are in many sentences.
    """
    stop = stop_words(language)
    return [
        word[:STEM_CHARACTERS] if word[-2:] not in POSSESSIVES else stem(word)
        for word in lowered
        if word not in stop
        and (len(word) > 3 or not word.isalpha() or word[0] > SHORT_WORDS_ARE_EMPTY)
    ]


def stem(lowered: str) -> str:
    """Return the beginning of a lower-cased word, without an English possessive."""
    bare = lowered[:-2] if lowered[-2:] in POSSESSIVES else lowered
    return bare[:STEM_CHARACTERS]


def stop_words(language: str) -> frozenset[str]:
    """Return the words of a language that say nothing of a topic; none where no list is known."""
    name = SAME_STOP_WORDS.get(language, language)
    if name in LISTED:
        return _listed(name)
    return STOP_WORDS if name == "en" else frozenset()


def likely_language(lowered: Sequence[str]) -> str | None:
    """Return the language whose stop words these lower-cased words have most, if they have many."""
    sample = lowered[:SAMPLE_WORDS]
    shares = {
        name: len([word for word in sample if word in stop_words(name)])
        for name in ("en", *sorted(LISTED))
    }
    best = max(shares, key=lambda name: shares[name])
    return best if sample and shares[best] >= LEAST_STOP_WORDS * len(sample) else None


@cache
def _listed(name: str) -> frozenset[str]:
    return frozenset(text_of("stop_words", f"{name}.txt").split())


def has_known_script(text: str) -> bool:
    """Tell whether most letters of ``text`` are of scripts that put spaces between words.

    Only these are compared by words: Latin, Greek, Cyrillic, Armenian, Hebrew, Arabic and the
    scripts of India. Chinese, Japanese and Thai put no space between words.
    """
    if text[:SCRIPT_SAMPLE_LETTERS].isascii():
        return any(map(str.isalpha, text))
    letters = list(islice(filter(str.isalpha, text), SCRIPT_SAMPLE_LETTERS))
    known = sum([letter < "\u0e00" or "\u1e00" <= letter < "\u2000" for letter in letters])
    return known * 2 > len(letters)


def length_in_words(text: str) -> int:
    """Return how many words ``text`` has, or would have if its script put spaces between them."""
    return max(len(text.split()), len(text) // CHARACTERS_PER_WORD)
