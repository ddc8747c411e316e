"""Checks the form of a draft: length, points, language, voice, mark-up, residue and copies."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

from widget.domain.limits import SUMMARY_POINTS
from widget.rules.facts.report import Finding, Rule, Verdict
from widget.rules.facts.vocabulary import FORM, listed
from widget.rules.language import primary
from widget.rules.text_language import language_in
from widget.rules.word_lists import by_language
from widget.rules.words import count_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from widget.rules.facts.point import Point
    from widget.rules.facts.reference import Reference
    from widget.rules.facts.report import Settings

_MARKUP: Final = re.compile(
    r"</?[a-zA-Z!][^<>]*>|&[a-z]{2,8};|\*\*|__|```|!?\[[^\]]*\]\([^)]*\)|https?://\S+|www\.\S+"
    r"|^\s*(?:#{1,6}\s|[-*•]\s|\d+[.)]\s+(?=\D)|>)|^\s*[{\[]\s*\""
)
_NEAR: Final = {"nb": "no", "nn": "no", "da": "no"}
"""Languages that are not told apart by their smallest words."""


def form(points: Sequence[Point], reference: Reference, settings: Settings) -> Iterator[Finding]:
    """Yield what is wrong with the form of a draft."""
    text = " ".join(point.text for point in points)
    yield from _length(points, text, settings)
    found = primary(language_in(text, reference.tag) or "")
    own = primary(reference.tag)
    if own and found and _NEAR.get(found, found) != _NEAR.get(own, own):
        yield _whole(Rule.LANGUAGE, Verdict.BLOCK, f"It is in another language: {found}.")
    for point in points:
        yield from _voice(point, reference)
        yield from _residue(point)
        if settings.copied_words is not None:
            yield from _copies(point, reference, settings.copied_words)


def _length(points: Sequence[Point], text: str, settings: Settings) -> Iterator[Finding]:
    if not 1 <= len(points) <= SUMMARY_POINTS:
        yield _whole(Rule.POINTS, Verdict.BLOCK, f"A draft has 1 to {SUMMARY_POINTS} points.")
    for point in points:
        if not point.text.strip():
            yield point.finding(Rule.POINTS, Verdict.BLOCK, (0, 0), "The point is empty.")
    words = count_words(text)
    if words > settings.words:
        verdict = Verdict.BLOCK if words > 2 * settings.words else Verdict.WARN
        yield _whole(Rule.LENGTH, verdict, f"{words} words; {settings.words} are enough.")


def _whole(rule: Rule, verdict: Verdict, reason: str) -> Finding:
    return Finding(rule, verdict, -1, 0, 0, "", reason)


def _voice(point: Point, reference: Reference) -> Iterator[Finding]:
    """Yield words of the first and second person; milder where the article has them, too."""
    for name in ("first person", "address"):
        known = _words(name, reference.language)
        for token in point.tokens:
            said = token.text if len(token.text) == 1 or token.text.isupper() else token.low
            if said in known and not point.is_quoted(token.start):
                shared = token.low in reference.words
                verdict = Verdict.WARN if shared else Verdict.BLOCK
                reason = "A summary speaks of nobody as I or you."
                yield point.finding(Rule.VOICE, verdict, (token.start, token.end), reason)


@cache
def _words(name: str, language: str) -> frozenset[str]:
    return frozenset(by_language(FORM, name).get(language, ()))


def _residue(point: Point) -> Iterator[Finding]:
    for match in _MARKUP.finditer(point.text):
        reason = "A point is plain text."
        yield point.finding(Rule.MARKUP, Verdict.BLOCK, match.span(), reason)
    low = point.text.casefold()
    for phrase in dict.fromkeys((*listed(FORM, "residue", point.language), *_english())):
        at = low.find(phrase)
        if at >= 0 and not low[at - 1 : at].isalnum() and not point.is_quoted(at):
            reason = "This is about the task, not about the article."
            yield point.finding(Rule.RESIDUE, Verdict.BLOCK, (at, at + len(phrase)), reason)


@cache
def _english() -> tuple[str, ...]:
    return listed(FORM, "residue", "en")


def _copies(point: Point, reference: Reference, most: int) -> Iterator[Finding]:
    """Yield the longest run of the article's words that is no quotation."""
    words = [token for token in point.tokens if not point.is_quoted(token.start)]
    source = f" {' '.join(token.casefold() for token in reference.written)} "
    at = 0
    while at + most < len(words):
        end = at + most + 1
        if f" {' '.join(word.low for word in words[at:end])} " in source:
            while (
                end < len(words) and f" {' '.join(w.low for w in words[at : end + 1])} " in source
            ):
                end += 1
            reason = f"{end - at} words in a row are the article's."
            span = (words[at].start, words[end - 1].end)
            yield point.finding(Rule.COPY, Verdict.WARN, span, reason)
            at = end
        else:
            at += 1
