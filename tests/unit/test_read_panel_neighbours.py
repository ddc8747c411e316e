"""Declared neighbours are named as they are now, and passed over when they are not public."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.unit.publisher_site import World, at, entry, later, page
from widget.domain.article import Marks, Neighbour, Neighbours
from widget.domain.panel import Ready

if TYPE_CHECKING:
    from widget.store import SqlStore

DECLARED = Neighbours(
    previous=Neighbour("Before", at("before") + "?utm_source=x#top"),
    next=Neighbour("After", at("after")),
)


@pytest.fixture
def world(memory_store: SqlStore) -> World:
    """Return a world with an article that declares its neighbours, and one that came later."""
    here = World(memory_store)
    here.push(neighbours=DECLARED, published_at=later(0))
    here.push("later", published_at=later(5))
    return here


def around(world: World, minute: float = 0) -> tuple[Neighbour | None, Neighbour | None]:
    """Return the neighbours that a reader sees."""
    shown = world.panel(now=later(minute))
    assert isinstance(shown, Ready)
    return shown.neighbours.previous, shown.neighbours.next


def test_neighbours_that_are_not_known_are_as_they_were_declared(world: World) -> None:
    assert around(world) == (DECLARED.previous, DECLARED.next)


def test_neighbours_that_are_known_have_their_present_titles(world: World) -> None:
    world.push("before", title="Corrected", aliases=(at("short"),))
    world.push("after", title="Also corrected")
    assert around(world) == (
        Neighbour("Corrected", at("before") + "?utm_source=x#top"),
        Neighbour("Also corrected", at("after")),
    )


def test_a_neighbour_that_was_withdrawn_is_passed_over(world: World) -> None:
    world.push("after")
    world.pull("after")
    before, after = around(world)
    assert before == DECLARED.previous
    assert after == Neighbour("Pushed later", at("later"))


def test_a_neighbour_is_passed_over_until_its_embargo_ends(world: World) -> None:
    world.push("after", marks=Marks(embargoed_until=later(60)))
    assert around(world)[1] == Neighbour("Pushed later", at("later"))
    assert around(world, 60)[1] == Neighbour("Pushed after", at("after"))


@pytest.mark.parametrize("other", ["alias", "scheme"])
def test_a_neighbour_is_known_under_its_other_addresses(world: World, other: str) -> None:
    link = at("amp") if other == "alias" else at("after").replace("https:", "http:")
    world.push(neighbours=Neighbours(next=Neighbour("Amp", link)), published_at=later(0))
    world.push("after", title="Now", aliases=(at("amp"),))
    assert around(world)[1] == Neighbour("Now", link)
    world.pull("after")
    assert around(world)[1] == Neighbour("Pushed later", at("later"))


def test_a_neighbour_elsewhere_is_as_it_was_declared(world: World) -> None:
    foreign = Neighbour("Elsewhere", "https://elsewhere.example/a")
    world.push(neighbours=Neighbours(next=foreign), published_at=later(0))
    assert around(world)[1] == foreign


def test_a_neighbour_that_gave_way_is_named_as_what_is_there_now(world: World) -> None:
    world.publisher_site.pages[at("after")] = page("after")
    world.reader_presses(at("after"))
    world.publisher_site.pages[at("after")] = page("moved")
    world.look_at_due(later(10))
    assert around(world, 10)[1] == Neighbour("The moved", at("after"))


def test_a_neighbour_without_a_title_is_shown_once_its_article_is_known(world: World) -> None:
    linked = Neighbours(previous=Neighbour("", at("unknown")), next=Neighbour("", at("new")))
    world.offer(page("story", neighbours=linked, published_at=later(3)))
    world.list_pages(entry("story"))
    world.look_at_due()
    shown = world.panel("story")
    assert isinstance(shown, Ready)
    assert shown.neighbours.previous == Neighbour("Pushed bridge", at("bridge"))
    assert shown.neighbours.next == Neighbour("Pushed later", at("later"))
    world.push("new", title="Named", published_at=later(-9))
    named = world.panel("story")
    assert isinstance(named, Ready)
    assert named.neighbours.next == Neighbour("Named", at("new"))
