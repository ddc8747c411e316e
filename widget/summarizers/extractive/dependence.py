"""Tells for each sentence of an article what a reader must have read to understand it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from widget.summarizers.extractive.cleaning import lower
from widget.summarizers.extractive.continuations import continuing
from widget.summarizers.extractive.definites import definites
from widget.summarizers.extractive.denials import denies
from widget.summarizers.extractive.fitness import is_short
from widget.summarizers.extractive.words import tokens

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from widget.summarizers.extractive.features import Features
    from widget.summarizers.extractive.people import Partial
    from widget.summarizers.extractive.sentences import Sentence


class Dependence(NamedTuple):
    """What one sentence depends on."""

    unexplained: tuple[Partial, ...]
    """Whom and what it takes for known."""
    continues: bool
    """Whether it goes on with the sentence before it, see ``continuations``."""
    denies: bool
    """Whether somebody denies a claim in it."""
    is_denied: bool
    """Whether the next sentence denies it in so few words that it cannot be a point."""


def dependences(
    found: Sequence[Sentence],
    named: Sequence[Sequence[Partial]],
    title: str,
    language: str,
) -> tuple[Dependence, ...]:
    """Return what each sentence depends on, of an article in its order.

    ``named`` has what is known of people and the like, see ``references``; ``language`` is a
    primary subtag.
    """
    nouns = definites(found, tokens(lower(title)), language)
    goes_on = continuing(found, language)
    denials = [denies(each, language) for each in found]
    short = [denial and is_short(each) for denial, each in zip(denials[1:], found[1:], strict=True)]
    rows = zip(named, nouns, goes_on, denials, [*short, False][: len(found)], strict=True)
    return tuple(
        Dependence((*people, *known), continues, denial, is_denied)
        for people, known, continues, denial, is_denied in rows
    )


def not_understood(features: Sequence[Features], chosen: Collection[int]) -> int:
    """Return how many references of the chosen sentences no chosen one explains.

    ``chosen`` are positions in ``features``. A first name can stand in brackets, so that a name
    that has one is none of them.
    """
    return sum(sum(1 for _ in _missing(features[each], chosen)) for each in chosen)


def _missing(each: Features, chosen: Collection[int]) -> Iterator[object]:
    if each.leans and each.position and each.position - 1 not in chosen:
        yield each.form
    for name in each.unexplained:
        if not name.given and name.introduced.isdisjoint(chosen):
            yield name
