"""How fast mode starts: where it listens, what systemd is told, what it says where it cannot."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import tomllib
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from tests.consumers import PATIENCE_SECONDS, family, is_alive
from tests.house.source import ROOT
from tests.processes import free_port
from tests.publishers import eventually
from widget.cli import fast_mode
from widget.cli.command import widget
from widget.domain.errors import SettingsError

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.slow


def test_it_listens_on_a_socket_in_the_file_system_and_says_to_systemd_that_it_does(
    tmp_path: Path,
) -> None:
    settings = {
        "PATH": os.environ["PATH"],
        "WIDGET_DATABASE_URL": f"sqlite:///{tmp_path}/widget.db",
        "WIDGET_CONSUMER": "off",
        "WIDGET_BIND": f"unix:{tmp_path}/s",
        "NOTIFY_SOCKET": str(tmp_path / "notify"),
    }
    with closing(socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)) as told:
        told.bind(str(tmp_path / "notify"))
        told.settimeout(PATIENCE_SECONDS)
        process = _started(settings, tmp_path)
        try:
            assert told.recv(100).startswith(b"READY=1")
            assert eventually(lambda: _is_healthy(tmp_path / "s"), PATIENCE_SECONDS)
            everybody = family(process.pid)
        finally:
            process.send_signal(signal.SIGTERM)
        assert process.wait(PATIENCE_SECONDS) == 0
    assert not any(map(is_alive, everybody))


def _started(settings: dict[str, str], folder: Path) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "widget.cli", "serve", "--fast"]
    return subprocess.Popen(command, env=settings, cwd=folder, stderr=subprocess.DEVNULL)


def _is_healthy(place: Path) -> bool:
    with closing(socket.socket(socket.AF_UNIX)) as connection:
        try:
            connection.connect(str(place))
        except OSError:
            return False
        connection.sendall(b"GET /healthz HTTP/1.1\r\nHost: h\r\n\r\n")
        return connection.recv(100).startswith(b"HTTP/1.1 200")


@pytest.mark.parametrize("bind", ["127.0.0.1:8000,127.0.0.1:8001", "127.0.0.1", "localhost:x"])
def test_an_address_that_granian_cannot_use_is_named(bind: str) -> None:
    with pytest.raises(SettingsError, match="fast mode takes one address"):
        fast_mode._place(bind)


def test_without_granian_the_message_says_what_to_install(
    environment: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "granian", None)
    bound = environment | {"WIDGET_BIND": f"127.0.0.1:{free_port()}"}
    done = CliRunner().invoke(widget, ["serve", "--fast"], env=bound)
    assert done.exit_code == 7
    assert "pip install 'summary-widget[fast]'" in done.output


def test_the_extra_and_the_group_that_is_locked_ask_for_the_same() -> None:
    told = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    extra = told["project"]["optional-dependencies"]["fast"]
    assert extra == told["dependency-groups"]["fast"]
