"""Whose word counts: the publisher's before the source's, the newer look's before the older."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.conftest import STORY
from tests.unit.publisher_site import Desk, at, entry, failure, later, page, whole
from widget.domain.errors import UnknownArticle
from widget.domain.source import Validators
from widget.domain.summary import Reason
from widget.usecases.ingest.context import FetchResult

if TYPE_CHECKING:
    from widget.domain.source import Page
    from widget.store import SqlStore

EDITED = STORY.replace("harbour", "school")


@pytest.fixture
def desk(memory_store: SqlStore) -> Desk:
    """Return a desk whose site lists a page that was looked at."""
    here = Desk(memory_store)
    here.offer(page())
    here.list_pages(entry())
    assert here.look_at_due() == [FetchResult.CREATED]
    return here


def test_the_publisher_keeps_what_was_pushed_whatever_the_page_says(desk: Desk) -> None:
    desk.push("bridge")
    desk.offer(page(text=EDITED))
    assert desk.look_at_due(later(10)) == [FetchResult.LEFT]
    assert desk.title() == "Pushed bridge"
    assert desk.publisher_site.fetched == [at("bridge")], "only before it was pushed"


def test_a_pushed_article_is_not_withdrawn_with_its_page(desk: Desk) -> None:
    desk.push("bridge")
    desk.publisher_site.pages[at("bridge")] = failure(404)
    desk.look_at_due(later(10))
    assert desk.title() == "Pushed bridge"


def test_what_the_publisher_withdrew_does_not_come_back_from_its_page(desk: Desk) -> None:
    desk.pull("bridge")
    desk.offer(page(text=EDITED))
    assert desk.look_at_due(later(10)) == [FetchResult.LEFT]
    assert desk.reason() is Reason.WITHDRAWN


def test_what_was_gone_and_then_withdrawn_by_the_publisher_does_not_come_back(desk: Desk) -> None:
    desk.publisher_site.pages[at("bridge")] = failure(404)
    desk.look_at_due(later(10))
    assert not desk.pull("bridge")
    desk.offer(page())
    assert desk.look_at_due(later(60 * 24)) == [FetchResult.LEFT]
    assert desk.reason() is Reason.WITHDRAWN


@pytest.mark.parametrize("act", ["push", "pull"])
def test_what_the_publisher_says_during_a_look_counts(desk: Desk, act: str) -> None:
    desk.offer(page(text=EDITED))
    desk.publisher_site.meanwhile = lambda: getattr(desk, act)("bridge")
    assert desk.look_at_due(later(10)) == [FetchResult.LEFT]
    headline = desk.headline()
    assert headline is not None
    assert not headline.ingested
    assert (headline.withdrawn_at is not None) == (act == "pull")


def test_a_first_look_has_no_say_when_the_publisher_withdraws_its_page_meanwhile(
    desk: Desk,
) -> None:
    def withdraw() -> None:
        with pytest.raises(UnknownArticle):
            desk.pull("ferry", later(2))
        del desk.publisher_site.pages[at("ferry")]

    found = desk.publisher_site.page

    def fetched_before(*told: Any) -> Page | None:
        answer = found(*told)
        withdraw()
        return answer

    desk.offer(page("ferry"))
    desk.list_pages(entry("ferry"), now=later(1))
    desk.publisher_site.page = fetched_before  # type: ignore[method-assign, assignment]
    assert desk.look_at_due(later(1)) == [FetchResult.LEFT]
    del desk.publisher_site.page
    assert desk.headline("ferry") is None
    assert desk.look_at_due(later(3)) == [FetchResult.FAILED]


def test_a_slow_look_does_not_replace_what_a_later_one_found(desk: Desk) -> None:
    old = page(text=EDITED)

    def meanwhile() -> None:
        desk.offer(page(text=STORY + "\n\nThe latest."))
        assert desk.look_at_due(later(20)) == [FetchResult.CHANGED]
        desk.offer(old)

    desk.publisher_site.meanwhile = meanwhile
    assert desk.look_at_due(later(10)) == [FetchResult.LEFT]
    assert "harbour council" in desk.summary()


def test_a_listing_that_says_something_new_during_a_look_leaves_the_page_due(desk: Desk) -> None:
    desk.offer(page(text=EDITED))
    desk.publisher_site.meanwhile = lambda: desk.list_pages(entry(stamp="2"), now=later(11))
    assert desk.look_at_due(later(10)) == [FetchResult.LEFT]
    assert "harbour council" in desk.summary()
    assert desk.look_at_due(later(11)) == [FetchResult.CHANGED]
    assert "school council" in desk.summary()


def test_a_tombstone_that_comes_during_a_look_counts(desk: Desk) -> None:
    desk.offer(page(text=EDITED))
    desk.publisher_site.meanwhile = lambda: desk.list_pages(
        entry(stamp="2", gone=True), now=later(11)
    )
    assert desk.look_at_due(later(10)) == [FetchResult.LEFT]
    assert desk.reason() is Reason.WITHDRAWN
    assert desk.look_at_due(later(60)) == []


def test_a_failure_of_a_slow_look_does_not_hide_what_a_later_one_found(desk: Desk) -> None:
    found = desk.publisher_site.pages[at("bridge")]

    def meanwhile() -> None:
        assert desk.look_at_due(later(20)) == [FetchResult.UNCHANGED]
        desk.publisher_site.pages[at("bridge")] = failure(404)

    desk.publisher_site.meanwhile = meanwhile
    assert desk.look_at_due(later(10)) == [FetchResult.LEFT]
    desk.publisher_site.pages[at("bridge")] = found
    assert desk.title() == "The bridge"
    assert desk.tracked_page().problem is None


def test_an_unchanged_page_of_which_its_listing_says_something_new_stays_due(desk: Desk) -> None:
    same = Validators(etag='"1"')
    desk.offer(page(validators=same))
    desk.look_at_due(later(10))
    desk.publisher_site.meanwhile = lambda: desk.list_pages(entry(stamp="2"), now=later(30))
    assert desk.look_at_due(later(30)) == [FetchResult.UNCHANGED]
    assert desk.tracked_page().due_at == later(30)


def test_a_tombstone_of_an_alias_that_the_publisher_pushed_makes_nobody_look(desk: Desk) -> None:
    desk.push("ferry", aliases=[at("short")])
    desk.list_pages(entry("short", gone=True), now=later(1))
    assert desk.look_at_due(later(1)) == []
    assert desk.title("short") == "Pushed ferry"


def test_an_alias_that_cannot_be_fetched_makes_nobody_look_at_its_article(desk: Desk) -> None:
    desk.publisher_site.pages[at("short")] = page()
    desk.list_pages(entry("short"), now=later(1))
    desk.look_at_due(later(1))
    desk.publisher_site.pages[at("short")] = failure(503)
    desk.list_pages(entry("short", "2"), now=later(2))
    before = desk.tracked_page().due_at
    assert desk.look_at_due(later(2)) == [FetchResult.FAILED]
    assert desk.tracked_page().due_at == before


def test_a_slow_look_that_ends_elsewhere_does_not_replace_what_was_said_of_that_page_meanwhile(
    desk: Desk,
) -> None:
    desk.publisher_site.pages[at("short")] = page("ferry")
    desk.list_pages(entry("short"), now=later(1))
    desk.publisher_site.meanwhile = lambda: desk.list_pages(
        whole("ferry", text=EDITED), now=later(3)
    )
    assert desk.look_at_due(later(2)) == [FetchResult.LEFT]
    assert "school council" in desk.summary("ferry")
    assert desk.title("short", later(3)) == "The ferry"


def test_a_tombstone_counts_against_a_slow_look_that_ends_at_its_page(desk: Desk) -> None:
    desk.publisher_site.pages[at("short")] = page("ferry")
    desk.list_pages(entry("short"), now=later(1))
    desk.publisher_site.meanwhile = lambda: desk.list_pages(entry("ferry", gone=True), now=later(3))
    assert desk.look_at_due(later(2)) == [FetchResult.LEFT]
    assert desk.headline("ferry") is None
