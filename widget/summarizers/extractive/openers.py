"""Recognises openers: first words by which a sentence refers to the one before it, by language.

Which words: ``openers.txt``.
"""

# ruff: noqa: RUF001 (the punctuation of many languages)

from __future__ import annotations

import re
from functools import cache
from typing import Final

from widget.rules.word_lists import alternatives, by_language, file_beside, phrases

LISTS: Final = file_beside(__file__)
SAME: Final = {"nb": "no", "nn": "no", "da": "no"}
"""Languages that the words of another serve."""
UNSPACED: Final = ("ja", "zh")
"""Where no space ends a word."""
_OPENING: Final = r"[\s\"'“”„«»‘’‹›「『(\[–—-]*+"


def has_openers(language: str) -> bool:
    """Tell whether the openers of a language are known; ``language`` is a primary subtag."""
    return language in by_language(LISTS, "openers")


def points_back(lowered: str, language: str) -> bool:
    """Tell whether a sentence in lower case opens with a word that points back.

    False where the openers of the language, a primary subtag, are not known.
    """
    known = SAME.get(language, language)
    pattern = _opener(known)
    if pattern is None or pattern.match(lowered) is None:
        return False
    exception = _exception(known)
    return exception is None or exception.match(lowered) is None


@cache
def _opener(language: str) -> re.Pattern[str] | None:
    if not has_openers(language):
        return None
    words = alternatives(by_language(LISTS, "openers")[language])
    if language == "en":
        words = f"{words}|{_english()}"
    elif language == "de":
        words = rf"{words}|weiter(?=,? (?:sagte|erklärte|hieß))"
    end = "" if language in UNSPACED else r"(?![\w-])"
    return re.compile(rf"{_OPENING}(?:{words}){end}")


@cache
def _exception(language: str) -> re.Pattern[str] | None:
    """Return what begins like an opener and does not point back; None where nothing does."""
    listed = by_language(LISTS, "no openers").get(language)
    end = "" if language in UNSPACED else r"\b"
    return re.compile(rf"{_OPENING}(?:{alternatives(listed)}){end}") if listed else None


def _english() -> str:
    """Return the openers of English that are put together of several words."""
    before, pointers, answers, happenings, do = (
        alternatives(phrases(LISTS, name))
        for name in ("before pointers", "pointers", "answers", "happenings", "what happenings do")
    )
    return (
        rf"(?:{before}) (?:all )?(?:of )?(?:{pointers})|(?:{answers})(?=,)"
        rf"|the (?:{happenings})(?= (?:{do})\b)"
        r"|the (?:two|pair|duo|trio|three|couple)(?= (?:\w+ed|were|are|had|have|also|then|met)\b)"
        r"|(?:one|two|three|many|most|some|all|none|each|several|both|neither|half|part)"
        r" of (?:them|these|those|this|that|his|her|its|their)"
        r"|(?:\w+ ){0,2}(?:minute|hour|day|week|month|year)s?"
        r" (?:later|earlier|afterwards?|after that|before that)"
    )
