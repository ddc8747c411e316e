"""A press makes due what its panel waits for: one write for all who press, and no fetch."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from tests.conftest import SITE, STORY
from tests.unit.publisher_site import NOW, FirstSentence, World, at, entry, failure, later, page
from widget.domain.errors import SummarizerFailed
from widget.domain.panel import Pending
from widget.store import open_store
from widget.usecases.articles.fetch_quota import FetchQuota
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
def world() -> Iterator[World]:
    """Return a world for a site that has its pages fetched on demand."""
    store = open_store("sqlite://")
    yield World(store)
    store.close()


@pytest.fixture
def waiting(world: World) -> World:
    """Return a world with a pushed article whose summary could not be made."""
    world.writer = Busy()
    world.push()
    world.writer = FirstSentence()
    assert isinstance(world.panel(), Pending)
    return world


def presses(world: World, now: datetime = NOW, slug: str = "bridge") -> bool:
    return press(world.presses, SITE.key, at(slug), now)


def test_all_who_press_on_a_page_write_once_and_fetch_nothing(
    world: World, writes: list[str]
) -> None:
    assert presses(world)
    after_the_first = len(writes)
    assert all(presses(world, later(minute)) for minute in range(5))
    assert len(writes) == after_the_first
    assert world.publisher_site.fetched == []
    assert isinstance(world.panel(), Pending)
    assert world.tracked_page().pressed_at == NOW


def test_a_page_that_is_being_fetched_or_rests_is_not_made_due(
    world: World, writes: list[str]
) -> None:
    seen: list[object] = []
    world.publisher_site.meanwhile = lambda: seen.append(presses(world))
    assert world.reader_presses(at("bridge")) is FetchResult.FAILED
    before = len(writes)
    assert (seen, presses(world, later(1)), len(writes)) == ([False], False, before)


def test_a_page_that_failed_is_pending_again_when_it_has_rested(world: World) -> None:
    world.publisher_site.pages[at("bridge")] = failure(503)
    world.reader_presses(at("bridge"))
    assert presses(world, later(10))
    assert world.tracked_page().problem is None
    assert isinstance(world.panel(now=later(10)), Pending)


def test_a_listed_page_is_brought_forward_and_costs_no_quota(world: World) -> None:
    world.quota = FetchQuota(1)
    world.list_pages(entry("a"), entry("b"))
    assert presses(world, slug="b")
    assert presses(world, slug="a")
    assert presses(world, slug="unlisted")
    assert not presses(world, slug="another")
    assert (world.tracked_page("a").pressed_at, world.tracked_page("b").pressed_at) == (None, None)


def test_presses_are_answered_in_their_order(world: World) -> None:
    for number, slug in enumerate(("c", "a", "b")):
        presses(world, later(number / 60), slug)
    world.look_at_due(later(1))
    assert world.publisher_site.fetched == [at("c"), at("a"), at("b")]


def test_a_missing_summary_is_made_without_a_fetch_of_what_was_pushed(
    waiting: World, writes: list[str]
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


@pytest.mark.parametrize(("minutes", "comes"), [(30, False), (400 * 24 * 60, True)])
def test_a_missing_summary_waits_for_a_rest_but_not_for_one_of_a_clock_ahead(
    waiting: World, minutes: int, *, comes: bool
) -> None:
    presses(waiting)
    resting = replace(waiting.tracked_page(), due_at=None, rest_until=later(minutes))
    with waiting.store.transaction() as transaction:
        transaction.put_tracked_page(resting)
    assert presses(waiting, later(1)) is comes


def test_a_missing_summary_costs_readers_no_quota(waiting: World) -> None:
    waiting.quota = FetchQuota(1)
    presses(waiting, slug="unseen")
    assert presses(waiting)


def test_a_missing_summary_of_an_ingested_article_does_not_lose_what_its_source_says(
    world: World,
) -> None:
    world.writer = Busy()
    world.offer(page())
    world.list_pages(entry())
    world.look_at_due()
    world.writer = FirstSentence()
    presses(world, later(1))
    world.offer(page(text=f"{STORY}\n\nAn edit of the last minute."))
    world.list_pages(entry(stamp="2"), now=later(1.5))
    world.look_at_due(later(2))
    with world.store.view() as view:
        article = view.article(SITE.key, at("bridge"))
    assert article is not None
    assert "last minute" in article.text


def test_a_withdrawn_article_waits_for_no_summary(waiting: World) -> None:
    waiting.pull()
    assert not presses(waiting)


def test_a_site_without_on_demand_has_nothing_fetched_that_no_source_lists(world: World) -> None:
    world.change_site(on_demand=False)
    assert not presses(world)
    assert not press(replace(world.presses), "nobody", at("bridge"), NOW)
