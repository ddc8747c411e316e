"""A page or a text that kills whoever works on it is given up after a few times."""

from __future__ import annotations

import os
import shutil
import signal
from typing import TYPE_CHECKING

import pytest

from tests.conftest import STORY
from tests.unit.publisher_site import FirstSentence, Killed, World, at, entry, failure, later, page
from widget.domain.errors import SummarizerFailed
from widget.domain.panel import Pending
from widget.domain.summary import Reason
from widget.rules.retry import LEASE, LONGEST_REST, MOST_BEGUN
from widget.store import open_store
from widget.usecases.ingest.context import FetchResult

if TYPE_CHECKING:
    from pathlib import Path

    from widget.domain.article import Article
    from widget.domain.draft import Draft, SummaryShape
    from widget.store import SqlStore


@pytest.fixture
def world(memory_store: SqlStore) -> World:
    """Return a world whose site has its pages fetched on demand."""
    return World(memory_store)


def test_a_page_that_kills_whoever_fetches_it_is_given_up_with_its_reason(world: World) -> None:
    world.publisher_site.pages[at("bridge")] = Killed()
    world.list_pages(entry())
    for minute in range(MOST_BEGUN):
        with pytest.raises(Killed):
            world.look_at_due(later(minute))
    assert world.look_at_due(later(60)) == []
    assert world.tracked_page().due_at is None
    assert "4 fetches of it began and none ended" in str(world.tracked_page().problem)
    assert world.reason(now=later(60)) is Reason.UNKNOWN_ARTICLE
    assert len(world.publisher_site.fetched) == MOST_BEGUN


def test_a_page_that_kills_whoever_fetches_it_is_given_up_by_presses_too(world: World) -> None:
    world.publisher_site.pages[at("bridge")] = Killed()
    for minute in range(MOST_BEGUN):
        with pytest.raises(Killed):
            world.reader_presses(at("bridge"), later(minute))
    assert world.reader_presses(at("bridge"), later(60)) is None
    assert world.reason(now=later(60)) is Reason.UNKNOWN_ARTICLE
    world.offer(page())
    assert world.reader_presses(at("bridge"), later(60) + LONGEST_REST) is FetchResult.CREATED


def test_a_source_that_says_something_new_has_a_page_fetched_that_was_given_up(
    world: World,
) -> None:
    world.publisher_site.pages[at("bridge")] = Killed()
    world.list_pages(entry())
    for minute in range(MOST_BEGUN):
        with pytest.raises(Killed):
            world.look_at_due(later(minute))
    world.look_at_due(later(60))
    world.offer(page())
    world.list_pages(entry(stamp="2"), now=later(61))
    assert world.look_at_due(later(61)) == [FetchResult.CREATED]


def test_pages_that_were_taken_beside_one_that_kills_are_not_given_up_with_it(world: World) -> None:
    world.publisher_site.pages[at("0")] = Killed()
    world.offer(*(page(str(number)) for number in range(1, 4)))
    world.list_pages(*(entry(str(number)) for number in range(4)))
    for minute in range(0, 60, 4):
        try:
            while world.look_at_due(later(minute)):
                pass
        except Killed:
            continue
    assert [world.title(str(number)) for number in range(1, 4)] == ["The 1", "The 2", "The 3"]
    assert world.publisher_site.fetched.count(at("0")) == MOST_BEGUN


def test_fetches_that_end_are_not_counted_whatever_they_find(world: World) -> None:
    world.publisher_site.pages[at("bridge")] = failure(503)
    world.list_pages(entry())
    for day in range(MOST_BEGUN + 2):
        assert world.look_at_due(later(60 * 24 * day)) == [FetchResult.FAILED]
        assert world.tracked_page().attempts == 0


class Deadly(FirstSentence):
    """A summarizer that a text kills, or that fails otherwise."""

    error: BaseException = Killed()

    def summarize(self, article: Article, shape: SummaryShape) -> Draft:
        """Raise the error, if there is any."""
        if self.error is not None:
            self.asked += 1
            raise self.error
        return super().summarize(article, shape)


@pytest.fixture
def waiting(world: World) -> World:
    """Return a world with a pushed article without a summary, and a summarizer that it kills."""
    deadly = Deadly()
    deadly.error = SummarizerFailed("busy", permanent=False)
    world.writer = deadly
    world.push()
    assert isinstance(world.panel(), Pending)
    deadly.error, deadly.asked = Killed(), 0
    return world


def attend(world: World, minute: float) -> FetchResult | None:
    return world.reader_presses(at("bridge"), later(minute))


@pytest.mark.parametrize("error", [Killed(), RuntimeError("a bug")], ids=["killed", "bug"])
def test_a_text_that_kills_the_summarizer_is_refused_after_a_few_times(
    waiting: World, error: BaseException
) -> None:
    waiting.writer.error = error  # type: ignore[attr-defined]
    for minute in range(MOST_BEGUN):
        with pytest.raises(type(error)):
            attend(waiting, minute)
    attend(waiting, 60)
    assert waiting.writer.asked == MOST_BEGUN
    assert waiting.reason() is Reason.SUMMARIZER_FAILED
    waiting.writer = FirstSentence()
    waiting.push(text=STORY + "\n\nAnother edition.")
    assert waiting.title() == "Pushed bridge"


def test_while_a_text_is_summarised_nobody_else_begins(waiting: World) -> None:
    with pytest.raises(Killed):
        attend(waiting, 0)
    attend(waiting, 0.1)
    assert waiting.writer.asked == 1
    with pytest.raises(Killed):
        attend(waiting, LEASE.total_seconds() / 60)


def test_a_summarizer_that_fails_and_says_so_is_asked_again(waiting: World) -> None:
    waiting.writer.error = SummarizerFailed("busy", permanent=False)  # type: ignore[attr-defined]
    for minute in range(MOST_BEGUN + 2):
        assert attend(waiting, minute) is FetchResult.FAILED
        assert attend(waiting, minute) is None, "it rests for some seconds"
    assert waiting.writer.asked == MOST_BEGUN + 2
    assert waiting.tracked_page().problem == "busy"
    waiting.writer = FirstSentence()
    attend(waiting, MOST_BEGUN + 2)
    assert waiting.title() == "Pushed bridge"
    assert waiting.tracked_page().problem is None


def test_a_summary_that_nobody_presses_for_any_more_is_made_all_the_same(waiting: World) -> None:
    waiting.writer.error = SummarizerFailed("busy", permanent=False)  # type: ignore[attr-defined]
    attend(waiting, 0)
    waiting.writer = FirstSentence()
    waiting.look_at_due(later(1))
    assert waiting.title() == "Pushed bridge"


@pytest.mark.slow
def test_processes_that_a_page_really_kills_are_few(empty_database: Path, tmp_path: Path) -> None:
    path = tmp_path / "killed.db"
    shutil.copy(empty_database, path)
    first = open_store(f"sqlite:///{path}")
    World(first).list_pages(entry())
    first.close()
    ends = [_status_of_a_child_that_looks(path, minute) for minute in range(MOST_BEGUN + 2)]
    assert ends == [-signal.SIGKILL] * MOST_BEGUN + [0, 0]
    store = open_store(f"sqlite:///{path}")
    assert "none ended" in str(World(store).tracked_page().problem)
    store.close()


def _status_of_a_child_that_looks(path: Path, minute: int) -> int:
    child = os.fork()
    if child:
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    world = World(open_store(f"sqlite:///{path}"))
    world.offer(page())
    world.publisher_site.meanwhile = lambda: os.kill(os.getpid(), signal.SIGKILL)
    world.look_at_due(later(minute))
    os._exit(0)
