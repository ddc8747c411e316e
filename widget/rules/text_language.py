"""Tells the language of a text by its letters and its smallest words, where it is clear."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from typing import Final

from widget.rules.language import primary
from widget.rules.word_lists import by_language, file_beside

SAMPLE: Final = 6_000
"""Characters of a text that are read."""

FEWEST: Final = 60
"""Words from which a text tells anything."""

CLEAR: Final = 0.2
"""The part of a text that the smallest words of its language are at least, in running text."""

APART: Final = 2.0
"""How many times as many they are as those of the language that the page names."""

_LETTERS: Final = 80
"""Letters of a script without spaces from which a text tells anything."""


def language_in(text: str, tag: str | None) -> str | None:
    """Return the tag of a text's language: what its page says, unless the text clearly is another.

    A page's tag is often that of its template. It stays where the text is short, mixed, or in a
    language whose words are not known here; Danish and Norwegian are not told apart.
    """
    sample = text[:SAMPLE]
    said = primary(tag or "")
    found = _by_letters(sample, said) or _by_words(sample, said)
    return found if found and found != said else tag


# --- letters -------------------------------------------------------------------------------------

_SCRIPTS: Final = (
    ("ko", re.compile(r"[\uac00-\ud7af]"), {"ko"}),
    ("ja", re.compile(r"[\u3041-\u30fa]"), {"ja"}),
    ("th", re.compile(r"[\u0e01-\u0e4e]"), {"th"}),
    ("he", re.compile(r"[\u05d0-\u05ea]"), {"he", "yi"}),
    ("el", re.compile(r"[\u0370-\u03ff]"), {"el"}),
    ("hi", re.compile(r"[\u0900-\u097f]"), {"hi", "mr", "ne", "sa", "bho", "mai", "kok"}),
    ("bn", re.compile(r"[\u0980-\u09ff]"), {"bn", "as"}),
    ("ta", re.compile(r"[\u0b80-\u0bff]"), {"ta"}),
    ("te", re.compile(r"[\u0c00-\u0c7f]"), {"te"}),
    ("ka", re.compile(r"[\u10d0-\u10ff]"), {"ka"}),
    ("hy", re.compile(r"[\u0531-\u0587]"), {"hy"}),
)
"""Scripts that hardly any other language has: the language, its letters, all that use them."""

_ARABIC: Final = re.compile(r"[\u0621-\u06ff]")
_CYRILLIC: Final = re.compile(r"[\u0400-\u04ff]")
_HAN: Final = re.compile(r"[\u4e00-\u9fff]")
_WORD: Final = re.compile(r"[^\W\d_]+")
_HALF: Final = 0.5
_LATIN: Final = frozenset(by_language(file_beside(__file__)))
"""The languages whose smallest words are known, all of them written in Latin letters."""


def _by_letters(sample: str, said: str | None) -> str | None:
    """Return the language that the letters of most words leave, for a page that says another."""
    letters = len("".join(_WORD.findall(sample)))
    if letters < _LETTERS:
        return None
    for language, script, own in _SCRIPTS:
        enough = 0.2 if language == "ja" else _HALF  # the rest are Chinese characters
        if len(script.findall(sample)) > enough * letters:
            return said if said in own else language
    if said is None or said in _LATIN:
        return _of_several(sample, letters)
    return None


def _of_several(sample: str, letters: int) -> str | None:
    """Return the language by the letters that it has of its own, in a script of several."""
    if len(_HAN.findall(sample)) > _HALF * letters:
        return "zh"
    if len(_ARABIC.findall(sample)) > _HALF * letters:
        return _with_most(
            sample, {"ur": "\u0679\u0688\u0691\u06d2", "fa": "\u067e\u0686\u06af"}, "ar"
        )
    if len(_CYRILLIC.findall(sample)) > _HALF * letters:
        own = {"uk": "\u0456\u0457\u0454", "ru": "\u044b\u044d", "sr": "\u0458\u0459\u045a\u045b"}
        return _with_most(sample, own, "bg")
    return None


def _with_most(sample: str, own: dict[str, str], otherwise: str) -> str:
    counts = {language: sum(map(sample.count, letters)) for language, letters in own.items()}
    best = max(counts, key=lambda language: counts[language])
    return best if counts[best] > len(sample) / 200 else otherwise


# --- words ---------------------------------------------------------------------------------------

_NEAR: Final = {"da": "no", "nb": "no", "nn": "no"}
"""Languages that are taken for one here."""


def _by_words(sample: str, said: str | None) -> str | None:
    """Return the language whose smallest words the text is full of, unlike those of the page's."""
    words = Counter(_WORD.findall(sample.casefold()))
    total = words.total()
    if total < FEWEST or (said and _NEAR.get(said, said) not in _LATIN):
        return None
    shares = {name: sum(words[word] for word in _small(name)) / total for name in sorted(_LATIN)}
    best = max(shares, key=lambda name: shares[name])
    named = shares.get(_NEAR.get(said or "", said or ""), 0.0)
    own = said is not None and _NEAR.get(best, best) == _NEAR.get(said, said)
    return best if not own and shares[best] > CLEAR and shares[best] > APART * named else None


@cache
def _small(language: str) -> frozenset[str]:
    return frozenset(by_language(file_beside(__file__))[language])
