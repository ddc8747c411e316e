"""Opens a connection: looks up once, checks every address, connects to that address."""

from __future__ import annotations

import errno
import socket
import ssl
import threading
from concurrent.futures import Future
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final, cast

from ssrfguard import Address, Resolver, connect, resolve

from widget.fetch.http.sockets import TlsWire, Wire

if TYPE_CHECKING:
    from collections.abc import Iterable

    from widget.fetch.http.allowed_addresses import Guard, Hop
    from widget.fetch.http.deadline import Deadline

LOOK_UPS: Final = 16
"""Look-ups at a time. One that hangs cannot be ended, so it keeps its place until it ends."""

ADDRESSES: Final = 4
"""Addresses of one name that are tried."""

_NO_DELAY: Final = ((socket.IPPROTO_TCP, socket.TCP_NODELAY, 1),)


class LookUps:
    """Asks the system for the addresses of a name, and waits no longer than the deadline.

    The system's resolver knows /etc/hosts and search domains but takes no timeout, so each
    question is asked in a thread of its own that can be left behind.
    """

    def __init__(self, resolver: Resolver) -> None:
        self._resolver = resolver
        self._slots = threading.BoundedSemaphore(LOOK_UPS)

    def until(self, deadline: Deadline) -> Resolver:
        """Return a stand-in for ``socket.getaddrinfo`` that raises TimeoutError in time."""
        return lambda *question: self._answer(question, deadline)

    def _answer(self, question: tuple[Any, ...], deadline: Deadline) -> Iterable[Any]:
        if not self._slots.acquire(timeout=deadline.left()):
            raise TimeoutError("other look-ups hang")
        found: Future[Iterable[Any]] = Future()
        try:
            threading.Thread(target=self._ask, args=(question, found), daemon=True).start()
        except RuntimeError as error:
            self._slots.release()
            raise OSError(errno.EAGAIN, "no more threads can be started") from error
        return found.result(deadline.left())

    def _ask(self, question: tuple[Any, ...], found: Future[Iterable[Any]]) -> None:
        try:
            found.set_result(self._resolver(*question))
        except Exception as error:  # noqa: BLE001 - it is raised again in the thread that waits
            found.set_exception(error)
        finally:
            self._slots.release()


class Dialler:
    """Opens connections to hops that the guard allows; the only code that does."""

    def __init__(
        self, guard: Guard, resolver: Resolver | None, trust: ssl.SSLContext | None
    ) -> None:
        self._guard = guard
        self._look_ups = LookUps(resolver or socket.getaddrinfo)
        self._given_trust = trust

    def dial(self, hop: Hop, deadline: Deadline) -> Wire:
        """Return an open connection, over TLS verified against the host's name where it is https.

        Raises ssrfguard's errors, TimeoutError, ssl.SSLError and OSError.
        """
        target = self._guard.target(hop)
        look_up = (
            socket.getaddrinfo if target.is_literal_address else self._look_ups.until(deadline)
        )
        addresses = resolve(target, policy=self._guard.policy(hop.port), resolver=look_up)
        wire = Wire.over(self._connected(addresses, deadline), deadline)
        return self._encrypted(wire, hop, deadline) if hop.scheme == "https" else wire

    def _connected(self, addresses: tuple[Address, ...], deadline: Deadline) -> socket.socket:
        """Return a socket to the first address that answers; each has its share of the time."""
        tried = addresses[:ADDRESSES]
        for untried in range(len(tried), 1, -1):
            try:
                return self._connect(tried[-untried], deadline.left() / untried)
            except OSError:
                continue
        return self._connect(tried[-1], deadline.left())

    def _connect(self, address: Address, seconds: float) -> socket.socket:
        policy = self._guard.policy(address.port)
        try:
            return connect((address,), policy=policy, timeout=seconds, socket_options=_NO_DELAY)
        except OSError as error:  # its cause is the plain error of the system
            raise (error.__cause__ or error) from None

    def _encrypted(self, wire: Wire, hop: Hop, deadline: Deadline) -> TlsWire:
        with wire:  # left open, it would be forgotten when the handshake fails
            trust = self._trust  # reading the system's certificates takes its time
            wire.settimeout(deadline.left())
            encrypted = cast("TlsWire", trust.wrap_socket(wire, server_hostname=hop.host))
        encrypted.deadline = deadline
        return encrypted

    @cached_property
    def _trust(self) -> ssl.SSLContext:
        context = self._given_trust or ssl.create_default_context()
        context.sslsocket_class = TlsWire
        context.set_alpn_protocols(["http/1.1"])
        return context
