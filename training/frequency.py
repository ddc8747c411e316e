"""Finds common terms: words of most news, by which two sentences share no topic."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from training.examples import records
from widget.summarizers.extractive.cleaning import lower
from widget.summarizers.extractive.words import terms, tokens

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

LEAST_SHARE: Final = 0.1
"""A term in this share of the articles is common: year, work, company, people, four."""


def common_terms(paths: Sequence[Path], language: str) -> list[str]:
    """Return the common terms of files with one ``{"text"}`` a line, in order.

    ``language`` is the primary subtag that tells the stop words. Raises as ``examples.read``.
    """
    texts = [record["text"] for path in paths for record in records(path)]
    found: Counter[str] = Counter()
    for text in texts:
        found.update({*terms(tokens(lower(text)), language)})
    return sorted(term for term, count in found.items() if count >= LEAST_SHARE * len(texts))
