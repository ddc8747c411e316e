"""What follows from a point is reckoned once, by rules whose edition is known."""

from __future__ import annotations

from hashlib import sha256

from widget.domain.draft import Passage
from widget.domain.summary import Point, PointFacts
from widget.rules.point_facts import EDITION, facts_of, reckoned
from widget.rules.sanitize import clean

SAID = (
    ("The bridge opens on Monday.", "The bridge opens on Monday."),
    ("It opens on Monday, [Anna] Berg said.", "The bridge, Berg said, opens on Monday."),
    ("Who pays? The city.", "Who pays?\nThe city."),
    ("Die Brücke &amp; der Hafen <strong>schließen</strong>.", "Die Brücke & der Hafen schließen."),
    ("橋は月曜日に開通する。市が払う。", "橋は月曜日に開通する。市が払う。"),
    ("ไม่มีใครได้รับบาดเจ็บ", "ไม่มีใครได้รับบาดเจ็บ"),
    (
        "Three of the eleven members, among them its chair, voted against the plan on Friday.",
        "ROME (AP) \u2014 Three of the eleven members, among them its chair, voted against it.[1]",
    ),
)
OF_EDITION_1 = "13473302ee45b443"


def point(markup: str, quote: str) -> Point:
    return Point(clean(markup), Passage(0, len(quote), quote))


def test_facts_that_are_known_are_not_reckoned_again() -> None:
    known = PointFacts("#:~:text=known", is_verbatim=False, may_be_several=True, words=99)
    assert facts_of(Point(clean("It rained."), None, known)) == known


def test_a_point_without_a_passage_leads_nowhere() -> None:
    facts = reckoned(Point(clean("It <em>rained</em> all day."), None))
    assert facts == PointFacts("", is_verbatim=False, may_be_several=False, words=4)


def test_other_rules_are_another_edition() -> None:
    """When this fails, the rules say something else than before: raise EDITION, and write it here.

    Else what was kept by the old rules would go on being shown.
    """
    said = repr([tuple(reckoned(point(*each))) for each in SAID])
    assert (EDITION, sha256(said.encode()).hexdigest()[:16]) == (1, OF_EDITION_1)
