"""What may not be read or written is told in one sentence, and is no bug and no wrong input."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.house.source import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

AS_ANYBODY = ("setpriv", "--bounding-set=-all", "--inh-caps=-all") if os.geteuid() == 0 else ()
"""Without it root may read what nobody may."""


@pytest.fixture
def closed(tmp_path: Path) -> Iterator[Path]:
    """Return a folder that nobody may enter."""
    folder = tmp_path / "closed"
    folder.mkdir(mode=0o000)
    yield folder
    folder.chmod(0o700)


def run(database: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Run a command as somebody without rights of his own."""
    environment = {"PATH": os.environ["PATH"], "WIDGET_DATABASE_URL": f"sqlite:///{database}"}
    command = [*AS_ANYBODY, sys.executable, "-m", "widget.cli", *words]
    return subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )


@pytest.mark.parametrize(
    "words",
    [
        "status",
        "sites list",
        "database migrate",
        "database check",
        "database backup {0}/copy.db",
        "serve",
        "work",
    ],
)
def test_a_database_in_a_folder_that_may_not_be_entered(closed: Path, words: str) -> None:
    done = run(closed / "widget.db", *words.format(closed.parent).split())
    assert done.returncode == 6, done.stderr
    [line] = done.stderr.splitlines()
    assert "(Permission denied)" in line
    assert "widget.db" in line


def test_an_article_that_may_not_be_read(closed: Path, tmp_path: Path) -> None:
    file = tmp_path / "story.txt"
    file.touch(mode=0o000)
    for path in (file, closed / "story.txt"):
        done = run(tmp_path / "widget.db", "summarize", str(path))
        assert done.returncode == 6, done.stderr
        [line] = done.stderr.splitlines()
        assert str(path) in line
        assert "Permission denied" in line
