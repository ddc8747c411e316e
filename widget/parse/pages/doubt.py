"""Tells whether a page's body may be another text than its article, or a part of it.

A body is shown all the same: nobody knows it better. But its operator is told.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Final

from widget.parse.pages.lines import LINKED, length_of
from widget.rules.text import folded

if TYPE_CHECKING:
    from collections.abc import Sequence

    from widget.domain.block import Block
    from widget.parse.pages.lines import Line
    from widget.parse.pages.told import Told

HALF: Final = 0.5
"""A body that is less than this part of a text is not all of it."""

MUCH: Final = 600
"""Characters that a page shows besides the body from which they may be the article."""

WORDS: Final = 4
"""Words that title and description have at least to be looked for in the body."""

LETTERS: Final = 4
"""Letters of a word that says what a page is about."""

FEW: Final = 0.15
"""The part of these words that a body has of its own article at least."""


def doubt_about(blocks: Sequence[Block], lines: Sequence[Line], told: Told) -> str | None:
    """Return why these blocks may not be the page's article, or not half of it; None if they may.

    ``lines`` are those that the page shows, without navigation and the like.
    """
    body = sum(length_of(block.text) for block in blocks)
    if body < HALF * length_of(told.body):
        return (
            f"The page's data says that the text has {length_of(told.body):,} characters; "
            f"{body:,} were found."
        )
    shown = sum(line.length for line in lines if line.link_share < LINKED)
    if body < HALF * shown and shown - body >= MUCH:
        return f"The page shows {shown:,} characters of text; {body:,} were taken for the article."
    if _is_of_another(blocks, told):
        return "The text has next to no word of the page's title and description."
    return None


def _is_of_another(blocks: Sequence[Block], told: Told) -> bool:
    words = {word for text in (told.title or "", *told.descriptions) for word in _words(text)}
    had = words & {word for block in blocks for word in _words(block.text)}
    return len(words) >= WORDS and len(had) <= FEW * len(words)


def _words(text: str) -> set[str]:
    """Return the longer words; of a script without spaces each two signs that stand together."""
    words = folded(text).casefold().split()
    long = {word for word in words if len(word) >= LETTERS}
    wide = {word for word in long if length_of(word) > len(word)}
    return (long - wide) | {a + b for word in wide for a, b in pairwise(word)}
