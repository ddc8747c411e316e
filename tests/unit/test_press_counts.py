"""What becomes of a press is kept with its page, and of its network only what a day needs."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from tests.conftest import SITE
from tests.unit.publisher_site import NOW, World, at, later, page
from widget.domain.source import PressCounts
from widget.store import open_store
from widget.usecases.articles.fetch_quota import FetchQuota
from widget.usecases.articles.press_digests import day_of, digest_of, keep_key

if TYPE_CHECKING:
    from collections.abc import Iterator

    from widget.store import SqlStore

NETWORK = "192.0.2.0/24"


@pytest.fixture
def world() -> Iterator[World]:
    """Return a world whose site is pressed on from one network."""
    store = open_store("sqlite://")
    yield World(store, quota=FetchQuota(network=NETWORK))
    store.close()


def counts(world: World) -> PressCounts:
    """Return how many pages the network pressed on in an hour."""
    with world.store.view() as view:
        digest = digest_of(view, NETWORK, NOW)
        return view.presses(SITE.key, later(-60), later(60), digest)


def test_a_press_on_a_page_that_is_there_is_of_use_and_one_on_nothing_is_vain(
    world: World,
) -> None:
    world.offer(page())
    world.reader_presses(at("bridge"))
    assert counts(world) == PressCounts(all=1, found=1, first=1)
    world.reader_presses(at("nothing"))
    assert counts(world) == PressCounts(all=2, found=1, first=2)


def test_until_its_page_is_fetched_a_press_counts_as_vain(world: World) -> None:
    seen: list[PressCounts] = []
    world.publisher_site.meanwhile = lambda: seen.append(counts(world))
    world.offer(page())
    world.reader_presses(at("bridge"))
    assert seen == [PressCounts(all=1, found=0, first=1)]


def test_a_press_that_leads_to_an_article_elsewhere_counts_once(world: World) -> None:
    world.publisher_site.pages[at("old")] = page("bridge")
    world.reader_presses(at("old"))
    assert world.title("bridge") == "The bridge"
    assert counts(world) == PressCounts(all=1, found=1, first=1)
    assert world.tracked_page("old").pressed_by is None


def test_of_the_same_network_nothing_tells_the_next_day_that_it_is_the_same(
    memory_store: SqlStore,
) -> None:
    digests: list[str | None] = []
    for day in range(2):
        moment = NOW + timedelta(days=day)
        with memory_store.transaction() as transaction:
            keep_key(transaction, moment)
            digests.append(digest_of(transaction, NETWORK, moment))
            keep_key(transaction, moment)
            assert digest_of(transaction, NETWORK, moment) == digests[-1]
    assert None not in digests
    assert digests[0] != digests[1]
    with memory_store.view() as view:
        assert view.press_key(day_of(NOW)) is None
