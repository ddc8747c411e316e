"""An article that was pushed or withdrawn can be given back to its source."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.conftest import SITE, STORY
from tests.unit.publisher_site import World, at, entry, failure, later, page, whole
from widget.domain.errors import UnknownArticle
from widget.domain.panel import Ready, Unavailable
from widget.domain.summary import Reason
from widget.usecases.ingest.context import FetchResult
from widget.usecases.publishing import publish

if TYPE_CHECKING:
    from widget.store import SqlStore


@pytest.fixture
def world(memory_store: SqlStore) -> World:
    """Return a world whose site lists a page that its publisher has pushed, too."""
    here = World(memory_store)
    here.offer(page(title="On the site"))
    here.list_pages(entry())
    here.look_at_due()
    here.push()
    return here


def release(world: World, slug: str = "bridge") -> bool:
    """Let the publisher give the article back, five minutes later."""
    return publish.release(world.store, SITE.key, at(slug), later(5))


def test_a_released_article_is_read_from_its_page(world: World) -> None:
    assert release(world)
    assert world.title(now=later(5)) == "Pushed bridge"
    assert world.look_at_due(later(5)) == [FetchResult.CHANGED]
    assert world.title(now=later(6)) == "On the site"
    assert not release(world)


def test_a_withdrawn_article_that_is_released_is_back_with_its_page(world: World) -> None:
    world.pull()
    assert release(world)
    assert world.reason(now=later(5)) is Reason.WITHDRAWN
    world.look_at_due(later(5))
    assert isinstance(world.panel(now=later(6)), Ready)


def test_a_released_article_is_listed_as_news_by_its_source(world: World) -> None:
    world.list_pages(whole(stamp="whole", title="In the feed"), now=later(1))
    release(world)
    world.list_pages(whole(stamp="whole", title="In the feed"), now=later(6))
    assert world.title(now=later(7)) == "In the feed"


def test_a_summary_of_the_newsroom_stays_as_long_as_the_text(world: World) -> None:
    world.offer(page(title="Pushed bridge"))
    world.push(summary=("By us.",))
    release(world)
    world.look_at_due(later(5))
    assert world.summary(now=later(6)) == "By us."
    world.offer(page(title="Pushed bridge", text=STORY.replace("harbour", "school")))
    world.look_at_due(later(60))
    assert world.summary(now=later(61)) != "By us."


def test_what_is_no_article_cannot_be_released(world: World) -> None:
    with pytest.raises(UnknownArticle):
        release(world, "mill")


def test_who_took_a_summary_away_did_not_take_the_page_away(world: World) -> None:
    world.pull()
    shown = world.panel()
    assert isinstance(shown, Unavailable)
    assert shown.page_is_there
    release(world)
    world.publisher_site.pages[at("bridge")] = failure(410)
    world.look_at_due(later(5))
    gone = world.panel(now=later(6))
    assert isinstance(gone, Unavailable)
    assert not gone.page_is_there
