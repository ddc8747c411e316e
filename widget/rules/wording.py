"""Tells what the label of an extract may say of its sentences."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from widget.rules.point_facts import facts_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from widget.domain.summary import Point, PointFacts


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
    all_facts = [facts_of(point) for point in points]
    if any(map(_has_added_names, points, all_facts)):
        return Wording.WITH_NAMES
    several = any(facts.may_be_several for facts in all_facts)
    return Wording.UNCOUNTED if several else Wording.COUNTED


def _has_added_names(point: Point, facts: PointFacts) -> bool:
    return point.source is not None and "[" in point.content.markup and not facts.is_verbatim
