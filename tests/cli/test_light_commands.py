"""Help needs no database, no parser and no web: they are loaded by what works with them."""

from __future__ import annotations

import subprocess
import sys
from typing import Any

import pytest
from sqlalchemy.dialects.postgresql.psycopg import PGDialect_psycopg as postgresql
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite as sqlite
from sqlalchemy.schema import CreateIndex

from tests.house.source import ROOT
from widget.store.all_tables import metadata
from widget.store.postgresql.tables import postgresql_metadata

HEAVY = {"sqlalchemy", "alembic", "flask", "bleach", "nh3", "selectolax", "sentencex", "lxml"}
ENGINES: Any = ((sqlite, metadata), (postgresql, postgresql_metadata))
_SCRIPT = """
import sys
from widget.cli import main
sys.argv[1:] = {words}
try:
    main()
finally:
    print("\\n", *{{name.partition(".")[0] for name in sys.modules}})
"""


@pytest.mark.parametrize("words", [["--help"], ["--version"], ["sites", "add", "--help"]])
def test_help_loads_nothing_that_works_with_data(words: list[str]) -> None:
    command = [sys.executable, "-c", _SCRIPT.format(words=words)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    *said, loaded = done.stdout.splitlines()
    assert said
    assert HEAVY & set(loaded.split()) == set()


def test_a_worker_over_sqlite_knows_no_other_database() -> None:
    script = "import sys, widget.store; print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True
    )
    modules = done.stdout.split()
    assert "sqlalchemy.dialects.sqlite" in modules
    assert [name for name in modules if name.startswith("sqlalchemy.dialects.postgresql")] == []


def test_an_index_over_some_rows_is_one_in_postgresql_too() -> None:
    here, there = (
        sorted(
            str(each.name)
            for table in tables.tables.values()
            for each in table.indexes
            if "WHERE" in str(CreateIndex(each).compile(dialect=dialect()))
        )
        for dialect, tables in ENGINES
    )
    assert len(here) > 5
    assert here == there
