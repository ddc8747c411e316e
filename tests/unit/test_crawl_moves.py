"""One article under several addresses: what became of it holds under all of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.conftest import SITE, STORY
from tests.unit.publisher_site import NOW, World, at, entry, later, page, whole
from widget.domain.panel import Pending, Ready, Unavailable
from widget.domain.summary import Reason
from widget.usecases.ingest.context import FetchResult
from widget.usecases.publishing import publish
from widget.usecases.reading import read_panel

if TYPE_CHECKING:
    from widget.domain.panel import Panel
    from widget.store import SqlStore

EDITED = STORY.replace("harbour", "school")


def http(slug: str) -> str:
    """Return the URL of a page by the other scheme."""
    return at(slug).replace("https:", "http:")


@pytest.fixture
def world(memory_store: SqlStore) -> World:
    """Return a world whose site has a page that a reader pressed on."""
    here = World(memory_store)
    here.offer(page())
    here.reader_presses(at("bridge"))
    return here


def panel(world: World, url: str) -> Panel:
    """Return what a reader sees at this URL."""
    return read_panel.read(world.store, SITE.key, url, later(60)).panel


def test_a_page_that_leads_to_a_pushed_article_by_now_shows_what_was_pushed(world: World) -> None:
    world.push("new", text=EDITED)
    world.publisher_site.pages[at("bridge")] = page("new")
    assert world.look_at_due(later(10)) == [FetchResult.LEFT]
    assert world.title("bridge") == "Pushed new"
    world.pull("new", later(20))
    assert world.reason("bridge") is Reason.WITHDRAWN


def test_what_was_ingested_by_the_other_scheme_gives_way_to_what_is_pushed(world: World) -> None:
    world.offer(page("ferry", ended=http("ferry")))
    world.reader_presses(http("ferry"))
    world.push("ferry", text=EDITED)
    shown = panel(world, http("ferry"))
    assert isinstance(shown, Ready)
    assert shown.headline.title == "Pushed ferry"
    world.pull("ferry")
    gone = panel(world, http("ferry"))
    assert isinstance(gone, Unavailable)
    assert gone.reason is Reason.WITHDRAWN


def test_a_fetch_does_not_bring_back_what_gave_way_to_a_pushed_article(world: World) -> None:
    world.push("new", text=EDITED, aliases=(at("bridge"),))
    world.list_pages(entry(), now=later(10))
    assert world.look_at_due(later(10)) == [FetchResult.LEFT]
    assert world.title("bridge") == "Pushed new"


def test_a_listing_does_not_bring_back_what_gave_way_to_a_pushed_article(world: World) -> None:
    world.push("new", text=EDITED, aliases=(at("bridge"),))
    world.list_pages(whole(), now=later(10))
    assert world.title("bridge") == "Pushed new"


def test_an_address_of_an_article_that_moved_twice_leads_to_where_it_is_now(world: World) -> None:
    world.publisher_site.pages[at("short")] = page()
    world.reader_presses(at("short"))
    world.publisher_site.pages[at("bridge")] = page("new")
    assert world.look_at_due(later(10)) == [FetchResult.CREATED]
    assert world.title("bridge") == "The new"
    assert world.title("short") == "The new"


def test_addresses_that_lead_in_a_circle_come_to_an_end(world: World) -> None:
    world.offer(page("ferry"))
    world.reader_presses(at("ferry"))
    with world.store.transaction() as transaction:
        for slug, other in (("bridge", "ferry"), ("ferry", "bridge")):
            transaction.put_aliases(SITE.key, at(slug), (at(other),))
            assert transaction.withdraw_ingested(SITE.key, at(slug), NOW)
    assert world.reason("bridge") is Reason.WITHDRAWN


def test_addresses_without_end_that_readers_press_on_are_forgotten_after_a_while(
    world: World,
) -> None:
    for number in range(3):
        world.publisher_site.pages[at(f"bridge?a={number}")] = page()
        world.reader_presses(at(f"bridge?a={number}"))
    with world.store.transaction() as transaction:
        assert transaction.drop_forgotten(later(1)) == 3
    assert world.title("bridge") == "The bridge"
    assert isinstance(panel(world, at("bridge?a=1")), Pending)
    assert world.reader_presses(at("bridge?a=1"), later(60)) is FetchResult.UNCHANGED
    assert world.title("bridge?a=1") == "The bridge"


def test_an_alias_that_the_publisher_sent_is_not_forgotten(world: World) -> None:
    world.publisher_site.pages[at("short")] = page()
    world.reader_presses(at("short"))
    world.push("new", aliases=(at("short"),))
    with world.store.transaction() as transaction:
        transaction.drop_forgotten(later(1))
    assert world.title("short") == "Pushed new"


def test_an_alias_is_known_by_both_schemes(world: World) -> None:
    world.push("ferry", aliases=(http("short"),))
    assert isinstance(panel(world, at("short")), Ready)
    assert isinstance(panel(world, http("short")), Ready)


def test_the_publisher_withdraws_an_article_by_its_other_scheme(world: World) -> None:
    world.push("ferry", aliases=(http("short"),))
    assert publish.withdraw(world.store, SITE.key, http("ferry"), NOW)
    assert world.reason("ferry") is Reason.WITHDRAWN
    world.push("ferry")
    assert publish.withdraw(world.store, SITE.key, at("short"), NOW)
    assert world.reason("ferry") is Reason.WITHDRAWN


def test_the_publisher_finds_an_article_by_any_of_its_addresses(world: World) -> None:
    world.push("ferry", aliases=(at("short"),))
    for url in (at("ferry"), http("ferry"), at("short")):
        article, outcome = publish.article_of(world.store, SITE.key, url)
        assert article.headline.url == at("ferry")
        assert outcome is not None
        assert publish.find(world.store, url).headline.url == at("ferry")


def test_a_tombstone_by_the_other_scheme_has_the_article_fetched(world: World) -> None:
    assert world.look_at_due(later(10)) == [FetchResult.UNCHANGED]
    world.list_pages(entry(url=http("bridge"), gone=True), now=later(11))
    del world.publisher_site.pages[at("bridge")]
    world.look_at_due(later(11))
    assert world.reason("bridge", later(11)) is Reason.WITHDRAWN
