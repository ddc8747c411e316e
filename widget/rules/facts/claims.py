"""Checks that a point denies, and leaves open, what its passage denies and leaves open."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

from widget.rules.denials import denials
from widget.rules.facts.reference import overlap, passages, stems
from widget.rules.facts.report import Rule, Verdict
from widget.rules.facts.vocabulary import CLAIMS, listed, starts, words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from widget.rules.facts.point import Point
    from widget.rules.facts.reference import Reference, Sentence
    from widget.rules.facts.report import Finding
    from widget.rules.facts.tokens import Token

LANGUAGES: Final = frozenset(["en", "de", "fr", "es", "no", "tr"])
"""Languages whose words for this are known well enough."""
ALIGNED: Final = 0.3
"""How much of a sentence its passage has at least."""
SAME: Final = 0.5
"""How much of a clause another one has, so that both say the same."""
NEAR: Final = 0.45
"""How much of a sentence its passage has at least, where one word of a clause is enough."""
MORE: Final = 3
"""Words that a denial shares with what the article says, so that it is of the same."""
FEWEST: Final = 2
_CLAUSE: Final = re.compile(r"[,;:\u2014\u2013()]|\s-\s")


class Clause(NamedTuple):
    """A part of a sentence between two commas or the like."""

    start: int
    end: int
    stems: frozenset[str]
    """What it says, without the words that deny."""
    negations: int
    """Words that negate or deny."""
    plain: int
    """Of these the ones that can only negate: "contests" may be a noun."""


def claims(point: Point, reference: Reference) -> Iterator[Finding]:
    """Yield the clauses of a point that deny something else than their passage does."""
    if reference.language not in LANGUAGES:
        return
    for sentence in point.sentences:
        found = _passages(point, sentence, reference)
        if found:
            yield from _negation(point, sentence, found, reference)
            yield from _modality(point, sentence, found, reference)


def _passages(point: Point, sentence: Sentence, reference: Reference) -> list[Sentence]:
    """Return the article's sentences that a sentence of a point rests on."""
    named = point.source
    if named is not None:
        start, end = named.start + reference.offset, named.end + reference.offset
        within = [each for each in reference.sentences if each.start < end and each.end > start]
        if any(overlap(sentence, each, reference) >= ALIGNED for each in within):
            return within
    best = passages(sentence, reference)
    return [each for each in best if overlap(sentence, each, reference) >= ALIGNED]


def _negation(
    point: Point, sentence: Sentence, found: Sequence[Sentence], reference: Reference
) -> Iterator[Finding]:
    mine = [
        each
        for each in clauses(sentence, reference.language)
        if not point.is_quoted(sentence.start + (each.start + each.end) // 2)
    ]
    theirs = [each for passage in found for each in clauses(passage, reference.language)]
    near = [each for each in found if overlap(sentence, each, reference) >= NEAR]
    sure = {each for passage in near for each in clauses(passage, reference.language)}
    span = (sentence.start, sentence.end)
    if not any(clause.negations for clause in mine):
        if _has(sentence.tokens, "excuses", reference.language):
            return
        if any(
            _is_dropped(clause, mine, 1 if clause in sure else FEWEST)
            for clause in theirs
            if clause.negations
        ):
            reason = "The passage denies this, or something in it."
            yield point.finding(Rule.NEGATION, Verdict.BLOCK, span, reason)
    elif not any(_denies_somehow(each, reference.language) for each in found):
        for clause in mine:
            if clause.plain and any(_is_added(clause, each) for each in found):
                reason = "The passage does not deny this."
                place = (sentence.start + clause.start, sentence.start + clause.end)
                yield point.finding(Rule.NEGATION, Verdict.BLOCK, place, reason)


def _denies_somehow(passage: Sentence, language: str) -> bool:
    return _has(passage.tokens, "excuses", language) or any(
        denies(token.low, language) for token in passage.tokens
    )


def _is_dropped(denied: Clause, mine: Sequence[Clause], fewest: int = FEWEST) -> bool:
    """Tell whether a point says what the article denies."""
    said = frozenset().union(*(clause.stems for clause in mine))
    shared = denied.stems & said
    return len(shared) >= fewest and len(shared) >= SAME * len(denied.stems)


def _is_added(denying: Clause, passage: Sentence) -> bool:
    """Tell whether a point denies what the article says in one sentence."""
    shared = denying.stems & passage.stems
    return len(shared) >= MORE and len(shared) >= SAME * len(denying.stems)


def _modality(
    point: Point, sentence: Sentence, found: Sequence[Sentence], reference: Reference
) -> Iterator[Finding]:
    language = reference.language
    if _has(sentence.tokens, "modals", language):
        return
    mine = clauses(sentence, language)
    for passage in found:
        for clause in clauses(passage, language):
            inside = [t for t in passage.tokens if clause.start <= t.start < clause.end]
            if _has(inside, "modals", language) and _is_dropped(clause, mine):
                reason = "The passage leaves open whether this is so."
                span = (sentence.start, sentence.end)
                yield point.finding(Rule.MODALITY, Verdict.WARN, span, reason)
                return


def clauses(sentence: Sentence, language: str) -> list[Clause]:
    """Return the clauses of a sentence."""
    return list(_clauses(sentence.text, sentence.tokens, language))


@lru_cache(maxsize=2_000)
def _clauses(text: str, found: tuple[Token, ...], language: str) -> tuple[Clause, ...]:
    joins = words(CLAIMS, "joins", language)
    cuts = {match.start() for match in _CLAUSE.finditer(text)}
    ends = [*sorted(cuts | {token.start for token in found if token.low in joins}), len(text)]
    parted = _parted(found, language)
    parts, start = [], 0
    for end in ends:
        inside = tuple(token for token in found if start <= token.start < end)
        denying = [each for each in inside if denies(each.low, language) or each.low in parted]
        said = stems(inside, language) - stems(tuple(denying), language)
        parts.append(
            Clause(
                start,
                end,
                said,
                len(denying),
                sum(_negates(each.low, language) for each in denying),
            )
        )
        start = end
    return tuple(parts)


def _parted(found: tuple[Token, ...], language: str) -> frozenset[str]:
    """Return the second halves of denials of which a sentence has both."""
    lows = {token.low for token in found}
    pairs = (each.split(" ") for each in listed(CLAIMS, "parted denials", language))
    return frozenset(second for first, second in pairs if first in lows and second in lows)


def _negates(word: str, language: str) -> bool:
    return word not in denials(language) and not starts(CLAIMS, "acquittals", language).match(word)


@lru_cache(maxsize=20_000)
def denies(word: str, language: str) -> bool:
    """Tell whether a word denies, refuses or negates."""
    if word.endswith(("n't", "n’t")) and language == "en":  # noqa: RUF001
        return True
    first = re.split("['’]", word)[0] if language == "fr" else word  # noqa: RUF001
    if first == "n" or word in denials(language):
        return True
    if any(starts(CLAIMS, name, language).match(word) for name in ("negations", "acquittals")):
        return True
    ends = listed(CLAIMS, "negating ends", language)
    return bool(ends) and word.endswith(ends)


def _has(found: Sequence[Token], name: str, language: str) -> bool:
    pattern = starts(CLAIMS, name, language)
    return any(pattern.match(token.low) for token in found)
