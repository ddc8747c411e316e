"""Decides what may be reached: which URLs, hosts and ports, and which addresses are public."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from ipaddress import ip_network
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from ssrfguard import DEFAULT_DENIED, AddressTable, Block, Policy, Reach, Target

from widget.domain.errors import FetchFailed, InvalidField, SettingsError
from widget.rules.urls import page_host, public_link

if TYPE_CHECKING:
    from collections.abc import Iterable

PORTS: Final = {"http": 80, "https": 443}
"""The ports of the schemes that are fetched; a listed host can name another one."""

_NAT64: Final = ip_network("64:ff9b::/96")


def _stricter(block: Block) -> Block:
    """Return the row without exceptions: nobody publishes news at an address of special purpose.

    Only NAT64 stays translated: on a server without IPv4 every IPv4 publisher is behind it, and
    the address within is checked. 6to4, Teredo, mapped and compatible addresses are given up by
    everyone but attackers; relays and anycast services are not web sites.
    """
    return block if block.network == _NAT64 else replace(block, reach=Reach.DENIED)


PUBLIC: Final = AddressTable(
    (
        *map(_stricter, DEFAULT_DENIED.blocks),
        # All of IPv6 that is not handed out, such as SIIT's ::ffff:0:0:0/96 or Yggdrasil's 200::/7.
        Block(ip_network("::/0"), "not Global Unicast", "RFC4291", Reach.DENIED),
        Block(ip_network("2000::/3"), "Global Unicast", "RFC4291", Reach.PERMITTED),
    )
)
"""Which addresses are public: ssrfguard's registry of special addresses, with own rows."""


@dataclass(frozen=True, slots=True)
class Hop:
    """One checked address on the way of a fetch, in its uniform spelling."""

    url: str
    scheme: str
    host: str
    port: int
    authority: str
    """Host and port as the ``Host`` header has them."""
    target: str
    """Path and query."""

    @property
    def origin(self) -> tuple[str, str, int]:
        """Return what a connection is good for."""
        return self.scheme, self.host, self.port


class Guard:
    """Says which hops are allowed, before and after the look-up of their names."""

    def __init__(self, networks: Iterable[str]) -> None:
        try:
            allowed = tuple(map(ip_network, networks))
            self._policy = Policy(denied_networks=PUBLIC, allowed_networks=allowed)
        except ValueError as error:
            raise SettingsError(
                f"WIDGET_FETCH_NETWORKS cannot be used: {error}. "
                "Write networks such as 10.20.0.0/16, separated by commas."
            ) from error

    def hop(self, url: str, hosts: tuple[str, ...] | None) -> Hop:
        """Return the hop to this URL, if its scheme, host and port are allowed.

        ``hosts`` are the hosts that may be reached, with a port where it is not 80 or 443;
        None stands for all. Raises FetchFailed. No name is looked up.
        """
        try:
            address = public_link(url, "url").partition("#")[0]
        except InvalidField as error:
            raise FetchFailed(
                f"This address is not fetched. {error.message}", permanent=True
            ) from None
        parts = urlsplit(address)
        port = parts.port or PORTS[parts.scheme]
        host = parts.hostname or ""
        _require_listed(_bracketed(host), port, hosts)
        return Hop(
            url=address,
            scheme=parts.scheme,
            host=host,
            port=port,
            authority=parts.netloc,
            target=address.removeprefix(f"{parts.scheme}://{parts.netloc}"),
        )

    def policy(self, port: int) -> Policy:
        """Return the rules for addresses that are reached on this port."""
        return replace(self._policy, allowed_ports=frozenset({port}))

    def target(self, hop: Hop) -> Target:
        """Return what is looked up. Raises ssrfguard's errors for an address that is refused."""
        return self.policy(hop.port).check_url(f"{hop.scheme}://{_bracketed(hop.host)}:{hop.port}/")


def _require_listed(host: str, port: int, hosts: tuple[str, ...] | None) -> None:
    """Raise FetchFailed unless the port is usual or named, and the host is listed."""
    usual = port in PORTS.values()
    if hosts is None:
        if usual:
            return
        raise FetchFailed(
            f"Port {port} of {host} is not allowed: only 80 and 443 are. To allow it, list the "
            f"host with its port ({host}:{port}) as a page host.",
            permanent=True,
        )
    names = _names(hosts)
    if f"{host}:{port}" in names or (usual and host in names):
        return
    raise FetchFailed(
        f"{host if usual else f'{host}:{port}'} is not one of the hosts that may be fetched from "
        f"({', '.join(sorted(names)[:5])}). To allow it, add it to the site's page hosts with "
        "`widget sites change --page-host`.",
        permanent=True,
    )


@lru_cache(maxsize=256)
def _names(hosts: tuple[str, ...]) -> frozenset[str]:
    return frozenset(page_host(host, "hosts") for host in hosts)


def _bracketed(host: str) -> str:
    return f"[{host}]" if ":" in host else host
