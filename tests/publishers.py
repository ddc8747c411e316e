"""Publishers on loopback whose answers are scripted byte by byte; most of them are hostile."""

from __future__ import annotations

import gzip
import socket
import struct
import threading
import time
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import ssl
    from collections.abc import Callable, Iterator

DRIP_SECONDS = 0.02
NETWORKS = ("127.0.0.0/8",)
PAGE = b"<!doctype html><title>The bridge</title><p>It is rebuilt.</p>"


@dataclass(slots=True)
class Visit:
    """One request that came in, and the way to answer it."""

    head: bytes
    wire: socket.socket
    publisher: Publisher

    @property
    def path(self) -> str:
        """Return path and query of the request."""
        return self.head.split(b" ", 2)[1].decode("ascii")

    def field(self, name: str) -> str | None:
        """Return a field of the request's head."""
        for line in self.head.decode("latin-1").split("\r\n")[1:]:
            found, _, value = line.partition(":")
            if found.lower() == name.lower():
                return value.strip()
        return None

    def send(self, data: bytes) -> None:
        """Send bytes; raises OSError when nobody takes them."""
        self.wire.sendall(data)
        self.publisher.sent += len(data)

    def answer(self, body: bytes = PAGE, status: str = "200 OK", **fields: str) -> None:
        """Send a whole answer that is as long as it says; ``a_b`` is the field ``a-b``."""
        lines = [f"{name.replace('_', '-')}: {value}" for name, value in fields.items()]
        head = "\r\n".join([f"HTTP/1.1 {status}", *lines, f"Content-Length: {len(body)}"])
        self.send(f"{head}\r\n\r\n".encode("latin-1") + body)
        self.publisher.answers += 1

    def drip(self, data: bytes) -> None:
        """Send the bytes one by one until nobody takes them."""
        for byte in data:
            if self.publisher.closing.wait(DRIP_SECONDS):
                return
            self.send(bytes([byte]))

    def hang(self) -> None:
        """Send nothing until the publisher is closed."""
        self.publisher.closing.wait(60)


@dataclass(slots=True)
class Publisher:
    """A server and what it has seen; ``script`` answers a request, True ends the connection."""

    script: Callable[[Visit], bool | None]
    tls: ssl.SSLContext | None = None
    visits: list[Visit] = field(default_factory=list)
    connections: int = 0
    most_open: int = 0
    wires: list[socket.socket] = field(default_factory=list)
    sent: int = 0
    answers: int = 0
    closing: threading.Event = field(default_factory=threading.Event)
    listener: socket.socket = field(init=False)
    port: int = field(init=False)
    knocking: list[socket.socket] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.listener = socket.create_server(("127.0.0.1", 0), backlog=64)
        self.port = self.listener.getsockname()[1]
        threading.Thread(target=self._accept, daemon=True).start()

    @property
    def host(self) -> str:
        """Return the host as a site would list it."""
        return f"127.0.0.1:{self.port}"

    def url(self, path: str = "/story") -> str:
        """Return the URL of a page."""
        return f"http{'s' if self.tls else ''}://{self.host}{path}"

    @property
    def paths(self) -> list[str]:
        """Return the paths that were asked for."""
        return [visit.path for visit in self.visits]

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                wire, _ = self.listener.accept()
                self.connections += 1
                self.wires.append(wire)
                self.most_open = max(self.most_open, self.open)
                threading.Thread(target=self._serve, args=(wire,), daemon=True).start()

    @property
    def open(self) -> int:
        """Return how many connections neither side has closed."""
        return sum(map(_is_open, self.wires))

    def _serve(self, wire: socket.socket) -> None:
        with suppress(OSError), wire:
            wire.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            if self.tls:
                wire = self.tls.wrap_socket(wire, server_side=True)
            with wire:
                while not self.closing.is_set() and (head := _head(wire)):
                    visit = Visit(head, wire, self)
                    self.visits.append(visit)
                    if self.script(visit):
                        return

    def fill_up(self) -> None:
        """Move to a port where the kernel drops whoever knocks: the queue there is full."""
        self._stop_listening()
        self.listener = socket.create_server(("127.0.0.1", 0), backlog=0)
        self.port = self.listener.getsockname()[1]
        for _ in range(3):
            self.knocking.append(socket.socket())
            self.knocking[-1].settimeout(0)
            self.knocking[-1].connect_ex(("127.0.0.1", self.port))

    def close(self) -> None:
        """Listen no more and end what hangs."""
        self.closing.set()
        self._stop_listening()
        for wire in self.knocking:
            wire.close()

    def _stop_listening(self) -> None:
        with suppress(OSError):
            self.listener.shutdown(socket.SHUT_RDWR)
        self.listener.close()


@contextmanager
def publishing(
    script: Callable[[Visit], bool | None], tls: ssl.SSLContext | None = None
) -> Iterator[Publisher]:
    """Run a publisher for the block."""
    publisher = Publisher(script, tls)
    try:
        yield publisher
    finally:
        publisher.close()


def _is_open(wire: socket.socket) -> bool:
    """Tell whether the other side is there, even when nobody has noticed that it left."""
    try:
        return wire.recv(1, socket.MSG_PEEK | socket.MSG_DONTWAIT) != b""
    except OSError as error:
        return isinstance(error, BlockingIOError)


def _head(wire: socket.socket) -> bytes:
    head = b""
    while b"\r\n\r\n" not in head:
        more = wire.recv(65_536)
        if not more:
            return b""
        head += more
    return head


# --- hostile scripts -------------------------------------------------------------------------

HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"


def ordinary(visit: Visit) -> None:
    """Answer with a page."""
    visit.answer(Content_Type="text/html; charset=utf-8")


def drips_its_head(visit: Visit) -> None:
    """Send a head that never ends, a byte at a time."""
    visit.drip(HEAD + b"X-Filler: " + b"x" * 100_000)


def drips_its_body(visit: Visit) -> None:
    """Send a page a byte at a time."""
    visit.send(HEAD + b"Content-Length: 1000000\r\n\r\n")
    visit.drip(b"x" * 1_000_000)


def drips_chunks(visit: Visit) -> None:
    """Send chunks of one byte at a time."""
    visit.send(HEAD + b"Transfer-Encoding: chunked\r\n\r\n")
    visit.drip(b"1\r\nx\r\n" * 100_000)


def hangs(visit: Visit) -> None:
    """Take the request and answer nothing."""
    visit.hang()


def hangs_in_its_body(visit: Visit) -> None:
    """Send half a page and no more."""
    visit.send(HEAD + b"Content-Length: 1000\r\n\r\n" + b"x" * 500)
    visit.hang()


def promises_more(visit: Visit) -> bool:
    """Send less than the length says and close."""
    visit.send(HEAD + b"Content-Length: 1000\r\n\r\n" + PAGE)
    return True


def promises_less(visit: Visit) -> None:
    """Send more than the length says."""
    visit.send(HEAD + b"Content-Length: 10\r\n\r\n" + PAGE)


def is_a_bomb(visit: Visit) -> bool:
    """Send about 1 MB that unpacks to 1 GB."""
    visit.send(HEAD + b"Content-Encoding: gzip\r\nConnection: close\r\n\r\n")
    visit.send(bomb())
    return True


def never_ends(visit: Visit) -> bool:
    """Send a page without an end, as fast as it is taken."""
    visit.send(HEAD + b"\r\n")
    while not visit.publisher.closing.is_set():
        visit.send(b"x" * 65_536)
    return True


def floods_fields(visit: Visit) -> bool:
    """Send fields without an end."""
    visit.send(HEAD)
    while not visit.publisher.closing.is_set():
        visit.send(b"X-Filler: " + b"x" * 8_000 + b"\r\n")
    return True


def floods_interim_answers(visit: Visit) -> bool:
    """Send "100 Continue" without an end."""
    while not visit.publisher.closing.is_set():
        visit.send(b"HTTP/1.1 100 Continue\r\n\r\n" * 100)
    return True


def redirects_for_ever(visit: Visit) -> None:
    """Send on to another page, always."""
    visit.answer(b"", "302 Found", Location=f"/{len(visit.publisher.visits)}")


def garbles_chunks(visit: Visit) -> bool:
    """Send chunks whose sizes are no numbers."""
    visit.send(HEAD + b"Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\nzz\r\nworld\r\n")
    return True


def resets(visit: Visit) -> bool:
    """Break the connection off in the middle of a page."""
    visit.send(HEAD + b"Content-Length: 1000\r\n\r\nx")
    visit.wire.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    return True


def fails(visit: Visit) -> None:
    """Answer 500."""
    visit.answer(b"sorry", "500 Internal Server Error")


def bomb(size: int = 1 << 30) -> bytes:
    """Return about a thousandth of this size in gzip that unpacks to so many zeros."""
    return packed(bytes(1 << 20)) * (size >> 20)


def packed(body: bytes) -> bytes:
    """Return the body as gzip."""
    return gzip.compress(body, mtime=0)


def eventually(true: Callable[[], bool], seconds: float = 5) -> bool:
    """Wait until it is true, at most some seconds; another worker may be behind for a moment."""
    until = time.monotonic() + seconds
    while not (found := true()) and time.monotonic() < until:
        time.sleep(0.005)
    return found
