"""What is remembered of an answer, so that the next one is short."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.unit.publisher_site import FEED, World, later, whole
from widget.domain.source import Listing, PollAnswer, Validators

if TYPE_CHECKING:
    from widget.store import SqlStore


def test_news_bring_the_version_and_the_latest_time_of_their_answer(memory_store: SqlStore) -> None:
    world = World(memory_store)
    for number, slug in enumerate("ab"):
        told = whole(slug, published_at=later(-10 + number))
        world.publisher_site.listings[FEED] = PollAnswer(
            Listing((told,)), Validators(f'"{number}"')
        )
        world.poll(later(number))
        with world.store.view() as view:
            [kept] = view.sources()
        assert kept.validators == Validators(f'"{number}"')
        assert kept.latest == later(-10 + number)
