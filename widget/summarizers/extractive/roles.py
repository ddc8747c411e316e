"""Finds the role of the paragraph at a position of a text."""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate
from typing import TYPE_CHECKING, Final

from widget.domain.block import Role

if TYPE_CHECKING:
    from collections.abc import Sequence

NO_STORY: Final = frozenset({Role.SUBHEAD, Role.CAPTION, Role.ASIDE, Role.NOTE})
"""Paragraphs whose sentences are never read."""
BLANK_LINE: Final = "\n\n"


class Roles:
    """The roles of the paragraphs of one text, found by position."""

    def __init__(self, text: str, roles: Sequence[Role]) -> None:
        """Take a text and one role for each of its paragraphs; others are no roles of this text."""
        lengths = [len(each) + len(BLANK_LINE) for each in text.split(BLANK_LINE)] if roles else []
        self.are_known = 0 < len(lengths) == len(roles)
        self._ends = list(accumulate(lengths))
        self._roles = roles

    def at(self, position: int) -> Role | None:
        """Return the role of the paragraph at this position of the text; None where not known."""
        return self._roles[bisect_right(self._ends, position)] if self.are_known else None

    def is_story(self, position: int) -> bool:
        """Tell whether the paragraph at this position is read."""
        return self.at(position) not in NO_STORY
