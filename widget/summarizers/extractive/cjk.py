"""Splits text without spaces: Chinese and Japanese are compared by pairs of characters.

Finding their words takes a dictionary. Two characters of a run of one script are often a word:
the pairs of a topic are repeated, and pairs across two words seldom are.
"""

from __future__ import annotations

from itertools import islice, pairwise
from typing import Final

from widget.rules.patterns import Lazy
from widget.rules.words import HAN, HIRAGANA, KATAKANA

HANGUL: Final = "\u1100-\u11ff\u3131-\u318e\uac00-\ud7a3"
FIRST_CHARACTER: Final = "\u1100"
"""Nothing before it is of these scripts: most texts are done with one comparison."""
SAMPLE_CHARACTERS: Final = 500
LEAST_KANA: Final = 0.1
"""Share of kana from which a text with Han is Japanese; Chinese has none."""

UNSPACED: Final = Lazy(f"[{HAN}{HIRAGANA}{KATAKANA}]")
KANA: Final = Lazy(f"[{HIRAGANA}{KATAKANA}]")
SYLLABLE: Final = Lazy(f"[{HANGUL}]")
RUN: Final = Lazy(
    f"[{HAN}]+|[{HIRAGANA}]+|[{KATAKANA}]+|[^\\W{HAN}{HIRAGANA}{KATAKANA}]+(?:[.,]\\d+)*"
)


FUNCTION_CHARACTERS: Final = frozenset(
    "的了是在和与與及就也都而但之这這那其把被让讓将將对對从從向于於以为為所有个個们們"
)
"""In Chinese what stands between words: a pair with one of these is seldom a word."""


def pieces(word: str) -> list[str]:
    """Return the pairs of characters of what stands between two spaces, and its other words."""
    found: list[str] = []
    for run in RUN.findall(word):
        if len(run) > 1 and UNSPACED.match(run):
            found.extend(map("".join, pairwise(run)))
        else:
            found.append(run)
    return found


def unspaced_length(text: str) -> int:
    """Return how many characters of ``text`` are Han or kana."""
    return 0 if text.isascii() else len(UNSPACED.findall(text))


def language_by_script(text: str) -> str | None:
    """Return ``zh``, ``ja`` or ``ko`` when most letters at the beginning of ``text`` are theirs."""
    head = text[:SAMPLE_CHARACTERS]
    if max(head, default="") < FIRST_CHARACTER:
        return None
    letters = "".join(islice(filter(str.isalpha, text), SAMPLE_CHARACTERS))
    unspaced, syllables = len(UNSPACED.findall(letters)), len(SYLLABLE.findall(letters))
    if 2 * max(unspaced, syllables) <= len(letters):
        return None
    if syllables > unspaced:
        return "ko"
    return "ja" if len(KANA.findall(letters)) > LEAST_KANA * unspaced else "zh"
