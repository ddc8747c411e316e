"""The home of priors: what is believed of each feature before any example is seen.

A prior is where a weight stays when the examples say nothing of it: those of CNN and Daily Mail
have neither titles nor paragraphs. ``FIRM`` ones are not learnt at all, because what examples of
one house say of them is not true of others: the first sentence of a Daily Mail article is often
a teaser, and in most newsrooms it is the news.
"""

from __future__ import annotations

from typing import Final

PRIORS: Final[dict[str, float]] = {
    "first": 0.3,
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
FIRM: Final = frozenset(["first"])
ENGLISH_ONLY: Final = frozenset(
    [
        *("short", "long", "personal", "note", "dangling_opener", "orphaned_quote"),
        *("capitals_share", "acronym", "word_length", "term_share"),
    ]
)
"""Features that mean something else, or nothing, in another language; they weigh 0 there."""
