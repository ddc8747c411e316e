"""Reads numbers: those in digits as a language groups them, and those in words."""

# ruff: noqa: RUF001 (the punctuation of many languages)

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from widget.rules.facts.vocabulary import NUMERALS, compound, numerals, scales, words

if TYPE_CHECKING:
    from collections.abc import Iterable

POINT: Final = frozenset(["en", "zh", "ja", "ko", "he", "hi", "ar", "fa"])
"""Languages that part decimals with a point; others use a comma."""
_CLOCK: Final = re.compile(r"(\d{1,2})(?::| ?h ?)(\d{2})")
_GROUPED: Final = re.compile(r"\d{1,3}(?:,\d{2,3})*,\d{3}(?:\.\d+)?")
_POINTS: Final = re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?")
_SPACES: Final = re.compile(r"[ \u00a0\u202f\u2009'’٬]")
_HAN: Final = "〇一二三四五六七八九"
_HAN_SCALES: Final = {
    "十": 10.0,
    "百": 100.0,
    "千": 1e3,
    "万": 1e4,
    "萬": 1e4,
    "亿": 1e8,
    "億": 1e8,
}
THOUSAND: Final = 1000
_SHORTEST_SCALE: Final = 2
_AND_A_HALF: Final = "einhalb"
_TEN: Final = 10
_TENS: Final = 20
_ONES_FIRST: Final = frozenset(["ar", "he"])
"""Languages that say five and twenty, in two words."""


def digits_value(written: str, language: str) -> float | None:
    """Return the value of a number in digits; None of what is no number, such as an address.

    A clock time is its hours and hundredths: 7:20 and 7.20 are both 7.2.
    """
    plain = _latin(written)
    if clock := _CLOCK.fullmatch(plain):
        return float(f"{clock[1]}.{clock[2]}")
    plain = _SPACES.sub("", plain).replace("٫", ".")
    if language in POINT:
        plain = plain.replace(",", "") if _GROUPED.fullmatch(plain) else plain.replace(",", ".")
    else:
        plain = plain.replace(".", "") if _POINTS.fullmatch(plain) else plain
        plain = plain.replace(",", ".")
    try:
        return float(plain)
    except ValueError:
        return None


def _latin(written: str) -> str:
    if written.isascii():
        return written
    return "".join(str(unicodedata.decimal(each, each)) for each in written)


@lru_cache(maxsize=20_000)
def word_values(word: str, language: str) -> tuple[float, ...]:
    """Return the values that a word is made of: of "vierunddreißig" 4 and 30; () of others."""
    known, large = numerals(language), scales(language)
    bare = word.replace("-", "").replace("‑", "")
    if bare in known:
        return (known[bare],)
    if bare in large and large[bare] >= THOUSAND and len(bare) > 1:
        return (large[bare],)
    return _parts(bare, language)


def _parts(word: str, language: str) -> tuple[float, ...]:
    if language == "de" and word.endswith(_AND_A_HALF):
        return (*_parts(word.removesuffix(_AND_A_HALF), language), 0.5)
    found = _split(word, 0, language)
    return found or ()


def _split(word: str, start: int, language: str) -> tuple[float, ...] | None:
    """Return the values of the words that make up the rest of a word; None if they do not."""
    if start == len(word):
        return ()
    known, large = numerals(language), scales(language)
    first = compound(language).match(word, start)
    for end in range(first.end() if first else start, start, -1):
        part = word[start:end]
        value = known.get(part, large.get(part) if len(part) > _SHORTEST_SCALE else None)
        inside = start > 0 or language in _ONES_FIRST
        if value is None and not (inside and part in words(NUMERALS, "joiners", language)):
            continue
        rest = _split(word, end, language)
        if rest is not None:
            return rest if value is None else (value, *rest)
    return None


def total(values: Iterable[float]) -> float:
    """Return the number that words with these values say, one after the other."""
    whole = current = 0.0
    for value in values:
        if value >= THOUSAND:
            whole, current = whole + max(current, 1) * value, 0.0
        elif value == 100:
            current = max(current, 1) * value
        else:
            current += value
    return whole + current


def goes_on(last: float, value: float, language: str) -> bool:
    """Tell whether a number word behind another one belongs to the same number."""
    if value >= 100:
        return last < value or last >= THOUSAND
    if language in _ONES_FIRST and last < _TEN and value >= _TENS:
        return True
    return last >= 100 or (last >= _TEN and value < min(last, _TENS) and last % _TEN == 0)


def han_value(written: str) -> float:
    """Return the value of a number in Chinese characters."""
    whole = section = digit = 0.0
    for each in written.replace("两", "二").replace("兩", "二").replace("零", "〇"):
        if each in _HAN:
            digit = digit * 10 + _HAN.index(each)
        elif (scale := _HAN_SCALES[each]) < 1e4:
            section, digit = section + (digit or 1) * scale, 0.0
        else:
            whole, section, digit = whole + (section + digit) * scale, 0.0, 0.0
    return whole + section + digit
