"""How a source is asked: what follows it, what came with it, what becomes of its failures."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from tests.unit.publisher_site import (
    FEED,
    NOW,
    SITEMAP,
    World,
    at,
    entry,
    failure,
    later,
    whole,
)
from widget.domain.errors import StoreUnavailable, UnknownSite, Unreadable
from widget.domain.limits import SOURCE_CHILDREN
from widget.domain.source import Listing, PollAnswer, Source, SourceKind, Validators
from widget.usecases.ingest import poll
from widget.usecases.sites import manage

if TYPE_CHECKING:
    from widget.store import SqlStore

POSTS = "https://news.example/wp-json/wp/v2/posts"


@pytest.fixture
def world(memory_store: SqlStore) -> World:
    """Return a world for a site whose pages are listed, not fetched on demand."""
    here = World(memory_store)
    here.change_site(on_demand=False)
    return here


def source(world: World, url: str = FEED) -> Source:
    """Return the source as it is kept."""
    with world.store.view() as view:
        found = view.source(world.site.key, url)
    assert found is not None
    return found


def sources(world: World) -> list[str]:
    """Return the URLs of all sources."""
    with world.store.view() as view:
        return [one.url for one in view.sources()]


def part(name: str) -> str:
    """Return the URL of one of the sitemaps."""
    return f"https://news.example/sitemap-{name}.xml"


def poll_index(world: World, *names: str, url: str = SITEMAP) -> poll.Report:
    """Let the sitemap be an index of these, and poll it."""
    world.publisher_site.listings[url] = Listing(more=tuple(map(part, names)))
    return world.poll(url=url, kind=SourceKind.SITEMAP)


def blog(world: World, pages: int) -> list[str]:
    """Let WordPress answer in so many pages, of a post each; return their addresses."""
    urls = [POSTS, *(f"{POSTS}?page={number}" for number in range(2, pages + 1))]
    for number, url in enumerate(urls):
        post = whole(str(number), modified_at=later(number - 1_000))
        world.publisher_site.listings[url] = Listing(
            (post,), more=tuple(urls[number + 1 : number + 2])
        )
    return urls


def poll_blog(world: World, now: timedelta = timedelta(0)) -> poll.Report:
    """Poll WordPress."""
    return world.poll(NOW + now, POSTS, SourceKind.WORDPRESS)


def test_the_sitemaps_of_an_index_become_sources_and_vanish_with_it(world: World) -> None:
    poll_index(world, "a", "b")
    assert sources(world) == [part("a"), part("b"), SITEMAP]
    assert source(world, part("a")) == Source(
        world.site.key, part("a"), SourceKind.SITEMAP, parent=SITEMAP
    )
    manage.remove_source(world.store, world.site.key, SITEMAP)
    assert sources(world) == []


def test_a_sitemap_that_its_index_does_not_name_any_more_goes_and_new_ones_come(
    world: World,
) -> None:
    poll_index(world, "a", "b")
    poll_index(world, "b", "c")
    assert sources(world) == [part("b"), part("c"), SITEMAP]


def test_an_index_that_fails_keeps_its_sitemaps(world: World) -> None:
    poll_index(world, "a")
    world.publisher_site.listings[SITEMAP] = failure(503)
    world.poll(url=SITEMAP)
    assert sources(world) == [part("a"), SITEMAP]


def test_a_sitemap_that_was_added_by_itself_does_not_vanish_with_an_index(world: World) -> None:
    manage.add_source(world.store, Source(world.site.key, part("a"), SourceKind.SITEMAP))
    poll_index(world, "a", "b")
    poll_index(world, "b")
    assert sources(world) == [part("a"), part("b"), SITEMAP]


def test_an_index_in_an_index_makes_no_sources(world: World) -> None:
    poll_index(world, "a")
    poll_index(world, "b", "c", url=part("a"))
    assert sources(world) == [part("a"), SITEMAP]


def test_an_index_makes_sources_of_the_sites_own_hosts_alone(world: World) -> None:
    named = ("https://elsewhere.example/s.xml", "http://127.0.0.1/s.xml", "ftp://x", "x" * 9_000)
    cdn = "https://cdn.example/index.xml"
    own = ("https://cdn.example/a.xml", part("a"))
    world.publisher_site.listings[cdn] = Listing(more=(*named, *own))
    assert world.poll(url=cdn, kind=SourceKind.SITEMAP).more == own
    assert sorted(sources(world)) == sorted((cdn, *own))


def test_of_too_many_sitemaps_the_last_are_followed(world: World) -> None:
    poll_index(world, *(f"{number:05}" for number in range(SOURCE_CHILDREN + 2)))
    found = sources(world)
    assert len(found) == SOURCE_CHILDREN + 1
    assert part("00001") not in found
    assert part("00002") in found


def test_an_index_whose_sitemaps_stay_is_not_written(world: World) -> None:
    poll_index(world, "a", "b")
    before = source(world, SITEMAP)
    assert poll_index(world, "b", "a").source == before
    assert sources(world) == [part("a"), part("b"), SITEMAP]


def test_all_pages_of_wordpress_are_followed(world: World) -> None:
    urls = blog(world, 3)
    assert poll_blog(world).new == 3
    assert world.publisher_site.polled == urls
    assert source(world, POSTS).latest == later(-998)


def test_pages_of_wordpress_that_one_poll_does_not_reach_are_left_to_the_next(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(poll, "_WORDPRESS_PAGES", 2)
    urls = blog(world, 3)
    report = poll_blog(world)
    assert (report.new, report.more) == (2, (urls[2],))
    assert source(world, POSTS).latest == later(-999), "where the next poll goes on"


def test_an_import_reads_each_page_of_wordpress_once(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(poll, "_WORDPRESS_PAGES", 2)
    urls = blog(world, 5)
    start = Source(world.site.key, POSTS, SourceKind.WORDPRESS)
    reports = list(poll.read_through(world.work, start, NOW))
    assert sum(report.new for report in reports) == 5
    assert world.publisher_site.polled == urls


def test_a_page_of_wordpress_that_fails_is_read_again_with_all_the_others(world: World) -> None:
    urls = blog(world, 3)
    there = world.publisher_site.listings[urls[1]]
    world.publisher_site.listings[urls[1]] = failure(503)
    report = poll_blog(world)
    assert report.problem == "It answered 503."
    assert source(world, POSTS).latest is None
    world.publisher_site.listings[urls[1]] = there
    again = poll_blog(world, timedelta(hours=1))
    assert (again.unchanged, again.new) == (1, 2)


def test_a_modification_in_the_future_does_not_hide_what_comes_before_it(world: World) -> None:
    world.publisher_site.listings[POSTS] = Listing((whole(modified_at=later(60 * 24 * 365)),))
    poll_blog(world)
    assert source(world, POSTS).latest == NOW


def test_an_import_reads_all_listings_and_remembers_none_of_them(world: World) -> None:
    world.publisher_site.listings[SITEMAP] = Listing(more=(part("a"), part("b"), SITEMAP))
    world.publisher_site.listings[part("a")] = Listing((entry("1"),), more=(part("b"), part("c")))
    world.publisher_site.listings[part("b")] = Listing((entry("2"), entry("1")))
    world.publisher_site.listings[part("c")] = failure(404)
    start = Source(world.site.key, SITEMAP, SourceKind.SITEMAP)
    reports = list(poll.read_through(world.work, start, NOW))
    assert world.publisher_site.polled == [SITEMAP, part("a"), part("b"), part("c")]
    assert [report.problem for report in reports] == [None, None, None, "It answered 404."]
    assert sources(world) == []
    with world.store.view() as view:
        assert view.count_due(world.site.key, NOW) == 2


def test_an_import_of_listings_without_end_ends(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(poll, "SOURCE_CHILDREN", 10)
    for number in range(50):
        world.publisher_site.listings[part(str(number))] = Listing(
            more=(part(str(number + 1)), part(str(number + 2)))
        )
    start = Source(world.site.key, part("0"), SourceKind.SITEMAP)
    assert len(list(poll.read_through(world.work, start, NOW))) == 10


def test_a_source_that_fails_rests_longer_each_time_and_says_why(world: World) -> None:
    world.publisher_site.listings[FEED] = failure(503)
    rests = []
    for _ in range(3):
        report = world.poll()
        assert report.problem == source(world).problem == "It answered 503."
        rests.append((source(world).rest_until or NOW) - NOW)
    assert rests[1] > 1.5 * rests[0]
    assert rests[2] > 1.5 * rests[1]
    assert source(world).failures == 3


def test_a_source_that_asks_for_patience_has_it(world: World) -> None:
    world.publisher_site.listings[FEED] = failure(429, retry_after=3_600)
    world.poll()
    assert source(world).rest_until == NOW + timedelta(hours=1)


@pytest.mark.parametrize("answer", [Listing(), PollAnswer(None)])
def test_a_source_that_answers_again_has_no_problem_any_more(world: World, answer: object) -> None:
    world.publisher_site.listings[FEED] = failure(503)
    world.poll()
    world.publisher_site.listings[FEED] = answer  # type: ignore[assignment]
    world.poll(later(5))
    assert replace(source(world), read_at=None) == Source(world.site.key, FEED, SourceKind.FEED)


def test_a_source_that_cannot_be_read_any_more_keeps_what_it_brought(world: World) -> None:
    world.list_pages(whole())
    world.publisher_site.listings[FEED] = Unreadable("This is no feed.")
    assert world.poll().problem == "This is no feed."
    assert world.title() == "The bridge"


def test_a_failing_store_ends_the_poll_and_says_nothing_of_the_source(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    world.publisher_site.listings[FEED] = StoreUnavailable("The disk is full.", permanent=False)
    with pytest.raises(StoreUnavailable):
        world.poll()
    assert source(world).failures == 0


def test_a_source_of_a_site_that_is_gone_is_not_asked(world: World) -> None:
    with pytest.raises(UnknownSite):
        poll.poll(world.work, Source("nobody", FEED, SourceKind.FEED), NOW)
    assert world.publisher_site.polled == []


def test_a_poll_is_confined_to_the_sites_hosts(world: World) -> None:
    world.change_site(page_hosts=("news.example", "www.news.example"))
    world.list_pages(entry(url=at("a").replace("//", "//www.")))
    assert world.publisher_site.hosts == [("news.example", "www.news.example")]


def test_the_version_of_an_answer_without_news_is_not_written_at_every_poll(world: World) -> None:
    for number in range(3):
        world.publisher_site.listings[FEED] = PollAnswer(
            Listing((whole(),)), Validators(f'"{number}"')
        )
        world.poll(later(number))
    assert source(world).validators == Validators('"0"')


def test_what_a_poll_says_is_of_its_own_source(world: World) -> None:
    world.publisher_site.listings[FEED] = Listing((whole(),))
    report = world.poll()
    kept = replace(report.source, latest=None, read_at=None)
    assert kept == Source(world.site.key, FEED, SourceKind.FEED)


def test_a_source_that_was_removed_during_its_poll_does_not_come_back(world: World) -> None:
    def remove() -> None:
        with world.store.transaction() as transaction:
            transaction.drop_source(world.site.key, FEED)

    world.publisher_site.meanwhile = remove
    world.list_pages(whole())
    with world.store.view() as view:
        assert view.sources() == ()
    assert world.title() == "The bridge"
