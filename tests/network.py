"""A pretended internet: names, public addresses, and one publisher behind all of them."""

from __future__ import annotations

import ipaddress
import socket
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pytest

    from tests.publishers import Publisher

PUBLIC = "93.184.215.14"
OTHER_PUBLIC = "8.8.4.4"
PUBLIC_V6 = "2606:2800:21f:cb07:6820:80da:af6b:8b2c"


def is_public(address: str) -> bool:
    """Say whether an address is public: Python's own opinion, not that of the code under test."""
    found = ipaddress.ip_address(address.partition("%")[0])
    return found.is_global and not found.is_multicast


@dataclass(slots=True)
class Network:
    """Answers look-ups, observes every connection, and leads public IPv4 ones to a publisher.

    A name without an entry is public. A name can have several answers, one for each look-up; an
    answer has several addresses. Spellings that the C library reads as addresses are read so.
    """

    names: Mapping[str, list[str]] = field(default_factory=dict)
    publisher: Publisher | None = None
    attempted: list[str] = field(default_factory=list)
    """The addresses that a connection was attempted to, in order."""
    asked: list[str] = field(default_factory=list)
    """The names that were looked up, in order."""
    _peers: dict[int, Any] = field(default_factory=dict)

    def resolver(self, host: str, port: int, *_: Any) -> list[Any]:
        """Stand in for ``socket.getaddrinfo``."""
        self.asked.append(host)
        turns = self.names.get(host) or [_as_the_c_library(host) or PUBLIC]
        answer = turns[min(self.asked.count(host), len(turns)) - 1]
        return [_row(address, port) for address in answer.split()]

    @property
    def not_public(self) -> list[str]:
        """Return the attempted addresses that are not public."""
        return [address for address in self.attempted if not is_public(address)]

    def observe(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Let no connection of this process out; note where it was meant to go."""
        connect, peer = socket.socket.connect, socket.socket.getpeername

        def observed(wire: socket.socket, address: Any) -> None:
            if wire.family not in {socket.AF_INET, socket.AF_INET6}:
                return connect(wire, address)
            self.attempted.append(address[0])
            if self.publisher is None or wire.family != socket.AF_INET or self.not_public:
                raise ConnectionRefusedError
            connect(wire, ("127.0.0.1", self.publisher.port))
            self._peers[wire.fileno()] = address
            return None

        def pretended(wire: socket.socket) -> Any:
            return self._peers.pop(wire.fileno(), None) or peer(wire)

        monkeypatch.setattr(socket.socket, "connect", observed)
        monkeypatch.setattr(socket.socket, "connect_ex", observed)
        monkeypatch.setattr(socket.socket, "getpeername", pretended)


def _as_the_c_library(name: str) -> str | None:
    try:
        return socket.inet_ntoa(socket.inet_aton(name))
    except OSError:
        return None


def _row(address: str, port: int) -> Any:
    if ":" in address:
        return socket.AF_INET6, socket.SOCK_STREAM, 6, "", (address, port, 0, 0)
    return socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port)
