"""What becomes of an article when its page is edited, goes, comes back, or cannot be fetched."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from tests.conftest import STORY
from tests.unit.publisher_site import NOW, Desk, at, entry, failure, later, page
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
def desk(memory_store: SqlStore) -> Desk:
    """Return a desk whose site lists a page that was looked at."""
    here = Desk(memory_store)
    here.offer(page(validators=FIRST))
    here.list_pages(entry())
    assert here.look_at_due() == [FetchResult.CREATED]
    return here


def due_at(desk: Desk) -> datetime:
    """Return when the page is looked at again."""
    due = desk.tracked_page().due_at
    assert due is not None
    return due


def looks(desk: Desk, now: datetime = NOW) -> tuple[list[FetchResult], datetime]:
    """Look at the page each time it is due; return what came of it, and the last time."""
    found: list[FetchResult] = []
    while (due := desk.tracked_page().due_at) is not None and due <= later(60 * 24 * 400):
        found += desk.look_at_due(now := max(due, now))
        assert len(found) < 1_000
    return found, now


def test_an_edit_brings_a_new_fingerprint_and_a_new_summary(desk: Desk) -> None:
    before = desk.headline()
    desk.offer(page(text=EDITED))
    assert desk.look_at_due(later(10)) == [FetchResult.CHANGED]
    after = desk.headline()
    assert before is not None
    assert after is not None
    assert before.fingerprint != after.fingerprint
    assert "school council" in desk.summary()
    assert desk.writer.asked == 2


def test_while_an_edit_waits_for_its_summary_the_old_one_is_not_shown(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> Draft:
        raise SummarizerFailed("busy", permanent=False)

    monkeypatch.setattr(desk.writer, "summarize", fail)
    desk.offer(page(text=EDITED))
    desk.look_at_due(later(10))
    assert isinstance(desk.panel(now=later(10)), Pending)
    monkeypatch.undo()
    assert desk.summarize(now=later(11))
    assert "school council" in desk.summary()


def test_a_page_of_the_same_version_is_not_read_and_not_summarised_again(desk: Desk) -> None:
    assert desk.look_at_due(later(10)) == [FetchResult.UNCHANGED]
    assert desk.writer.asked == 1
    assert due_at(desk) == later(15)


def test_a_page_that_says_the_same_in_another_version_is_not_summarised_again(desk: Desk) -> None:
    desk.offer(page(validators=Validators(etag='"2"')))
    assert desk.look_at_due(later(10)) == [FetchResult.UNCHANGED]
    assert desk.tracked_page().validators == Validators(etag='"2"')
    assert desk.writer.asked == 1


@pytest.mark.parametrize(
    "published_at", [None, NOW, later(60 * 24 * 365 * 40)], ids=["undated", "now", "in 40 years"]
)
def test_looks_for_edits_grow_rare_and_end_after_a_week(
    desk: Desk, published_at: datetime | None
) -> None:
    desk.offer(page("new", published_at=published_at))
    desk.list_pages(entry("new"))
    looked: list[list[FetchResult]] = []
    last = NOW
    while (due := desk.tracked_page("new").due_at if looked else NOW) is not None and due < later(
        60 * 24 * 400
    ):
        last = due
        looked.append(desk.look_at_due(due))
        assert len(looked) < 60
    assert len(looked) > 10
    assert timedelta(days=6) < last - NOW < timedelta(days=9)


def test_a_date_in_the_future_is_not_believed_of_a_page_that_is_there(desk: Desk) -> None:
    desk.offer(page("new", published_at=later(60 * 24 * 365)))
    desk.reader_presses(at("new"), later(5))
    assert desk.look_at_due(later(15))[-1] is FetchResult.UNCHANGED
    headline = desk.headline("new")
    assert headline is not None
    assert headline.published_at == later(5)


def test_an_old_article_is_looked_at_once(desk: Desk) -> None:
    desk.offer(page("old", published_at=later(-60 * 24 * 30)))
    desk.reader_presses(at("old"))
    assert desk.tracked_page("old").due_at is None


@pytest.mark.parametrize("status", [404, 410])
def test_a_page_that_is_gone_withdraws_what_was_gathered(desk: Desk, status: int) -> None:
    desk.publisher_site.pages[at("bridge")] = failure(status)
    assert desk.look_at_due(later(10)) == [FetchResult.WITHDRAWN]
    assert desk.reason() is Reason.WITHDRAWN


@pytest.mark.parametrize("status", [404, 410])
def test_a_page_that_was_gone_and_is_back_has_its_summary_again(desk: Desk, status: int) -> None:
    there = desk.publisher_site.pages[at("bridge")]
    desk.publisher_site.pages[at("bridge")] = failure(status)
    desk.look_at_due(later(10))
    desk.publisher_site.pages[at("bridge")] = there  # of the very version that was known
    back = due_at(desk)
    assert later(10) + GONE_REST <= back <= later(10) + GONE_REST * 1.2
    assert desk.look_at_due(back) == [FetchResult.CHANGED]
    assert desk.title(now=back) == "The bridge"
    assert desk.tracked_page().problem is None


def test_a_page_that_stays_gone_is_let_alone_in_the_end(desk: Desk) -> None:
    desk.publisher_site.pages[at("bridge")] = failure(404)
    looked, _ = looks(desk)
    assert looked == [FetchResult.WITHDRAWN] + [FetchResult.FAILED] * (MOST_FAILURES - 1)


@pytest.mark.parametrize(
    "now_there",
    [Unreadable("There is no article."), page(text="x" * (TEXT_CHARACTERS + 1)), page(title=" ")],
    ids=["unreadable", "too long", "without a title"],
)
def test_a_page_that_is_no_article_any_more_does_not_keep_its_old_summary(
    desk: Desk, now_there: object
) -> None:
    desk.publisher_site.pages[at("bridge")] = now_there  # type: ignore[assignment]
    # The listing knows a title; this one has none to fill the gap with.
    assert desk.look_at_due(later(10)) == [FetchResult.WITHDRAWN]
    assert desk.reason() is Reason.WITHDRAWN
    desk.offer(page())
    assert desk.look_at_due(due_at(desk)) == [FetchResult.CHANGED]


@pytest.mark.parametrize(
    "error",
    [
        *(failure(500), failure(429), failure(None), failure(403), failure(401)),
        Unreadable("Reading it took longer than 8 seconds.", permanent=False),
    ],
)
def test_a_fetch_that_fails_or_a_reading_that_was_ended_says_nothing_of_the_article(
    desk: Desk, error: OutsideWorldError
) -> None:
    desk.publisher_site.pages[at("bridge")] = error
    assert desk.look_at_due(later(10)) == [FetchResult.FAILED]
    assert isinstance(desk.panel(now=later(10)), Ready)
    assert desk.tracked_page().problem == error.message
    assert desk.tracked_page().due_at is not None


def test_failures_back_off_and_end(desk: Desk) -> None:
    desk.publisher_site.pages[at("bridge")] = failure(503)
    first = due_at(desk)
    desk.look_at_due(first)
    second = due_at(desk)
    desk.look_at_due(second)
    third = due_at(desk)
    assert third - second > 1.5 * (second - first)
    looked, last = looks(desk, third)
    assert looked == [FetchResult.FAILED] * (MOST_FAILURES - 2)
    assert last - NOW > timedelta(days=1), "a server may be away for a day"


def test_a_server_that_asks_for_patience_has_it(desk: Desk) -> None:
    desk.publisher_site.pages[at("bridge")] = failure(503, retry_after=7_200)
    desk.look_at_due(later(10))
    assert due_at(desk) == later(10) + timedelta(hours=2)


def test_nobody_can_ask_for_more_than_a_day_of_patience(desk: Desk) -> None:
    desk.publisher_site.pages[at("bridge")] = failure(503, retry_after=10**9)
    desk.look_at_due(later(10))
    assert due_at(desk) == later(10) + timedelta(days=1)


def test_a_look_that_works_forgets_the_failures_before(desk: Desk) -> None:
    desk.publisher_site.pages[at("bridge")] = failure(503)
    desk.look_at_due(later(10))
    desk.offer(page())
    assert desk.look_at_due(later(20)) == [FetchResult.UNCHANGED]
    tracked = desk.tracked_page()
    assert (tracked.failures, tracked.problem, tracked.rest_until) == (0, None, None)


def test_the_reason_of_a_failure_is_short_and_text(desk: Desk) -> None:
    message = "It said \x1b[31m\x00\ud800 " + "x" * 1_000
    desk.publisher_site.pages[at("bridge")] = FetchFailed(message, permanent=True, status=403)
    assert desk.look_at_due(later(10)) == [FetchResult.FAILED]
    problem = desk.tracked_page().problem or ""
    assert problem.startswith("It said [31m xxx")
    assert len(problem) <= 300


@pytest.mark.parametrize("error", [failure(404), Unreadable("It was ended.", permanent=False)])
def test_a_listed_page_that_is_not_there_yet_is_tried_again(desk: Desk, error: Exception) -> None:
    desk.publisher_site.pages[at("early")] = error
    desk.list_pages(entry("early"))
    assert desk.look_at_due() == [FetchResult.FAILED]
    desk.offer(page("early"))
    due = desk.tracked_page("early").due_at
    assert due is not None
    assert FetchResult.CREATED in desk.look_at_due(due)


@pytest.mark.parametrize("error", [failure(403), failure(410), Unreadable("It is a video.")])
def test_a_listed_page_that_is_no_article_is_let_alone_with_its_reason(
    desk: Desk, error: Exception
) -> None:
    desk.publisher_site.pages[at("video")] = error
    desk.list_pages(entry("video"))
    assert desk.look_at_due() == [FetchResult.FAILED]
    assert desk.tracked_page("video").due_at is None
    with desk.store.view() as view:
        (problem,) = view.problems(desk.site.key, 10)
    assert (problem.url, problem.problem) == (at("video"), str(error))


def test_a_page_without_a_neighbour_of_its_own_takes_no_hostile_one(desk: Desk) -> None:
    around = Neighbours(Neighbour("", at("a")), Neighbour("Next" * 200, "javascript:alert(1)"))
    desk.offer(page("new", neighbours=around))
    desk.reader_presses(at("new"))
    shown = desk.panel("new")
    assert isinstance(shown, Ready)
    assert shown.headline.declared == Neighbours()


def test_a_page_brings_no_summary_of_the_newsroom(desk: Desk) -> None:
    desk.offer(page("new", summary=("Believe me.",)))
    desk.reader_presses(at("new"))
    assert "harbour council" in desk.summary("new")
