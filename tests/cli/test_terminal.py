"""What people and pipes meet: no colours where none are wanted, and distinct endings."""

from __future__ import annotations

import os
import pty
import signal
import subprocess
import sys
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

import click
import pytest
from click.testing import CliRunner

from tests.conftest import STORY
from tests.publishers import Visit, eventually, publishing
from widget.cli import progress
from widget.cli.command import widget

if TYPE_CHECKING:
    from collections.abc import Iterator

GROUPS = [name for name, command in widget.commands.items() if isinstance(command, click.Group)]
WIDGET = [sys.executable, "-m", "widget.cli"]


@pytest.fixture
def surroundings(environment: dict[str, str]) -> dict[str, str]:
    """Return the environment of a process that runs ``widget``."""
    return {"PATH": os.environ["PATH"], "PYTHONPATH": str(Path(__file__).parents[2]), **environment}


def on_a_terminal(command: list[str], environment: dict[str, str]) -> str:
    """Return what a person sees who runs the command."""
    ours, theirs = pty.openpty()
    with subprocess.Popen(command, env=environment, stdout=theirs, stderr=theirs, stdin=theirs):
        os.close(theirs)
        return b"".join(_until_closed(ours)).decode()


def _until_closed(terminal: int) -> Iterator[bytes]:
    try:
        while said := os.read(terminal, 65_536):
            yield said
    except OSError:
        return
    finally:
        os.close(terminal)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("wish", "coloured"),
    [({}, True), ({"NO_COLOR": "1"}, False), ({"NO_COLOR": ""}, True), ({"TERM": "dumb"}, False)],
)
def test_a_terminal_gets_colours_unless_they_are_not_wanted(
    surroundings: dict[str, str],
    tmp_path: Path,
    wish: dict[str, str],
    coloured: bool,  # noqa: FBT001
) -> None:
    article = tmp_path / "story.txt"
    article.write_text(f"The bridge\n\n{STORY}")
    seen = on_a_terminal([*WIDGET, "summarize", str(article)], surroundings | wish)
    assert "The bridge" in seen
    assert ("\x1b[" in seen) is coloured


@pytest.mark.slow
def test_a_reader_that_has_seen_enough_is_no_error(surroundings: dict[str, str]) -> None:
    ours, theirs = os.pipe()
    os.close(ours)
    done = subprocess.run(
        [*WIDGET, "settings"], env=surroundings, stdout=theirs, stderr=subprocess.PIPE, check=False
    )
    os.close(theirs)
    assert (done.returncode, done.stderr) == (128 + signal.SIGPIPE, b"")


@pytest.mark.slow
def test_output_that_finds_no_room_is_reported_without_a_traceback(
    surroundings: dict[str, str],
) -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [*WIDGET, "settings"],
            env=surroundings,
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
            text=True,
        )
    assert done.returncode == 6
    assert "No space left on device" in done.stderr
    assert "Traceback" not in done.stderr


def test_ctrl_c_ends_a_command_with_the_code_of_the_signal(
    environment: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("widget.cli.sites.manage.sites", interrupted)
    done = CliRunner().invoke(widget, ["sites", "list"], env=environment)
    assert done.exit_code == 128 + signal.SIGINT
    assert done.stderr == "\nwidget: Stopped.\n"


@pytest.mark.slow
def test_an_import_that_is_stopped_keeps_what_it_has_and_says_that_it_is_not_done(
    surroundings: dict[str, str],
) -> None:
    pages = [f"/{number}" for number in range(2_000)]
    text = escape(STORY)

    def script(visit: Visit) -> None:
        visit.publisher.closing.wait(0.02)
        urls = "".join(f"<url><loc>{visit.publisher.url(page)}</loc></url>" for page in pages)
        page = f"<title>Story {visit.path}</title><article><p>{text}</p></article>"
        listed = f"<urlset>{urls}</urlset>"
        visit.answer((listed if visit.path == "/map" else page).encode())

    with publishing(script) as publisher:
        allowed = surroundings | {"WIDGET_FETCH_NETWORKS": "127.0.0.0/8"}
        add = ["sites", "add", "daily", "--name", "Daily", "--page-host", publisher.host]
        subprocess.run([*WIDGET, *add], env=allowed, check=True, capture_output=True)
        bring = [*WIDGET, "import", publisher.url("/map"), "--site", "daily"]
        with subprocess.Popen(
            bring, env=allowed, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        ) as running:
            assert eventually(lambda: "/2" in publisher.paths, 60)
            running.send_signal(signal.SIGINT)
            out, errors = running.communicate(timeout=60)
    assert running.returncode == 128 + signal.SIGINT
    assert "Call it again to continue" in errors
    assert "pages read." in out
    assert "Traceback" not in errors
    assert len(publisher.visits) < len(pages)


@pytest.mark.parametrize("words", [(), *((name,) for name in GROUPS)], ids=" ".join)
def test_every_command_says_in_one_whole_line_what_it_is_for(words: tuple[str, ...]) -> None:
    shown = CliRunner().invoke(widget, [*words, "--help"], terminal_width=80)
    assert "..." not in shown.output.partition("Commands:")[2]


@pytest.mark.parametrize("columns", [1, 20, 40, 60, 80, 200])
def test_a_bar_fits_into_a_line_of_the_terminal(columns: int) -> None:
    line = progress.line("Publishing", 1_234, 56_789, columns)
    assert len(line) < max(columns, 30)
    assert "1,234 of 56,789" in line
