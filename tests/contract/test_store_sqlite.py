"""What a store in a SQLite file promises beyond the contract: plans, durability, processes."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
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
    read,
    summary_of,
    url_of,
)
from tests.statements import statements
from widget.domain.article import Change
from widget.domain.errors import StoreUnavailable
from widget.store import migrate, open_store, sqlite

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from widget.domain.ports import View
    from widget.store import SqlStore


@pytest.fixture
def file_store(sqlite_file: SqlStore) -> SqlStore:
    """Return a store in a file, with a site and three articles."""
    with sqlite_file.transaction() as transaction:
        transaction.put_site(DAILY, NOON)
    publish(sqlite_file, *(article(str(n), published_at=later(n)) for n in range(3)))
    keep(sqlite_file, article("1", published_at=later(1)), summary_of(article("1")))
    return sqlite_file


def driver(store: SqlStore, url: str) -> sqlite3.Connection:
    """Return a connection of our own to the file."""
    return sqlite3.connect(url.removeprefix("sqlite:///"))


READS: dict[str, Callable[[View], object]] = {
    "reading": lambda view: view.reading(DAILY.key, url_of("1")),
    "readings": lambda view: view.readings(DAILY.key, (url_of("1"), url_of("x"))),
    "article": lambda view: view.article(DAILY.key, url_of("1")),
    "neighbours": lambda view: view.neighbours(
        article("1", published_at=later(1)).headline, later(1)
    ),
    "url_of_title": lambda view: view.url_of_title(DAILY.key, "The story of the 1", NOON),
    "leads": lambda view: view.leads(DAILY.key, (url_of("1"), url_of("x"))),
    "site": lambda view: view.site(DAILY.key),
    "site_of_api_key": lambda view: view.site_of_api_key("1" * 64),
}


@pytest.mark.parametrize("name", READS)
def test_each_read_is_one_query_that_searches_indices_and_scans_no_table(
    file_store: SqlStore, database: str, name: str
) -> None:
    with file_store.view() as view, statements() as ran:
        READS[name](view)
    assert len(ran) == 1
    with closing(driver(file_store, database)) as connection:
        plan = [row[3] for row in connection.execute(f"EXPLAIN QUERY PLAN {ran[0][0]}", ran[0][1])]
    tables = ("articles", "aliases", "outcomes", "sites", "api_keys")
    assert any(line.startswith("SEARCH") for line in plan)
    assert not [line for line in plan if line.startswith("SCAN") and line.endswith(tables)]


def test_neighbours_walk_the_publish_order_without_sorting(
    file_store: SqlStore, database: str
) -> None:
    with file_store.view() as view, statements() as ran:
        READS["neighbours"](view)
    with closing(driver(file_store, database)) as connection:
        plan = [row[3] for row in connection.execute(f"EXPLAIN QUERY PLAN {ran[0][0]}", ran[0][1])]
    walks = [line for line in plan if "ix_articles_publish_order" in line]
    assert sorted(line[line.index("(") :] for line in walks) == [
        "(site_key=? AND language=? AND published_at<?)",
        "(site_key=? AND language=? AND published_at>?)",
    ]
    assert not [line for line in plan if "TEMP B-TREE" in line]


def test_a_reading_does_not_load_the_text(file_store: SqlStore) -> None:
    with file_store.view() as view, statements() as ran:
        READS["reading"](view)
    assert "text" not in ran[0][0]


def test_an_unchanged_article_is_not_written(file_store: SqlStore) -> None:
    with file_store.transaction() as transaction, statements() as ran:
        change = transaction.put_article(article("2", published_at=later(2)), later(60))
    assert change is Change.UNCHANGED
    assert [statement.split()[0] for statement, _ in ran] == ["SELECT"]


def test_the_summary_of_one_edition_stands_in_the_file(file_store: SqlStore, database: str) -> None:
    for text in ("One.", "Two.", "Three."):
        publish(file_store, article(text=text))
        keep(file_store, article(text=text), summary_of(article(text=text)))
    with closing(driver(file_store, database)) as connection:
        found = connection.execute(
            "SELECT o.fingerprint, o.superseded_at FROM outcomes o "
            "JOIN articles a ON a.id = o.article_id WHERE a.url = ?",
            (url_of("bridge"),),
        ).fetchall()
    assert len(found) == 3
    standing = [fingerprint for fingerprint, superseded_at in found if superseded_at is None]
    assert standing == [article(text="Three.").headline.fingerprint]


def test_an_outcome_of_another_fingerprint_is_never_read_even_if_the_file_has_one(
    file_store: SqlStore, database: str
) -> None:
    with closing(driver(file_store, database)) as connection:
        connection.execute("UPDATE outcomes SET fingerprint = 'another'")
        connection.commit()
    assert read(file_store, "1").outcome is None


def test_a_transaction_has_its_turn_before_it_reads(file_store: SqlStore, database: str) -> None:
    with file_store.transaction(), closing(driver(file_store, database)) as other:
        other.execute("PRAGMA busy_timeout=0")
        with pytest.raises(sqlite3.OperationalError, match="locked"):
            other.execute("BEGIN IMMEDIATE")


@pytest.mark.parametrize(
    ("pragma", "value"),
    [("journal_mode", "wal"), ("synchronous", 2), ("foreign_keys", 1), ("busy_timeout", 5000)],
)
def test_connections_are_set_up_to_lose_nothing(
    database: str, pragma: str, value: str | int
) -> None:
    from widget.store.sqlite import open_engine

    engine = open_engine(database)
    with engine.connect() as connection:
        assert connection.exec_driver_sql(f"PRAGMA {pragma}").scalar() == value
    engine.dispose()


def test_the_pages_that_all_connections_keep_are_few_megabytes(database: str) -> None:
    engine = sqlite.open_engine(database)
    with engine.connect() as connection:
        kibibytes = -int(connection.exec_driver_sql("PRAGMA cache_size").scalar() or 0)
    engine.dispose()
    assert 0 < kibibytes * sqlite._KEPT_CONNECTIONS <= 4096


def test_a_writer_does_not_wait_for_an_open_view(file_store: SqlStore) -> None:
    with ThreadPoolExecutor(1) as others, file_store.view() as view:
        before = view.reading(DAILY.key, url_of("1"))
        newer = article("1", text="Newer")
        assert others.submit(publish, file_store, newer).result() == (Change.CHANGED,)
        assert view.reading(DAILY.key, url_of("1")) == before
    assert read(file_store, "1").headline == newer.headline


def test_a_reader_does_not_wait_for_an_open_transaction(file_store: SqlStore) -> None:
    with ThreadPoolExecutor(1) as others, file_store.transaction() as transaction:
        transaction.put_article(article("1", text="Newer"), NOON)
        reading = others.submit(read, file_store, "1").result()
    assert reading.outcome == summary_of(article("1"))


def test_a_writer_that_another_process_keeps_waiting_says_that_it_is_busy(
    database: str, file_store: SqlStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("widget.store.sqlite.BUSY_SECONDS", 0.01)
    file_store.close()
    with closing(driver(file_store, database)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreUnavailable, match=r"busy for more than 5 seconds") as caught:
            publish(file_store, article("new"))
    assert caught.value.permanent is False
    assert publish(file_store, article("new")) == (Change.CREATED,)


def test_processes_that_were_forked_after_a_close_write_side_by_side(
    database: str, file_store: SqlStore
) -> None:
    command = [sys.executable, "-m", "tests.contract.forking_child", database]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as program:
        assert program.stdout
        assert program.stdout.readline() == "forked\n"
        publish(file_store, *(article(f"p-{n}") for n in range(10)))
    assert program.returncode == 0
    with file_store.view() as view:
        for process in ("p", 0, 1):
            assert view.article(DAILY.key, url_of(f"{process}-9")) is not None


def test_closing_leaves_the_database_and_its_reserve(
    database: str, file_store: SqlStore, tmp_path: Path
) -> None:
    file_store.close()
    assert {path.name for path in tmp_path.iterdir()} == {"widget.db", "widget.db-reserve"}


def test_a_path_with_signs_of_its_own_is_taken_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "a b?c#d%20'ü" / "w.db"
    url = f"sqlite:///{str(path).replace('%', '%25').replace('?', '%3F')}"
    migrate(url)
    store = open_store(url)
    store.ping()
    store.close()
    assert path.exists()
