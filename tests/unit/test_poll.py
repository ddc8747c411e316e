"""What a source lists is learnt once, kept up with, and costs nothing while it stays the same."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.conftest import STORY
from tests.unit.publisher_site import (
    FEED,
    NOW,
    SITEMAP,
    Killed,
    World,
    at,
    entry,
    failure,
    later,
    page,
    whole,
)
from widget.domain.article import Manuscript, Marks
from widget.domain.limits import TEXT_CHARACTERS, TITLE_CHARACTERS
from widget.domain.source import Listing, PollAnswer, Validators
from widget.domain.summary import Reason
from widget.usecases.ingest.context import FetchResult

if TYPE_CHECKING:
    from widget.domain.source import Entry, Source
    from widget.store import SqlStore
    from widget.usecases.ingest.poll import Report

EDITED = STORY.replace("harbour", "school")


@pytest.fixture
def world(memory_store: SqlStore) -> World:
    """Return a world for a site whose pages are listed, not fetched on demand."""
    here = World(memory_store)
    here.change_site(on_demand=False)
    return here


def counted(report: Report) -> dict[str, int]:
    """Return what the report counts, but for what there was none of."""
    names = ("new", "changed", "unchanged", "gone", "foreign", "refused")
    return {name: getattr(report, name) for name in names if getattr(report, name)}


def source(world: World, url: str = FEED) -> Source:
    """Return the source as it is kept."""
    with world.store.view() as view:
        found = view.source(world.site.key, url)
    assert found is not None
    return found


def test_entries_that_name_pages_make_them_due(world: World) -> None:
    world.offer(page("a"), page("b"))
    assert counted(world.list_pages(entry("a"), entry("b"))) == {"new": 2}
    assert world.publisher_site.fetched == []
    assert world.look_at_due() == [FetchResult.CREATED] * 2
    assert world.title("a") == "The a"


def test_entries_with_the_whole_text_are_kept_without_fetching(world: World) -> None:
    assert counted(world.list_pages(whole("a"), whole("b"))) == {"new": 2}
    assert world.title("a") == "The a"
    assert world.look_at_due() == []
    assert world.publisher_site.fetched == []


@pytest.mark.parametrize("make", [entry, whole])
def test_a_poll_of_unchanged_entries_makes_no_write_and_no_summary(
    world: World, writes: list[str], make: Any
) -> None:
    entries = [make(str(number)) for number in range(201)]
    world.offer(*(page(str(number)) for number in range(201)))
    world.list_pages(*entries)
    world.look_at_due(limit=500)
    world.list_pages(*entries, now=later(1))
    asked = world.writer.asked
    del writes[:]
    assert counted(world.list_pages(*entries, now=later(2))) == {"unchanged": 201}
    assert writes == []
    assert world.writer.asked == asked


def test_an_edited_entry_with_the_whole_text_is_kept_once(world: World, writes: list[str]) -> None:
    world.list_pages(whole())
    assert counted(world.list_pages(whole(stamp="2", text=EDITED))) == {"changed": 1}
    assert "school council" in world.summary()
    del writes[:]
    assert counted(world.list_pages(whole(stamp="2", text=EDITED))) == {"unchanged": 1}
    assert writes == []
    assert world.writer.asked == 2


@pytest.mark.parametrize("make", [entry, whole])
def test_a_page_that_two_sources_list_is_not_learnt_anew_at_each_poll(
    world: World, writes: list[str], make: Any
) -> None:
    world.offer(page())
    for minute in range(2):
        world.list_pages(make(stamp="feed"), now=later(minute))
        world.list_pages(entry(stamp="map"), now=later(minute), url=SITEMAP)
    world.look_at_due(later(2))
    del writes[:]
    world.list_pages(make(stamp="feed"), now=later(3))
    world.list_pages(entry(stamp="map"), now=later(3), url=SITEMAP)
    assert writes == []
    assert world.look_at_due(later(3)) == []
    assert counted(world.list_pages(entry(stamp="map2"), url=SITEMAP)) == {"changed": 1}


def test_a_page_that_a_listing_names_twice_is_learnt_once(world: World, writes: list[str]) -> None:
    many = [entry(str(number)) for number in range(250)]
    listed = [entry("twice", "1"), *many, entry("twice", "2"), entry(url=at("twice") + "?utm_a=b")]
    assert counted(world.list_pages(*listed)) == {"new": 251}
    del writes[:]
    assert counted(world.list_pages(*listed)) == {"unchanged": 251}
    assert writes == []


def test_a_changed_stamp_makes_the_page_due(world: World) -> None:
    world.offer(page())
    world.list_pages(entry())
    world.look_at_due()
    world.offer(page(text=EDITED))
    assert counted(world.list_pages(entry(stamp="2"), now=later(1))) == {"changed": 1}
    assert world.look_at_due(later(1)) == [FetchResult.CHANGED]


def test_a_changed_stamp_ends_the_rest_of_a_page_that_failed(world: World) -> None:
    world.publisher_site.pages[at("bridge")] = failure(403)
    world.list_pages(entry())
    world.look_at_due()
    world.offer(page())
    world.list_pages(entry(stamp="2"), now=later(1))
    assert world.look_at_due(later(1)) == [FetchResult.CREATED]


def test_a_tombstone_withdraws_and_a_later_entry_brings_back(world: World) -> None:
    world.list_pages(whole())
    assert counted(world.list_pages(entry(stamp="2", gone=True))) == {"gone": 1}
    assert world.reason() is Reason.WITHDRAWN
    assert counted(world.list_pages(entry(stamp="2", gone=True))) == {"unchanged": 1}
    world.list_pages(whole(stamp="3"))
    assert world.title() == "The bridge"


def test_a_tombstone_of_an_alias_has_its_article_fetched(world: World) -> None:
    world.offer(page())
    world.publisher_site.pages[at("short")] = world.publisher_site.pages[at("bridge")]
    world.list_pages(entry("short"))
    world.look_at_due()
    world.list_pages(entry("short", "2", gone=True), now=later(1))
    del world.publisher_site.pages[at("bridge")]
    assert world.title() == "The bridge", "its own page has not said anything yet"
    assert world.look_at_due(later(1)) == [FetchResult.WITHDRAWN]


def test_what_the_publisher_pushed_is_not_replaced_or_withdrawn_by_its_feed(world: World) -> None:
    world.push()
    world.list_pages(whole(text=EDITED))
    assert world.title() == "Pushed bridge"
    assert counted(world.list_pages(entry(stamp="2", gone=True))) == {}
    assert world.title() == "Pushed bridge"


def test_what_the_publisher_withdrew_does_not_come_back_from_a_feed(world: World) -> None:
    world.list_pages(whole())
    world.pull()
    world.list_pages(whole(stamp="2", text=EDITED))
    assert world.reason() is Reason.WITHDRAWN


def test_entries_outside_the_page_hosts_are_never_kept_nor_fetched(world: World) -> None:
    urls = ["https://elsewhere.example/a", "javascript:alert(1)", "", "/city/bridge"]
    urls += ["https://news.example.evil.example/a", "https://user@news.example/a", "x" * 9_999]
    report = world.list_pages(*(whole(url=url) for url in urls), *(entry(url=url) for url in urls))
    assert counted(report) == {"foreign": 14}
    with world.store.view() as view:
        assert view.count_due(world.site.key, NOW) == 0


@pytest.mark.parametrize(
    ("odd", "reason"),
    [
        (whole("odd", title=" "), "title: is missing"),
        (whole("odd", text="x" * (TEXT_CHARACTERS + 1)), "text: at most"),
        (whole("odd", text="\n\n\x00"), "text: is missing"),
    ],
)
def test_a_whole_entry_that_cannot_be_kept_is_refused_once_with_its_reason(
    world: World, writes: list[str], odd: Any, reason: str
) -> None:
    assert counted(world.list_pages(odd, whole())) == {"refused": 1, "new": 1}
    with world.store.view() as view:
        (problem,) = view.problems(world.site.key, 10)
    assert str(problem.problem).startswith(reason)
    del writes[:]
    world.list_pages(odd, whole())
    assert writes == []


def test_a_whole_entry_that_cannot_be_kept_any_more_does_not_keep_its_old_summary(
    world: World,
) -> None:
    world.list_pages(whole())
    world.list_pages(whole(stamp="2", text="x" * (TEXT_CHARACTERS + 1)))
    assert world.reason() is Reason.WITHDRAWN


def test_what_a_listing_says_fills_the_gaps_of_the_page(world: World) -> None:
    world.offer(page(section=None, author="By the page"))
    marks = Marks(paywalled=True)
    world.list_pages(entry(section="City", author="By the feed", marks=marks))
    world.look_at_due()
    headline = world.headline()
    assert headline is not None
    assert (headline.section, headline.author) == ("City", "By the page")
    assert world.reason() is Reason.PAYWALLED


def test_what_a_listing_says_is_kept_in_short(world: World) -> None:
    long = "x \ud800\x00" * 100_000
    world.list_pages(entry(title=long, section=long, author=long, language=long, image=long))
    told = world.tracked_page().listed
    assert len(told.title or "") <= TITLE_CHARACTERS
    assert (told.language, told.image) == (None, None)
    assert len(str(told)) < 2_000
    assert told.text is None


def test_the_version_of_an_answer_is_only_kept_after_its_entries(world: World) -> None:
    world.publisher_site.listings[FEED] = PollAnswer(Listing((whole("a"),)), Validators('"1"'))
    world.writer.summarize = lambda *_: (_ for _ in ()).throw(Killed())  # type: ignore[method-assign]
    with pytest.raises(Killed):
        world.poll()
    assert source(world).validators == Validators()
    del world.writer.summarize
    assert counted(world.poll()) == {"new": 1}
    assert source(world).validators == Validators('"1"')


def test_a_kill_between_the_listing_and_the_fetches_loses_nothing(world: World) -> None:
    world.publisher_site.listings[FEED] = PollAnswer(
        Listing((entry("a"), entry("b"))), Validators('"1"')
    )
    world.poll()
    world.offer(page("a"), page("b"))
    world.publisher_site.meanwhile = lambda: (_ for _ in ()).throw(Killed())
    with pytest.raises(Killed):
        world.look_at_due()
    assert counted(world.poll(later(1))) == {}
    # One after the other: either may be what the look died of.
    assert world.look_at_due(later(10)) == [FetchResult.CREATED]
    assert world.look_at_due(later(10)) == [FetchResult.CREATED]


def test_an_answer_of_the_same_version_writes_nothing(world: World, writes: list[str]) -> None:
    world.publisher_site.listings[FEED] = PollAnswer(Listing((whole("a"),)), Validators('"1"'))
    world.poll()
    del writes[:]
    assert counted(world.poll(later(1))) == {}
    assert writes == []
    assert world.writer.asked == 1


def test_a_manuscript_of_an_entry_speaks_for_its_own_address_alone(world: World) -> None:
    world.list_pages(whole("bridge"))
    hostile = whole("hostile", text=EDITED, aliases=(at("bridge"),))
    world.list_pages(hostile, whole("bridge"))
    assert "harbour council" in world.summary("bridge")
    assert world.tracked_page("hostile").listed == Manuscript(
        url=None, title="The hostile", published_at=NOW
    )


@pytest.mark.parametrize("old", [whole(), entry(), entry(gone=True)], ids=["whole", "page", "gone"])
def test_a_slow_poll_does_not_replace_what_a_later_one_of_the_same_source_kept(
    world: World, old: Entry
) -> None:
    def meanwhile() -> None:
        world.list_pages(whole(stamp="2", text=EDITED), now=later(2))
        world.publisher_site.listings[FEED] = Listing((old,))

    world.publisher_site.meanwhile = meanwhile
    world.poll(later(1))
    assert "school council" in world.summary(now=later(2))
    assert world.look_at_due(later(2)) == []
