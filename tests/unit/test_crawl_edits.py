"""What happens to an article when its page is edited, goes, comes back, or cannot be fetched."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from tests.conftest import STORY
from tests.unit.publisher_site import NOW, World, at, entry, failure, later, page
from widget.domain.article import Neighbour, Neighbours
from widget.domain.errors import FetchFailed, OutsideWorldError, SummarizerFailed, Unreadable
from widget.domain.limits import TEXT_CHARACTERS
from widget.domain.panel import Pending, Ready
from widget.domain.source import Validators
from widget.domain.summary import Reason
from widget.rules.retry import GONE_REST, MOST_FAILURES
from widget.usecases.ingest.context import FetchResult

if TYPE_CHECKING:
    from datetime import datetime

    from widget.domain.draft import Draft
    from widget.store import SqlStore

EDITED = STORY.replace("harbour", "school")
FIRST = Validators(etag='"1"')


@pytest.fixture
def world(memory_store: SqlStore) -> World:
    """Return a world whose site lists a page that was fetched."""
    here = World(memory_store)
    here.offer(page(validators=FIRST))
    here.list_pages(entry())
    assert here.look_at_due() == [FetchResult.CREATED]
    return here


def due_at(world: World) -> datetime:
    """Return when the page is checked again."""
    due = world.tracked_page().due_at
    assert due is not None
    return due


def looks(world: World, now: datetime = NOW) -> tuple[list[FetchResult], datetime]:
    """Look at the page each time it is due; return what came of it, and the last time."""
    found: list[FetchResult] = []
    while (due := world.tracked_page().due_at) is not None and due <= later(60 * 24 * 400):
        found += world.look_at_due(now := max(due, now))
        assert len(found) < 1_000
    return found, now


def test_an_edit_brings_a_new_fingerprint_and_a_new_summary(world: World) -> None:
    before = world.headline()
    world.offer(page(text=EDITED))
    assert world.look_at_due(later(10)) == [FetchResult.CHANGED]
    after = world.headline()
    assert before is not None
    assert after is not None
    assert before.fingerprint != after.fingerprint
    assert "school council" in world.summary()
    assert world.writer.asked == 2


def test_while_an_edit_waits_for_its_summary_the_old_one_is_not_shown(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> Draft:
        raise SummarizerFailed("busy", permanent=False)

    monkeypatch.setattr(world.writer, "summarize", fail)
    world.offer(page(text=EDITED))
    world.look_at_due(later(10))
    assert isinstance(world.panel(now=later(10)), Pending)
    monkeypatch.undo()
    assert world.summarize(now=later(11))
    assert "school council" in world.summary()


def test_a_page_of_the_same_version_is_not_read_and_not_summarised_again(world: World) -> None:
    assert world.look_at_due(later(10)) == [FetchResult.UNCHANGED]
    assert world.writer.asked == 1
    assert due_at(world) == later(15)


def test_a_page_that_says_the_same_in_another_version_is_not_summarised_again(world: World) -> None:
    world.offer(page(validators=Validators(etag='"2"')))
    assert world.look_at_due(later(10)) == [FetchResult.UNCHANGED]
    assert world.tracked_page().validators == Validators(etag='"2"')
    assert world.writer.asked == 1


@pytest.mark.parametrize(
    "published_at", [None, NOW, later(60 * 24 * 365 * 40)], ids=["undated", "now", "in 40 years"]
)
def test_checks_for_edits_grow_rare_and_end_after_a_week(
    world: World, published_at: datetime | None
) -> None:
    world.offer(page("new", published_at=published_at))
    world.list_pages(entry("new"))
    looked: list[list[FetchResult]] = []
    last = NOW
    while (due := world.tracked_page("new").due_at if looked else NOW) is not None and due < later(
        60 * 24 * 400
    ):
        last = due
        looked.append(world.look_at_due(due))
        assert len(looked) < 60
    assert len(looked) > 10
    assert timedelta(days=6) < last - NOW < timedelta(days=9)


def test_a_date_in_the_future_is_not_believed_of_a_page_that_is_there(world: World) -> None:
    world.offer(page("new", published_at=later(60 * 24 * 365)))
    world.reader_presses(at("new"), later(5))
    assert world.look_at_due(later(15))[-1] is FetchResult.UNCHANGED
    headline = world.headline("new")
    assert headline is not None
    assert headline.published_at == later(5)


def test_an_old_article_is_fetched_once(world: World) -> None:
    world.offer(page("old", published_at=later(-60 * 24 * 30)))
    world.reader_presses(at("old"))
    assert world.tracked_page("old").due_at is None


@pytest.mark.parametrize("status", [404, 410])
def test_a_page_that_is_gone_withdraws_what_was_ingested(world: World, status: int) -> None:
    world.publisher_site.pages[at("bridge")] = failure(status)
    assert world.look_at_due(later(10)) == [FetchResult.WITHDRAWN]
    assert world.reason() is Reason.WITHDRAWN


@pytest.mark.parametrize("status", [404, 410])
def test_a_page_that_was_gone_and_is_back_has_its_summary_again(world: World, status: int) -> None:
    there = world.publisher_site.pages[at("bridge")]
    world.publisher_site.pages[at("bridge")] = failure(status)
    world.look_at_due(later(10))
    world.publisher_site.pages[at("bridge")] = there  # of the very version that was known
    back = due_at(world)
    assert later(10) + GONE_REST <= back <= later(10) + GONE_REST * 1.2
    assert world.look_at_due(back) == [FetchResult.CHANGED]
    assert world.title(now=back) == "The bridge"
    assert world.tracked_page().problem is None


def test_a_page_that_stays_gone_is_let_alone_in_the_end(world: World) -> None:
    world.publisher_site.pages[at("bridge")] = failure(404)
    looked, _ = looks(world)
    assert looked == [FetchResult.WITHDRAWN] + [FetchResult.FAILED] * (MOST_FAILURES - 1)


@pytest.mark.parametrize(
    "now_there",
    [Unreadable("There is no article."), page(text="x" * (TEXT_CHARACTERS + 1)), page(title=" ")],
    ids=["unreadable", "too long", "without a title"],
)
def test_a_page_that_is_no_article_any_more_does_not_keep_its_old_summary(
    world: World, now_there: object
) -> None:
    world.publisher_site.pages[at("bridge")] = now_there  # type: ignore[assignment]
    # The listing knows a title; this one has none to fill the gap with.
    assert world.look_at_due(later(10)) == [FetchResult.WITHDRAWN]
    assert world.reason() is Reason.WITHDRAWN
    world.offer(page())
    assert world.look_at_due(due_at(world)) == [FetchResult.CHANGED]


@pytest.mark.parametrize(
    "error",
    [
        *(failure(500), failure(429), failure(None), failure(403), failure(401)),
        Unreadable("Parsing it took longer than 8 seconds.", permanent=False),
    ],
)
def test_a_fetch_that_fails_or_a_reading_that_was_ended_says_nothing_of_the_article(
    world: World, error: OutsideWorldError
) -> None:
    world.publisher_site.pages[at("bridge")] = error
    assert world.look_at_due(later(10)) == [FetchResult.FAILED]
    assert isinstance(world.panel(now=later(10)), Ready)
    assert world.tracked_page().problem == error.message
    assert world.tracked_page().due_at is not None


def test_failures_back_off_and_end(world: World) -> None:
    world.publisher_site.pages[at("bridge")] = failure(503)
    first = due_at(world)
    world.look_at_due(first)
    second = due_at(world)
    world.look_at_due(second)
    third = due_at(world)
    assert third - second > 1.5 * (second - first)
    looked, last = looks(world, third)
    assert looked == [FetchResult.FAILED] * (MOST_FAILURES - 2)
    assert last - NOW > timedelta(days=1), "a server may be away for a day"


def test_a_server_that_asks_for_patience_has_it(world: World) -> None:
    world.publisher_site.pages[at("bridge")] = failure(503, retry_after=7_200)
    world.look_at_due(later(10))
    assert due_at(world) == later(10) + timedelta(hours=2)


def test_nobody_can_ask_for_more_than_a_day_of_patience(world: World) -> None:
    world.publisher_site.pages[at("bridge")] = failure(503, retry_after=10**9)
    world.look_at_due(later(10))
    assert due_at(world) == later(10) + timedelta(days=1)


def test_a_fetch_that_works_forgets_the_failures_before(world: World) -> None:
    world.publisher_site.pages[at("bridge")] = failure(503)
    world.look_at_due(later(10))
    world.offer(page())
    assert world.look_at_due(later(20)) == [FetchResult.UNCHANGED]
    tracked = world.tracked_page()
    assert (tracked.failures, tracked.problem, tracked.rest_until) == (0, None, None)


def test_the_reason_of_a_failure_is_short_and_text(world: World) -> None:
    message = "It said \x1b[31m\x00\ud800 " + "x" * 1_000
    world.publisher_site.pages[at("bridge")] = FetchFailed(message, permanent=True, status=403)
    assert world.look_at_due(later(10)) == [FetchResult.FAILED]
    problem = world.tracked_page().problem or ""
    assert problem.startswith("It said [31m xxx")
    assert len(problem) <= 300


@pytest.mark.parametrize("error", [failure(404), Unreadable("It was ended.", permanent=False)])
def test_a_listed_page_that_is_not_there_yet_is_tried_again(world: World, error: Exception) -> None:
    world.publisher_site.pages[at("early")] = error
    world.list_pages(entry("early"))
    assert world.look_at_due() == [FetchResult.FAILED]
    world.offer(page("early"))
    due = world.tracked_page("early").due_at
    assert due is not None
    assert FetchResult.CREATED in world.look_at_due(due)


@pytest.mark.parametrize("error", [failure(403), failure(410), Unreadable("It is a video.")])
def test_a_listed_page_that_is_no_article_is_let_alone_with_its_reason(
    world: World, error: Exception
) -> None:
    world.publisher_site.pages[at("video")] = error
    world.list_pages(entry("video"))
    assert world.look_at_due() == [FetchResult.FAILED]
    assert world.tracked_page("video").due_at is None
    with world.store.view() as view:
        (problem,) = view.problems(world.site.key, 10)
    assert (problem.url, problem.problem) == (at("video"), str(error))


def test_a_page_without_a_neighbour_of_its_own_takes_no_hostile_one(world: World) -> None:
    around = Neighbours(Neighbour("", None), Neighbour("Next" * 200, "javascript:alert(1)"))
    world.offer(page("new", neighbours=around))
    world.reader_presses(at("new"))
    shown = world.panel("new")
    assert isinstance(shown, Ready)
    assert shown.headline.declared == Neighbours()


def test_a_page_brings_no_summary_of_the_newsroom(world: World) -> None:
    world.offer(page("new", summary=("Believe me.",)))
    world.reader_presses(at("new"))
    assert "harbour council" in world.summary("new")
