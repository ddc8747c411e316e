"""One consumer for a database, and a command that says how it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.cli.test_commands import terminal
from tests.conftest import SITE
from widget.background import presence
from widget.bootstrap import now
from widget.bootstrap.ingest import consumer_files
from widget.config import load
from widget.domain.errors import SettingsError
from widget.domain.source import Source, SourceKind, TrackedPage
from widget.jobs import consumer
from widget.usecases.sites import manage

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.cli.test_commands import Terminal
    from widget.background.presence import Place
    from widget.bootstrap import Services

__all__ = ["terminal"]


@pytest.fixture
def place(environment: dict[str, str]) -> Iterator[Place]:
    """Return the place of a consumer that runs."""
    files = consumer_files(load(environment))
    taken = presence.take(files.place, files.mode, now())
    yield taken
    taken.close()


def test_a_second_consumer_is_refused_in_one_sentence(terminal: Terminal, place: Place) -> None:
    refused = terminal.run("work")
    assert refused.exit_code == 5
    [line] = refused.stderr.splitlines()
    assert "A consumer runs for this database already: process " in line
    assert "WIDGET_CONSUMER" in line


def test_the_status_of_a_server_without_a_consumer_names_the_cure(terminal: Terminal) -> None:
    told = terminal.run("status")
    assert told.exit_code == 6
    assert "does not run; `widget serve`, gunicorn or `widget work` starts it" in told.stdout


def test_the_status_says_what_is_due_and_what_fails(
    terminal: Terminal, services: Services, place: Place
) -> None:
    manage.add_site(services.store, SITE, now())
    feed, page = "https://news.example/feed", "https://news.example/bridge"
    with services.store.transaction() as transaction:
        failing = Source("daily", feed, SourceKind.FEED, failures=1, problem="It answered 503.")
        transaction.put_source(failing)
        transaction.put_tracked_page(TrackedPage("daily", page, page, now(), due_at=now()))
    place.polled(now())
    told = terminal.run("status")
    assert told.exit_code == 0
    assert "consumer    runs: process " in told.stdout
    assert "pages due   1\n" in told.stdout
    assert f"1 source failing\n  daily\t{feed}\tIt answered 503.\n" in told.stdout


def test_a_database_in_memory_has_no_consumer(terminal: Terminal) -> None:
    terminal.environment["WIDGET_DATABASE_URL"] = "sqlite://"
    refused = terminal.run("work")
    assert refused.exit_code == 7
    assert "a database in memory ends with its process" in refused.stderr


def test_the_files_of_the_consumer_stand_beside_the_database(
    environment: dict[str, str], tmp_path: Path
) -> None:
    files = consumer_files(load(environment))
    assert {path.parent for path in (files.queue, files.place, files.wake)} == {tmp_path}
    chosen = load(environment | {"WIDGET_QUEUE_PATH": str(tmp_path / "deep" / "queue.db")})
    queue = consumer.open_queue(consumer_files(chosen).queue)
    assert queue.pending_count() == 0
    queue.storage.close()
    assert (tmp_path / "deep" / "queue.db").exists()


def test_a_queue_that_cannot_be_kept_names_its_setting(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(SettingsError, match="WIDGET_QUEUE_PATH"):
        consumer.open_queue(tmp_path / "file" / "queue.db")
