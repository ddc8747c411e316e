"""Tells which of the headline's news the points of a summary do not say."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from widget.summarizers.extractive.cleaning import lower
from widget.summarizers.extractive.words import terms, tokens

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from widget.summarizers.extractive.features import Features

TOLD: Final = 0.5
"""Share of the headline's content words, as far as the article has them, that tells its news."""


def stems(title: str, language: str) -> frozenset[str]:
    """Return the stems of a title's content words; ``language`` is a primary subtag."""
    return frozenset(terms(tokens(lower(title)), language))


def unsaid(
    title: str, language: str, features: Sequence[Features], chosen: Collection[int]
) -> tuple[str, ...]:
    """Return the words of the title that the article says and the chosen sentences do not.

    None when the chosen sentences have at least ``TOLD`` of those that the article has: then the
    headline's news is told. ``chosen`` are positions in ``features``.
    """
    wanted = stems(title, language)
    in_article = wanted & _all(features)
    told = wanted & _all([features[each] for each in chosen])
    if len(told) >= TOLD * len(in_article):
        return ()
    missing = in_article - told
    return tuple(word for word in tokens(title) if stems(word, language) & missing)


def _all(features: Sequence[Features]) -> frozenset[str]:
    return frozenset().union(*(each.terms for each in features))
