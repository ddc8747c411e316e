"""The types of a summarizer's input and output.

They are named tuples and not dataclasses, so that the default summarizer is imported in a few
milliseconds: ``dataclasses`` alone takes longer than all of it.
"""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple


class SummaryShape(NamedTuple):
    """How long a summary should be: number of points, and words in all of them together."""

    points: int = 3
    words: int = 70
    most: int | None = None
    """Points that there may be while many of the words are left; None for no more than
    ``points``."""

    @property
    def limit(self) -> int:
        """Points that there are at most."""
        return max(self.points, self.most or 0)


class Origin(StrEnum):
    """How a summary was made; the panel says it in one line."""

    NEWSROOM = "newsroom"
    AI_CHECKED = "ai-checked"
    AI_UNCHECKED = "ai-unchecked"
    EXTRACT = "extract"


class Passage(NamedTuple):
    """The span of the article's text, in code points, that a point rests on, and its words."""

    start: int
    end: int
    quote: str


class DraftPoint(NamedTuple):
    """One untrusted point of a draft: text (or HTML from a newsroom) and where it rests."""

    content: str
    source: Passage | None


class Draft(NamedTuple):
    """What a summarizer or a newsroom wrote: untrusted."""

    points: tuple[DraftPoint, ...]
    origin: Origin
    summarizer: str
    """Name and version of what wrote it."""
