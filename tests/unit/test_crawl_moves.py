"""One article under several addresses: what became of it holds under all of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.conftest import SITE, STORY
from tests.unit.publisher_site import NOW, Desk, at, entry, later, page, whole
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
def desk(memory_store: SqlStore) -> Desk:
    """Return a desk whose site has a page that a reader pressed on."""
    here = Desk(memory_store)
    here.offer(page())
    here.reader_presses(at("bridge"))
    return here


def panel(desk: Desk, url: str) -> Panel:
    """Return what a reader sees at this URL."""
    return read_panel.read(desk.store, SITE.key, url, later(60))


def test_a_page_that_leads_to_a_pushed_article_by_now_shows_what_was_pushed(desk: Desk) -> None:
    desk.push("new", text=EDITED)
    desk.publisher_site.pages[at("bridge")] = page("new")
    assert desk.look_at_due(later(10)) == [FetchResult.LEFT]
    assert desk.title("bridge") == "Pushed new"
    desk.pull("new", later(20))
    assert desk.reason("bridge") is Reason.WITHDRAWN


def test_what_was_gathered_by_the_other_scheme_gives_way_to_what_is_pushed(desk: Desk) -> None:
    desk.offer(page("ferry", ended=http("ferry")))
    desk.reader_presses(http("ferry"))
    desk.push("ferry", text=EDITED)
    shown = panel(desk, http("ferry"))
    assert isinstance(shown, Ready)
    assert shown.headline.title == "Pushed ferry"
    desk.pull("ferry")
    gone = panel(desk, http("ferry"))
    assert isinstance(gone, Unavailable)
    assert gone.reason is Reason.WITHDRAWN


def test_a_look_does_not_bring_back_what_gave_way_to_a_pushed_article(desk: Desk) -> None:
    desk.push("new", text=EDITED, aliases=(at("bridge"),))
    desk.list_pages(entry(), now=later(10))
    assert desk.look_at_due(later(10)) == [FetchResult.LEFT]
    assert desk.title("bridge") == "Pushed new"


def test_a_listing_does_not_bring_back_what_gave_way_to_a_pushed_article(desk: Desk) -> None:
    desk.push("new", text=EDITED, aliases=(at("bridge"),))
    desk.list_pages(whole(), now=later(10))
    assert desk.title("bridge") == "Pushed new"


def test_an_address_of_an_article_that_moved_twice_leads_to_where_it_is_now(desk: Desk) -> None:
    desk.publisher_site.pages[at("short")] = page()
    desk.reader_presses(at("short"))
    desk.publisher_site.pages[at("bridge")] = page("new")
    assert desk.look_at_due(later(10)) == [FetchResult.CREATED]
    assert desk.title("bridge") == "The new"
    assert desk.title("short") == "The new"


def test_addresses_that_lead_in_a_circle_come_to_an_end(desk: Desk) -> None:
    desk.offer(page("ferry"))
    desk.reader_presses(at("ferry"))
    with desk.store.transaction() as transaction:
        for slug, other in (("bridge", "ferry"), ("ferry", "bridge")):
            transaction.put_aliases(SITE.key, at(slug), (at(other),))
            assert transaction.withdraw_ingested(SITE.key, at(slug), NOW)
    assert desk.reason("bridge") is Reason.WITHDRAWN


def test_addresses_without_end_that_readers_press_on_are_forgotten_after_a_while(
    desk: Desk,
) -> None:
    for number in range(3):
        desk.publisher_site.pages[at(f"bridge?a={number}")] = page()
        desk.reader_presses(at(f"bridge?a={number}"))
    with desk.store.transaction() as transaction:
        assert transaction.drop_forgotten(later(1)) == 3
    assert desk.title("bridge") == "The bridge"
    assert isinstance(panel(desk, at("bridge?a=1")), Pending)
    assert desk.reader_presses(at("bridge?a=1"), later(60)) is FetchResult.UNCHANGED
    assert desk.title("bridge?a=1") == "The bridge"


def test_an_alias_that_the_publisher_told_is_not_forgotten(desk: Desk) -> None:
    desk.publisher_site.pages[at("short")] = page()
    desk.reader_presses(at("short"))
    desk.push("new", aliases=(at("short"),))
    with desk.store.transaction() as transaction:
        transaction.drop_forgotten(later(1))
    assert desk.title("short") == "Pushed new"


def test_an_alias_is_known_by_both_schemes(desk: Desk) -> None:
    desk.push("ferry", aliases=(http("short"),))
    assert isinstance(panel(desk, at("short")), Ready)
    assert isinstance(panel(desk, http("short")), Ready)


def test_the_publisher_withdraws_an_article_by_its_other_scheme(desk: Desk) -> None:
    desk.push("ferry", aliases=(http("short"),))
    assert publish.withdraw(desk.store, SITE.key, http("ferry"), NOW)
    assert desk.reason("ferry") is Reason.WITHDRAWN
    desk.push("ferry")
    assert publish.withdraw(desk.store, SITE.key, at("short"), NOW)
    assert desk.reason("ferry") is Reason.WITHDRAWN


def test_the_publisher_finds_an_article_by_any_of_its_addresses(desk: Desk) -> None:
    desk.push("ferry", aliases=(at("short"),))
    for url in (at("ferry"), http("ferry"), at("short")):
        article, outcome = publish.article_of(desk.store, SITE.key, url)
        assert article.headline.url == at("ferry")
        assert outcome is not None
        assert publish.find(desk.store, url).headline.url == at("ferry")


def test_a_tombstone_by_the_other_scheme_has_the_article_looked_at(desk: Desk) -> None:
    assert desk.look_at_due(later(10)) == [FetchResult.UNCHANGED]
    desk.list_pages(entry(url=http("bridge"), gone=True), now=later(11))
    del desk.publisher_site.pages[at("bridge")]
    desk.look_at_due(later(11))
    assert desk.reason("bridge", later(11)) is Reason.WITHDRAWN
