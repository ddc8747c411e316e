"""Declared neighbours are named as they are now, and passed over when they are not public."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.unit.publisher_site import Desk, at, later, page
from widget.domain.article import Marks, Neighbour, Neighbours
from widget.domain.panel import Ready

if TYPE_CHECKING:
    from widget.store import SqlStore

DECLARED = Neighbours(
    previous=Neighbour("Before", at("before") + "?utm_source=x#top"),
    next=Neighbour("After", at("after")),
)


@pytest.fixture
def desk(memory_store: SqlStore) -> Desk:
    """Return a desk with an article that declares its neighbours, and one that came later."""
    here = Desk(memory_store)
    here.push(neighbours=DECLARED, published_at=later(0))
    here.push("later", published_at=later(5))
    return here


def around(desk: Desk, minute: float = 0) -> tuple[Neighbour | None, Neighbour | None]:
    """Return the neighbours that a reader sees."""
    shown = desk.panel(now=later(minute))
    assert isinstance(shown, Ready)
    return shown.neighbours.previous, shown.neighbours.next


def test_neighbours_that_are_not_known_are_as_they_were_declared(desk: Desk) -> None:
    assert around(desk) == (DECLARED.previous, DECLARED.next)


def test_neighbours_that_are_known_have_their_present_titles(desk: Desk) -> None:
    desk.push("before", title="Corrected", aliases=(at("short"),))
    desk.push("after", title="Also corrected")
    assert around(desk) == (
        Neighbour("Corrected", at("before") + "?utm_source=x#top"),
        Neighbour("Also corrected", at("after")),
    )


def test_a_neighbour_that_was_withdrawn_is_passed_over(desk: Desk) -> None:
    desk.push("after")
    desk.pull("after")
    before, after = around(desk)
    assert before == DECLARED.previous
    assert after == Neighbour("Pushed later", at("later"))


def test_a_neighbour_is_passed_over_until_its_embargo_ends(desk: Desk) -> None:
    desk.push("after", marks=Marks(embargoed_until=later(60)))
    assert around(desk)[1] == Neighbour("Pushed later", at("later"))
    assert around(desk, 60)[1] == Neighbour("Pushed after", at("after"))


@pytest.mark.parametrize("other", ["alias", "scheme"])
def test_a_neighbour_is_known_under_its_other_addresses(desk: Desk, other: str) -> None:
    link = at("amp") if other == "alias" else at("after").replace("https:", "http:")
    desk.push(neighbours=Neighbours(next=Neighbour("Amp", link)), published_at=later(0))
    desk.push("after", title="Now", aliases=(at("amp"),))
    assert around(desk)[1] == Neighbour("Now", link)
    desk.pull("after")
    assert around(desk)[1] == Neighbour("Pushed later", at("later"))


def test_a_neighbour_elsewhere_is_as_it_was_declared(desk: Desk) -> None:
    foreign = Neighbour("Elsewhere", "https://elsewhere.example/a")
    desk.push(neighbours=Neighbours(next=foreign), published_at=later(0))
    assert around(desk)[1] == foreign


def test_a_neighbour_that_gave_way_is_named_as_what_is_there_now(desk: Desk) -> None:
    desk.publisher_site.pages[at("after")] = page("after")
    desk.reader_presses(at("after"))
    desk.publisher_site.pages[at("after")] = page("moved")
    desk.look_at_due(later(10))
    assert around(desk, 10)[1] == Neighbour("The moved", at("after"))
