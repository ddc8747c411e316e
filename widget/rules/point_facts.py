"""What follows from a point and its passage: reckoned when it is kept, not for each reader."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING, Final

from widget.domain.summary import PointFacts
from widget.rules.sentence_ends import may_be_several
from widget.rules.text_fragments import directive
from widget.rules.verify import is_verbatim, shown_text
from widget.rules.words import count_words

if TYPE_CHECKING:
    from widget.domain.summary import Point

EDITION: Final = 1
"""Of the rules by which facts are reckoned: those of another one are reckoned anew when read.
A test knows what this edition says, and fails when the rules say something else."""
_TAG: Final = re.compile(r"<[^>]*>")


def facts_of(point: Point) -> PointFacts:
    """Return the facts of a point, as they were kept or reckoned now."""
    return reckoned(point) if point.facts is None else point.facts


def reckoned(point: Point) -> PointFacts:
    """Return the facts of a point, reckoned by the rules of this edition."""
    quote = point.source.quote if point.source else ""
    return PointFacts(
        directive(quote),
        is_verbatim(point),
        _may_be_several(point, quote.strip()),
        count_words(html.unescape(_TAG.sub(" ", point.content.markup))),
    )


def _may_be_several(point: Point, quote: str) -> bool:
    """Tell so of what is shown, or of the lines of the passage, which are one line when shown."""
    return may_be_several(shown_text(point)) or ("\n" in quote and may_be_several(quote))
