"""A server that cannot listen says why, and that it is a matter of the settings."""

from __future__ import annotations

import os
import pty
import socket
import subprocess
import sys
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from tests.processes import PATIENCE_SECONDS, free_port
from widget.cli import listening
from widget.cli.command import widget
from widget.config import load

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture
def taken() -> Iterator[str]:
    """Return an address where another program listens."""
    with closing(socket.socket()) as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        yield f"127.0.0.1:{listener.getsockname()[1]}"


def test_a_port_in_use_is_named_with_its_cure_and_is_no_bug(
    environment: dict[str, str], taken: str
) -> None:
    result = CliRunner().invoke(widget, ["serve"], env=environment | {"WIDGET_BIND": taken})
    assert result.exit_code == 7
    assert f"cannot listen at {taken}: another program listens there" in result.output


@pytest.mark.parametrize(
    ("address", "reason"),
    [("203.0.113.5:8000", "no such address"), ("127.0.0.1:port", "takes an address and a port")],
)
def test_an_address_that_cannot_be_used_says_why(
    environment: dict[str, str], address: str, reason: str
) -> None:
    result = CliRunner().invoke(widget, ["serve"], env=environment | {"WIDGET_BIND": address})
    assert result.exit_code == 7
    assert reason in result.output


def test_of_several_addresses_each_must_be_free(taken: str) -> None:
    with pytest.raises(Exception, match=f"cannot listen at {taken}"):
        listening.require_free(f"127.0.0.1:0, {taken}")


def test_sockets_that_gunicorn_finds_or_is_handed_are_left_to_it(
    taken: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    listening.require_free("unix:/run/widget.sock")
    listening.require_free("[::1]:0")
    monkeypatch.setenv("LISTEN_FDS", "1")
    listening.require_free(taken)


@pytest.mark.parametrize("words", ["sites change daily", "snippet daily"])
def test_a_name_of_a_language_is_no_tag(environment: dict[str, str], words: str) -> None:
    run = CliRunner(env=environment).invoke
    added = run(widget, ["sites", "add", "daily", "--name", "D", "--page-host", "a.example"])
    assert added.exit_code == 0
    result = run(widget, [*words.split(), "--language", "klingon"])
    assert result.exit_code == 4
    assert "BCP 47" in result.output


@pytest.mark.parametrize(
    ("bind", "opened"),
    [
        ("127.0.0.1:8000", "Open http://127.0.0.1:8000/ in"),
        ("0.0.0.0:80", "Open http://127.0.0.1:80/ in"),
        ("[::]:8000,10.0.0.1:81", "Open http://[::1]:8000/ or http://10.0.0.1:81/ in"),
    ],
)
def test_a_person_is_told_what_to_open_and_what_idle_connections_do(bind: str, opened: str) -> None:
    chosen = load({"WIDGET_BIND": bind, "WIDGET_WORKERS": "3", "WIDGET_THREADS": "7"})
    said = listening.told(chosen, holds_connections=False)
    assert said.startswith(opened)
    assert "21 clients that each send half a request take all threads" in said


def test_who_listens_on_a_file_has_nothing_to_open_and_who_holds_connections_no_warning() -> None:
    chosen = load({"WIDGET_BIND": "unix:/run/widget.sock"})
    assert listening.told(chosen, holds_connections=False).startswith("No proxy in front?")
    assert listening.told(chosen, holds_connections=True) == ""


@pytest.mark.slow
@pytest.mark.parametrize("at_a_terminal", [True, False])
def test_only_a_terminal_is_told(environment: dict[str, str], at_a_terminal: bool) -> None:  # noqa: FBT001 - a parameter
    port = free_port()
    more = {"PATH": os.environ["PATH"], "WIDGET_BIND": f"127.0.0.1:{port}"}
    ours, theirs = pty.openpty() if at_a_terminal else os.pipe()
    command = [sys.executable, "-m", "widget.cli", "serve"]
    with subprocess.Popen(command, env=environment | more, stderr=theirs) as process:
        said = b""
        while b"Listening at" not in said:
            said += os.read(ours, 4096)
        process.terminate()
        process.wait(PATIENCE_SECONDS)
    os.close(ours)
    os.close(theirs)
    assert (f"Open http://127.0.0.1:{port}/ in".encode() in said) == at_a_terminal
