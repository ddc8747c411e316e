"""Tells what the label of an extract may say of its sentences."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from widget.rules.sentence_ends import may_be_several
from widget.rules.verify import is_verbatim, shown_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from widget.domain.summary import Point


class Wording(StrEnum):
    """How the points of an extract say what the article says."""

    COUNTED = "counted"
    """Each point is surely one sentence, so that their number is that of the sentences."""
    UNCOUNTED = "uncounted"
    """A point may be several sentences, such as a question with its answer."""
    WITH_NAMES = "with-names"
    """A point has a first name in brackets that its passage does not have: "[Anna] Berg"."""


def wording(points: Sequence[Point]) -> Wording:
    """Return the wording of an extract with these points."""
    if any(map(_has_added_names, points)):
        return Wording.WITH_NAMES
    return Wording.UNCOUNTED if any(map(_may_be_several, points)) else Wording.COUNTED


def _has_added_names(point: Point) -> bool:
    return point.source is not None and "[" in point.content.markup and not is_verbatim(point)


def _may_be_several(point: Point) -> bool:
    """Tell so of what is shown, or of the lines of the passage, which are one line when shown."""
    quote = point.source.quote.strip() if point.source else ""
    return may_be_several(shown_text(point)) or ("\n" in quote and may_be_several(quote))
