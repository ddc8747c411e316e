"""Proxy and server agree how many requests a client has sent, whatever bytes it sends."""

from __future__ import annotations

import os
import socket
import ssl
import sys
import time
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from tests.house.source import ROOT
from tests.processes import free_port, running
from tests.proxies.oddities import ODDITIES
from tests.proxies.test_every_proxy import PROXIES

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.proxies.asking import Asking

pytestmark = pytest.mark.slow

QUIET_SECONDS = 0.3
"""For so long nothing more came: the answers are there."""
MARK = b"asked for /"


@dataclass(frozen=True, slots=True)
class Counting:
    """A server that counts what it is asked."""

    port: int
    file: Path

    def new(self, before: int) -> list[str]:
        """Return what it was asked since."""
        return self.file.read_text(encoding="latin1").splitlines()[before:]


@contextmanager
def counting(kind: str, folder: Path) -> Iterator[Counting]:
    """Run gunicorn or granian with an application that counts."""
    port, file = free_port(), folder / "counted"
    file.touch()
    environment = {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": str(ROOT),
        "COUNTED": str(file),
        "WIDGET_BIND": f"127.0.0.1:{port}",
        "WIDGET_CONSUMER": "off",
    }
    name = "tests.proxies.counting:app"
    command = [sys.executable, "-m", "gunicorn", "-c", str(ROOT / "gunicorn.conf.py"), name]
    if kind == "granian":
        command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--http", "1"]
        command += ["--port", str(port), "--blocking-threads", "4", name]
    place = folder / kind
    place.mkdir()
    with running(command, environment, place, f"http://127.0.0.1:{port}/ready"):
        yield Counting(port, file)


def sent(client: Asking, raw: bytes) -> bytes:
    """Send the bytes; return all that came back until it was quiet."""
    with socket.create_connection(("127.0.0.1", client.port), 10) as plain:
        connection: socket.socket = plain
        if client.has_tls:
            context = ssl.create_default_context()
            context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
            connection = context.wrap_socket(plain)
        connection.settimeout(QUIET_SECONDS)
        answer = b""
        with suppress(OSError):
            connection.sendall(raw)
            while part := connection.recv(65_536):
                answer += part
        connection.close()
    return answer


def is_equal(answers: bytes, asked: list[str]) -> bool:
    """Tell whether the server was asked as often as the client was answered.

    One request more is no disagreement: the proxy had handed on its beginning, and refused the
    rest. But what is hidden behind it must not have come without an answer.
    """
    shown = answers.count(MARK) + sum(one.startswith("HEAD ") for one in asked)
    hidden = sum("hidden" in one for one in asked)
    return hidden == answers.count(MARK + b"hidden") and 0 <= len(asked) - shown <= 1


@pytest.mark.parametrize("kind", ["gunicorn", "granian"])
@pytest.mark.parametrize("proxy", PROXIES)
def test_each_request_that_the_server_counts_was_answered_to_who_sent_it(
    proxy: str, kind: str, tmp_path: Path
) -> None:
    unequal: list[tuple[bytes, bytes, list[str]]] = []
    (tmp_path / "proxy").mkdir()
    with (
        counting(kind, tmp_path) as server,
        PROXIES[proxy](server.port, tmp_path / "proxy") as client,
    ):
        for number, raw in enumerate(ODDITIES):
            if "Host" not in client.headers:
                raw = raw.replace(b"widget.example", b"127.0.0.1:%d" % client.port)  # noqa: PLW2901
            before = len(server.new(0))
            answers = sent(client, raw)
            victim = client.ask(f"/victim-{number}")
            assert victim.body == f"asked for /victim-{number}".encode()  # type: ignore[attr-defined]
            time.sleep(0.01)
            asked = [one for one in server.new(before) if "victim" not in one]
            if not is_equal(answers, asked):
                unequal.append((raw, answers, asked))
    assert unequal == []
    assert len(ODDITIES) > 90
