"""The priors: what is assumed of each feature before any example is seen.

A prior is where a weight stays when the examples say nothing of it: those of CNN and Daily Mail
have neither titles nor paragraphs. ``BOUNDS`` are what no examples can talk us out of, because
what is true of one house is not true of others: the first sentence of a Daily Mail article is
often a teaser, and in most newsrooms it is the news.
"""

from __future__ import annotations

from math import inf
from typing import Final

PRIORS: Final[dict[str, float]] = {
    "early": 1.3,
    "opens_paragraph": 0.1,
    "short": -1.2,
    "long": -0.9,
    "centrality": 2.0,
    "title_overlap": 0.8,
    "number": 0.05,
    "question": -0.4,
    "personal": -0.25,
    "note": -0.5,
}
BOUNDS: Final[dict[str, tuple[float, float]]] = {
    "first": (0.3, inf),
    "early": (0.3, inf),
    "exclamation": (-inf, 0.0),
}
"""Least and greatest weight in English."""
BOUNDS_OF_OTHERS: Final[dict[str, tuple[float, float]]] = {
    "first": (0.5, inf),
    "early": (1.2, inf),
    "exclamation": (-inf, 0.0),
}
"""In other languages what comes first counts for more, since words tell less of what matters."""
ENGLISH_ONLY: Final = frozenset(
    [
        *("short", "long", "personal", "note", "dangling_opener", "orphaned_quote"),
        *("capitals_share", "term_share"),
    ]
)
"""Features that mean something else, or nothing, in another language; they weigh 0 there."""
