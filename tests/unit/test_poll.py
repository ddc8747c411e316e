"""What a source lists is learnt once, kept up with, and costs nothing while it stays the same."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.conftest import STORY
from tests.unit.publisher_site import (
    FEED,
    NOW,
    SITEMAP,
    Desk,
    Killed,
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
def desk(memory_store: SqlStore) -> Desk:
    """Return a desk for a site whose pages are listed, not fetched on demand."""
    here = Desk(memory_store)
    here.change_site(on_demand=False)
    return here


def counted(report: Report) -> dict[str, int]:
    """Return what the report counts, but for what there was none of."""
    names = ("new", "changed", "unchanged", "gone", "foreign", "refused")
    return {name: getattr(report, name) for name in names if getattr(report, name)}


def source(desk: Desk, url: str = FEED) -> Source:
    """Return the source as it is kept."""
    with desk.store.view() as view:
        found = view.source(desk.site.key, url)
    assert found is not None
    return found


def test_entries_that_name_pages_make_them_due(desk: Desk) -> None:
    desk.offer(page("a"), page("b"))
    assert counted(desk.list_pages(entry("a"), entry("b"))) == {"new": 2}
    assert desk.publisher_site.fetched == []
    assert desk.look_at_due() == [FetchResult.CREATED] * 2
    assert desk.title("a") == "The a"


def test_entries_with_the_whole_text_are_kept_without_fetching(desk: Desk) -> None:
    assert counted(desk.list_pages(whole("a"), whole("b"))) == {"new": 2}
    assert desk.title("a") == "The a"
    assert desk.look_at_due() == []
    assert desk.publisher_site.fetched == []


@pytest.mark.parametrize("make", [entry, whole])
def test_a_poll_of_unchanged_entries_makes_no_write_and_no_summary(
    desk: Desk, writes: list[str], make: Any
) -> None:
    entries = [make(str(number)) for number in range(201)]
    desk.offer(*(page(str(number)) for number in range(201)))
    desk.list_pages(*entries)
    desk.look_at_due(limit=500)
    desk.list_pages(*entries, now=later(1))
    asked = desk.writer.asked
    del writes[:]
    assert counted(desk.list_pages(*entries, now=later(2))) == {"unchanged": 201}
    assert writes == []
    assert desk.writer.asked == asked


def test_an_edited_entry_with_the_whole_text_is_kept_once(desk: Desk, writes: list[str]) -> None:
    desk.list_pages(whole())
    assert counted(desk.list_pages(whole(stamp="2", text=EDITED))) == {"changed": 1}
    assert "school council" in desk.summary()
    del writes[:]
    assert counted(desk.list_pages(whole(stamp="2", text=EDITED))) == {"unchanged": 1}
    assert writes == []
    assert desk.writer.asked == 2


@pytest.mark.parametrize("make", [entry, whole])
def test_a_page_that_two_sources_list_is_not_learnt_anew_at_each_poll(
    desk: Desk, writes: list[str], make: Any
) -> None:
    desk.offer(page())
    for minute in range(2):
        desk.list_pages(make(stamp="feed"), now=later(minute))
        desk.list_pages(entry(stamp="map"), now=later(minute), url=SITEMAP)
    desk.look_at_due(later(2))
    del writes[:]
    desk.list_pages(make(stamp="feed"), now=later(3))
    desk.list_pages(entry(stamp="map"), now=later(3), url=SITEMAP)
    assert writes == []
    assert desk.look_at_due(later(3)) == []
    assert counted(desk.list_pages(entry(stamp="map2"), url=SITEMAP)) == {"changed": 1}


def test_a_page_that_a_listing_names_twice_is_learnt_once(desk: Desk, writes: list[str]) -> None:
    many = [entry(str(number)) for number in range(250)]
    listed = [entry("twice", "1"), *many, entry("twice", "2"), entry(url=at("twice") + "?utm_a=b")]
    assert counted(desk.list_pages(*listed)) == {"new": 251}
    del writes[:]
    assert counted(desk.list_pages(*listed)) == {"unchanged": 251}
    assert writes == []


def test_a_changed_stamp_makes_the_page_due(desk: Desk) -> None:
    desk.offer(page())
    desk.list_pages(entry())
    desk.look_at_due()
    desk.offer(page(text=EDITED))
    assert counted(desk.list_pages(entry(stamp="2"), now=later(1))) == {"changed": 1}
    assert desk.look_at_due(later(1)) == [FetchResult.CHANGED]


def test_a_changed_stamp_ends_the_rest_of_a_page_that_failed(desk: Desk) -> None:
    desk.publisher_site.pages[at("bridge")] = failure(403)
    desk.list_pages(entry())
    desk.look_at_due()
    desk.offer(page())
    desk.list_pages(entry(stamp="2"), now=later(1))
    assert desk.look_at_due(later(1)) == [FetchResult.CREATED]


def test_a_tombstone_withdraws_and_a_later_entry_brings_back(desk: Desk) -> None:
    desk.list_pages(whole())
    assert counted(desk.list_pages(entry(stamp="2", gone=True))) == {"gone": 1}
    assert desk.reason() is Reason.WITHDRAWN
    assert counted(desk.list_pages(entry(stamp="2", gone=True))) == {"unchanged": 1}
    desk.list_pages(whole(stamp="3"))
    assert desk.title() == "The bridge"


def test_a_tombstone_of_an_alias_has_its_article_looked_at(desk: Desk) -> None:
    desk.offer(page())
    desk.publisher_site.pages[at("short")] = desk.publisher_site.pages[at("bridge")]
    desk.list_pages(entry("short"))
    desk.look_at_due()
    desk.list_pages(entry("short", "2", gone=True), now=later(1))
    del desk.publisher_site.pages[at("bridge")]
    assert desk.title() == "The bridge", "its own page has not said anything yet"
    assert desk.look_at_due(later(1)) == [FetchResult.WITHDRAWN]


def test_what_the_publisher_pushed_is_not_replaced_or_withdrawn_by_its_feed(desk: Desk) -> None:
    desk.push()
    desk.list_pages(whole(text=EDITED))
    assert desk.title() == "Pushed bridge"
    assert counted(desk.list_pages(entry(stamp="2", gone=True))) == {}
    assert desk.title() == "Pushed bridge"


def test_what_the_publisher_withdrew_does_not_come_back_from_a_feed(desk: Desk) -> None:
    desk.list_pages(whole())
    desk.pull()
    desk.list_pages(whole(stamp="2", text=EDITED))
    assert desk.reason() is Reason.WITHDRAWN


def test_entries_outside_the_page_hosts_are_never_kept_nor_fetched(desk: Desk) -> None:
    urls = ["https://elsewhere.example/a", "javascript:alert(1)", "", "/city/bridge"]
    urls += ["https://news.example.evil.example/a", "https://user@news.example/a", "x" * 9_999]
    report = desk.list_pages(*(whole(url=url) for url in urls), *(entry(url=url) for url in urls))
    assert counted(report) == {"foreign": 14}
    with desk.store.view() as view:
        assert view.count_due(desk.site.key, NOW) == 0


@pytest.mark.parametrize(
    ("odd", "reason"),
    [
        (whole("odd", title=" "), "title: is missing"),
        (whole("odd", text="x" * (TEXT_CHARACTERS + 1)), "text: at most"),
        (whole("odd", text="\n\n\x00"), "text: is missing"),
    ],
)
def test_a_whole_entry_that_cannot_be_kept_is_refused_once_with_its_reason(
    desk: Desk, writes: list[str], odd: Any, reason: str
) -> None:
    assert counted(desk.list_pages(odd, whole())) == {"refused": 1, "new": 1}
    with desk.store.view() as view:
        (problem,) = view.problems(desk.site.key, 10)
    assert str(problem.problem).startswith(reason)
    del writes[:]
    desk.list_pages(odd, whole())
    assert writes == []


def test_a_whole_entry_that_cannot_be_kept_any_more_does_not_keep_its_old_summary(
    desk: Desk,
) -> None:
    desk.list_pages(whole())
    desk.list_pages(whole(stamp="2", text="x" * (TEXT_CHARACTERS + 1)))
    assert desk.reason() is Reason.WITHDRAWN


def test_what_a_listing_says_fills_the_gaps_of_the_page(desk: Desk) -> None:
    desk.offer(page(section=None, author="By the page"))
    marks = Marks(paywalled=True)
    desk.list_pages(entry(section="City", author="By the feed", marks=marks))
    desk.look_at_due()
    headline = desk.headline()
    assert headline is not None
    assert (headline.section, headline.author) == ("City", "By the page")
    assert desk.reason() is Reason.PAYWALLED


def test_what_a_listing_says_is_kept_in_short(desk: Desk) -> None:
    long = "x \ud800\x00" * 100_000
    desk.list_pages(entry(title=long, section=long, author=long, language=long, image=long))
    told = desk.tracked_page().listed
    assert len(told.title or "") <= TITLE_CHARACTERS
    assert (told.language, told.image) == (None, None)
    assert len(str(told)) < 2_000
    assert told.text is None


def test_the_version_of_an_answer_is_only_kept_after_its_entries(desk: Desk) -> None:
    desk.publisher_site.listings[FEED] = PollAnswer(Listing((whole("a"),)), Validators('"1"'))
    desk.writer.summarize = lambda *_: (_ for _ in ()).throw(Killed())  # type: ignore[method-assign]
    with pytest.raises(Killed):
        desk.poll()
    assert source(desk).validators == Validators()
    del desk.writer.summarize
    assert counted(desk.poll()) == {"new": 1}
    assert source(desk).validators == Validators('"1"')


def test_a_kill_between_the_listing_and_the_looks_loses_nothing(desk: Desk) -> None:
    desk.publisher_site.listings[FEED] = PollAnswer(
        Listing((entry("a"), entry("b"))), Validators('"1"')
    )
    desk.poll()
    desk.offer(page("a"), page("b"))
    desk.publisher_site.meanwhile = lambda: (_ for _ in ()).throw(Killed())
    with pytest.raises(Killed):
        desk.look_at_due()
    assert counted(desk.poll(later(1))) == {}
    # One after the other: either may be what the look died of.
    assert desk.look_at_due(later(10)) == [FetchResult.CREATED]
    assert desk.look_at_due(later(10)) == [FetchResult.CREATED]


def test_an_answer_of_the_same_version_writes_nothing(desk: Desk, writes: list[str]) -> None:
    desk.publisher_site.listings[FEED] = PollAnswer(Listing((whole("a"),)), Validators('"1"'))
    desk.poll()
    del writes[:]
    assert counted(desk.poll(later(1))) == {}
    assert writes == []
    assert desk.writer.asked == 1


def test_a_manuscript_of_an_entry_speaks_for_its_own_address_alone(desk: Desk) -> None:
    desk.list_pages(whole("bridge"))
    hostile = whole("hostile", text=EDITED, aliases=(at("bridge"),))
    desk.list_pages(hostile, whole("bridge"))
    assert "harbour council" in desk.summary("bridge")
    assert desk.tracked_page("hostile").listed == Manuscript(
        url=None, title="The hostile", published_at=NOW
    )


@pytest.mark.parametrize("old", [whole(), entry(), entry(gone=True)], ids=["whole", "page", "gone"])
def test_a_slow_poll_does_not_replace_what_a_later_one_of_the_same_source_kept(
    desk: Desk, old: Entry
) -> None:
    def meanwhile() -> None:
        desk.list_pages(whole(stamp="2", text=EDITED), now=later(2))
        desk.publisher_site.listings[FEED] = Listing((old,))

    desk.publisher_site.meanwhile = meanwhile
    desk.poll(later(1))
    assert "school council" in desk.summary(now=later(2))
    assert desk.look_at_due(later(2)) == []
