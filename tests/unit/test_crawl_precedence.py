"""Which version wins: the publisher's before the source's, a newer fetch before an older."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.conftest import STORY
from tests.unit.publisher_site import SITEMAP, World, at, entry, failure, later, page, whole
from widget.domain.errors import UnknownArticle
from widget.domain.source import Validators
from widget.domain.summary import Reason
from widget.usecases.ingest.context import FetchResult

if TYPE_CHECKING:
    from widget.domain.source import Page
    from widget.store import SqlStore

EDITED = STORY.replace("harbour", "school")


@pytest.fixture
def world(memory_store: SqlStore) -> World:
    """Return a world whose site lists a page that was fetched."""
    here = World(memory_store)
    here.offer(page())
    here.list_pages(entry())
    assert here.look_at_due() == [FetchResult.CREATED]
    return here


def test_the_publisher_keeps_what_was_pushed_whatever_the_page_says(world: World) -> None:
    world.push("bridge")
    world.offer(page(text=EDITED))
    assert world.look_at_due(later(10)) == [FetchResult.LEFT]
    assert world.title() == "Pushed bridge"
    assert world.publisher_site.fetched == [at("bridge")], "only before it was pushed"


def test_a_pushed_article_is_not_withdrawn_with_its_page(world: World) -> None:
    world.push("bridge")
    world.publisher_site.pages[at("bridge")] = failure(404)
    world.look_at_due(later(10))
    assert world.title() == "Pushed bridge"


def test_what_the_publisher_withdrew_does_not_come_back_from_its_page(world: World) -> None:
    world.pull("bridge")
    world.offer(page(text=EDITED))
    assert world.look_at_due(later(10)) == [FetchResult.LEFT]
    assert world.reason() is Reason.WITHDRAWN


def test_what_was_gone_and_then_withdrawn_by_the_publisher_does_not_come_back(world: World) -> None:
    world.publisher_site.pages[at("bridge")] = failure(404)
    world.look_at_due(later(10))
    assert not world.pull("bridge")
    world.offer(page())
    assert world.look_at_due(later(60 * 24)) == [FetchResult.LEFT]
    assert world.reason() is Reason.WITHDRAWN


@pytest.mark.parametrize("act", ["push", "pull"])
def test_what_the_publisher_says_during_a_fetch_counts(world: World, act: str) -> None:
    world.offer(page(text=EDITED))
    world.publisher_site.meanwhile = lambda: getattr(world, act)("bridge")
    assert world.look_at_due(later(10)) == [FetchResult.LEFT]
    headline = world.headline()
    assert headline is not None
    assert not headline.ingested
    assert (headline.withdrawn_at is not None) == (act == "pull")


def test_a_first_fetch_is_dropped_when_the_publisher_withdraws_its_page_meanwhile(
    world: World,
) -> None:
    def withdraw() -> None:
        with pytest.raises(UnknownArticle):
            world.pull("ferry", later(2))
        del world.publisher_site.pages[at("ferry")]

    found = world.publisher_site.page

    def fetched_before(*told: Any) -> Page | None:
        answer = found(*told)
        withdraw()
        return answer

    world.offer(page("ferry"))
    world.list_pages(entry("ferry"), now=later(1))
    world.publisher_site.page = fetched_before  # type: ignore[method-assign, assignment]
    assert world.look_at_due(later(1)) == [FetchResult.LEFT]
    del world.publisher_site.page
    assert world.headline("ferry") is None
    assert world.look_at_due(later(3)) == [FetchResult.FAILED]


def test_a_slow_fetch_does_not_replace_what_a_later_one_found(world: World) -> None:
    old = page(text=EDITED)

    def meanwhile() -> None:
        world.offer(page(text=STORY + "\n\nThe latest."))
        assert world.look_at_due(later(20)) == [FetchResult.CHANGED]
        world.offer(old)

    world.publisher_site.meanwhile = meanwhile
    assert world.look_at_due(later(10)) == [FetchResult.LEFT]
    assert "harbour council" in world.summary()


def test_a_listing_that_says_something_new_during_a_fetch_leaves_the_page_due(world: World) -> None:
    world.offer(page(text=EDITED))
    world.publisher_site.meanwhile = lambda: world.list_pages(entry(stamp="2"), now=later(11))
    assert world.look_at_due(later(10)) == [FetchResult.LEFT]
    assert "harbour council" in world.summary()
    assert world.look_at_due(later(11)) == [FetchResult.CHANGED]
    assert "school council" in world.summary()


def test_a_tombstone_that_comes_during_a_fetch_counts(world: World) -> None:
    world.offer(page(text=EDITED))
    world.publisher_site.meanwhile = lambda: world.list_pages(
        entry(stamp="2", gone=True), now=later(11)
    )
    assert world.look_at_due(later(10)) == [FetchResult.LEFT]
    assert world.reason() is Reason.WITHDRAWN
    assert world.look_at_due(later(60)) == []


def test_a_failure_of_a_slow_fetch_does_not_hide_what_a_later_one_found(world: World) -> None:
    found = world.publisher_site.pages[at("bridge")]

    def meanwhile() -> None:
        assert world.look_at_due(later(20)) == [FetchResult.UNCHANGED]
        world.publisher_site.pages[at("bridge")] = failure(404)

    world.publisher_site.meanwhile = meanwhile
    assert world.look_at_due(later(10)) == [FetchResult.LEFT]
    world.publisher_site.pages[at("bridge")] = found
    assert world.title() == "The bridge"
    assert world.tracked_page().problem is None


def test_an_unchanged_page_of_which_its_listing_says_something_new_stays_due(world: World) -> None:
    same = Validators(etag='"1"')
    world.offer(page(validators=same))
    world.look_at_due(later(10))
    world.publisher_site.meanwhile = lambda: world.list_pages(entry(stamp="2"), now=later(30))
    assert world.look_at_due(later(30)) == [FetchResult.UNCHANGED]
    assert world.tracked_page().due_at == later(30)


def test_what_one_feed_holds_whole_is_kept_although_another_listed_it_meanwhile(
    world: World,
) -> None:
    world.publisher_site.meanwhile = lambda: world.list_pages(
        entry("ferry"), now=later(2), url=SITEMAP
    )
    world.list_pages(whole("ferry"), now=later(1))
    assert world.title("ferry") == "The ferry"


def test_a_tombstone_of_an_alias_that_the_publisher_pushed_makes_nobody_fetch(world: World) -> None:
    world.push("ferry", aliases=[at("short")])
    world.list_pages(entry("short", gone=True), now=later(1))
    assert world.look_at_due(later(1)) == []
    assert world.title("short") == "Pushed ferry"


def test_an_alias_that_cannot_be_fetched_makes_nobody_fetch_its_article(world: World) -> None:
    world.publisher_site.pages[at("short")] = page()
    world.list_pages(entry("short"), now=later(1))
    world.look_at_due(later(1))
    world.publisher_site.pages[at("short")] = failure(503)
    world.list_pages(entry("short", "2"), now=later(2))
    before = world.tracked_page().due_at
    assert world.look_at_due(later(2)) == [FetchResult.FAILED]
    assert world.tracked_page().due_at == before


def test_a_slow_fetch_that_ends_elsewhere_does_not_replace_news_of_that_page(
    world: World,
) -> None:
    world.publisher_site.pages[at("short")] = page("ferry")
    world.list_pages(entry("short"), now=later(1))
    world.publisher_site.meanwhile = lambda: world.list_pages(
        whole("ferry", text=EDITED), now=later(3)
    )
    assert world.look_at_due(later(2)) == [FetchResult.LEFT]
    assert "school council" in world.summary("ferry")
    assert world.title("short", later(3)) == "The ferry"


def test_a_tombstone_counts_against_a_slow_fetch_that_ends_at_its_page(world: World) -> None:
    world.publisher_site.pages[at("short")] = page("ferry")
    world.list_pages(entry("short"), now=later(1))
    world.publisher_site.meanwhile = lambda: world.list_pages(
        entry("ferry", gone=True), now=later(3)
    )
    assert world.look_at_due(later(2)) == [FetchResult.LEFT]
    assert world.headline("ferry") is None
