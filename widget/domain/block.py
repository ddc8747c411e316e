"""The paragraphs of an article and what each is there for.

They are no dataclasses, so that the summarizer is imported in a few milliseconds.
"""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple


class Role(StrEnum):
    """What a paragraph of an article is there for, as far as its publisher or its page tells."""

    PARAGRAPH = "paragraph"
    STANDFIRST = "standfirst"
    """The lines under the headline that sum the article up."""
    SUBHEAD = "subhead"
    ITEM = "item"
    """An item of a list."""
    QUOTATION = "quotation"
    CAPTION = "caption"
    ASIDE = "aside"
    """What stands beside the story: a box, links to other stories, an entry of a ticker."""
    NOTE = "note"
    """What the site says of the article: a disclosure, a correction, where else it is to be had."""
    QUESTION = "question"
    """Of an interview."""
    ANSWER = "answer"


class Block(NamedTuple):
    """One paragraph of an article and its role."""

    role: Role
    text: str
