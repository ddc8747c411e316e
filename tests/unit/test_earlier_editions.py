"""Outcomes of earlier editions: kept, deleted in time, and used again only under the same rules."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from tests.conftest import SITE, STORY
from tests.unit.publisher_site import FirstSentence, World, at, later, page, whole
from widget.bootstrap import now as time_now
from widget.domain.article import fingerprint_of
from widget.domain.errors import SummarizerFailed
from widget.domain.panel import Pending, Unavailable
from widget.domain.summary import KeptOutcome, Reason, Summary, SummaryState
from widget.jobs.work import Work

if TYPE_CHECKING:
    from collections.abc import Callable

    from widget.bootstrap.ingest import IngestServices
    from widget.domain.article import Article
    from widget.domain.draft import Draft, SummaryShape

    Way = Callable[[World, str, int], None]

OTHER = STORY.replace("Tuesday", "Friday")
FIRST_POINT = STORY.split(". ", maxsplit=1)[0] + "."


@dataclass
class Away(FirstSentence):
    """A summarizer that cannot be reached."""

    name: str = "away/1"

    def summarize(self, article: Article, shape: SummaryShape) -> Draft:  # noqa: ARG002 - the port
        """Fail for now."""
        raise SummarizerFailed("It did not answer.", permanent=False)


@pytest.fixture
def world(ingest_services: IngestServices) -> World:
    """Return a world over an empty store."""
    return World(ingest_services.store)


def push(world: World, text: str, minute: int) -> None:
    """Let the publisher push the bridge with this text."""
    world.push(text=text, now=later(minute))


def list_whole(world: World, text: str, minute: int) -> None:
    """Let a feed list the bridge with this text."""
    listed = whole(text=text, stamp=str(minute), title="Pushed bridge")
    assert world.list_pages(listed, now=later(minute)).problem is None


def look(world: World, text: str, minute: int) -> None:
    """Let the next check find the bridge's page with this text."""
    world.offer(page(text=text, title="Pushed bridge"))
    if minute == 0:
        world.reader_presses(at("bridge"))
    else:
        world.look_at_due(later(minute * 24 * 60))


WAYS = pytest.mark.parametrize("way", [push, list_whole, look])


def kept(world: World, text: str = STORY) -> KeptOutcome:
    """Return what is kept of the edition of the bridge with this text."""
    with world.store.view() as view:
        fingerprint = fingerprint_of("Pushed bridge", text)
        found = view.outcome(SITE.key, at("bridge"), fingerprint)
    assert found is not None
    return found


def hide(world: World) -> None:
    """Let an editor hide the summary that stands."""
    standing = kept(world).outcome
    assert isinstance(standing, Summary)
    with world.store.transaction() as transaction:
        hidden = replace(standing, state=SummaryState.HIDDEN)
        assert transaction.put_outcome(SITE.key, at("bridge"), hidden)


@WAYS
def test_the_summary_of_an_earlier_edition_is_kept_and_not_shown(world: World, way: Way) -> None:
    way(world, STORY, 0)
    assert world.summary() == FIRST_POINT
    way(world, OTHER, 1)
    assert "Friday" in world.summary()
    assert kept(world).superseded_at is not None


@WAYS
def test_a_text_that_comes_back_has_its_summary_again_and_nobody_writes_it_anew(
    world: World, way: Way
) -> None:
    way(world, STORY, 0)
    before = kept(world)
    way(world, OTHER, 1)
    asked = world.writer.asked
    way(world, STORY, 2)
    assert world.summary() == FIRST_POINT
    assert kept(world) == before
    assert world.writer.asked == asked
    assert kept(world, OTHER).superseded_at is not None


@WAYS
def test_under_another_summarizer_it_is_made_anew(world: World, way: Way) -> None:
    way(world, STORY, 0)
    way(world, OTHER, 1)
    world.writer = FirstSentence("other/1")
    way(world, STORY, 2)
    assert world.writer.asked == 1
    assert kept(world).outcome.summarizer.startswith("other/1")
    assert world.summary() == FIRST_POINT


def test_under_another_length_it_is_made_anew(world: World) -> None:
    push(world, STORY, 0)
    push(world, OTHER, 1)
    world.change_site(points=2)
    asked = world.writer.asked
    push(world, STORY, 2)
    assert world.writer.asked == asked + 1
    assert "2 points" in kept(world).outcome.summarizer


@WAYS
def test_while_another_summarizer_is_away_the_earlier_summary_is_not_shown(
    world: World, way: Way
) -> None:
    way(world, STORY, 0)
    way(world, OTHER, 1)
    world.writer = Away()
    way(world, STORY, 2)
    assert isinstance(world.panel(now=later(9)), Pending)
    assert kept(world).superseded_at is not None


def test_what_an_editor_has_hidden_stays_hidden_when_its_text_comes_back(world: World) -> None:
    push(world, STORY, 0)
    hide(world)
    push(world, OTHER, 1)
    push(world, STORY, 2)
    assert world.reason() is Reason.HELD


def test_a_refusal_is_weighed_anew_when_its_text_comes_back(world: World) -> None:
    push(world, "Too short.", 0)
    push(world, OTHER, 1)
    push(world, "Too short.", 2)
    assert world.reason() is Reason.TOO_SHORT
    assert kept(world, "Too short.").outcome.made_at == later(2)


def test_a_newsrooms_words_come_back_only_when_they_are_sent_again(world: World) -> None:
    world.push(summary=("Their own words.",), now=later(0))
    world.push(text=OTHER, now=later(1))
    world.push(now=later(2))
    assert world.summary() == FIRST_POINT
    world.push(summary=("Their own words.",), now=later(3))
    assert world.summary() == "Their own words."


def forget(ingest_services: IngestServices, days: int) -> None:
    """Do what is done at night."""
    settings = replace(ingest_services.settings, keep_outcomes_days=days)
    Work(replace(ingest_services, settings=settings), lambda *_: None).forget()


def edit(world: World) -> None:
    world.push(text=OTHER, now=time_now() - timedelta(days=20))


def withdraw(world: World) -> None:
    world.pull(now=time_now() - timedelta(days=20))


@pytest.mark.parametrize("end", [edit, withdraw])
def test_what_readers_do_not_see_any_more_is_forgotten_at_night_after_the_days_that_are_set(
    world: World, ingest_services: IngestServices, end: Callable[[World], None]
) -> None:
    world.push(now=time_now() - timedelta(days=400))
    end(world)
    forget(ingest_services, 0)
    forget(ingest_services, 21)
    assert kept(world)
    forget(ingest_services, 19)
    with pytest.raises(AssertionError):
        kept(world)


def test_what_readers_see_is_never_forgotten(world: World, ingest_services: IngestServices) -> None:
    world.push(now=time_now() - timedelta(days=4_000))
    forget(ingest_services, 1)
    assert world.summary() == FIRST_POINT


def test_a_withdrawn_article_whose_summary_was_forgotten_comes_back_with_one(
    world: World, ingest_services: IngestServices
) -> None:
    world.push(now=time_now() - timedelta(days=400))
    withdraw(world)
    forget(ingest_services, 1)
    assert isinstance(world.panel(), Unavailable)
    world.push()
    assert world.summary() == FIRST_POINT
