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
    Desk,
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
def desk(memory_store: SqlStore) -> Desk:
    """Return a desk for a site whose pages are listed, not fetched on demand."""
    here = Desk(memory_store)
    here.change_site(on_demand=False)
    return here


def source(desk: Desk, url: str = FEED) -> Source:
    """Return the source as it is kept."""
    with desk.store.view() as view:
        found = view.source(desk.site.key, url)
    assert found is not None
    return found


def sources(desk: Desk) -> list[str]:
    """Return the URLs of all sources."""
    with desk.store.view() as view:
        return [one.url for one in view.sources()]


def part(name: str) -> str:
    """Return the URL of one of the sitemaps."""
    return f"https://news.example/sitemap-{name}.xml"


def poll_index(desk: Desk, *names: str, url: str = SITEMAP) -> poll.Report:
    """Let the sitemap be an index of these, and poll it."""
    desk.publisher_site.listings[url] = Listing(more=tuple(map(part, names)))
    return desk.poll(url=url, kind=SourceKind.SITEMAP)


def blog(desk: Desk, pages: int) -> list[str]:
    """Let WordPress answer in so many pages, of a post each; return their addresses."""
    urls = [POSTS, *(f"{POSTS}?page={number}" for number in range(2, pages + 1))]
    for number, url in enumerate(urls):
        post = whole(str(number), modified_at=later(number - 1_000))
        desk.publisher_site.listings[url] = Listing(
            (post,), more=tuple(urls[number + 1 : number + 2])
        )
    return urls


def poll_blog(desk: Desk, now: timedelta = timedelta(0)) -> poll.Report:
    """Poll WordPress."""
    return desk.poll(NOW + now, POSTS, SourceKind.WORDPRESS)


def test_the_sitemaps_of_an_index_become_sources_and_vanish_with_it(desk: Desk) -> None:
    poll_index(desk, "a", "b")
    assert sources(desk) == [part("a"), part("b"), SITEMAP]
    assert source(desk, part("a")) == Source(
        desk.site.key, part("a"), SourceKind.SITEMAP, parent=SITEMAP
    )
    manage.remove_source(desk.store, desk.site.key, SITEMAP)
    assert sources(desk) == []


def test_a_sitemap_that_its_index_does_not_name_any_more_goes_and_new_ones_come(
    desk: Desk,
) -> None:
    poll_index(desk, "a", "b")
    poll_index(desk, "b", "c")
    assert sources(desk) == [part("b"), part("c"), SITEMAP]


def test_an_index_that_fails_keeps_its_sitemaps(desk: Desk) -> None:
    poll_index(desk, "a")
    desk.publisher_site.listings[SITEMAP] = failure(503)
    desk.poll(url=SITEMAP)
    assert sources(desk) == [part("a"), SITEMAP]


def test_a_sitemap_that_was_added_by_itself_does_not_vanish_with_an_index(desk: Desk) -> None:
    manage.add_source(desk.store, Source(desk.site.key, part("a"), SourceKind.SITEMAP))
    poll_index(desk, "a", "b")
    poll_index(desk, "b")
    assert sources(desk) == [part("a"), part("b"), SITEMAP]


def test_an_index_in_an_index_makes_no_sources(desk: Desk) -> None:
    poll_index(desk, "a")
    poll_index(desk, "b", "c", url=part("a"))
    assert sources(desk) == [part("a"), SITEMAP]


def test_an_index_makes_sources_of_the_sites_own_hosts_alone(desk: Desk) -> None:
    named = ("https://elsewhere.example/s.xml", "http://127.0.0.1/s.xml", "ftp://x", "x" * 9_000)
    cdn = "https://cdn.example/index.xml"
    own = ("https://cdn.example/a.xml", part("a"))
    desk.publisher_site.listings[cdn] = Listing(more=(*named, *own))
    assert desk.poll(url=cdn, kind=SourceKind.SITEMAP).more == own
    assert sorted(sources(desk)) == sorted((cdn, *own))


def test_of_too_many_sitemaps_the_last_are_followed(desk: Desk) -> None:
    poll_index(desk, *(f"{number:05}" for number in range(SOURCE_CHILDREN + 2)))
    found = sources(desk)
    assert len(found) == SOURCE_CHILDREN + 1
    assert part("00001") not in found
    assert part("00002") in found


def test_an_index_whose_sitemaps_stay_is_not_written(desk: Desk) -> None:
    poll_index(desk, "a", "b")
    before = source(desk, SITEMAP)
    assert poll_index(desk, "b", "a").source == before
    assert sources(desk) == [part("a"), part("b"), SITEMAP]


def test_all_pages_of_wordpress_are_followed(desk: Desk) -> None:
    urls = blog(desk, 3)
    assert poll_blog(desk).new == 3
    assert desk.publisher_site.polled == urls
    assert source(desk, POSTS).latest == later(-998)


def test_pages_of_wordpress_that_one_poll_does_not_reach_are_left_to_the_next(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(poll, "_WORDPRESS_PAGES", 2)
    urls = blog(desk, 3)
    report = poll_blog(desk)
    assert (report.new, report.more) == (2, (urls[2],))
    assert source(desk, POSTS).latest == later(-999), "where the next poll goes on"


def test_an_import_reads_each_page_of_wordpress_once(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(poll, "_WORDPRESS_PAGES", 2)
    urls = blog(desk, 5)
    start = Source(desk.site.key, POSTS, SourceKind.WORDPRESS)
    reports = list(poll.read_through(desk.work, start, NOW))
    assert sum(report.new for report in reports) == 5
    assert desk.publisher_site.polled == urls


def test_a_page_of_wordpress_that_fails_is_read_again_with_all_the_others(desk: Desk) -> None:
    urls = blog(desk, 3)
    there = desk.publisher_site.listings[urls[1]]
    desk.publisher_site.listings[urls[1]] = failure(503)
    report = poll_blog(desk)
    assert report.problem == "It answered 503."
    assert source(desk, POSTS).latest is None
    desk.publisher_site.listings[urls[1]] = there
    again = poll_blog(desk, timedelta(hours=1))
    assert (again.unchanged, again.new) == (1, 2)


def test_a_modification_in_the_future_does_not_hide_what_comes_before_it(desk: Desk) -> None:
    desk.publisher_site.listings[POSTS] = Listing((whole(modified_at=later(60 * 24 * 365)),))
    poll_blog(desk)
    assert source(desk, POSTS).latest == NOW


def test_an_import_reads_all_listings_and_remembers_none_of_them(desk: Desk) -> None:
    desk.publisher_site.listings[SITEMAP] = Listing(more=(part("a"), part("b"), SITEMAP))
    desk.publisher_site.listings[part("a")] = Listing((entry("1"),), more=(part("b"), part("c")))
    desk.publisher_site.listings[part("b")] = Listing((entry("2"), entry("1")))
    desk.publisher_site.listings[part("c")] = failure(404)
    start = Source(desk.site.key, SITEMAP, SourceKind.SITEMAP)
    reports = list(poll.read_through(desk.work, start, NOW))
    assert desk.publisher_site.polled == [SITEMAP, part("a"), part("b"), part("c")]
    assert [report.problem for report in reports] == [None, None, None, "It answered 404."]
    assert sources(desk) == []
    with desk.store.view() as view:
        assert view.count_due(desk.site.key, NOW) == 2


def test_an_import_of_listings_without_end_ends(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(poll, "SOURCE_CHILDREN", 10)
    for number in range(50):
        desk.publisher_site.listings[part(str(number))] = Listing(
            more=(part(str(number + 1)), part(str(number + 2)))
        )
    start = Source(desk.site.key, part("0"), SourceKind.SITEMAP)
    assert len(list(poll.read_through(desk.work, start, NOW))) == 10


def test_a_source_that_fails_rests_longer_each_time_and_says_why(desk: Desk) -> None:
    desk.publisher_site.listings[FEED] = failure(503)
    rests = []
    for _ in range(3):
        report = desk.poll()
        assert report.problem == source(desk).problem == "It answered 503."
        rests.append((source(desk).rest_until or NOW) - NOW)
    assert rests[1] > 1.5 * rests[0]
    assert rests[2] > 1.5 * rests[1]
    assert source(desk).failures == 3


def test_a_source_that_asks_for_patience_has_it(desk: Desk) -> None:
    desk.publisher_site.listings[FEED] = failure(429, retry_after=3_600)
    desk.poll()
    assert source(desk).rest_until == NOW + timedelta(hours=1)


@pytest.mark.parametrize("answer", [Listing(), PollAnswer(None)])
def test_a_source_that_answers_again_has_no_problem_any_more(desk: Desk, answer: object) -> None:
    desk.publisher_site.listings[FEED] = failure(503)
    desk.poll()
    desk.publisher_site.listings[FEED] = answer  # type: ignore[assignment]
    desk.poll(later(5))
    assert source(desk) == Source(desk.site.key, FEED, SourceKind.FEED)


def test_a_source_that_cannot_be_read_any_more_keeps_what_it_brought(desk: Desk) -> None:
    desk.list_pages(whole())
    desk.publisher_site.listings[FEED] = Unreadable("This is no feed.")
    assert desk.poll().problem == "This is no feed."
    assert desk.title() == "The bridge"


def test_a_failing_store_ends_the_poll_and_says_nothing_of_the_source(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.publisher_site.listings[FEED] = StoreUnavailable("The disk is full.", permanent=False)
    with pytest.raises(StoreUnavailable):
        desk.poll()
    assert source(desk).failures == 0


def test_a_source_of_a_site_that_is_gone_is_not_asked(desk: Desk) -> None:
    with pytest.raises(UnknownSite):
        poll.poll(desk.work, Source("nobody", FEED, SourceKind.FEED), NOW)
    assert desk.publisher_site.polled == []


def test_a_poll_is_confined_to_the_sites_hosts(desk: Desk) -> None:
    desk.change_site(page_hosts=("news.example", "www.news.example"))
    desk.list_pages(entry(url=at("a").replace("//", "//www.")))
    assert desk.publisher_site.hosts == [("news.example", "www.news.example")]


def test_the_version_of_an_answer_without_news_is_not_written_at_every_poll(desk: Desk) -> None:
    for number in range(3):
        desk.publisher_site.listings[FEED] = PollAnswer(
            Listing((whole(),)), Validators(f'"{number}"')
        )
        desk.poll(later(number))
    assert source(desk).validators == Validators('"0"')


def test_what_a_poll_says_is_of_its_own_source(desk: Desk) -> None:
    desk.publisher_site.listings[FEED] = Listing((whole(),))
    report = desk.poll()
    assert replace(report.source, latest=None) == Source(desk.site.key, FEED, SourceKind.FEED)


def test_a_source_that_was_removed_during_its_poll_does_not_come_back(desk: Desk) -> None:
    def remove() -> None:
        with desk.store.transaction() as transaction:
            transaction.drop_source(desk.site.key, FEED)

    desk.publisher_site.meanwhile = remove
    desk.list_pages(whole())
    with desk.store.view() as view:
        assert view.sources() == ()
    assert desk.title() == "The bridge"
