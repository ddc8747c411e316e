"""Pages are looked at again though nobody has news: old ones, refused ones, what left a sitemap."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.conftest import SITE
from tests.unit.publisher_site import FEED, SITEMAP, World, at, entry, failure, later, page, whole
from widget.domain.errors import Unreadable
from widget.domain.limits import LOOKS_A_DAY
from widget.domain.panel import Ready
from widget.domain.source import Listing, PollAnswer, SourceKind
from widget.domain.summary import Reason
from widget.rules import retry
from widget.usecases.ingest import looks
from widget.usecases.ingest.context import FetchResult
from widget.version import VERSION

if TYPE_CHECKING:
    from widget.store import SqlStore

WEEK = 7 * 24 * 60
LATER = 60 * WEEK


@pytest.fixture
def world(memory_store: SqlStore) -> World:
    """Return a world without articles."""
    return World(memory_store)


def list_all(world: World, *slugs: str, minute: float = 0, **listing: object) -> None:
    """Let the sitemap list these pages."""
    known = Listing(tuple(entry(slug) for slug in slugs), **listing)  # type: ignore[arg-type]
    world.publisher_site.listings[SITEMAP] = known
    world.poll(later(minute), SITEMAP, SourceKind.SITEMAP)


def at_rest(world: World, *slugs: str) -> None:
    """Let the sitemap list pages that were fetched, and are checked no more."""
    world.offer(*(page(slug) for slug in slugs))
    list_all(world, *slugs)
    for minute in (0, WEEK + 1):
        world.look_at_due(later(minute), 999)
    assert [world.tracked_page(slug).due_at for slug in slugs] == [None] * len(slugs)
    del world.publisher_site.fetched[:]


# --- articles that were taken down -----------------------------------------------------------


def test_an_article_that_was_taken_down_a_year_later_is_withdrawn(world: World) -> None:
    at_rest(world, "bridge")
    world.publisher_site.pages[at("bridge")] = failure(410)
    assert looks.look_again(world.store, later(LATER)) == 1
    assert world.look_at_due(later(LATER)) == [FetchResult.WITHDRAWN]
    assert world.reason(now=later(LATER)) is Reason.WITHDRAWN


def test_what_was_looked_at_this_week_is_left_alone(world: World) -> None:
    at_rest(world, "bridge")
    assert looks.look_again(world.store, later(WEEK + 2)) == 0


def test_the_longest_unseen_go_first_and_each_hour_has_its_share(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(looks, "LOOKS_AN_HOUR", 2)
    at_rest(world, "a", "b", "c")
    turns = list[list[str]]()
    for hour in range(3):
        now = LATER + 60 * hour
        looks.look_again(world.store, later(now))
        world.look_at_due(later(now))
        turns.append([url.rpartition("/")[2] for url in world.publisher_site.fetched])
        del world.publisher_site.fetched[:]
    assert [sorted(turn) for turn in turns] == [["a", "b"], ["c"], []]


def test_a_look_at_the_page_of_an_article_that_is_listed_whole_takes_no_text_of_it(
    world: World,
) -> None:
    world.list_pages(whole(title="As it is listed"))
    world.offer(page(title="As its page has it"))
    assert looks.look_again(world.store, later(LATER)) == 1
    assert world.look_at_due(later(LATER)) == [FetchResult.UNCHANGED]
    assert world.title(now=later(LATER)) == "As it is listed"
    world.publisher_site.pages[at("bridge")] = failure(404)
    looks.look_again(world.store, later(2 * LATER))
    assert world.look_at_due(later(2 * LATER)) == [FetchResult.WITHDRAWN]


# --- what left a sitemap ---------------------------------------------------------------------


def test_a_page_that_left_a_complete_sitemap_is_looked_at(world: World) -> None:
    at_rest(world, "bridge", "mill")
    world.publisher_site.pages[at("bridge")] = failure(404)
    list_all(world, "mill", minute=LATER)
    assert world.do_what_is_due(later(LATER)) == {at("bridge"): FetchResult.WITHDRAWN}


def test_a_page_that_left_and_is_there_is_looked_at_once(world: World) -> None:
    at_rest(world, "bridge", "mill")
    for number in range(3):
        list_all(world, "mill", minute=LATER + number)
        world.look_at_due(later(LATER + number))
    assert world.publisher_site.fetched == [at("bridge")]
    assert isinstance(world.panel(now=later(LATER + 9)), Ready)


def test_a_page_that_left_is_news_when_it_is_listed_again(world: World) -> None:
    at_rest(world, "bridge", "mill")
    list_all(world, "mill", minute=LATER)
    world.look_at_due(later(LATER))
    list_all(world, "bridge", "mill", minute=LATER + 1)
    assert world.tracked_page("bridge").left_at is None
    world.look_at_due(later(LATER + 1))
    list_all(world, "mill", minute=LATER + 2)
    world.look_at_due(later(LATER + 2))
    assert world.publisher_site.fetched == [at("bridge")] * 3


@pytest.mark.parametrize("listing", [{"problems": ("It breaks off.",)}, {"entries": ()}])
def test_a_sitemap_that_was_not_read_whole_says_nothing_of_what_it_lacks(
    world: World, listing: dict[str, object]
) -> None:
    at_rest(world, "bridge", "mill")
    said = {"entries": (entry("mill"),)} | listing
    world.publisher_site.listings[SITEMAP] = PollAnswer(Listing(**said))  # type: ignore[arg-type]
    world.poll(later(LATER), SITEMAP, SourceKind.SITEMAP)
    assert world.look_at_due(later(LATER)) == []


def test_what_left_a_feed_is_left_alone(world: World) -> None:
    world.offer(page("bridge"), page("mill"))
    world.list_pages(entry("bridge"), entry("mill"))
    world.look_at_due()
    world.look_at_due(later(WEEK + 1))
    world.list_pages(entry("mill"), now=later(LATER))
    assert world.look_at_due(later(LATER)) == []
    with world.store.view() as view:
        assert view.listed_by(SITE.key, FEED) == {at("bridge"), at("mill")}


def test_a_sitemap_that_was_rebuilt_costs_no_more_than_the_budget_of_a_day(world: World) -> None:
    slugs = [f"{number:03}" for number in range(250)]
    at_rest(world, *slugs, "mill")
    list_all(world, "mill", minute=LATER)
    day = 24 * 60
    assert len(world.do_what_is_due(later(LATER), 999)) == 1
    share = len(world.do_what_is_due(later(LATER + day / 4), 999))
    assert share == LOOKS_A_DAY / 4
    assert len(world.do_what_is_due(later(LATER + day), 999)) == len(slugs) - share - 1


# --- refused pages ---------------------------------------------------------------------------


def refused(world: World, monkeypatch: pytest.MonkeyPatch, version: str = "0.1") -> None:
    """Let this version have read a listed page and found no article."""
    with monkeypatch.context() as patched:
        patched.setattr(retry, "VERSION", version)
        world.publisher_site.pages[at("bridge")] = Unreadable("It has no text.")
        world.list_pages(entry())
        assert world.look_at_due() == [FetchResult.FAILED]
    assert world.tracked_page().reader == version
    assert world.tracked_page().due_at is None


def test_a_refused_page_is_tried_again_after_an_upgrade_and_once(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    refused(world, monkeypatch)
    assert looks.look_again(world.store, later(5)) == 1
    assert world.look_at_due(later(5)) == [FetchResult.FAILED]
    assert world.tracked_page().reader == VERSION
    assert looks.look_again(world.store, later(LATER)) == 0


def test_a_page_that_an_upgrade_can_read_is_an_article(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    refused(world, monkeypatch)
    looks.look_again(world.store, later(5))
    world.offer(page())
    assert world.look_at_due(later(5)) == [FetchResult.CREATED]
    tracked = world.tracked_page()
    assert (tracked.problem, tracked.reader) == (None, None)


def test_an_article_of_a_feed_that_was_refused_has_the_version_that_refused_it(
    world: World,
) -> None:
    world.list_pages(whole(title=""))
    tracked = world.tracked_page()
    assert "title" in (tracked.problem or "")
    assert tracked.reader == VERSION


def test_the_operator_has_refused_pages_tried_again_at_once(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    refused(world, monkeypatch, VERSION)
    assert looks.look_again(world.store, later(5)) == 0
    assert looks.retry_refused(world.store, SITE.key, later(5)) == 1
    world.offer(page())
    assert world.look_at_due(later(5)) == [FetchResult.CREATED]
