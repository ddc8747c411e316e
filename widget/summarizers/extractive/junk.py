"""Finds the named rule by which a line or a sentence is not the article's prose."""

# ruff: noqa: RUF001 (the punctuation of many languages)

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from widget.summarizers.extractive.cleaning import is_heading, lower
from widget.summarizers.extractive.junk_gates import (
    ANY_CHARACTERS,
    GATE_MARKS,
    GATE_WORDS,
    GATES,
)
from widget.summarizers.extractive.junk_tables import ANY_CASE, EXACT_CASE, LISTS
from widget.summarizers.extractive.labels import is_labelled
from widget.summarizers.extractive.notes import note_rule
from widget.summarizers.extractive.notices import notice_rule
from widget.summarizers.extractive.patterns import Lazy, Words
from widget.summarizers.extractive.site_voice import address_rule
from widget.summarizers.extractive.words import tokens

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

RULE_CHARACTERS: Final = 1_000
"""Rules look at lines and sentences up to this length; nothing longer is junk by rule."""
DASHES: Final = ("—", "–", "―")
VOICE_SENTENCES: Final = 3
"""A paragraph of no more sentences that begins in the site's own voice goes on in it."""
VOICE: Final = frozenset(
    [
        *("newsletter", "cookie notice", "social", "copyright", "editorial note"),
        *(
            "affiliate notice",
            "paywall",
            "comments",
            "contact",
            "helpline",
            "site trouble",
            "invitation to sign up",
        ),
        *("asks the reader", "speaks to the reader", "speaks of the article itself"),
        *("author's portrait", "whose opinion it is", "label"),
    ]
)
"""Rules that tell the site's own voice."""


class Rule(NamedTuple):
    """A named pattern; ``gate`` holds what one word or mark of is in every line it matches."""

    name: str
    pattern: Lazy
    gate: Words | None = None


def junk_rule(folded: str, words: Sequence[str] | None = None) -> str | None:
    """Return the name of the rule by which a folded sentence is no prose, or None.

    ``words`` are those of the sentence in lower case, where they are known already.
    """
    if len(folded) > RULE_CHARACTERS:
        return None
    lowered = lower(folded)
    known = tokens(lowered) if words is None else words
    return (
        _line_rule(folded, lowered, known)
        or address_rule(_without_country(folded, lowered), known)
        or notice_rule(folded, lowered, known)
        or note_rule(lowered, known)
    )


def line_rule(folded: str) -> str | None:
    """Return the name of the rule by which a folded line of any number of sentences is no prose.

    Such rules look at how the line begins, or at what its whole length is made of.
    """
    if len(folded) > RULE_CHARACTERS:
        return None
    lowered = lower(folded)
    return _line_rule(folded, lowered, tokens(lowered))


def fragment_rule(folded: str) -> str | None:
    """Return the name of the rule by which a folded piece of a paragraph is no whole sentence.

    Such are an item of a list that goes on, and the name behind a quote: "— Ann Lind, mayor".
    """
    if goes_on_with_a_list(folded):
        return "part of a list"
    return "attribution" if folded[:1] in DASHES and is_heading(folded) else None


def goes_on_with_a_list(text: str) -> bool:
    """Tell whether ``text`` ends like an item that is not the last one of a list."""
    return text.endswith((";", "؛", "；"))


def is_voice_of_the_site(rules: Sequence[str | None]) -> bool:
    """Tell whether a paragraph is not the article's, by the rules that its sentences fell to."""
    return len(rules) <= VOICE_SENTENCES and not VOICE.isdisjoint(rules[:1])


def _without_country(folded: str, lowered: str) -> str:
    """Return a sentence in lower case in which the US are not "us"."""
    if "US" not in folded or folded.isupper():
        return lowered
    return lower(folded.replace("US", "U.S."))


def _line_rule(folded: str, lowered: str, words: Sequence[str]) -> str | None:
    if not folded[:1].isalpha() and not any(map(str.isalpha, folded)):
        return "no words"
    if AT_BEGINNING.match(lowered):
        return next(rule.name for rule in BEGINNING if rule.pattern.match(lowered))
    if BEGINNING_AS_WRITTEN.match(folded):
        return next(rule.name for rule in AS_WRITTEN if rule.pattern.match(folded))
    if is_labelled(lowered):
        return "label"
    gates = [] if GATE_WORDS.isdisjoint(words) else list(GATE_WORDS.intersection(words))
    gates += [mark for mark in GATE_MARKS if mark in lowered]
    return _far_rule(lowered, gates) if gates else None


def _far_rule(lowered: str, gates: Sequence[str]) -> str | None:
    tried = (rule for rule in ANYWHERE if rule.gate and not rule.gate.isdisjoint(gates))
    return next((rule.name for rule in tried if rule.pattern.match(lowered)), None)


def _pattern(patterns: Sequence[str]) -> Lazy:
    return Lazy("|".join(patterns), 0, *LISTS)


def _beginning() -> Iterator[Rule]:
    """Yield the patterns that match at the beginning of a line in lower case, or nowhere."""
    for name, patterns in ANY_CASE.items():
        if near := [each for each in patterns if not each.startswith(ANY_CHARACTERS)]:
            yield Rule(name, _pattern(near))


def _anywhere() -> Iterator[Rule]:
    for name, patterns in ANY_CASE.items():
        if far := [each for each in patterns if each.startswith(ANY_CHARACTERS)]:
            yield Rule(name, _pattern(far), GATES[name])


BEGINNING: Final = tuple(_beginning())
AS_WRITTEN: Final = tuple(Rule(name, _pattern(patterns)) for name, patterns in EXACT_CASE.items())
AT_BEGINNING: Final = _pattern([rule.pattern.pattern for rule in BEGINNING])
"""All of ``BEGINNING`` at once: most sentences match none, and one look is quicker than forty."""
BEGINNING_AS_WRITTEN: Final = _pattern([rule.pattern.pattern for rule in AS_WRITTEN])
ANYWHERE: Final = tuple(_anywhere())
RULES: Final = (*BEGINNING, *AS_WRITTEN, *ANYWHERE)
