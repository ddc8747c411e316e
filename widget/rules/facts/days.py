"""Checks the dates of a point."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from widget.rules.facts.calendar import Day, dates, on, weekdays
from widget.rules.facts.reference import tells_of
from widget.rules.facts.report import Rule, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator

    from widget.rules.facts.point import Point
    from widget.rules.facts.reference import Reference, Sentence
    from widget.rules.facts.report import Finding

_SHARED: Final = 1
"""Words that a sentence shares with another one that tells of the same."""
_NEAR: Final = timedelta(days=1)
"""The article may call such a day today, yesterday or tomorrow."""


def spans(point: Point) -> list[tuple[int, int]]:
    """Return where dates stand in a point."""
    found = dates(point.text, point.tokens, point.language)
    return [(day.start, day.end) for day in found]


def days(point: Point, reference: Reference) -> Iterator[Finding]:
    """Yield the dates and days of the week that the article does not have."""
    found = list(dates(point.text, point.tokens, point.language))
    known = {(day.start, day.end) for day in found if _stands(day, reference)}
    known -= {span for span in known if _is_of_another_passage(span, found, point, reference)}
    for span in dict.fromkeys((day.start, day.end) for day in found):
        if span not in known:
            reason = "The article does not have this date."
            yield point.finding(Rule.DATES, Verdict.BLOCK, span, reason)
    yield from _weekdays(point, reference)


def _is_of_another_passage(
    span: tuple[int, int], found: list[Day], point: Point, reference: Reference
) -> bool:
    """Tell whether no sentence that tells of the same has the date at this place."""
    mine = [day for day in found if (day.start, day.end) == span]
    theirs = [other for other in reference.days if any(day.fits(other) for day in mine)]
    sentence = point.sentence_at(span[0])
    return bool(theirs) and not any(
        tells_of(sentence, other.start, reference, _SHARED) for other in theirs
    )


def _stands(day: Day, reference: Reference) -> bool:
    """Tell whether the article has the date, or was published on it."""
    published = reference.published
    own = Day(0, 0, published.month, published.day, published.year)
    if day.day is not None and day.fits(own):
        return True
    return any(day.fits(each) and not (day.day and not each.day) for each in reference.days)


def _differs(point: Point, place: int, day: int, reference: Reference) -> bool:
    """Tell whether no sentence that tells of the same names this day of the week."""
    sentence = point.sentence_at(place)
    found = [each for each in reference.sentences if day in dict(_days_of(each, point.language))]
    return not any(tells_of(sentence, each.start, reference, _SHARED) for each in found)


def _days_of(sentence: Sentence, language: str) -> list[tuple[int, int]]:
    return [(day, token.start) for token, day in weekdays(sentence.tokens, language)]


def _weekdays(point: Point, reference: Reference) -> Iterator[Finding]:
    whole = [on(day, reference.published) for day in reference.days if day.day]
    known = reference.weekdays or {day.weekday() for day in whole if day}
    near = {(reference.published + each).weekday() for each in (-_NEAR, 0 * _NEAR, _NEAR)}
    for token, day in weekdays(point.tokens, point.language):
        if day in known and _differs(point, token.start, day, reference):
            reason = "The article names this day of something else."
            yield point.finding(Rule.DATES, Verdict.BLOCK, (token.start, token.end), reason)
        if day not in known:
            verdict = Verdict.WARN if day in near and not reference.weekdays else Verdict.BLOCK
            reason = "The article does not name this day."
            yield point.finding(Rule.DATES, verdict, (token.start, token.end), reason)
