"""What readers notice of a publisher's server in six kinds of trouble: nothing.

    ./dev bench faults [--seconds 60] [--per-second 50] [--server gunicorn|granian]

For each kind (down, refused, hanging, reset, slow, dripping) the publisher is in trouble for so
long. Meanwhile 50 requests a second ask for stored panels, and each second a reader presses on a
page that the server has never seen. Then the publisher is well again, and a press on a new page
tells how long it takes until its summary is there, without a restart. Bars: no failure, p99 at most
300 ms, recovery within 15 seconds.
"""

from __future__ import annotations

import argparse
import http.client
import os
import platform
import socket
import statistics
import struct
import sys
import tempfile
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from bench.published import SERVERS, Published, fragment, published
from tests.conftest import STORY
from widget.version import VERSION

TROUBLES = ("down", "refused", "hanging", "reset", "slow", "dripping")
P99_SECONDS, RECOVERY_SECONDS = 0.3, 15.0
_TEXT = "".join(f"<p>{part}</p>" for part in STORY.split("\n\n"))
_BODY = (
    f'<html lang="en"><head><title>The bridge</title></head><body><article><h1>The bridge</h1>'
    f"{_TEXT}</article></body></html>"
).encode()
_PAGE = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nConnection: close\r\n"
_PAGE += b"Content-Length: %d\r\n\r\n" % len(_BODY) + _BODY
_ERROR = b"HTTP/1.1 503 Down\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"


@dataclass
class Publisher:
    """A news site in a trouble, or in none; ``down`` answers 503, ``refused`` does not listen."""

    port: int
    trouble: str = ""
    _listener: socket.socket | None = None

    def become(self, trouble: str) -> None:
        """Begin this trouble; "" is none."""
        self.trouble = trouble
        if trouble == "refused":
            self._close()
        elif self._listener is None:
            self._listener = socket.create_server(("127.0.0.1", self.port), backlog=256)
            threading.Thread(target=self._accept, args=(self._listener,), daemon=True).start()

    def _close(self) -> None:
        if self._listener is not None:
            self._listener.shutdown(socket.SHUT_RDWR)
            self._listener.close()
        self._listener = None

    def _accept(self, listener: socket.socket) -> None:
        with suppress(OSError):
            while True:
                connection, _ = listener.accept()
                threading.Thread(target=self._answer, args=(connection,), daemon=True).start()

    def _answer(self, connection: socket.socket) -> None:
        with suppress(OSError), connection:
            path = connection.recv(4096).split(b" ", 2)[1]
            if path == b"/robots.txt":
                connection.sendall(
                    b"HTTP/1.1 404 No\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"
                )
            elif self.trouble == "down":
                connection.sendall(_ERROR)
            elif self.trouble == "hanging":
                time.sleep(60)
            elif self.trouble == "reset":
                linger = struct.pack("ii", 1, 0)
                connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
            elif self.trouble == "dripping":
                self._drip(connection)
            else:
                time.sleep(8 if self.trouble == "slow" else 0)
                connection.sendall(_PAGE)

    def _drip(self, connection: socket.socket) -> None:
        for byte in _PAGE:
            if self.trouble != "dripping":
                return
            connection.sendall(bytes([byte]))
            time.sleep(0.5)


@dataclass
class Readers:
    """Ask for stored panels at a fixed rate, and note how long it took and what failed."""

    server: Published
    url: str
    taken: list[float] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)

    def read(self, seconds: float, per_second: int) -> None:
        """Ask for so long; a late answer holds up no other."""
        begun, number = time.monotonic(), 0
        with ThreadPoolExecutor(32) as pool:
            while time.monotonic() - begun < seconds:
                pool.submit(self._ask)
                number += 1
                time.sleep(max(0.0, begun + number / per_second - time.monotonic()))

    def _ask(self) -> None:
        began = time.perf_counter()
        try:
            if b'data-state="ready"' not in panel(self.server, self.url):
                self.failed.append("not ready")
        except (OSError, http.client.HTTPException) as error:
            self.failed.append(repr(error))
        self.taken.append(time.perf_counter() - began)


def panel(server: Published, url: str) -> bytes:
    """Return the panel of a page."""
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=30)
    try:
        connection.request("GET", fragment(url))
        return connection.getresponse().read()
    finally:
        connection.close()


def main() -> int:
    """Measure and print; return 1 where a bar is missed."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--per-second", type=int, default=50)
    parser.add_argument("--trouble", choices=TROUBLES, action="append", help="only this one")
    parser.add_argument("--server", choices=SERVERS, default="gunicorn")
    chosen = parser.parse_args()
    load = os.getloadavg()[0]
    print(f"widget {VERSION}, Python {platform.python_version()}, {chosen.server}, load {load:.1f}")
    with socket.create_server(("127.0.0.1", 0)) as free:
        publisher = Publisher(free.getsockname()[1])
    host = f"127.0.0.1:{publisher.port}"
    more = {"WIDGET_FETCHES_PER_MINUTE": "10000"}
    with (
        tempfile.TemporaryDirectory() as name,
        published(Path(name), chosen.server, host, f"http://{host}/ready", **more) as server,
    ):
        met = [
            _trouble(server, publisher, trouble, chosen.seconds, chosen.per_second)
            for trouble in chosen.trouble or TROUBLES
        ]
    return 0 if all(met) else 1


def _trouble(
    server: Published, publisher: Publisher, trouble: str, seconds: float, per_second: int
) -> bool:
    host = f"http://127.0.0.1:{publisher.port}"
    publisher.become(trouble)
    readers, stop = Readers(server, f"{host}/ready"), threading.Event()
    presser = threading.Thread(target=_press, args=(server, f"{host}/{trouble}", stop))
    presser.start()
    readers.read(seconds, per_second)
    stop.set()
    presser.join()
    publisher.become("")
    recovery = _recovery(server, f"{host}/{trouble}-over")
    p99 = statistics.quantiles(readers.taken, n=100)[-1]
    met = not readers.failed and p99 <= P99_SECONDS and recovery <= RECOVERY_SECONDS
    print(
        f"{trouble:9} {len(readers.taken)} panels, {len(readers.failed)} failed, median "
        f"{statistics.median(readers.taken) * 1e3:.0f} ms, p99 {p99 * 1e3:.0f} ms; a new page "
        f"after {recovery:.1f} s; {'met' if met else 'MISSED'}",
        flush=True,
    )
    return met


def _press(server: Published, page: str, stop: threading.Event) -> None:
    number = 0
    while not stop.wait(1):
        number += 1
        with suppress(OSError, http.client.HTTPException):
            panel(server, f"{page}/{number}")


def _recovery(server: Published, url: str) -> float:
    """Return the seconds until a page that was never seen has its summary; at most 120."""
    begun = time.monotonic()
    while time.monotonic() - begun < 120:
        if b'data-state="ready"' in panel(server, url):
            break
        time.sleep(0.25)
    return time.monotonic() - begun


if __name__ == "__main__":
    sys.exit(main())
