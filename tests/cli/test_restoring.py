"""An operator restores a backup: not while a server runs, and the command says what follows."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

import pytest

from tests.cli.terminal import ADD, Terminal
from tests.processes import free_port, running
from widget.background import presence
from widget.bootstrap import now

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def saved(terminal: Terminal, tmp_path: Path) -> Path:
    """Return a backup with one site; the database has another one since."""
    terminal.run(*ADD)
    path = tmp_path / "saved.db"
    terminal.run("database", "backup", str(path))
    terminal.run("sites", "add", "weekly", "--name", "W", "--page-host", "weekly.example")
    return path


def test_a_backup_is_restored_and_the_database_before_is_named(
    terminal: Terminal, saved: Path
) -> None:
    done = terminal.run("database", "restore", str(saved))
    assert done.exit_code == 0
    assert done.stdout.startswith("Restored ")
    assert "What was there before is" in done.stderr
    listed = terminal.run("sites", "list").stdout
    assert ("daily" in listed, "weekly" in listed) == (True, False)


def test_nothing_is_restored_while_a_consumer_runs(
    terminal: Terminal, saved: Path, tmp_path: Path
) -> None:
    place = presence.take(tmp_path / "widget.db-consumer", 0o600, now())
    refused = terminal.run("database", "restore", str(saved))
    place.close()
    assert refused.exit_code == 6
    assert f"process {os.getpid()}" in refused.stderr
    assert "weekly" in terminal.run("sites", "list").stdout


@pytest.mark.slow
def test_nothing_is_restored_while_a_server_without_consumer_runs(
    terminal: Terminal, saved: Path, tmp_path: Path
) -> None:
    address = f"127.0.0.1:{free_port()}"
    alone = {"PATH": os.environ["PATH"], "WIDGET_CONSUMER": "off", "WIDGET_BIND": address}
    command = [sys.executable, "-m", "widget.cli", "serve"]
    with running(command, terminal.environment | alone, tmp_path, f"http://{address}/readyz"):
        refused = terminal.run("database", "restore", str(saved))
        assert (refused.exit_code, "is in use" in refused.stderr) == (6, True)
    assert terminal.run("database", "restore", str(saved)).exit_code == 0


def test_what_is_no_backup_is_refused(terminal: Terminal, saved: Path) -> None:
    saved.write_text("no backup", encoding="utf-8")
    refused = terminal.run("database", "restore", str(saved))
    assert (refused.exit_code, "is damaged or is no backup" in refused.stderr) == (4, True)
