"""A page that only readers pressed on stands in nobody else's panel until its publisher says so."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from tests.conftest import STORY
from tests.unit.publisher_site import World, at, entry, later, page, whole
from widget.domain.article import Manuscript, Marks, Neighbour, Neighbours
from widget.domain.panel import Pending, Ready
from widget.domain.site import Eligibility
from widget.domain.summary import Reason
from widget.usecases.ingest.context import FetchResult
from widget.usecases.publishing import publish

if TYPE_CHECKING:
    from widget.store import SqlStore

OTHER = STORY.replace("harbour", "school")
SEARCH = "search?q=Vote%20for%20me"


@pytest.fixture
def world(memory_store: SqlStore) -> World:
    """Return a world with one article of its publisher, on a site that fetches on demand."""
    here = World(memory_store)
    here.push("bridge", published_at=later(-60))
    return here


def following(world: World, slug: str = "bridge", minute: float = 30) -> str | None:
    """Return where the panel of the page leads on to."""
    shown = world.panel(slug, later(minute))
    assert isinstance(shown, Ready)
    return shown.neighbours.next.url if shown.neighbours.next else None


def pressed(world: World, slug: str = "mill", **fields: Any) -> None:
    """Let a reader press on a page that no source lists."""
    world.offer(page(slug, **fields))
    world.reader_presses(at(slug))
    assert isinstance(world.panel(slug, later(30)), Ready)


def test_a_pressed_page_has_a_panel_and_stands_in_no_other(world: World) -> None:
    pressed(world)
    assert following(world) is None
    shown = world.panel("mill", later(30))
    assert isinstance(shown, Ready)
    assert shown.neighbours.previous == Neighbour("Pushed bridge", at("bridge"))


def test_what_a_reader_searched_for_stands_in_no_panel(world: World) -> None:
    pressed(world, SEARCH, url=at(SEARCH), title="Vote for me", marks=Marks(noindex=False))
    assert following(world) is None


@pytest.mark.parametrize("way", ["listed", "listed whole", "pushed"])
def test_a_pressed_page_stands_in_the_order_once_its_publisher_says_so(
    world: World, way: str
) -> None:
    pressed(world)
    if way == "pushed":
        world.push("mill", published_at=later(0))
    else:
        world.list_pages(whole("mill") if way == "listed whole" else entry("mill"), now=later(1))
        world.look_at_due(later(2))
    assert following(world) == at("mill")


def test_a_page_that_a_source_lists_keeps_its_place_when_readers_press(world: World) -> None:
    world.offer(page("mill"))
    world.list_pages(entry("mill"))
    world.look_at_due()
    world.reader_presses(at("mill"), later(20))
    assert following(world) == at("mill")


def test_a_listed_page_vouches_for_the_article_that_it_calls_its_original(world: World) -> None:
    pressed(world)
    world.offer(page("amp", url=at("mill")))
    world.list_pages(entry("amp"), now=later(1))
    world.look_at_due(later(2))
    assert following(world) == at("mill")


def test_a_pressed_page_is_found_by_no_title(world: World) -> None:
    pressed(world, "mill", title="The title")
    world.push("gate", neighbours=Neighbours(next=Neighbour("The title")), published_at=later(5))
    assert following(world, "gate") is None


def test_a_page_that_is_read_names_a_pressed_one_in_its_own_words(world: World) -> None:
    pressed(world, "mill", title="Vote for me")
    leads_on = Neighbours(next=Neighbour("About the mill", at("mill")))
    world.offer(page("gate", neighbours=leads_on))
    world.list_pages(entry("gate"))
    world.look_at_due()
    shown = world.panel("gate", later(30))
    assert isinstance(shown, Ready)
    assert shown.neighbours.next == Neighbour("About the mill", at("mill"))


def chain(world: World, back: str) -> None:
    """Let a listed page lead on to a pressed one, which leads back to this slug."""
    leads_on = Neighbours(next=Neighbour("On", at("mill")))
    world.offer(page("gate", neighbours=leads_on, published_at=later(-30)))
    world.list_pages(entry("gate"))
    leads_back = Neighbours(previous=Neighbour("Back", at(back)))
    world.offer(page("mill", neighbours=leads_back))


@pytest.mark.parametrize("first", ["gate", "mill"])
def test_two_pages_that_name_each_other_vouch_for_each_other(world: World, first: str) -> None:
    chain(world, "gate")
    if first == "gate":
        world.look_at_due()
    world.reader_presses(at("mill"))
    world.look_at_due()
    headline = world.headline("mill")
    assert headline is not None
    assert headline.vouched


def test_a_link_in_one_direction_vouches_for_nothing(world: World) -> None:
    chain(world, "elsewhere")
    world.look_at_due()
    world.reader_presses(at("mill"))
    headline = world.headline("mill")
    assert headline is not None
    assert not headline.vouched


def test_a_page_that_is_noindex_stands_in_no_other_panel_unless_the_site_allows_it(
    world: World,
) -> None:
    world.offer(page("mill", marks=Marks(noindex=True)))
    world.list_pages(entry("mill"))
    world.look_at_due()
    assert following(world) is None
    world.change_site(eligibility=Eligibility(frozenset({Reason.NOINDEX})))
    world.list_pages(entry("mill", stamp="2"), now=later(1))
    world.look_at_due(later(2))
    assert following(world) == at("mill")


@pytest.mark.parametrize("parameters", ["x=0", "x=1&id=7", "q=a"])
def test_parameters_that_choose_nothing_make_no_article_of_their_own(
    world: World, parameters: str
) -> None:
    plain = "mill?id=7" if "id" in parameters else "mill"
    for slug in (plain, f"mill?{parameters}"):
        world.publisher_site.pages[_key(slug)] = replace(
            page(slug, ended=_key(slug)), manuscript=Manuscript(title="The mill", text=STORY)
        )
    assert world.reader_presses(_key(f"mill?{parameters}")) is FetchResult.CREATED
    assert [one.headline.url for one in publish.latest(world.store, world.site.key, 9)] == [
        _key(plain),
        at("bridge"),
    ]
    assert world.title(f"mill?{parameters}") == "The mill"


def test_parameters_that_choose_something_unknown_make_no_article(world: World) -> None:
    for slug, text in (("mill", STORY), ("mill?q=a", OTHER)):
        manuscript = Manuscript(title="The mill", text=text)
        world.publisher_site.pages[at(slug)] = replace(page(slug), manuscript=manuscript)
    assert world.reader_presses(at("mill?q=a")) is FetchResult.FAILED
    assert "rel=canonical" in (world.tracked_page("mill?q=a").problem or "")
    assert not isinstance(world.panel("mill?q=a", later(1)), Ready | Pending)


@pytest.mark.parametrize("slug", ["mill?id=5", "mill?12345", "mill?newsid=5&p=2"])
def test_parameters_that_choose_an_article_need_no_canonical_address(
    world: World, slug: str
) -> None:
    manuscript = Manuscript(title="The mill", text=STORY)
    world.publisher_site.pages[at(slug)] = replace(page(slug), manuscript=manuscript)
    assert world.reader_presses(at(slug)) is FetchResult.CREATED
    assert world.publisher_site.fetched == [at(slug)]


def test_a_source_may_list_any_parameters(world: World) -> None:
    manuscript = Manuscript(title="The mill", text=STORY)
    world.publisher_site.pages[at("mill?x=5")] = replace(page("mill?x=5"), manuscript=manuscript)
    world.list_pages(entry("mill?x=5"))
    assert world.look_at_due() == [FetchResult.CREATED]


def test_neighbours_that_a_page_names_stay_on_the_hosts_of_the_site(world: World) -> None:
    elsewhere = Neighbour("Elsewhere", "https://other.example/a")
    world.offer(page("mill", neighbours=Neighbours(next=elsewhere)))
    world.list_pages(entry("mill"))
    world.look_at_due()
    assert following(world, "mill") is None
    world.change_site(neighbour_hosts=("other.example",))
    assert following(world, "mill") == elsewhere.url


def _key(slug: str) -> str:
    address, _, query = at(slug).partition("?")
    return f"{address}?{'&'.join(sorted(query.split('&')))}" if query else address
