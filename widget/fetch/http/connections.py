"""Holds connections to publishers: one exchange after another, kept open between fetches."""

from __future__ import annotations

import http.client
import threading
import time
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from widget.domain.limits import FETCH_HEAD_BYTES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from widget.fetch.http.allowed_addresses import Hop
    from widget.fetch.http.deadline import Deadline
    from widget.fetch.http.host_slots import HostSlot
    from widget.fetch.http.sockets import Wire

IDLE_CONNECTIONS: Final = 32
IDLE_SECONDS: Final = 15.0
"""After that a connection is not used again: servers close them, and names move."""

WATCH_SECONDS: Final = 0.1
"""How long somebody else may wait for the place of an idle connection."""

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

    def __init__(self, hop: Hop, wire: Wire, place: HostSlot) -> None:
        """Take the connected wire, and the place at the host, which is given back at the end."""
        super().__init__(hop.host, hop.port)
        self.place = place
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
        self.place.give_back()


class Idle:
    """The connections that wait for another fetch, the longest idle first. Thread-safe.

    While any wait, a thread watches that they give way in time.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._waiting: list[Connection] = []
        self._watched = False

    def take(self, origin: tuple[str, str, int]) -> Connection | None:
        """Return a connection to the origin that can be used, if one waits."""
        while connection := self._latest(origin):
            if not _is_over(connection) and connection.wire.is_quiet():
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
        self._let_watch()

    def close(self) -> None:
        """Close all that wait."""
        with self._lock:
            waiting, self._waiting = self._waiting, []
        for connection in waiting:
            connection.close()

    def _let_watch(self) -> None:
        with self._lock:
            if self._watched:
                return
            watch = threading.Thread(target=self._watch, name="idle", daemon=True)
            with suppress(RuntimeError):  # no more threads can be started
                watch.start()
                self._watched = True

    def _watch(self) -> None:
        while self._watched_on():
            time.sleep(WATCH_SECONDS)

    def _watched_on(self) -> bool:
        """Close those that are not to wait any longer; tell whether others go on waiting."""
        with self._lock:
            away = [one for one in self._waiting if _is_over(one) or one.place.is_wanted()]
            self._waiting = [one for one in self._waiting if one not in away]
            self._watched = goes_on = bool(self._waiting)
        for connection in away:
            connection.close()
        return goes_on

    def _latest(self, origin: tuple[str, str, int]) -> Connection | None:
        with self._lock:
            for position in range(len(self._waiting) - 1, -1, -1):
                if self._waiting[position].origin == origin:
                    return self._waiting.pop(position)
        return None


def _is_over(connection: Connection) -> bool:
    return time.monotonic() - connection.idle_since >= IDLE_SECONDS
