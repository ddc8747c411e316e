"""Databases are made, brought up to date, and refused when they are not ours."""

from __future__ import annotations

import logging
import sqlite3
import subprocess
import sys
import threading
from contextlib import closing
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from tests.contract.material import DAILY, NOON
from widget.domain.errors import StoreUnavailable
from widget.domain.summary import Reason, Refusal
from widget.store import (
    SchemaState,
    administration,
    check,
    create_if_empty,
    migrate,
    migrating,
    open_store,
    require_current,
    schema_state,
)
from widget.store.sqlite import open_engine
from widget.store.tables import REVISION, metadata

if TYPE_CHECKING:
    from pathlib import Path


_NOON = round(NOON.timestamp() * 1_000_000)
KEPT_AT_0003 = (
    "INSERT INTO sites (key, name, origins, page_hosts, language, created_at) "
    "VALUES ('daily', 'The Daily', '[]', '[\"news.example\"]', 'en', 0)",
    "INSERT INTO articles (site_key, url, title, language, published_at, fingerprint, marks, "
    "gathered, received_at, text) VALUES ('daily', 'https://news.example/bridge', 'Bridge', "
    f"'en', {_NOON}, 'f', '[]', 1, {_NOON}, 'A bridge.')",
    "INSERT INTO sightings (site_key, url, address, stamp, told, seen_at, looked_at, begun, "
    "failures, etag, pressed_at) VALUES ('daily', 'https://news.example/bridge', "
    "'https://news.example/bridge', 's', '{\"title\": \"Bridge\"}', "
    f"{_NOON}, {_NOON}, 2, 3, '\"v1\"', {_NOON})",
    "INSERT INTO outcomes (article_id, fingerprint, origin, state, reason, summarizer, made_at) "
    f"VALUES (1, 'f', 'refusal', 'refusal', 'too-short', 'test 1', {_NOON})",
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Return where the database will be."""
    return tmp_path / "deep" / "folder" / "widget.db"


@pytest.fixture
def url(path: Path) -> str:
    """Return the URL of the database that is not there yet."""
    return f"sqlite:///{path}"


def run(path: Path, *statements: str) -> None:
    """Run statements behind the program's back."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with closing(sqlite3.connect(path)) as connection:
        for statement in statements:
            connection.execute(statement)
        connection.commit()


def schema_of(path: Path) -> set[tuple[str, str]]:
    """Return the names and statements of all tables and indices, without needless spaces."""
    with closing(sqlite3.connect(path)) as connection:
        found = connection.execute(
            "SELECT name, sql FROM sqlite_master WHERE name <> 'alembic_version' "
            "AND tbl_name <> 'alembic_version' AND sql IS NOT NULL"
        ).fetchall()
    return {(name, " ".join(sql.split())) for name, sql in found}


def test_migrating_makes_the_folder_the_file_and_the_tables(url: str, path: Path) -> None:
    assert schema_state(url) is SchemaState.EMPTY
    assert not path.parent.exists()
    revision = migrate(url)
    assert revision == migrate(url)
    assert schema_state(url) is SchemaState.CURRENT
    assert check(url) == ()
    require_current(url)


def test_the_migrations_lead_to_the_tables_that_the_code_expects(url: str) -> None:
    migrate(url)
    engine = open_engine(url)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, metadata) == []
    engine.dispose()


def test_the_migrations_and_the_code_make_the_same_schema_to_the_letter(
    url: str, path: Path, tmp_path: Path
) -> None:
    migrate(url)
    engine = open_engine(f"sqlite:///{tmp_path / 'made.db'}", "rwc")
    metadata.create_all(engine)
    engine.dispose()
    assert schema_of(path) == schema_of(tmp_path / "made.db")


def test_what_an_older_version_kept_of_pages_and_articles_is_there_after_the_migration(
    url: str, path: Path
) -> None:
    path.parent.mkdir(parents=True)
    engine = open_engine(url, "rwc")
    with engine.begin() as connection:
        migrating.upgrade(connection, "0003")
    engine.dispose()
    run(path, *KEPT_AT_0003)
    migrate(url)
    store = open_store(url)
    with store.view() as view:
        tracked = view.tracked_page("daily", "https://news.example/bridge")
        reading = view.reading("daily", "https://news.example/bridge")
        article = view.article("daily", "https://news.example/bridge")
    store.close()
    assert tracked is not None
    assert (tracked.listed.title, tracked.attempts, tracked.failures) == ("Bridge", 2, 3)
    assert (tracked.attempted_at, tracked.validators.etag) == (NOON, '"v1"')
    assert tracked.found_article
    assert reading is not None
    assert reading.headline.ingested
    assert reading.outcome == Refusal("f", Reason.TOO_SHORT, "test 1", NOON)
    assert reading.words == 2
    assert article is not None
    assert (article.text, article.roles) == ("A bridge.", ())


def test_the_code_names_the_last_step_of_the_migrations() -> None:
    assert max(migrating.known_revisions()) == REVISION


def test_a_start_over_a_current_database_loads_no_migrations(url: str) -> None:
    migrate(url)
    code = (
        "import sys\n"
        "from widget.store import create_if_empty\n"
        f"create_if_empty({url!r})\n"
        "print('alembic' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


def test_an_empty_database_is_made_and_a_current_one_is_left_alone(url: str) -> None:
    create_if_empty(url)
    store = open_store(url)
    with store.transaction() as transaction:
        transaction.put_site(DAILY, NOON)
    create_if_empty(url)
    with store.view() as view:
        assert view.sites() == (DAILY,)
    store.close()


def test_many_that_start_at_once_make_the_tables_once(url: str) -> None:
    failures: list[Exception] = []

    def start() -> None:
        try:
            create_if_empty(url)
        except Exception as error:  # noqa: BLE001 - reported to the test
            failures.append(error)

    threads = [threading.Thread(target=start) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert check(url) == ()


def test_a_migration_waits_for_another_one_as_long_as_it_may_take(
    url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    waits: list[int] = []
    migrating = SimpleNamespace(
        upgrade=lambda connection: waits.append(
            connection.exec_driver_sql("PRAGMA busy_timeout").scalar_one()
        )
    )
    create_if_empty(url)
    monkeypatch.setattr(administration, "migrating", lambda: migrating)
    migrate(url)
    assert waits == [1000 * administration.MIGRATION_SECONDS]


def test_a_database_from_an_older_version_is_refused_and_migrate_is_named(
    url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    migrate(url)
    for module in ("administration", "schema"):
        monkeypatch.setattr(f"widget.store.{module}.REVISION", "9999")
    assert schema_state(url) is SchemaState.BEHIND
    for act in (require_current, create_if_empty):
        with pytest.raises(StoreUnavailable, match="`widget database migrate`") as caught:
            act(url)
        assert "is behind" in caught.value.message
        assert caught.value.permanent
    assert check(url) == ("The schema is behind; this version needs revision 9999.",)


@pytest.mark.parametrize(
    "statements",
    [
        ("CREATE TABLE somebody_elses (a)",),
        (
            "CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL)",
            "INSERT INTO alembic_version VALUES ('from-the-future')",
        ),
    ],
    ids=["another program's", "a newer version's"],
)
def test_a_database_that_is_not_ours_is_refused_and_not_touched(
    url: str, path: Path, statements: tuple[str, ...]
) -> None:
    run(path, *statements)
    before = path.read_bytes()
    assert schema_state(url) is SchemaState.UNKNOWN
    for act in (require_current, create_if_empty, migrate):
        with pytest.raises(StoreUnavailable, match="newer version or by another program"):
            act(url)
    assert path.read_bytes() == before


def test_a_migration_that_fails_leaves_the_database_as_it_was(
    url: str, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail() -> None:
        raise OSError("pulled the plug")

    # All tables are made by then, in the transaction that this ends.
    monkeypatch.setattr(
        "alembic.runtime.migration.HeadMaintainer.update_to_step", lambda *_: fail()
    )
    with pytest.raises(OSError, match="pulled the plug"):
        migrate(url)
    monkeypatch.undo()
    assert schema_of(path) == set()
    assert migrate(url)
    assert check(url) == ()


def test_a_lost_index_is_found_by_check(url: str, path: Path) -> None:
    migrate(url)
    run(path, "DROP INDEX ix_articles_publish_order")
    (problem,) = check(url)
    assert "The schema differs" in problem
    assert "ix_articles_publish_order" in problem


def test_migrating_says_nothing(
    url: str, capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    migrate(url)
    assert capfd.readouterr() == ("", "")
    assert caplog.records == []


def test_a_database_in_memory_is_always_current() -> None:
    assert schema_state("sqlite://") is SchemaState.CURRENT
    assert migrate("sqlite:///:memory:")
    create_if_empty("sqlite://")
    assert check("sqlite://") == ()
