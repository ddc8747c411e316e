"""A press makes due what its panel waits for: one write for all who press, and no fetch."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from tests.conftest import SITE, STORY
from tests.unit.publisher_site import NOW, Desk, FirstSentence, at, entry, failure, later, page
from widget.domain.errors import SummarizerFailed
from widget.domain.panel import Pending
from widget.store import open_store
from widget.usecases.ingest.context import FetchResult
from widget.usecases.ingest.press import press

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from widget.domain.article import Article
    from widget.domain.draft import Draft, SummaryShape


class Busy(FirstSentence):
    """A summarizer that fails for now."""

    def summarize(self, article: Article, shape: SummaryShape) -> Draft:  # noqa: ARG002
        """Fail."""
        raise SummarizerFailed("busy", permanent=False)


@pytest.fixture
def desk() -> Iterator[Desk]:
    """Return a desk for a site that has its pages fetched on demand."""
    store = open_store("sqlite://")
    yield Desk(store)
    store.close()


@pytest.fixture
def waiting(desk: Desk) -> Desk:
    """Return a desk with a pushed article whose summary could not be made."""
    desk.writer = Busy()
    desk.push()
    desk.writer = FirstSentence()
    assert isinstance(desk.panel(), Pending)
    return desk


def presses(desk: Desk, now: datetime = NOW, slug: str = "bridge") -> bool:
    return press(desk.presses, SITE.key, at(slug), now)


def test_all_who_press_on_a_page_write_once_and_fetch_nothing(
    desk: Desk, writes: list[str]
) -> None:
    assert presses(desk)
    after_the_first = len(writes)
    assert all(presses(desk, later(minute)) for minute in range(5))
    assert len(writes) == after_the_first
    assert desk.publisher_site.fetched == []
    assert isinstance(desk.panel(), Pending)
    assert desk.tracked_page().pressed_at == NOW


def test_a_page_that_is_being_fetched_or_rests_is_not_made_due(
    desk: Desk, writes: list[str]
) -> None:
    seen: list[object] = []
    desk.publisher_site.meanwhile = lambda: seen.append(presses(desk))
    assert desk.reader_presses(at("bridge")) is FetchResult.FAILED
    before = len(writes)
    assert (seen, presses(desk, later(1)), len(writes)) == ([False], False, before)


def test_a_page_that_failed_is_pending_again_when_it_has_rested(desk: Desk) -> None:
    desk.publisher_site.pages[at("bridge")] = failure(503)
    desk.reader_presses(at("bridge"))
    assert presses(desk, later(10))
    assert desk.tracked_page().problem is None
    assert isinstance(desk.panel(now=later(10)), Pending)


def test_a_listed_page_is_brought_forward_and_costs_no_budget(desk: Desk) -> None:
    desk.fetches_per_minute = 1
    desk.list_pages(entry("a"), entry("b"))
    assert presses(desk, slug="b")
    assert presses(desk, slug="a")
    assert presses(desk, slug="unlisted")
    assert not presses(desk, slug="another")
    assert (desk.tracked_page("a").pressed_at, desk.tracked_page("b").pressed_at) == (None, None)


def test_presses_are_answered_in_their_order(desk: Desk) -> None:
    for number, slug in enumerate(("c", "a", "b")):
        presses(desk, later(number / 60), slug)
    desk.look_at_due(later(1))
    assert desk.publisher_site.fetched == [at("c"), at("a"), at("b")]


def test_a_missing_summary_is_made_without_a_fetch_of_what_was_pushed(
    waiting: Desk, writes: list[str]
) -> None:
    before = len(writes)
    assert presses(waiting)
    assert len(writes) > before
    before = len(writes)
    assert presses(waiting, later(1))
    assert len(writes) == before
    waiting.look_at_due(later(1))
    assert waiting.title() == "Pushed bridge"
    assert waiting.publisher_site.fetched == []
    assert not presses(waiting, later(2))


def test_a_missing_summary_costs_readers_no_budget(waiting: Desk) -> None:
    waiting.fetches_per_minute = 1
    presses(waiting, slug="unseen")
    assert presses(waiting)


def test_a_missing_summary_of_an_ingested_article_does_not_lose_what_its_source_says(
    desk: Desk,
) -> None:
    desk.writer = Busy()
    desk.offer(page())
    desk.list_pages(entry())
    desk.look_at_due()
    desk.writer = FirstSentence()
    presses(desk, later(1))
    desk.offer(page(text=f"{STORY}\n\nAn edit of the last minute."))
    desk.list_pages(entry(stamp="2"), now=later(1.5))
    desk.look_at_due(later(2))
    with desk.store.view() as view:
        article = view.article(SITE.key, at("bridge"))
    assert article is not None
    assert "last minute" in article.text


def test_a_withdrawn_article_waits_for_no_summary(waiting: Desk) -> None:
    waiting.pull()
    assert not presses(waiting)


def test_a_site_without_on_demand_has_nothing_fetched_that_no_source_lists(desk: Desk) -> None:
    desk.change_site(on_demand=False)
    assert not presses(desk)
    assert not press(replace(desk.presses), "nobody", at("bridge"), NOW)
