"""One consumer for a database, and a command that says how it is."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.conftest import SITE
from widget.background import presence
from widget.background.counter_file import CounterFile
from widget.bootstrap import now
from widget.bootstrap.ingest import consumer_files
from widget.config import load
from widget.domain.errors import SettingsError
from widget.domain.source import Source, SourceKind, TrackedPage
from widget.jobs import consumer
from widget.usecases.sites import manage

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.cli.terminal import Terminal
    from widget.background.presence import Place
    from widget.bootstrap import Services


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
    assert "the log of a server that runs says why" in told.stdout


def test_the_status_of_a_database_that_is_not_there_makes_none(
    terminal: Terminal, tmp_path: Path
) -> None:
    terminal.environment["WIDGET_DATABASE_URL"] = f"sqlite:///{tmp_path}/wrong/widget.db"
    told = terminal.run("status")
    assert told.exit_code == 6
    assert f"There is no database at {tmp_path}/wrong/widget.db." in told.stderr
    assert "WIDGET_DATABASE_URL" in told.stderr
    assert not (tmp_path / "wrong").exists()


def test_the_status_of_a_consumer_that_does_nothing_any_more_says_so(
    terminal: Terminal, environment: dict[str, str]
) -> None:
    files = consumer_files(load(environment))
    place = presence.take(files.place, files.mode, now() - 2 * presence.SILENT_AFTER)
    told = terminal.run("status")
    place.close()
    assert told.exit_code == 6
    assert f"hangs: process {os.getpid()} on " in told.stdout
    assert "end it with SIGKILL" in told.stdout


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


def test_the_status_tells_what_was_counted_to_people_and_to_programs(
    terminal: Terminal, environment: dict[str, str], place: Place
) -> None:
    assert "WIDGET_METRICS_TOKEN switches it on" in terminal.run("status").stdout
    terminal.environment["WIDGET_METRICS_TOKEN"] = "a-token"
    file = CounterFile(place_of_counters(environment))
    file.add({("widget_polls", ("answered",)): 1200.0, ("widget_polls", ("failed",)): 3.0})
    file.add({("widget_job_seconds_bucket", ("poll", "1.0")): 2.0})
    file.add({("widget_job_seconds_sum", ("poll",)): 1.5})
    told = terminal.run("status")
    assert told.exit_code == 0
    assert re.search(r"widget_polls +1,203  \(answered 1,200, failed 3\)\n", told.stdout)
    assert re.search(r"widget_job_seconds +2, mean 750\.0 ms\n", told.stdout)
    data = json.loads(terminal.run("status", "--json").stdout)
    assert data["consumer"]["alive"] is True
    assert {"name": "widget_pages_due", "value": 0} in data["gauges"]
    polls = {"name": "widget_polls", "labels": {"outcome": "failed"}, "value": 3.0}
    assert polls in data["counters"]
    assert {"task": "poll", "le": "1.0"} in [one["labels"] for one in data["counters"]]


def place_of_counters(environment: dict[str, str]) -> Path:
    """Return where the counters of this database stand."""
    database = Path(environment["WIDGET_DATABASE_URL"].removeprefix("sqlite:///"))
    return database.with_name(f"{database.name}-metrics")


def test_a_database_in_memory_has_no_consumer(terminal: Terminal) -> None:
    terminal.environment["WIDGET_DATABASE_URL"] = "sqlite://"
    refused = terminal.run("work")
    assert refused.exit_code == 7
    assert "a database in memory ends with its process" in refused.stderr


def test_what_keeps_a_supervised_consumer_from_its_work_is_a_record_of_the_log(
    environment: dict[str, str],
) -> None:
    command = [sys.executable, "-m", "widget.cli", "work", "--supervised"]
    done = subprocess.run(
        command,
        env={**environment, "WIDGET_DATABASE_URL": "sqlite://"},
        stdin=subprocess.PIPE,
        capture_output=True,
        check=False,
    )
    assert done.returncode == 7
    [record] = map(json.loads, done.stderr.splitlines())
    assert (record["event"], record["level"]) == ("consumer_failed", "error")
    assert "a database in memory ends with its process" in record["problem"]


def test_the_files_of_the_consumer_stand_beside_the_database(
    environment: dict[str, str], tmp_path: Path
) -> None:
    files = consumer_files(load(environment))
    assert {path.parent for path in (files.queue, files.place, files.wake)} == {tmp_path}
    chosen = load(environment | {"WIDGET_QUEUE_PATH": str(tmp_path / "deep" / "queue.db")})
    queue = consumer.open_queue(consumer_files(chosen).queue, 0o600)
    assert queue.pending_count() == 0
    queue.storage.close()
    assert (tmp_path / "deep" / "queue.db").exists()


def test_the_queue_may_not_be_the_database(environment: dict[str, str]) -> None:
    database = environment["WIDGET_DATABASE_URL"].removeprefix("sqlite:///")
    chosen = load(environment | {"WIDGET_QUEUE_PATH": database})
    with pytest.raises(SettingsError, match=r"WIDGET_QUEUE_PATH: .* is the database"):
        consumer_files(chosen)


def test_a_queue_that_is_broken_may_be_deleted_and_the_message_says_so(tmp_path: Path) -> None:
    queue = tmp_path / "queue.db"
    queue.write_bytes(b"no database" * 1_000)
    with pytest.raises(SettingsError, match="Nothing in it is missed: delete it"):
        consumer.open_queue(queue, 0o600)


def test_a_queue_whose_tasks_cannot_be_read_may_be_deleted_too(tmp_path: Path) -> None:
    queue = tmp_path / "queue.db"
    consumer.open_queue(queue, 0o600).storage.close()
    size = queue.stat().st_size
    with queue.open("r+b") as file:  # the head is whole, so it opens
        file.seek(4_096)
        file.write(b"x" * (size - 4_096))
    with pytest.raises(SettingsError, match="Nothing in it is missed: delete it"):
        consumer.open_queue(queue, 0o600)


def test_a_queue_that_cannot_be_kept_names_its_setting(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(SettingsError, match="WIDGET_QUEUE_PATH"):
        consumer.open_queue(tmp_path / "file" / "queue.db", 0o600)
