"""Finds the figures of a text: how much, of what, and how exactly."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final, NamedTuple

from widget.rules.facts.number_words import digits_value, goes_on, han_value, total, word_values
from widget.rules.facts.tokens import GAPS
from widget.rules.facts.vocabulary import (
    NUMERALS,
    QUANTITIES,
    fractions,
    listed,
    ordinals,
    scales,
    valued,
    words,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from widget.rules.facts.tokens import Token

PERCENT: Final = "percent"
POINTS: Final = "points"
PART: Final = "part"
"""A part of a whole: "half"."""
MONEY: Final = "money:"
_RESTS: Final = frozenset(["tr", "zh", "ja", "ko"])
_UNSPACED: Final = frozenset(["zh", "ja", "ko"])
_HAN: Final = re.compile(
    "[〇一二两兩三四五六七八九十百千万萬亿億零]{2,}"
    "|[二两兩三四五六七八九十](?=[人名个個件年月日岁歳回位家条台只本次倍])"
)
_AND_A_HALF: Final = "buçuk"
"""Turkish for "and a half"."""
_OF: Final = frozenset(["de", "d"])
"""What Romance languages put between a million and its unit."""
_APOSTROPHES: Final = re.compile("['’-]")  # noqa: RUF001
_HALF_DAY: Final = 12
_PM: Final = re.compile(r"\s?p\.?m\b", re.I)


class Figure(NamedTuple):
    """A number of a text with what it counts."""

    start: int
    end: int
    values: tuple[float, ...]
    """In the unit's own dimension; several where a word says several: "third"."""
    kind: str
    """Percent, points, a part, a currency, a dimension; empty where nothing says it."""
    raw: float
    """As it is written, without unit."""
    in_words: bool


def figures(text: str, found: Sequence[Token], language: str) -> list[Figure]:
    """Return the figures of a text, in its order; ``found`` are its tokens."""
    reader = _Reader(text, found, language)
    numbers = list(reader.read())
    if language in _UNSPACED:
        numbers += [_han(match) for match in _HAN.finditer(text)]
    return numbers


def _han(match: re.Match[str]) -> Figure:
    value = han_value(match[0])
    return Figure(match.start(), match.end(), (value,), "", value, in_words=True)


class _Reader(NamedTuple):
    text: str
    tokens: Sequence[Token]
    language: str

    def read(self) -> Iterator[Figure]:
        at = 0
        while at < len(self.tokens):
            figure, following = self._figure(at)
            if figure:
                yield figure
            at = following

    def _figure(self, at: int) -> tuple[Figure | None, int]:
        """Return the figure that begins at a token, and the position of the token behind it."""
        token = self.tokens[at]
        if token.is_number:
            value = digits_value(token.text, self.language)
            return (None, at + 1) if value is None else self._scaled(at, at + 1, value)
        values = word_values(token.low, self.language)
        if values:
            end, value = self._in_words(at, values)
            return self._scaled(at, end, value)
        return self._part(token), at + 1

    def _in_words(self, at: int, values: tuple[float, ...]) -> tuple[int, float]:
        """Return where a number in words ends, and its value."""
        end, found = at + 1, list(values)
        joiners = words(NUMERALS, "joiners", self.language)
        while end < len(self.tokens) and self._is_near(end):
            joined = self.tokens[end].low in joiners and end + 1 < len(self.tokens)
            place = end + 1 if joined else end
            more = word_values(self.tokens[place].low, self.language)
            if not more or not goes_on(found[-1], more[0], self.language):
                break
            found += more
            end = place + 1
        return end, total(found)

    def _scaled(self, first: int, end: int, value: float) -> tuple[Figure, int]:
        """Return the figure with the scale, the part and the unit that stand behind it."""
        kind = ""
        if end < len(self.tokens) and self._is_near(end):
            token = self.tokens[end]
            if scale := self._scale(token, value):
                value, end = self._with_rest(value * scale, scale, end + 1)
            elif token.low == _AND_A_HALF:
                value, end = value + 0.5, end + 1
                scale = self._scale(self.tokens[end], value) if end < len(self.tokens) else None
                value, end = (value * scale, end + 1) if scale else (value, end)
            elif (part := fractions(self.language).get(token.low)) and 1 <= value < 10:
                value, end, kind = (value * part if part < 1 else part), end + 1, PART
        return self._with_unit(first, end, value, kind)

    def _with_rest(self, value: float, scale: float, end: int) -> tuple[float, int]:
        """Return the number with the digits behind its scale: "3 bin 800"."""
        if self.language not in _RESTS or end >= len(self.tokens) or not self._is_near(end):
            return value, end
        token = self.tokens[end]
        rest = digits_value(token.text, self.language) if token.is_number else None
        return (value, end) if rest is None or rest >= scale else (value + rest, end + 1)

    def _scale(self, token: Token, value: float) -> float | None:
        known = scales(self.language)
        if self.language in _UNSPACED:
            return known.get(token.low[:1])
        scale = known.get(_APOSTROPHES.split(token.low)[0])
        return scale if scale and not (len(token.low) == 1 and value >= 1000) else None

    def _with_unit(self, first: int, end: int, value: float, kind: str) -> tuple[Figure, int]:
        start, stop = self.tokens[first].start, self.tokens[end - 1].end
        raw, values = value, [value]
        unit, factor, end = self._unit(first, end)
        if unit and not kind:
            kind, values = unit, [value * factor]
        if not kind and value <= _HALF_DAY and _PM.match(self.text, stop):
            values.append(value + _HALF_DAY)
        in_words = not self.tokens[first].is_number
        return Figure(start, stop, tuple(values), kind, raw, in_words), end

    def _unit(self, first: int, end: int) -> tuple[str, float, int]:
        """Return the kind of a unit before or behind a number, and its size."""
        if first and self._is_near(first) and (kind := self._sign(self.tokens[first - 1])):
            return kind, 1.0, end
        if end >= len(self.tokens) or not self._is_near(end):
            return "", 1.0, end
        if self.tokens[end].low in _OF and end + 1 < len(self.tokens):
            end += 1
        two = " ".join(token.low for token in self.tokens[end : end + 2])
        first_part, *others = _APOSTROPHES.split(self.tokens[end].low)
        low = others[0] if others and first_part in _OF else first_part
        for phrase, length in ((two, 2), (self.tokens[end].low, 1), (low, 1)):
            if known := _units(self.language).get(phrase):
                return *known, end + length
        return "", 1.0, end

    def _sign(self, token: Token) -> str:
        """Return what a sign or a word before a number says of it: "£5", "yüzde 40"."""
        kind, _ = _units(self.language).get(token.low, ("", 1.0))
        before = not token.low.isalpha() or token.low in {"yüzde", "eur", "usd", "chf", "kr"}
        return kind if before and (kind == PERCENT or kind.startswith(MONEY)) else ""

    def _part(self, token: Token) -> Figure | None:
        part = fractions(self.language).get(token.low)
        order = ordinals(self.language).get(token.low)
        values = tuple(each for each in (part, order) if each)
        if not values:
            return None
        kind = PART if part else ""
        return Figure(token.start, token.end, values, kind, values[0], in_words=True)

    def _is_near(self, at: int) -> bool:
        return self.text[self.tokens[at - 1].end : self.tokens[at].start] in GAPS


@cache
def _units(language: str) -> dict[str, tuple[str, float]]:
    """Return the kind and the size of each unit's word."""
    found: dict[str, tuple[str, float]] = {}
    for word, value in valued(QUANTITIES, "measures", language).items():
        dimension, _, factor = value.partition(" ")
        found[word] = dimension, float(factor)
    for word, currency in valued(QUANTITIES, "money", language).items():
        found.setdefault(word, (MONEY + currency, 1.0))
    found |= dict.fromkeys(listed(QUANTITIES, "percent", language), (PERCENT, 1.0))
    return found | dict.fromkeys(listed(QUANTITIES, "percentage points", language), (POINTS, 1.0))
