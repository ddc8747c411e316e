"""Checks the numbers of a point: each must stand in the article, of the same thing."""

from __future__ import annotations

import re
from functools import cache
from math import isclose
from typing import TYPE_CHECKING, Final

from widget.rules.facts.figures import MONEY, PART, PERCENT, figures
from widget.rules.facts.report import Rule, Verdict
from widget.rules.facts.vocabulary import QUANTITIES, listed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from widget.rules.facts.figures import Figure
    from widget.rules.facts.point import Point
    from widget.rules.facts.reference import Reference
    from widget.rules.facts.report import Finding

ABOUT: Final = 0.1
"""How far from the article's number one may be that says "about"."""
BEYOND: Final = 0.34
"""How far from the article's number one may be that says "more than" or "less than"."""
_TELLING: Final = 100
"""A smaller number may stand in an article by chance."""
_SHARED: Final = 2
"""Words that a sentence shares with another one that tells of the same."""
_BEFORE: Final = 32
_AFTER: Final = 28
_CONVERTED: Final = 0.02
_ROUNDED: Final = ("about", "more than", "less than")


def numbers(point: Point, reference: Reference, taken: Sequence[tuple[int, int]]) -> Iterator[Finding]:
    """Yield the numbers of a point that the article does not have.

    ``taken`` are the spans of dates, which are no numbers here.
    """
    for figure in figures(point.text, point.tokens, point.language):
        if _says_one(figure) or any(start <= figure.start < end for start, end in taken):
            continue
        told = _told(figure, point.text, reference)
        if not told or not _is_near_by(figure, told, point, reference):
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


def _is_of_new_currency(figure: Figure, reference: Reference) -> bool:
    """Tell whether an amount is in a currency that the article has nowhere."""
    currency = figure.kind.startswith(MONEY)
    return currency and all(each.kind != figure.kind for each in reference.figures)


def _is_near_by(
    figure: Figure, told: Sequence[int], point: Point, reference: Reference
) -> bool:
    """Tell whether the number stands in the article beside some word that it has in the point."""
    if not figure.in_words and figure.raw >= _TELLING:
        return True
    sentence = point.sentence_at(figure.start)
    said = frozenset(stem for stem in sentence.stems if not stem[0].isdecimal())
    best = point.passages(sentence, reference)
    return any(
        each in best or len(said & each.stems) >= _SHARED
        for each in reference.sentences
        for place in told
        if each.start <= place < each.end
    )


def _equals(figure: Figure, other: Figure) -> bool:
    """Tell whether two figures say the same."""
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
    return near or ("more than" in said and 0 <= away <= BEYOND) or (
        "less than" in said and -BEYOND <= away <= 0
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
