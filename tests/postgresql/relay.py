"""The way of one machine to the database, which can be cut: nothing is refused, nothing arrives."""

from __future__ import annotations

import socket
import threading
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass
class Relay:
    """Passes bytes on between its own port and the one of the server, while it is whole."""

    target: int
    listener: socket.socket = field(
        default_factory=lambda: socket.create_server(("127.0.0.1", 0), backlog=64)
    )
    whole: threading.Event = field(default_factory=threading.Event)
    wires: list[socket.socket] = field(default_factory=list)

    @property
    def port(self) -> int:
        """Return where the machine finds the database."""
        return int(self.listener.getsockname()[1])

    def run(self) -> None:
        """Accept until the listener is closed."""
        with suppress(OSError):
            while True:
                near, _ = self.listener.accept()
                self.wires.append(near)
                far = socket.create_connection(("127.0.0.1", self.target))
                self.wires.append(far)
                for one, other in ((near, far), (far, near)):
                    threading.Thread(target=self._pass_on, args=(one, other), daemon=True).start()

    def _pass_on(self, source: socket.socket, sink: socket.socket) -> None:
        with suppress(OSError):
            while data := source.recv(65_536):
                self.whole.wait()
                sink.sendall(data)
        with suppress(OSError):
            sink.shutdown(socket.SHUT_RDWR)


@contextmanager
def relay(target: int) -> Iterator[Relay]:
    """Run a relay to the port until the block ends."""
    one = Relay(target)
    one.whole.set()
    threading.Thread(target=one.run, daemon=True).start()
    try:
        yield one
    finally:
        one.whole.set()
        one.listener.shutdown(socket.SHUT_RDWR)
        one.listener.close()
        for wire in one.wires:
            wire.close()
