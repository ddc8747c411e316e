"""An address that is nobody's is looked for by its other spellings, and never leads to a guess."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.conftest import SITE
from tests.unit.publisher_site import (
    NOW,
    World,
    at,
    entry,
    later,
    page,
)
from widget.domain.article import Neighbour, Neighbours
from widget.domain.errors import UnknownArticle
from widget.domain.panel import Pending, Ready, Unavailable
from widget.domain.summary import Reason
from widget.usecases.ingest.press import press
from widget.usecases.publishing import publish
from widget.usecases.reading import read_panel

if TYPE_CHECKING:
    from tests.statements import Ran
    from widget.store import SqlStore

KNOWN = at("bridge")


@pytest.fixture
def world(memory_store: SqlStore) -> World:
    """Return a world with one article of its publisher."""
    here = World(memory_store)
    here.push("bridge")
    return here


@pytest.mark.parametrize("slug", ["bridge/", "bridge/index.html", "bridge/amp/", "bridge.amp"])
def test_a_reader_at_another_spelling_gets_the_panel_of_the_article(
    world: World, slug: str
) -> None:
    shown = world.panel(slug)
    assert isinstance(shown, Ready)
    assert shown.headline.url == KNOWN


def test_two_articles_whose_addresses_differ_by_a_slash_stay_two(world: World) -> None:
    world.push("bridge/", title="Another bridge")
    assert world.title("bridge") == "Pushed bridge"
    assert world.title("bridge/") == "Another bridge"


def test_two_articles_that_an_address_could_mean_are_not_guessed_between(world: World) -> None:
    world.push("bridge/", title="Another bridge")
    world.change_site(on_demand=False)
    assert world.reason("bridge/index.html") is Reason.UNKNOWN_ARTICLE
    world.pull("bridge/")
    assert world.reason("bridge/index.html") is Reason.UNKNOWN_ARTICLE


def test_an_address_that_is_an_alias_of_another_article_is_no_spelling(world: World) -> None:
    world.push("mill", aliases=(at("bridge/"),))
    assert world.title("bridge/") == "Pushed mill"


def test_an_alias_leads_from_another_spelling_too(world: World) -> None:
    world.push("mill", aliases=(at("short"),))
    assert world.title("short/") == "Pushed mill"


def test_an_article_that_is_withdrawn_at_its_own_address_is_not_replaced_by_a_spelling(
    world: World,
) -> None:
    world.push("bridge/")
    world.pull("bridge/")
    assert world.reason("bridge/") is Reason.WITHDRAWN


def test_an_ingested_article_that_is_gone_gives_way_to_the_only_one_that_stands(
    world: World,
) -> None:
    world.offer(page("bridge/"))
    world.list_pages(entry("bridge/"))
    world.look_at_due()
    assert world.title("bridge/") == "The bridge/"
    world.list_pages(entry("bridge/", "2", gone=True))
    assert world.title("bridge/index.html") == "Pushed bridge"


def test_the_other_scheme_counts_more_than_another_spelling(world: World) -> None:
    world.push(url="http://news.example/city/bridge/", title="By the other scheme")
    assert world.title("bridge/") == "By the other scheme"


def test_a_known_article_takes_four_queries_and_an_unknown_address_five(
    world: World, queries: Ran
) -> None:
    world.panel()
    assert len(queries) == 4
    world.change_site(on_demand=False)
    del queries[:]
    world.panel("nothing/")
    assert len(queries) <= 5
    del queries[:]
    assert isinstance(world.panel("bridge/"), Ready)
    assert len(queries) <= 7


def test_a_press_on_another_spelling_fetches_nothing_and_makes_no_second_article(
    world: World,
) -> None:
    assert not press(world.presses, SITE.key, at("bridge/"), NOW)
    assert world.reader_presses(at("bridge/amp/")) is None
    assert world.publisher_site.fetched == []
    assert publish.latest(world.store, SITE.key, 10)[0].headline.url == KNOWN


def test_a_page_that_was_pressed_before_its_article_came_is_not_fetched_any_more(
    world: World,
) -> None:
    assert press(world.presses, SITE.key, at("mill/"), NOW)
    assert isinstance(world.panel("mill/"), Pending)
    world.push("mill")
    world.look_at_due(later(1))
    assert world.publisher_site.fetched == []
    assert world.title("mill/") == "Pushed mill"


def test_a_spelling_that_a_source_lists_is_fetched_since_it_may_be_another_article(
    world: World,
) -> None:
    world.offer(page("bridge/", title="Listed by itself"))
    world.list_pages(entry("bridge/"))
    world.look_at_due()
    assert (world.title("bridge/"), world.title("bridge")) == ("Listed by itself", "Pushed bridge")


def test_a_page_that_calls_the_known_address_its_own_is_an_alias_from_then_on(
    world: World,
) -> None:
    world.offer(page("bridge/", url=KNOWN))
    world.list_pages(entry("bridge/"))
    world.look_at_due()
    with world.store.view() as view:
        assert [lead.url for lead in view.leads(SITE.key, (at("bridge/"),))] == [KNOWN]
    assert len(publish.latest(world.store, SITE.key, 10)) == 1


def test_what_a_publisher_withdraws_is_what_readers_get_there(world: World) -> None:
    assert world.pull("bridge/")
    assert world.reason("bridge") is Reason.WITHDRAWN
    assert not world.pull("bridge/index.html")


def test_what_is_withdrawn_at_its_own_address_leaves_the_other_one(world: World) -> None:
    world.push("bridge/")
    assert world.pull("bridge/")
    assert isinstance(world.panel("bridge"), Ready)


def test_between_two_articles_nothing_is_withdrawn(world: World) -> None:
    world.push("bridge/")
    with pytest.raises(UnknownArticle):
        world.pull("bridge/index.html")


def test_what_is_published_at_another_spelling_is_another_article(world: World) -> None:
    world.push("bridge/", title="Published by itself")
    assert len(publish.latest(world.store, SITE.key, 10)) == 2


def test_a_declared_neighbour_is_known_by_another_spelling(world: World) -> None:
    declared = Neighbours(next=Neighbour("An old title", at("bridge/index.html")))
    world.push("mill", neighbours=declared)
    shown = world.panel("mill")
    assert isinstance(shown, Ready)
    assert shown.neighbours.next == Neighbour("Pushed bridge", at("bridge/index.html"))
    world.pull("bridge")
    shown = world.panel("mill")
    assert isinstance(shown, Ready)
    assert shown.neighbours.next is None


def test_an_amp_host_counts_only_if_it_is_the_site_s(world: World) -> None:
    world.change_site(page_hosts=("news.example", "amp.news.example"))
    url = "https://amp.news.example/city/bridge"
    shown = read_panel.read(world.store, SITE.key, url, NOW).panel
    assert not isinstance(shown, Unavailable)
    assert shown.headline is not None
    assert shown.headline.url == KNOWN
