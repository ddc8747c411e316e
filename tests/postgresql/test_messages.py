"""What an operator is told when the database on PostgreSQL cannot be used, with the cure."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.contract.material import DAILY, NOON, url_of
from tests.house.source import ROOT
from widget.domain.errors import SettingsError, StoreUnavailable
from widget.domain.source import TrackedPage
from widget.store import (
    SchemaState,
    backup,
    check,
    create_if_empty,
    migrate,
    open_store,
    require_current,
    schema_state,
)
from widget.store.postgresql.failures import unavailable

if TYPE_CHECKING:
    from pathlib import Path

    from tests.postgresql.cluster import Cluster


def told(url: str) -> str:
    """Return what is told when the database is opened."""
    with pytest.raises(StoreUnavailable) as error:
        require_current(url)
    return error.value.message


def name_in(url: str) -> str:
    """Return the name of the database."""
    return url.split("/")[3].partition("?")[0]


def test_a_database_that_is_not_there_is_named_with_how_to_make_it(postgresql: Cluster) -> None:
    message = told(postgresql.url("nowhere"))
    assert "There is no database at postgresql://" in message
    assert "createdb" in message


def test_a_user_that_is_not_there_is_told_from_a_server_that_is_not(postgresql: Cluster) -> None:
    stranger = postgresql.url("migrated").replace("widget@", "stranger:secret@")
    assert "Correct user and password" in told(stranger)
    assert "secret" not in told(stranger)
    nowhere = "postgresql://widget@127.0.0.1:1/widget"
    assert "cannot be reached" in told(nowhere)
    assert "Start its server" in told(nowhere)


@pytest.mark.parametrize(
    ("url", "problem"),
    [
        ("postgresql://host/db?sslmod=require", "sslmod"),
        ("postgresql://[host/db", "postgresql:///DATABASE"),
        ("postgresql+psycopg2://host/db", "psycopg2 is not supported"),
        ("mysql://host/db", "mysql is not supported"),
    ],
)
def test_a_url_that_nobody_knows_says_which_can_be_written(url: str, problem: str) -> None:
    with pytest.raises(SettingsError, match="postgresql://USER:PASSWORD@HOST") as error:
        open_store(url)
    assert problem in error.value.message


def test_an_empty_database_gets_its_tables_once_and_is_sound(postgresql: Cluster) -> None:
    with postgresql.database() as url:
        assert schema_state(url) is SchemaState.EMPTY
        assert "is empty" in told(url)
        assert "is empty" in check(url)[0]
        create_if_empty(url)
        assert schema_state(url) is SchemaState.CURRENT
        assert migrate(url) == migrate(url)
        assert check(url) == ()


def test_a_database_of_another_program_is_left_alone(postgresql: Cluster) -> None:
    with postgresql.database() as url:
        postgresql.run("CREATE TABLE theirs (id int)", name_in(url))
        with pytest.raises(StoreUnavailable, match="another program"):
            migrate(url)
        assert postgresql.run("SELECT count(*) FROM theirs", name_in(url)) == [(0,)]


def test_a_table_that_somebody_changed_is_found(postgresql: Cluster) -> None:
    with postgresql.database("migrated") as url:
        postgresql.run("ALTER TABLE sites DROP COLUMN words", name_in(url))
        assert any("words" in problem for problem in check(url))


def test_a_backup_of_postgresql_names_the_program_that_makes_it(
    postgresql_database: str, tmp_path: Path
) -> None:
    with pytest.raises(SettingsError, match="pg_dump --format=custom"):
        backup(postgresql_database, tmp_path / "copy", lambda *_: None)


def test_without_the_driver_the_cure_is_named(tmp_path: Path) -> None:
    code = (
        "import sys; sys.modules['psycopg'] = None\n"
        "from widget.store import open_store\n"
        "from widget.domain.errors import SettingsError\n"
        "try:\n    open_store('postgresql://host/db')\n"
        "except SettingsError as error:\n    print(error.message)\n"
    )
    environment = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    assert 'pip install "summary-widget[postgresql]"' in done.stdout


def test_texts_are_in_the_order_of_their_bytes_as_in_sqlite(postgresql_database: str) -> None:
    store = open_store(postgresql_database)
    keys = ["Zeta", "alpha", "ähre", "beta"]
    with store.transaction() as transaction:
        for key in reversed(keys):
            transaction.put_site(type(DAILY)(key, key, (), (), "en"), NOON)
    with store.view() as view:
        assert [site.key for site in view.sites()] == sorted(keys)
    store.close()


def test_two_addresses_of_the_greatest_length_can_be_kept_together(
    postgresql_database: str,
) -> None:
    store = open_store(postgresql_database)
    long = url_of("".join(f"{number * 7919 % 65521:x}" for number in range(450)))[:2048]
    page = TrackedPage(DAILY.key, long, long, NOON, source_url=long, due_at=NOON)
    with store.transaction() as transaction:
        transaction.put_site(DAILY, NOON)
        transaction.put_tracked_page(page)
    with store.view() as view:
        assert view.listed_by(DAILY.key, long) == {long}
    store.close()


@pytest.mark.parametrize(
    ("state", "word", "permanent"),
    [
        ("57P01", "cannot be reached", False),
        ("40001", "was busy", False),
        ("55P03", "was busy", False),
        ("57014", "took too long", False),
        ("42P01", "another schema", True),
        ("42501", "own the database", True),
        ("25006", "primary", False),
        ("53100", "no room left", False),
        ("53300", "max_connections", False),
        ("23505", "break its own rules", True),
        ("XX001", "is damaged", True),
        ("XX000", "failed", False),
    ],
)
def test_each_kind_of_failure_has_its_own_cure(state: str, word: str, permanent: bool) -> None:  # noqa: FBT001
    class Failure(Exception):
        sqlstate = state

    error = unavailable(Failure("the server said so."), "postgresql://host/db")
    assert word in error.message
    assert error.permanent is permanent


def test_a_server_that_takes_no_writes_is_told_from_one_that_is_not_there(
    postgresql: Cluster,
) -> None:
    with postgresql.database("migrated") as url:
        postgresql.run(f"ALTER DATABASE {name_in(url)} SET default_transaction_read_only = on")
        assert "Name the primary" in told(url)
