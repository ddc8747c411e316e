"""Roles come into the store with their article, and decide whether its summary is made anew."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import pytest

from tests.conftest import SITE, STORY
from tests.unit.publisher_site import FirstSentence, World, at, later, page, whole
from tests.unit.test_earlier_editions import OTHER, Away, hide, kept, push
from widget.domain.block import Block, Role
from widget.domain.summary import KeptOutcome, Reason

if TYPE_CHECKING:
    from collections.abc import Callable

    from widget.bootstrap.ingest import IngestServices
    from widget.domain.article import Article
    from widget.domain.draft import Draft, SummaryShape


@pytest.fixture
def world(ingest_services: IngestServices) -> World:
    """Return a world over an empty store."""
    return World(ingest_services.store)


def in_roles(*roles: Role) -> dict[str, Any]:
    """Return the fields of the bridge whose paragraphs have these roles."""
    parts = zip(roles, STORY_PARTS, strict=True)
    return {"text": None, "blocks": tuple(Block(role, part) for role, part in parts)}


STORY_PARTS = STORY.split("\n\n")
PLAIN = (Role.PARAGRAPH,) * len(STORY_PARTS)
OTHERS = (Role.QUOTATION, *PLAIN[1:])


def list_in_roles(world: World, minute: int, *roles: Role) -> None:
    """Let a feed list the bridge in paragraphs with these roles."""
    listed = whole(stamp=str(minute), title="Pushed bridge", **in_roles(*roles))
    assert world.list_pages(listed, now=later(minute)).problem is None


def look_in_roles(world: World, minute: int, *roles: Role) -> None:
    """Let the next check find the bridge in paragraphs with these roles."""
    world.offer(page(title="Pushed bridge", **in_roles(*roles)))
    if minute == 0:
        world.reader_presses(at("bridge"))
    else:
        world.look_at_due(later(minute * 24 * 60))


@pytest.mark.parametrize("way", [list_in_roles, look_in_roles])
def test_roles_come_into_the_store_whichever_way_an_article_comes(
    world: World, way: Callable[..., None]
) -> None:
    for minute, roles in enumerate((PLAIN, OTHERS)):
        way(world, minute, *roles)
        with world.store.view() as view:
            article = view.article(SITE.key, at("bridge"))
        assert article is not None
        assert (article.text, article.roles) == (STORY, roles)
        assert kept(world).roles == roles
    assert world.writer.asked == 2
    assert world.tracked_page().listed.body is None


def test_the_same_text_with_other_roles_is_summarised_anew_under_the_same_fingerprint(
    world: World,
) -> None:
    world.push(**in_roles(*PLAIN), now=later(0))
    before = kept(world)
    world.push(**in_roles(*OTHERS), now=later(1))
    assert world.writer.asked == 2
    assert kept(world) == KeptOutcome(replace(before.outcome, made_at=later(1)), roles=OTHERS)
    world.push(**in_roles(*OTHERS), now=later(2))
    assert world.writer.asked == 2


def test_a_text_that_comes_back_with_other_roles_is_summarised_anew(world: World) -> None:
    world.push(**in_roles(*PLAIN), now=later(0))
    world.push(text=OTHER, now=later(1))
    world.push(**in_roles(*OTHERS), now=later(2))
    assert world.writer.asked == 3
    assert kept(world).roles == OTHERS


def test_what_an_editor_has_hidden_stays_hidden_whatever_the_roles_are(world: World) -> None:
    push(world, STORY, 0)
    hide(world)
    world.push(**in_roles(*OTHERS), now=later(1))
    assert world.reason() is Reason.HELD


def test_a_summary_of_other_roles_that_is_ready_late_is_dropped(world: World) -> None:
    world.writer = Away()
    push(world, STORY, 0)
    world.writer = Interrupted(meanwhile=lambda: world.push(**in_roles(*OTHERS), now=later(1)))
    assert not world.summarize(now=later(2))
    assert kept(world).roles == OTHERS


@dataclass
class Interrupted(FirstSentence):
    """A summarizer that is so slow that something else happens the first time."""

    meanwhile: Callable[[], None] | None = None

    def summarize(self, article: Article, shape: SummaryShape) -> Draft:
        """Let it happen, and return the first sentence."""
        todo, self.meanwhile = self.meanwhile, None
        if todo is not None:
            todo()
        return FirstSentence.summarize(self, article, shape)
