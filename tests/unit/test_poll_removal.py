"""A source that is removed while it is polled leaves nothing behind that is asked."""

from __future__ import annotations

from contextlib import contextmanager
from datetime import datetime, timedelta, timezone
from typing import TYPE_CHECKING

import pytest

from tests.unit.publisher_site import FEED, NOW, SITEMAP, World, entry
from widget.domain.source import Listing, SourceKind
from widget.usecases.sites import manage

if TYPE_CHECKING:
    from collections.abc import Iterator

    from widget.domain.ports import Transaction
    from widget.store import SqlStore


@pytest.fixture
def world(memory_store: SqlStore) -> World:
    """Return a world with an empty feed and an empty index of sitemaps."""
    here = World(memory_store)
    here.publisher_site.listings |= {FEED: Listing(), SITEMAP: Listing()}
    here.poll()
    here.poll(url=SITEMAP, kind=SourceKind.SITEMAP)
    return here


def removed_before_the_next_write(world: World, url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the operator remove the source just before something else is written."""
    transaction = world.store.transaction

    @contextmanager
    def late() -> Iterator[Transaction]:
        monkeypatch.setattr(world.store, "transaction", transaction)
        manage.remove_source(world.store, world.site.key, url)
        with transaction() as opened:
            yield opened

    monkeypatch.setattr(world.store, "transaction", late)


def test_the_sitemaps_of_a_removed_index_are_not_made(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    world.publisher_site.listings[SITEMAP] = Listing(more=("https://news.example/sitemap-1.xml",))
    world.publisher_site.meanwhile = lambda: removed_before_the_next_write(
        world, SITEMAP, monkeypatch
    )
    world.poll(url=SITEMAP, kind=SourceKind.SITEMAP)
    with world.store.view() as view:
        assert [one.url for one in view.sources()] == [FEED]


def test_a_removed_source_is_not_subscribed_to(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    world.publisher_site.listings[FEED] = Listing(hub="https://hub.example/")
    world.publisher_site.meanwhile = lambda: removed_before_the_next_write(world, FEED, monkeypatch)
    assert world.poll().problem is None
    with world.store.view() as view:
        assert view.subscriptions_due(NOW, 10) == ()


def test_times_outside_of_utcs_years_say_nothing_of_a_source(world: World) -> None:
    first = datetime(1, 1, 1, tzinfo=timezone(timedelta(hours=14)))
    assert world.list_pages(entry(published_at=first)).source.latest is None
    with world.store.view() as view:
        assert len(view.sources()) == 2
