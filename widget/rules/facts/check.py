"""Compares a draft with its article, rule by rule."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from widget.rules.facts import claims, names
from widget.rules.facts.amounts import numbers
from widget.rules.facts.days import days, spans
from widget.rules.facts.form import form
from widget.rules.facts.point import point
from widget.rules.facts.quotations import quotations
from widget.rules.facts.reference import overlap, passages
from widget.rules.facts.report import Report, Rule, Settings, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from widget.domain.draft import DraftPoint
    from widget.rules.facts.point import Point
    from widget.rules.facts.reference import Reference
    from widget.rules.facts.report import Finding

FAR: Final = 0.2
"""A sentence rests on nothing where no passage has so much of it."""


def check(
    draft: Sequence[DraftPoint], reference: Reference, settings: Settings | None = None
) -> Report:
    """Return what all rules say of the points of a draft, in the draft's order.

    A pass says that the words agree with the article's numbers, quotes and names, and not that
    they are true: see docs/explanation/what-the-checks-catch.md.
    """
    points = [
        point(at, each.content, reference.language, each.source) for at, each in enumerate(draft)
    ]
    found = [finding for each in points for finding in _of_point(each, reference)]
    found += form(points, reference, settings or Settings())
    return Report(tuple(found), _not_applied(reference.language))


def _of_point(each: Point, reference: Reference) -> Iterator[Finding]:
    yield from numbers(each, reference, spans(each))
    yield from days(each, reference)
    yield from quotations(each, reference)
    if reference.language not in names.WITHOUT_CASE:
        yield from names.names(each, reference)
    yield from claims.claims(each, reference)
    yield from _passage(each, reference)


def _passage(each: Point, reference: Reference) -> Iterator[Finding]:
    """Yield the sentences of a point of which the article has hardly a word."""
    for sentence in each.sentences:
        best = passages(sentence, reference)
        if len(sentence.stems) > 2 and (not best or overlap(sentence, best[0], reference) < FAR):
            span = (sentence.start, sentence.end)
            reason = "No passage of the article is near to this."
            yield each.finding(Rule.PASSAGE, Verdict.WARN, span, reason)


def _not_applied(language: str) -> tuple[Rule, ...]:
    """Return the rules that have no words for a language."""
    unnamed = (Rule.NAMES,) if language in names.WITHOUT_CASE else ()
    unclaimed = () if language in claims.LANGUAGES else (Rule.NEGATION, Rule.MODALITY)
    return unnamed + unclaimed
