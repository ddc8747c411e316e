"""From which network a request comes: what presses and requests that cost are counted by.

An IPv4 network is a /24, an IPv6 network a /48: about 256 households each, and what a hoster or a
tunnel gives to one customer. A single address would be too small: who has a /64 has 2^64 of them.
"""

from __future__ import annotations

from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

Address = IPv4Address | IPv6Address

CARRIED: Final = ("REMOTE_ADDR", "HTTP_X_FORWARDED_FOR")
"""What of a request says where it comes from."""

_LENGTH: Final = {4: 24, 6: 48}
_SOCKET_FILE: Final = "127.0.0.1"
"""Whoever connects to a socket in the file system is on this machine."""


class ClientNetworks:
    """Finds the network of a client behind the proxies that the operator trusts.

    X-Forwarded-For is read from its end: each trusted proxy has written the address that it saw,
    and what stands before the first other address is anybody's invention.
    """

    def __init__(self, proxies: tuple[str, ...]) -> None:
        """Take the networks of the trusted proxies."""
        self._proxies = tuple(ip_network(proxy) for proxy in proxies)

    def network_of(self, environ: Mapping[str, Any]) -> str | None:
        """Return the client's network; None where only a proxy that is not trusted knows it."""
        client = self._client(environ)
        return None if client is None else network_around(client)

    def _client(self, environ: Mapping[str, Any]) -> Address | None:
        peer = _parsed(environ.get("REMOTE_ADDR") or _SOCKET_FILE)
        if peer is None or not self._is_trusted(peer):
            # Nobody comes to a public server from a private address, but for an unknown proxy.
            return peer if peer is not None and peer.is_global else None
        for text in reversed(str(environ.get("HTTP_X_FORWARDED_FOR", "")).split(",")):
            address = _parsed(text)
            if address is None or not self._is_trusted(address):
                return address
        return None

    def _is_trusted(self, address: Address) -> bool:
        return any(address in network for network in self._proxies)


def network_around(address: Address) -> str:
    """Return the network of this address that is counted as one."""
    return str(ip_network((address, _LENGTH[address.version]), strict=False))


def _parsed(text: str) -> Address | None:
    """Return the address in an entry, which may have a port; None where there is none."""
    text = text.strip()
    if text.startswith("["):
        text = text[1:].partition("]")[0]
    elif text.count(":") == 1:
        text = text.partition(":")[0]
    try:
        address = ip_address(text.partition("%")[0])
    except ValueError:
        return None
    mapped = address.ipv4_mapped if isinstance(address, IPv6Address) else None
    return mapped or address
