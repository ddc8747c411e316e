"""What a glance at an article says is what a view says of it."""

from __future__ import annotations

import random
import sqlite3
from contextlib import closing
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from tests.contract.material import (
    DAILY,
    NOON,
    WEEKLY,
    article,
    keep,
    later,
    publish,
    read,
    refusal_of,
    summary_of,
    url_of,
    withdraw,
)
from tests.statements import statements
from widget.domain.article import Marks
from widget.domain.draft import Origin
from widget.domain.panel import Glance
from widget.domain.summary import SummaryState

if TYPE_CHECKING:
    from widget.domain.ports import Store
    from widget.store import SqlStore

SLUGS = tuple("abcdefgh")


def by_view(store: Store, slug: str) -> Glance | None:
    """Return what several queries say of the article, in one view."""
    with store.view() as view:
        site, reading = view.site(DAILY.key), view.reading(DAILY.key, url_of(slug))
        if site is None or reading is None:
            return None
        ordered = view.neighbours_in_section if site.same_section else view.neighbours
        around = ordered(reading.headline, NOON)
        return Glance(site, reading, around, view.next_embargo_end(DAILY.key, NOON))


def change(store: Store, chance: random.Random) -> None:
    """Write anything that a glance may show."""
    slug = chance.choice(SLUGS)
    embargo = chance.choice((None, None, later(-5), later(chance.randint(1, 9))))
    one = article(
        slug,
        published_at=later(chance.randint(0, 3)),
        section=chance.choice((None, "City", "Sport")),
        language=chance.choice(("en", "en", "de")),
        image=chance.choice((None, f"{url_of(slug)}.jpg")),
        vouched=chance.random() < 0.8,
        marks=Marks(embargoed_until=embargo),
    )
    publish(store, one)
    if chance.random() < 0.2:
        withdraw(store, chance.choice(SLUGS))
    state, origin = chance.choice(list(SummaryState)), chance.choice(list(Origin))
    keep(store, one, chance.choice((refusal_of(one), summary_of(one, origin, state))))


@pytest.mark.parametrize("seed", range(6))
def test_it_says_what_a_view_says_whatever_was_written(store: Store, seed: int) -> None:
    chance, seen = random.Random(seed), 0
    for _ in range(25):
        change(store, chance)
        if chance.random() < 0.3:
            with store.transaction() as transaction:
                transaction.put_site(replace(DAILY, same_section=chance.random() < 0.5), NOON)
        for slug in SLUGS:
            glance = store.glance(DAILY.key, url_of(slug), NOON)
            assert glance == by_view(store, slug)
            seen += glance is not None
    assert seen > 50


def test_what_no_site_has_is_not_seen(store: Store) -> None:
    publish(store, article("a"))
    assert store.glance(DAILY.key, url_of("b"), NOON) is None
    assert store.glance(WEEKLY.key, url_of("a"), NOON) is None
    assert store.glance("nobody", url_of("a"), NOON) is None


def test_it_sees_at_once_what_was_committed(store: Store) -> None:
    publish(store, article("a"))
    before = store.glance(DAILY.key, url_of("a"), NOON)
    withdraw(store, "a")
    after = store.glance(DAILY.key, url_of("a"), NOON)
    assert before is not None
    assert after is not None
    assert (before.reading.headline.withdrawn_at, after.reading) == (None, read(store, "a"))


def test_it_is_one_query_that_only_looks_into_indices(sqlite_file: SqlStore, database: str) -> None:
    with sqlite_file.transaction() as transaction:
        transaction.put_site(DAILY, NOON)
    publish(sqlite_file, article("a"), article("b"), article("c"))
    with statements() as ran:
        sqlite_file.glance(DAILY.key, url_of("b"), NOON)
    [(statement, bound)] = ran
    with closing(sqlite3.connect(database.removeprefix("sqlite:///"))) as connection:
        explained = connection.execute(f"EXPLAIN QUERY PLAN {statement}", bound)
        plan = [row[3] for row in explained]
    for index in ("ix_articles_section_order", "ix_articles_publish_order"):
        for end in ("published_at<?)", "published_at>?)"):
            assert any(index in line and end in line for line in plan), plan
    assert not [line for line in plan if "SCAN" in line]


def test_connections_for_a_glance_are_few_and_given_back(
    sqlite_file: SqlStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = list[object]()
    connect: Any = sqlite3.connect

    def counted(*arguments: Any, **options: Any) -> Any:
        opened.append(arguments)
        return connect(*arguments, **options)

    monkeypatch.setattr(sqlite3, "connect", counted)
    for _ in range(20):
        sqlite_file.glance(DAILY.key, url_of("a"), NOON)
    assert len(opened) == 1
    sqlite_file.close()
    sqlite_file.glance(DAILY.key, url_of("a"), NOON)
    assert len(opened) == 2
