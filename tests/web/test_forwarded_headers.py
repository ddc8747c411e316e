"""What a proxy lets through: no header of a request moves it to another address, or to a fault."""

from __future__ import annotations

import os
import socket
import sys
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.conftest import SITE
from tests.processes import PATIENCE_SECONDS, free_port, running
from tests.publishers import eventually
from widget.bootstrap import build, now
from widget.config import load
from widget.domain.limits import HEADER_FIELD_BYTES, HEADER_FIELDS, REQUEST_LINE_BYTES
from widget.usecases.sites import manage

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
ASKED = {
    "/v1/sites/daily/summary?url=https%3A%2F%2Fnews.example%2Fa": b"404 NOT FOUND",
    "/healthz": b"200 OK",
}
HEADERS = (
    "SCRIPT_NAME: /other",
    "SCRIPT_NAME: /v1/sites",
    "SCRIPT_NAME: /",
    "Script-Name: /other",
    "X-Script-Name: /other",
    "PATH_INFO: /healthz",
    "Path-Info: /healthz",
    "REMOTE_USER: root",
    "REMOTE_ADDR: 127.0.0.1",
    "QUERY_STRING: url=x",
    "REQUEST_METHOD: DELETE",
    "wsgi.url_scheme: https",
    "X-Forwarded-For: 127.0.0.1",
    "X-Forwarded-Host: evil.example",
    "X-Forwarded-Prefix: /other",
    "X-Forwarded-Port: 1",
    "X-Forwarded-Proto: https",
    "X-Forwarded-Protocol: ssl",
    "X-Forwarded-Ssl: on",
    "X-Forwarded-Proto: https\r\nX-Forwarded-Ssl: off",
    "X_FORWARDED_PROTO: https",
    "X-Original-URL: /healthz",
    "X-Rewrite-URL: /healthz",
    "X-HTTP-Method-Override: DELETE",
    "Forwarded: for=127.0.0.1;host=evil.example;proto=https",
)


@dataclass(frozen=True, slots=True)
class Server:
    """A gunicorn that listens on a port of loopback and on a socket in the file system."""

    port: int
    path: Path

    def ask(self, by: str, path: str, more: str = "") -> tuple[bytes, bytes]:
        """Return status line and body of the answer to a GET, with more headers."""
        lines = [f"GET {path} HTTP/1.1", "Host: widget.example", "Connection: close", more]
        request = "".join(f"{line}\r\n" for line in lines if line)
        with self._connected(by) as connection:
            connection.sendall(f"{request}\r\n".encode())
            answer = b"".join(iter(lambda: connection.recv(65_536), b""))
        head, _, body = answer.partition(b"\r\n\r\n")
        return head.partition(b"\r\n")[0].partition(b" ")[2].upper(), body

    def send(self, request: str) -> bytes:
        """Return the answer to these bytes."""
        with self._connected("port") as connection:
            connection.sendall(request.encode())
            return b"".join(iter(lambda: connection.recv(65_536), b""))

    def _connected(self, by: str) -> socket.socket:
        if by == "port":
            return socket.create_connection(("127.0.0.1", self.port), 20)
        connection = socket.socket(socket.AF_UNIX)
        connection.settimeout(20)
        connection.connect(str(self.path))
        return connection


@pytest.fixture(scope="module", params=["gunicorn", "granian"])
def server(
    tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest
) -> Iterator[Server]:
    """Return the server with one site, both of whose sockets belong to trusted neighbours."""
    folder = tmp_path_factory.mktemp("forwarded")
    settings = {"WIDGET_DATABASE_URL": f"sqlite:///{folder}/widget.db", "WIDGET_CONSUMER": "off"}
    opened = build(load(settings))
    manage.add_site(opened.store, SITE, now())
    opened.close()
    port = free_port()
    environment = {"PATH": os.environ["PATH"], "FORWARDED_ALLOW_IPS": "*", **settings}
    started = _gunicorn if request.param == "gunicorn" else _granian
    with started(environment, port, folder):
        yield Server(port, folder / "s")


@contextmanager
def _gunicorn(environment: dict[str, str], port: int, folder: Path) -> Iterator[None]:
    address = f"127.0.0.1:{port}"
    command = [str(Path(sys.executable).with_name("gunicorn")), "--chdir", str(ROOT)]
    command += ["-c", str(ROOT / "gunicorn.conf.py"), "-b", address, "-b", f"unix:{folder}/s"]
    with running([*command, "wsgi:app"], environment, folder, f"http://{address}/readyz"):
        yield


@contextmanager
def _granian(environment: dict[str, str], port: int, folder: Path) -> Iterator[None]:
    """Run two of them: each listens in one place."""
    command = [sys.executable, "-m", "widget.cli", "serve", "--fast"]
    address = f"127.0.0.1:{port}"
    (folder / "file").mkdir()
    at_file = environment | {"WIDGET_BIND": f"unix:{folder}/s"}
    at_port = environment | {"WIDGET_BIND": address}
    ready = f"http://{address}/readyz"
    with (
        running(command, at_port, folder, ready),
        running(command, at_file, folder / "file", ready),
    ):
        assert eventually((folder / "s").exists, PATIENCE_SECONDS)
        yield


@pytest.mark.parametrize("by", ["port", "socket"])
@pytest.mark.parametrize("header", HEADERS)
def test_a_request_is_answered_alike_whatever_its_headers_say_of_where_it_went(
    server: Server, header: str, by: str
) -> None:
    for path, status in ASKED.items():
        plain = server.ask(by, path)
        assert plain[0] == status
        assert server.ask(by, path, header) == plain


HEAD = "GET /healthz{} HTTP/1.1\r\nHost: widget.example\r\nConnection: close{}\r\n\r\n"


@pytest.mark.parametrize("server", ["gunicorn"], indirect=True)
@pytest.mark.parametrize(
    ("at_the_limit", "past_it", "status"),
    [
        (
            ("?" + "x" * (REQUEST_LINE_BYTES - 22), ""),
            ("?" + "x" * (REQUEST_LINE_BYTES - 21), ""),
            414,
        ),
        (("", "\r\nA: b" * (HEADER_FIELDS - 2)), ("", "\r\nA: b" * (HEADER_FIELDS - 1)), 431),
        (
            ("", "\r\nA: " + "x" * (HEADER_FIELD_BYTES - 5)),
            ("", "\r\nA: " + "x" * (HEADER_FIELD_BYTES - 4)),
            431,
        ),
    ],
    ids=["line", "fields", "field"],
)
def test_a_head_is_taken_up_to_its_limits_and_not_past_them(
    server: Server, at_the_limit: tuple[str, str], past_it: tuple[str, str], status: int
) -> None:
    assert server.send(HEAD.format(*at_the_limit)).startswith(b"HTTP/1.1 200 ")
    assert server.send(HEAD.format(*past_it)).startswith(f"HTTP/1.1 {status} ".encode())


@pytest.mark.parametrize("server", ["granian"], indirect=True)
def test_fast_mode_takes_heads_up_to_a_size(server: Server) -> None:
    assert server.send(HEAD.format("", "\r\nA: " + "x" * 60_000)).startswith(b"HTTP/1.1 200 ")
    assert server.send(HEAD.format("", "\r\nA: " + "x" * 200_000)).startswith(b"HTTP/1.1 431 ")
