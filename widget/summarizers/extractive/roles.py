"""Tells the role of each paragraph, and which roles are no part of the story that is told.

The names are those of ``widget.domain.article.Role``, which is not imported: importing the
summarizer shall stay quick.
"""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

STANDFIRST: Final = "standfirst"
QUOTATION: Final = "quotation"
"""Says who speaks, if at all, in the paragraph before it."""
QUESTION: Final = "question"
NO_STORY: Final = frozenset({"subhead", "caption", "aside", "note"})
"""Paragraphs whose sentences are never read."""
BLANK_LINE: Final = "\n\n"


class Roles:
    """The roles of the paragraphs of one text, found by position."""

    def __init__(self, text: str, roles: Sequence[str]) -> None:
        """Take a text and one role for each of its paragraphs; others are no roles of this text."""
        lengths = [len(each) + len(BLANK_LINE) for each in text.split(BLANK_LINE)] if roles else []
        self.are_known = 0 < len(lengths) == len(roles)
        self._ends = list(accumulate(lengths))
        self._roles = roles

    def at(self, position: int) -> str:
        """Return the role of the paragraph at this position of the text; "" where not known."""
        if not self.are_known:
            return ""
        return str(self._roles[bisect_right(self._ends, position)])

    def is_story(self, position: int) -> bool:
        """Tell whether the paragraph at this position is read."""
        return self.at(position) not in NO_STORY
