"""A small load generator: keeps some connections busy with one request after the other.

wrk, Debian's, waits for the body that an answer to HEAD does not have; this one knows. It runs in
one thread and takes little: what is compared shares its cost.
"""

from __future__ import annotations

import re
import selectors
import socket
import time
from dataclasses import dataclass
from itertools import cycle
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_LENGTH = re.compile(rb"(?i)\r\nContent-Length: *(\d+)")


@dataclass(frozen=True, slots=True)
class Request:
    """A request, and what its answer must begin with."""

    method: str
    target: str
    headers: tuple[tuple[str, str], ...]
    status: int

    def wire(self) -> bytes:
        """Return it as it is sent."""
        lines = [f"{self.method} {self.target} HTTP/1.1", "Host: widget.example"]
        lines += [f"{name}: {value}" for name, value in self.headers]
        return ("\r\n".join(lines) + "\r\n\r\n").encode()


@dataclass(slots=True)
class _Connection:
    socket: socket.socket
    asked: Request
    received: bytes = b""

    def is_answered(self) -> bool:
        """Return whether the whole answer is there; raise SystemExit for one of another status."""
        head, end, body = self.received.partition(b"\r\n\r\n")
        if not end:
            return False
        if int(head[9:12]) != self.asked.status:
            raise SystemExit(f"{self.asked}: {head.decode()}")
        if self.asked.method == "HEAD" or self.asked.status in {204, 304}:
            return True
        found = _LENGTH.search(head)
        return found is not None and len(body) >= int(found[1])


@dataclass(frozen=True, slots=True)
class Load:
    """What a server did in some seconds."""

    answers: int
    seconds: float
    cpu_seconds: float
    """Of the worker, in user and in kernel mode."""

    @property
    def per_second(self) -> float:
        """Return answers in a second."""
        return self.answers / self.seconds

    @property
    def microseconds(self) -> float:
        """Return processor time of the worker for one answer."""
        return self.cpu_seconds / self.answers * 1e6


def run(
    port: int, pid: int, requests: Iterable[Request], seconds: float, connections: int = 8
) -> Load:
    """Send these requests again and again; return what process ``pid`` did with them."""
    waiting = cycle([(one, one.wire()) for one in requests])
    opened = [socket.create_connection(("127.0.0.1", port)) for _ in range(connections)]
    with selectors.EpollSelector() as selector:
        for one in opened:
            asked, wire = next(waiting)
            selector.register(one, selectors.EVENT_READ, _Connection(one, asked))
            one.sendall(wire)
        begun, cpu = time.perf_counter(), cpu_seconds(pid)
        answers = _serve(selector, waiting, begun + seconds)
        load = Load(answers, time.perf_counter() - begun, cpu_seconds(pid) - cpu)
    for one in opened:
        one.close()
    return load


def _serve(
    selector: selectors.BaseSelector, waiting: Iterator[tuple[Request, bytes]], until: float
) -> int:
    answers = 0
    while time.perf_counter() < until:
        for key, _ in selector.select(1):
            connection: _Connection = key.data
            connection.received += connection.socket.recv(65_536)
            if connection.is_answered():
                answers += 1
                connection.asked, wire = next(waiting)
                connection.received = b""
                connection.socket.sendall(wire)
    return answers


def cpu_seconds(pid: int) -> float:
    """Return the processor time of a process so far, all its threads, to the nanosecond."""
    threads = Path(f"/proc/{pid}/task").glob("*/schedstat")
    return sum(int(one.read_text(encoding="ascii").split()[0]) for one in threads) / 1e9
