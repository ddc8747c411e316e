"""The network of a client: found behind trusted proxies, and no header can invent it."""

from __future__ import annotations

import pytest

from widget.web.client_network import ClientNetworks

LOCAL = ("127.0.0.0/8", "::1/128")
CDN = (*LOCAL, "151.101.0.0/16")


def network(
    peer: str, forwarded: str | None = None, proxies: tuple[str, ...] = LOCAL
) -> str | None:
    environ = {"REMOTE_ADDR": peer}
    if forwarded is not None:
        environ["HTTP_X_FORWARDED_FOR"] = forwarded
    return ClientNetworks(proxies).network_of(environ)


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("203.0.114.9", "203.0.114.0/24"),
        ("2a01:db8:1:2::3", "2a01:db8:1::/48"),
        ("::ffff:203.0.114.9", "203.0.114.0/24"),
        ("203.0.114.9:4711", "203.0.114.0/24"),
        ("[2a01:db8:1:2::3]:4711", "2a01:db8:1::/48"),
        (" 203.0.114.9 ", "203.0.114.0/24"),
        ("10.1.2.3", "10.1.2.0/24"),
    ],
)
def test_behind_a_trusted_proxy_it_is_that_of_the_address_that_the_proxy_saw(
    address: str, expected: str
) -> None:
    assert network("127.0.0.1", address) == expected
    assert network("", address) == expected, "over a socket in the file system"


@pytest.mark.parametrize(
    "invented", ["9.9.9.9", "127.0.0.1", "9.9.9.9, 127.0.0.1", "unknown", "x" * 4_000, ",,", ""]
)
def test_what_a_client_sent_before_its_proxy_wrote_counts_nothing(invented: str) -> None:
    assert network("127.0.0.1", f"{invented}, 203.0.114.9") == "203.0.114.0/24"


@pytest.mark.parametrize("forwarded", ["9.9.9.9", "127.0.0.1, 9.9.9.9", "", "unknown"])
def test_a_header_of_a_peer_that_is_not_trusted_is_not_read(forwarded: str) -> None:
    assert network("203.0.114.9", forwarded) == "203.0.114.0/24"
    assert network("127.0.0.1", forwarded, ()) is None
    assert network("172.18.0.2", forwarded) is None, "a proxy that nobody has named"


def test_several_trusted_proxies_are_passed_from_the_last_one_on() -> None:
    passed = "9.9.9.9, 203.0.114.9, 151.101.3.4"
    assert network("127.0.0.1", passed, CDN) == "203.0.114.0/24"
    assert network("127.0.0.1", passed) == "151.101.3.0/24"


@pytest.mark.parametrize("forwarded", [None, "", "unknown", "127.0.0.1", "300.1.1.1"])
def test_where_the_proxy_names_no_client_there_is_no_network(forwarded: str | None) -> None:
    assert network("127.0.0.1", forwarded) is None
