"""A command that needs a database names the path that it tried, and makes none there."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from widget.cli.command import widget

if TYPE_CHECKING:
    from pathlib import Path

    from click.testing import Result

READERS = (
    "sites list",
    "sites show daily",
    "sites change daily --name D",
    "sites rotate-key daily",
    "sites hook-secret daily",
    "articles list --site daily",
    "articles show --site daily https://news.example/a",
    "articles withdraw --site daily https://news.example/a",
    "articles renew --site daily",
    "sources list --site daily",
    "sources add --site daily https://news.example/feed",
    "sources poll --site daily",
    "summarize https://news.example/a",
    "snippet daily",
    "doctor https://news.example/a",
    "status",
    "database check",
)


def run(path: Path, words: str) -> Result:
    """Run a command of the operator over the database at this path."""
    environment = {"WIDGET_DATABASE_URL": f"sqlite:///{path}"}
    return CliRunner().invoke(widget, words.split(), env=environment)


@pytest.mark.parametrize("words", READERS)
def test_a_mistyped_path_is_named_and_no_database_is_made(tmp_path: Path, words: str) -> None:
    result = run(tmp_path / "widgets.db", words)
    assert result.exit_code == 6, result.output
    assert f"no database at {tmp_path}/widgets.db" in result.output
    assert list(tmp_path.iterdir()) == []


def test_an_empty_file_is_no_database_and_stays_empty(tmp_path: Path) -> None:
    path = tmp_path / "empty.db"
    path.touch()
    result = run(path, "sites list")
    assert result.exit_code == 6
    assert f"{path} is empty" in result.output
    assert path.stat().st_size == 0


def test_a_backup_of_a_database_that_is_not_there_names_it(tmp_path: Path) -> None:
    result = run(tmp_path / "widgets.db", f"database backup {tmp_path}/copy.db")
    assert result.exit_code == 6
    assert f"no database at {tmp_path}/widgets.db" in result.output
    assert list(tmp_path.iterdir()) == []


def test_the_first_site_may_be_added_before_there_is_a_database(tmp_path: Path) -> None:
    assert (
        run(tmp_path / "widget.db", "sites add daily --name D --page-host a.example").exit_code == 0
    )
    assert run(tmp_path / "widget.db", "sites list").output.startswith("daily\t")
