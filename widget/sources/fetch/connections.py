"""The home of connections to publishers: one exchange after another, kept open between fetches."""

from __future__ import annotations

import http.client
import threading
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from widget.limits import FETCH_HEAD_BYTES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from widget.sources.fetch.deadline import Deadline
    from widget.sources.fetch.guard import Hop
    from widget.sources.fetch.wire import Wire

IDLE_CONNECTIONS: Final = 32
IDLE_SECONDS: Final = 15.0
"""After that a connection is not used again: servers close them, and names move."""

_READ_AHEAD: Final = 8_192
"""The buffer of ``socket.makefile``: so much of the body can come with the head."""


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked of each hop."""

    fields: Mapping[str, str]
    most_bytes: int
    form: bytes | None = None


class Connection(http.client.HTTPConnection):
    """HTTP over a wire that was dialled; it never opens a socket of its own."""

    auto_open = 0

    def __init__(self, hop: Hop, wire: Wire) -> None:
        super().__init__(hop.host, hop.port)
        self.origin = hop.origin
        self.idle_since = 0.0
        self.wire = wire  # http.client forgets its ``sock`` before the last answer was read
        self.sock = wire

    def ask(self, hop: Hop, request: Request, deadline: Deadline) -> http.client.HTTPResponse:
        """Send a GET, or a POST where there is a form; return the answer, its body unread.

        The connection is closed when that fails. Raises OSError (also TimeoutError),
        AnswerTooLong and http.client.HTTPException.
        """
        try:
            return self._answer(hop, request, deadline)
        except BaseException:
            self.close()
            raise

    def _answer(self, hop: Hop, request: Request, deadline: Deadline) -> http.client.HTTPResponse:
        self.wire.deadline = deadline
        self.wire.allowance = FETCH_HEAD_BYTES + _READ_AHEAD
        method = "GET" if request.form is None else "POST"
        self.putrequest(method, hop.target, skip_host=True, skip_accept_encoding=True)
        self.putheader("Host", hop.authority)
        for name, value in request.fields.items():
            self.putheader(name, value)
        self.endheaders(request.form)
        self.wire.acknowledge_at_once()
        response = self.getresponse()
        self.wire.allowance = 2 * request.most_bytes + FETCH_HEAD_BYTES  # chunks, packing
        return response

    def close(self) -> None:
        """Close the socket, also the one that http.client has forgotten."""
        super().close()
        self.wire.close()


class Idle:
    """The connections that wait for another fetch, the longest idle first. Thread-safe."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._waiting: list[Connection] = []

    def take(self, origin: tuple[str, str, int]) -> Connection | None:
        """Return a connection to the origin that can be used, if one waits."""
        while connection := self._latest(origin):
            fresh = time.monotonic() - connection.idle_since < IDLE_SECONDS
            if fresh and connection.wire.is_quiet():
                return connection
            connection.close()
        return None

    def keep(self, connection: Connection) -> None:
        """Keep the connection for another fetch."""
        connection.idle_since = time.monotonic()
        with self._lock:
            self._waiting.append(connection)
            surplus = self._waiting[:-IDLE_CONNECTIONS]
            del self._waiting[:-IDLE_CONNECTIONS]
        for old in surplus:
            old.close()

    def close(self) -> None:
        """Close all that wait."""
        with self._lock:
            waiting, self._waiting = self._waiting, []
        for connection in waiting:
            connection.close()

    def _latest(self, origin: tuple[str, str, int]) -> Connection | None:
        with self._lock:
            for position in range(len(self._waiting) - 1, -1, -1):
                if self._waiting[position].origin == origin:
                    return self._waiting.pop(position)
        return None
