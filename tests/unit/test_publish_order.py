"""Previous and next follow the time that is known most exactly, then the order of the listing."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest

from tests.unit.publisher_site import NOW, SITEMAP, World, at, entry, later, page, whole
from widget.domain.article import Precision
from widget.domain.panel import Ready
from widget.domain.source import Listing, SourceKind

if TYPE_CHECKING:
    from widget.domain.source import Entry
    from widget.store import SqlStore

DAY = datetime(2026, 5, 1, tzinfo=UTC)
SLUGS = ("new", "middle", "old")


@pytest.fixture
def world(memory_store: SqlStore) -> World:
    """Return a world without articles."""
    return World(memory_store)


def walked(world: World, slug: str, now: datetime = NOW) -> list[str]:
    """Return the slugs from this one on to the next and the next."""
    slugs = list[str]()
    while slug not in slugs:
        slugs.append(slug)
        shown = world.panel(slug, now)
        assert isinstance(shown, Ready)
        if shown.neighbours.next is None or shown.neighbours.next.url is None:
            break
        slug = shown.neighbours.next.url.removeprefix(at(""))
    return slugs


def offer_days(world: World, *slugs: str) -> None:
    """Let the site have pages of these slugs, which say no more than one day."""
    for slug in slugs:
        world.offer(page(slug, published_at=DAY, published_precision=Precision.DAY))


def published(world: World, slug: str) -> tuple[datetime, Precision]:
    """Return when the article was published, and how exactly that is known."""
    headline = world.headline(slug)
    assert headline is not None
    return headline.published_at, headline.published_precision


def minutes(world: World, *slugs: str) -> list[Entry]:
    """Return entries that say the minute, each an hour before the one before it."""
    return [
        entry(slug, published_at=later(-60 * (number + 1))) for number, slug in enumerate(slugs)
    ]


def test_a_page_that_prints_a_day_leaves_the_minute_that_its_feed_said(world: World) -> None:
    offer_days(world, *SLUGS)
    world.list_pages(*minutes(world, *SLUGS))
    world.look_at_due()
    assert walked(world, "old") == ["old", "middle", "new"]
    assert published(world, "new") == (later(-60), Precision.MINUTE)


def test_a_minute_that_is_known_stays_when_the_feed_says_no_more(world: World) -> None:
    offer_days(world, "new")
    world.list_pages(*minutes(world, "new"))
    world.look_at_due()
    world.list_pages(entry("new", stamp="2"), now=later(5))
    world.look_at_due(later(5))
    assert published(world, "new") == (later(-60), Precision.MINUTE)


def test_a_minute_replaces_a_day_and_a_later_minute_the_minute(world: World) -> None:
    offer_days(world, "new")
    world.list_pages(entry("new"))
    world.look_at_due()
    assert published(world, "new") == (DAY, Precision.DAY)
    for number, time in enumerate((later(-50), later(-40))):
        world.list_pages(entry("new", stamp=f"{number}x", published_at=time), now=later(number))
        world.look_at_due(later(number))
        assert published(world, "new") == (time, Precision.MINUTE)


@pytest.mark.parametrize("kept", ["whole", "fetched"])
def test_stories_of_one_day_stand_in_the_order_of_their_feed(world: World, kept: str) -> None:
    offer_days(world, *SLUGS)
    day: dict[str, Any] = {"published_at": DAY, "published_precision": Precision.DAY}
    entries = [whole(slug, **day) if kept == "whole" else entry(slug) for slug in SLUGS]
    world.list_pages(*entries)
    world.look_at_due()
    assert walked(world, "old") == ["old", "middle", "new"]


def test_what_a_feed_lists_later_the_same_day_is_newer(world: World) -> None:
    offer_days(world, *SLUGS, "newest")
    world.list_pages(*map(entry, SLUGS))
    world.look_at_due()
    world.list_pages(*map(entry, ("newest", *SLUGS)), now=later(5))
    world.look_at_due(later(5))
    assert walked(world, "old", later(5)) == ["old", "middle", "new", "newest"]


def test_a_listing_that_has_the_oldest_first_says_so_by_its_times(world: World) -> None:
    offer_days(world, *SLUGS)
    days = [entry(slug, modified_at=later(n)) for n, slug in enumerate(reversed(SLUGS))]
    world.list_pages(*days)
    world.look_at_due(later(10))
    assert walked(world, "old", later(10)) == ["old", "middle", "new"]


def test_a_sitemap_without_times_is_taken_as_it_stands(world: World) -> None:
    offer_days(world, *SLUGS)
    world.publisher_site.listings[SITEMAP] = Listing(tuple(map(entry, reversed(SLUGS))))
    world.poll(url=SITEMAP, kind=SourceKind.SITEMAP)
    world.look_at_due()
    assert walked(world, "old") == ["old", "middle", "new"]


def test_an_order_that_was_fetched_in_any_order_is_that_of_the_listing(world: World) -> None:
    offer_days(world, *SLUGS)
    world.list_pages(*map(entry, SLUGS))
    for _ in SLUGS:
        world.reader_presses(at("middle"))
        world.look_at_due(limit=1)
    assert walked(world, "old") == ["old", "middle", "new"]


def test_an_article_without_a_date_is_dated_by_its_first_modification(world: World) -> None:
    world.offer(page("new", published_at=None))
    world.list_pages(entry("new", modified_at=later(-90)))
    world.look_at_due()
    assert published(world, "new") == (later(-90), Precision.GUESSED)
    world.list_pages(entry("new", stamp="2", modified_at=later(-5)), now=later(1))
    world.look_at_due(later(1))
    assert published(world, "new") == (later(-90), Precision.GUESSED)
    offer_days(world, "new")
    world.list_pages(entry("new", stamp="3"), now=later(2))
    world.look_at_due(later(2))
    assert published(world, "new") == (DAY, Precision.DAY)


@pytest.mark.parametrize("who", ["page", "feed"])
def test_a_date_in_the_future_gives_way_to_one_that_can_be(world: World, who: str) -> None:
    wrong, right = later(60 * 24), later(-60)
    said = {"page": wrong, "feed": right} if who == "page" else {"page": right, "feed": wrong}
    world.offer(page("new", published_at=said["page"]))
    world.list_pages(entry("new", published_at=said["feed"]))
    world.look_at_due()
    assert published(world, "new") == (right, Precision.MINUTE)


def test_what_a_publisher_pushes_replaces_whatever_was_read(world: World) -> None:
    world.offer(page("new", published_at=later(-60)))
    world.list_pages(entry("new"))
    world.look_at_due()
    world.push("new", published_at=later(90))
    assert published(world, "new") == (later(90), Precision.MINUTE)
