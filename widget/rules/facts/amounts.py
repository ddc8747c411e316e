"""Checks the numbers of a point: each must stand in the article, of the same thing."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from math import isclose
from typing import TYPE_CHECKING, Final

from widget.rules.facts.figures import MONEY, PART, PERCENT, figures
from widget.rules.facts.reference import SHORTEST, STEM, tells_of
from widget.rules.facts.report import Rule, Verdict
from widget.rules.facts.vocabulary import QUANTITIES, listed, small_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from widget.rules.facts.figures import Figure
    from widget.rules.facts.point import Point
    from widget.rules.facts.reference import Reference
    from widget.rules.facts.report import Finding

ABOUT: Final = 0.1
"""How far from the article's number one may be that says "about"."""
BEYOND: Final = 0.25
"""How far from the article's number one may be that says "more than" or "less than"."""
_TELLING: Final = 100
"""A smaller number may stand in an article by chance."""
_BEHIND: Final = re.compile(r"[ \u00a0\u202f-]([^\W\d_]+)(?:[ \u00a0]([^\W\d_]+))?")
_NEXT: Final = 14
"""Characters on each side that hold the words next to a number."""
_LETTERS: Final = re.compile(r"(?<!\w)[^\W\d_]+(?!\w)")
_SHARED: Final = 2
"""Words that a sentence shares with another one that tells of the same."""
_BEFORE: Final = 32
_AFTER: Final = 28
_CONVERTED: Final = 0.02
_ROUNDED: Final = ("about", "more than", "less than")


def numbers(
    point: Point, reference: Reference, taken: Sequence[tuple[int, int]]
) -> Iterator[Finding]:
    """Yield the numbers of a point that the article does not have.

    ``taken`` are the spans of dates, which are no numbers here.
    """
    for figure in figures(point.text, point.tokens, point.language):
        if _says_one(figure) or any(start <= figure.start < end for start, end in taken):
            continue
        told = _told(figure, point.text, reference)
        near = told and _is_near_by(figure, told, point, reference)
        if not near or _counts_otherwise(figure, told, point.text, reference):
            reason = _reason(figure, reference)
            verdict = Verdict.WARN if not told and _is_counted(figure) else Verdict.BLOCK
            yield point.finding(Rule.NUMBERS, verdict, (figure.start, figure.end), reason)


def _says_one(figure: Figure) -> bool:
    """Tell whether a word is more often an article or a pronoun than a number."""
    return figure.in_words and figure.raw == 1 and not figure.kind.startswith(MONEY)


def _is_counted(figure: Figure) -> bool:
    """Tell whether a writer may have counted what the article lists: "two brothers"."""
    return figure.in_words and not figure.kind and figure.raw in {2.0, 3.0}


def _reason(figure: Figure, reference: Reference) -> str:
    if any(isclose(figure.raw, each.raw) for each in reference.figures):
        return "The article has this number of something else."
    return "The article does not have this number."


def _told(figure: Figure, text: str, reference: Reference) -> list[int]:
    """Return where the article has the number, or one that this one is rounded from."""
    if _is_of_new_currency(figure, reference):
        return []
    found = [each.start for each in reference.figures if _equals(figure, each)]
    if figure.raw == reference.published.year and not figure.kind:
        return [*found, 0]
    said = _hedges(text, figure, point_language=reference.language)
    if found or not said:
        return found
    return [each.start for each in reference.figures if _is_near(figure, each, said)]


def _counts_otherwise(figure: Figure, told: Sequence[int], text: str, reference: Reference) -> bool:
    """Tell whether the article has what a number counts with other numbers alone.

    In a sentence that has both numbers it may be counted in other words: "11, two of them".
    """
    if not figure.raw.is_integer() or figure.raw >= _TELLING or figure.kind:
        return False
    noun = _counted(text, figure.end, reference.language)
    others = [at for at, nouns in _nouns(reference) if noun and noun in nouns]
    if len(others) != 1 or others[0] in told:
        return False
    places = {reference.sentence_at(at) for at in others}
    return not any(reference.sentence_at(at) in places for at in told)


@lru_cache(maxsize=64)
def _nouns(reference: Reference) -> tuple[tuple[int, frozenset[str]], ...]:
    """Return the places of the article's figures with the words that may be counted by them."""
    return tuple(
        (each.start, frozenset(_stem(word) for word in _words_behind(reference.text, each.end)))
        for each in reference.figures
    )


def _counted(text: str, end: int, language: str) -> str:
    """Return the word behind a number in a draft; empty where it says too little."""
    found = _BEHIND.match(text, end)
    if not found or len(found[1]) < SHORTEST or (language == "de" and found[1].islower()):
        return ""
    return _stem(found[1].casefold())


def _words_behind(text: str, end: int) -> list[str]:
    match = _BEHIND.match(text, end)
    return [word.casefold() for word in match.groups() if word] if match else []


def _stem(word: str) -> str:
    return word[:STEM]


def _is_of_new_currency(figure: Figure, reference: Reference) -> bool:
    """Tell whether an amount is in a currency that the article has nowhere."""
    currency = figure.kind.startswith(MONEY)
    return currency and all(each.kind != figure.kind for each in reference.figures)


def _is_near_by(figure: Figure, told: Sequence[int], point: Point, reference: Reference) -> bool:
    """Tell whether the number stands in the article beside some word that it has in the point."""
    if not figure.raw.is_integer() or (not figure.in_words and figure.raw >= _TELLING):
        return True
    sentence = point.sentence_at(figure.start)
    beside = _beside(point.text, figure.start, point.language)
    return any(
        tells_of(sentence, place, reference, _SHARED)
        or beside & _beside(reference.text, place, point.language)
        for place in told
    )


def _beside(text: str, at: int, language: str) -> frozenset[str]:
    """Return what the words next to a number begin with, without the smallest."""
    small = small_words(language)
    around = f"{text[max(0, at - _NEXT) : at]} {text[at : at + _NEXT]}"
    return frozenset(
        _stem(word.casefold())
        for word in _LETTERS.findall(around)
        if len(word) >= SHORTEST and word not in small
    )


def _equals(figure: Figure, other: Figure) -> bool:
    """Tell whether two figures say the same."""
    if figure.kind == PART and not other.kind:
        return figure.raw == other.raw
    if figure.kind == other.kind or not figure.kind or not other.kind:
        if figure.raw == other.raw or set(figure.values) & set(other.values):
            return True
        same = figure.kind == other.kind and figure.kind not in {"", PERCENT}
        return same and isclose(figure.values[0], other.values[0], rel_tol=1e-9)
    if {figure.kind, other.kind} == {PERCENT, PART}:
        return isclose(_share(figure), _share(other), rel_tol=0.02)
    return PART in {figure.kind, other.kind} and bool(set(figure.values) & set(other.values))


def _share(figure: Figure) -> float:
    return figure.raw / 100 if figure.kind == PERCENT else figure.raw


def _is_near(figure: Figure, other: Figure, said: frozenset[str]) -> bool:
    """Tell whether a number that says that it is rounded fits the article's number."""
    if figure.kind != other.kind:
        if {figure.kind, other.kind} != {PERCENT, PART}:
            return False
        mine, theirs = _share(figure), _share(other)
    else:
        mine, theirs = figure.values[0], other.values[0]
    if not mine or not theirs:
        return False
    away = (theirs - mine) / theirs
    near = "about" in said and abs(away) <= ABOUT
    return (
        near
        or ("more than" in said and 0 <= away <= BEYOND)
        or ("less than" in said and -BEYOND <= away <= 0)
    )


def _hedges(text: str, figure: Figure, *, point_language: str) -> frozenset[str]:
    """Return what stands beside a number of how exact it is."""
    before = text[max(0, figure.start - _BEFORE) : figure.start].casefold()
    after = text[figure.end : figure.end + _AFTER].casefold()
    return frozenset(
        name
        for name in _ROUNDED
        if _before(name, point_language).search(before)
        or (point_language in _AFTERWARDS and _after(name, point_language).search(after))
    )


_AFTERWARDS: Final = frozenset(["tr", "hi", "ja", "ko"])
"""Languages that say it behind the number, too."""


@cache
def _before(name: str, language: str) -> re.Pattern[str]:
    phrases = "|".join(map(re.escape, listed(QUANTITIES, name, language)))
    return re.compile(rf"(?<!\w)(?:{phrases})\s?(?:\w{{1,3}}\s)?[£$€%]?$")


@cache
def _after(name: str, language: str) -> re.Pattern[str]:
    phrases = "|".join(map(re.escape, listed(QUANTITIES, name, language)))
    return re.compile(rf"^\W*(?:\w+[\s'’]+){{0,3}}(?:{phrases})(?!\w)")  # noqa: RUF001
