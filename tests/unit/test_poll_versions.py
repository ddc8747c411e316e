"""What is remembered of an answer, so that the next one is short."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.unit.publisher_site import FEED, World, entry, later, whole
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


FROZEN = Validators(None, "Fri, 01 May 2026 07:00:00 GMT")
DAY = 24 * 60


def offer(world: World, *slugs: str, validators: Validators = FROZEN, **fields: Any) -> None:
    """Let the feed list these under a version that never changes."""
    entries = tuple(entry(slug, **fields) for slug in slugs)
    world.publisher_site.listings[FEED] = PollAnswer(Listing(entries), validators)


def test_an_answer_that_nothing_has_changed_is_believed_for_a_day(memory_store: SqlStore) -> None:
    world = World(memory_store)
    offer(world, "a", validators=Validators('"frozen"'))
    assert world.poll().new == 1
    offer(world, "b", "a", validators=Validators('"frozen"'))
    assert [world.poll(later(minute)).new for minute in (5, DAY - 1, DAY)] == [0, 0, 1]


def test_the_day_begins_with_each_answer_that_was_read_whole(
    memory_store: SqlStore, writes: list[str]
) -> None:
    world = World(memory_store)
    offer(world, "a", validators=Validators('"frozen"'))
    world.poll()
    world.poll(later(DAY))
    del writes[:]
    offer(world, "b", "a", validators=Validators('"frozen"'))
    assert world.poll(later(DAY + 5)).new == 0
    assert writes == []


def test_a_last_modified_that_is_older_than_the_newest_entry_is_not_sent(
    memory_store: SqlStore,
) -> None:
    world = World(memory_store)
    offer(world, "a", published_at=later(-30))
    world.poll()
    offer(world, "b", "a", published_at=later(-30))
    assert world.poll(later(5)).new == 1


def test_a_last_modified_that_is_newer_than_all_entries_is_sent(memory_store: SqlStore) -> None:
    world = World(memory_store)
    offer(world, "a", published_at=later(-90))
    world.poll()
    offer(world, "b", "a", published_at=later(-90))
    assert world.poll(later(5)).new == 0


def test_a_date_in_the_future_makes_no_version_old(memory_store: SqlStore) -> None:
    world = World(memory_store)
    offer(world, "a", published_at=later(DAY))
    world.poll()
    with world.store.view() as view:
        assert [one.latest for one in view.sources()] == [None]
