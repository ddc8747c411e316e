"""The home of openers: words by which a sentence points back to the one before it, by language.

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


@cache
def opener(language: str) -> re.Pattern[str] | None:
    """Return what matches the beginning of a sentence in lower case that points back.

    None where the openers of the language are not known.
    """
    known = SAME.get(language, language)
    if not has_openers(known):
        return None
    words = alternatives(by_language(LISTS, "openers")[known])
    if known == "en":
        words = f"{words}|{_english()}"
    elif known == "de":
        words = rf"{words}|weiter(?=,? (?:sagte|erklärte|hieß))"
    others = by_language(LISTS, "no openers").get(known)
    end, boundary = ("", "") if known in UNSPACED else (r"(?![\w-])", r"\b")
    unless = f"(?!(?:{alternatives(others)}){boundary})" if others else ""
    return re.compile(rf"{_OPENING}{unless}(?:{words}){end}")


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
