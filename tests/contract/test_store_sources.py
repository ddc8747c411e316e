"""What every store promises about sources."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from tests.contract.material import NOON, article, later, publish, read
from widget.domain.errors import InvalidField, UnknownSite
from widget.domain.source import Source, SourceKind, Validators

if TYPE_CHECKING:
    from widget.domain.ports import Store

FEED = Source("daily", "https://daily.example/feed.xml", SourceKind.FEED)
ASKED = Source(
    "daily",
    "https://daily.example/map-1.xml",
    SourceKind.SITEMAP,
    parent="https://daily.example/map.xml",
    validators=Validators('W/"ü"', "Mon, 04 May 2026 12:00:00 GMT"),
    latest=NOON,
    failures=3,
    problem="It answered 503.",
    rest_until=later(5),
    read_at=later(6),
)


def put(store: Store, *sources: Source) -> None:
    """Keep these sources."""
    with store.transaction() as transaction:
        for one in sources:
            transaction.put_source(one)


@pytest.mark.parametrize("source", [FEED, ASKED, replace(FEED, kind=SourceKind.WORDPRESS)])
def test_a_source_comes_back_as_it_was_put(store: Store, source: Source) -> None:
    put(store, source)
    with store.view() as view:
        assert view.source("daily", source.url) == source


def test_a_source_that_is_put_again_is_replaced(store: Store) -> None:
    put(store, replace(ASKED, url=FEED.url), FEED)
    with store.view() as view:
        assert view.sources() == (FEED,)


def test_a_source_belongs_to_one_site(store: Store) -> None:
    put(store, FEED)
    with store.view() as view:
        assert view.source("weekly", FEED.url) is None
        assert view.source("daily", FEED.url + "?") is None


def test_sources_come_by_site_and_url(store: Store) -> None:
    sources = [replace(FEED, site_key=key, url=url) for key in ("daily", "weekly") for url in "abc"]
    put(store, *reversed(sources))
    with store.view() as view:
        assert view.sources() == tuple(sources)


def test_a_source_that_is_dropped_leaves_what_it_brought(store: Store) -> None:
    put(store, FEED, replace(FEED, site_key="weekly"))
    publish(store, article(ingested=True))
    with store.transaction() as transaction:
        assert transaction.drop_source("daily", FEED.url)
        assert not transaction.drop_source("daily", FEED.url)
        assert transaction.sources() == (replace(FEED, site_key="weekly"),)
    assert read(store).headline.withdrawn_at is None


def test_a_source_of_an_unknown_site_is_refused(store: Store) -> None:
    with pytest.raises(UnknownSite):
        put(store, replace(FEED, site_key="monthly"))


@pytest.mark.parametrize("name", ["url", "problem", "parent"])
def test_a_text_that_no_database_can_keep_is_refused(store: Store, name: str) -> None:
    with pytest.raises(InvalidField, match=name):
        put(store, replace(FEED, **{name: "x\x00"}))  # type: ignore[arg-type]
