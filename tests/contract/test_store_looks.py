"""What every store promises about pages that are looked at again though nobody has news."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from tests.contract.material import DAILY, NOON, WEEKLY, later, url_of
from widget.domain.source import TrackedPage

if TYPE_CHECKING:
    from widget.domain.ports import Store

FEED = "https://daily.example/feed.xml"
MAP = "https://daily.example/map.xml"


def put(store: Store, *slugs: str, **fields: Any) -> None:
    """Keep pages of these slugs, listed and seen at noon, with these fields."""
    with store.transaction() as transaction:
        for slug in slugs:
            seen = TrackedPage(DAILY.key, url_of(slug), url_of(slug), NOON, source_url=FEED)
            transaction.put_tracked_page(replace(seen, **fields))


def slugs_of(pages: tuple[TrackedPage, ...]) -> list[str]:
    """Return the slugs of these pages."""
    return [page.url.rpartition("/")[2] for page in pages]


def test_refused_pages_are_those_that_another_version_looked_at(store: Store) -> None:
    put(store, "old", problem="No text.", reader="1", attempted_at=later(2))
    put(store, "older", problem="No text.", attempted_at=later(1))
    put(store, "new", problem="No text.", reader="2", attempted_at=later(3))
    put(store, "due", problem="No text.", reader="1", due_at=later(9))
    put(store, "pressed", problem="No text.", reader="1", source_url=None)
    put(store, "article", reader="1")
    with store.view() as view:
        assert slugs_of(view.refused(DAILY.key, "2", 9)) == ["older", "old"]
        assert slugs_of(view.refused(DAILY.key, "2", 1)) == ["older"]
        assert view.refused(WEEKLY.key, "2", 9) == ()


def test_pages_that_nobody_looked_at_come_the_oldest_look_first(store: Store) -> None:
    put(store, "b", attempted_at=later(2))
    put(store, "a", attempted_at=later(1))
    put(store, "never")
    put(store, "lately", attempted_at=later(7))
    put(store, "fresh", seen_at=later(7))
    put(store, "due", attempted_at=later(1), due_at=later(9))
    put(store, "refused", attempted_at=later(1), problem="No text.")
    with store.view() as view:
        assert slugs_of(view.not_looked_at(DAILY.key, later(5), 9)) == ["never", "a", "b"]
        assert slugs_of(view.not_looked_at(DAILY.key, later(5), 2)) == ["never", "a"]
        assert view.not_looked_at(WEEKLY.key, later(5), 9) == ()


def test_what_a_source_listed_last_is_its_own_until_it_left(store: Store) -> None:
    put(store, "a", "b")
    put(store, "c", left_at=later(1))
    put(store, "d", source_url=MAP)
    put(store, "e", source_url=None)
    with store.view() as view:
        assert view.listed_by(DAILY.key, FEED) == {url_of("a"), url_of("b")}
        assert view.listed_by(WEEKLY.key, FEED) == frozenset()
