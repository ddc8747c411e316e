"""How SQLite finds what is asked for, and what is old: by indices."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from tests.contract.material import (
    DAILY,
    NOON,
    article,
    keep,
    later,
    publish,
    summary_of,
    url_of,
)
from tests.statements import statements
from widget.domain.source import Source, SourceKind, TrackedPage
from widget.store import open_sqlite

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from widget.domain.ports import Transaction
    from widget.store import SqlStore

FEED = "https://daily.example/feed.xml"
ASKED: dict[str, tuple[Callable[[Transaction], object], str]] = {
    "tracked page": (lambda t: t.tracked_page("daily", url_of("1")), "(site_key=? AND url=?)"),
    "tracked pages": (
        lambda t: t.tracked_pages("daily", (url_of("1"), url_of("2"))),
        "(site_key=? AND url=?)",
    ),
    "stamps": (lambda t: t.stamps("daily", (url_of("1"), url_of("2"))), "(site_key=? AND url=?)"),
    "due": (lambda t: t.due(None, later(5), 5), "ix_tracked_pages_due_at (due_at<?)"),
    "due of a site": (
        lambda t: t.due("daily", later(5), 5),
        "ix_tracked_pages_due_of_site (site_key=? AND due_at<?)",
    ),
    "count_due": (
        lambda t: t.count_due("daily", later(5)),
        "ix_tracked_pages_due_of_site (site_key=? AND due_at<?)",
    ),
    "problems": (lambda t: t.problems("daily", 5), "ix_tracked_pages_problems (site_key=?)"),
    "refused": (
        lambda t: t.refused("daily", "1", 5),
        "ix_tracked_pages_problems (site_key=?)",
    ),
    "not looked at": (
        lambda t: t.not_looked_at("daily", later(5), 5),
        "ix_tracked_pages_at_rest (site_key=?)",
    ),
    "listed by": (
        lambda t: t.listed_by("daily", FEED),
        "COVERING INDEX ix_tracked_pages_of_source (site_key=? AND source_url=?)",
    ),
    "release": (lambda t: t.release("daily", url_of("x")), "(site_key=? AND url=?)"),
    "vouch": (lambda t: t.vouch("daily", url_of("x"), NOON), "(site_key=? AND url=?)"),
    "presses": (
        lambda t: t.presses("daily", later(5), later(9)),
        "COVERING INDEX ix_tracked_pages_presses (site_key=? AND pressed_at>? AND pressed_at<?)",
    ),
    "presses of a network": (
        lambda t: t.presses("daily", later(5), later(9), "a"),
        "COVERING INDEX ix_tracked_pages_presses_by "
        "(site_key=? AND pressed_by=? AND pressed_at>? AND pressed_at<?)",
    ),
    "latest": (lambda t: t.latest("daily", 5), "ix_articles_arrival (site_key=?)"),
    "source": (lambda t: t.source("daily", FEED), "(site_key=? AND url=?)"),
    "withdraw": (
        lambda t: t.withdraw_ingested("daily", url_of("x"), NOON),
        "(site_key=? AND url=?)",
    ),
}


@pytest.fixture(scope="module")
def full_database(migrated: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    """Return the URL of a file with a few hundred tracked pages of all kinds."""
    path = tmp_path_factory.mktemp("plans") / "widget.db"
    shutil.copyfile(migrated, path)
    return f"sqlite:///{path}"


@pytest.fixture(scope="module")
def full(full_database: str) -> Iterator[SqlStore]:
    """Return the store in that file, which no test of this module changes."""
    opened = open_sqlite(full_database)
    fill(opened)
    yield opened
    opened.close()


def fill(store: SqlStore) -> None:
    """Keep tracked pages of all kinds, an article and an alias of it."""
    with store.transaction() as transaction:
        transaction.put_site(DAILY, NOON)
        transaction.put_source(Source("daily", FEED, SourceKind.FEED))
        for number in range(400):
            transaction.put_tracked_page(_tracked_page(number))
    publish(store, article())
    with store.transaction() as transaction:
        transaction.put_aliases("daily", url_of("bridge"), (url_of("x"),))


@pytest.fixture(scope="module")
def edited_database(migrated: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    """Return the URL of a file in which one article had two hundred editions."""
    path = tmp_path_factory.mktemp("edited") / "widget.db"
    shutil.copyfile(migrated, path)
    return f"sqlite:///{path}"


@pytest.fixture(scope="module")
def edited(edited_database: str) -> Iterator[SqlStore]:
    """Return the store in that file, which no test of this module changes."""
    opened = open_sqlite(edited_database)
    fill(opened)
    for number in range(200):
        edition = article(text=f"Edition {number}")
        publish(opened, edition)
        keep(opened, edition, summary_of(edition))
    yield opened
    opened.close()


def _tracked_page(number: int) -> TrackedPage:
    url = url_of(str(number))
    return TrackedPage(
        "daily",
        url,
        url,
        NOON,
        source_url=FEED if number % 5 else None,
        attempted_at=later(number),
        pressed_at=None if number % 5 else later(number),
        due_at=None if number % 10 else later(number),
        problem=None if number % 7 else "x",
    )


def plans_of(
    store: SqlStore, database: str, act: Callable[[Transaction], object]
) -> list[list[str]]:
    """Return how SQLite goes about each statement of this act."""
    with store.transaction() as transaction, statements() as ran:
        act(transaction)
    with closing(sqlite3.connect(database.removeprefix("sqlite:///"))) as connection:
        return [
            [row[3] for row in connection.execute(f"EXPLAIN QUERY PLAN {statement}", bound)]
            for statement, bound in ran
        ]


@pytest.mark.parametrize("name", ASKED)
def test_what_ingest_asks_for_is_searched_in_an_index_and_not_sorted(
    full: SqlStore, full_database: str, name: str
) -> None:
    act, index = ASKED[name]
    [plan] = plans_of(full, full_database, act)
    assert index in plan[0]
    assert not [line for line in plan if "SCAN" in line or "TEMP B-TREE" in line]


@pytest.mark.parametrize("name", ["reading", "outcome", "outdated"])
def test_what_readers_see_is_found_by_its_edition_however_many_others_are_kept(
    edited: SqlStore, edited_database: str, name: str
) -> None:
    reads: dict[str, Callable[[Transaction], object]] = {
        "reading": lambda t: t.reading("daily", url_of("bridge")),
        "outcome": lambda t: t.outcome("daily", url_of("bridge"), "f"),
        "outdated": lambda t: t.outdated("daily", ("test 1",), url_of("1"), 9),
    }
    [plan] = plans_of(edited, edited_database, reads[name])
    [of_outcomes] = [line for line in plan if "outcomes" in line]
    assert of_outcomes.startswith("SEARCH outcomes USING INDEX sqlite_autoindex_outcomes")
    assert "(article_id=? AND fingerprint=?)" in of_outcomes


def test_articles_to_be_made_anew_are_found_in_the_order_in_which_they_came(
    edited: SqlStore, edited_database: str
) -> None:
    [plan] = plans_of(
        edited, edited_database, lambda t: t.outdated("daily", ("test 1",), url_of("1"), 9)
    )
    assert plan[0] == "SEARCH articles USING INDEX ix_articles_arrival (site_key=? AND id>?)"
    assert not [line for line in plan if "SCAN" in line or "TEMP B-TREE" in line]


def test_what_is_old_is_found_by_its_age_and_what_stands_is_passed_over(
    edited: SqlStore, edited_database: str
) -> None:
    superseded, withdrawn = plans_of(edited, edited_database, lambda t: t.drop_old_outcomes(NOON))
    assert superseded == ["SEARCH outcomes USING INDEX ix_outcomes_superseded_at (superseded_at<?)"]
    assert any("ix_articles_withdrawn_at (withdrawn_at<?)" in line for line in withdrawn)
    assert not [line for line in withdrawn if line.startswith("SCAN")]
