"""Nothing inside is ever reached: by no URL, by no answer of a resolver, by no redirect."""

from __future__ import annotations

import pytest

from tests.addresses_table import NAMES, hostile_urls, special_addresses
from tests.house.source import PACKAGE, calls, imports, modules, name_of
from tests.network import OTHER_PUBLIC, PUBLIC, PUBLIC_V6, Network
from tests.shared import records
from widget.domain.errors import FetchFailed, SettingsError
from widget.fetch.http.allowed_addresses import PUBLIC as TABLE
from widget.fetch.http.fetcher import Fetcher, FetchRequest

AGENT = "summary-widget/1 (+https://widget.example)"
LISTED = ("news.example",)
ATTACKS = [record["url"] for record in records("corpora", "ssrf_urls.jsonl")]
STARRED = [
    record["url"]
    for record in records("corpora", "ssrf_urls.jsonl")
    if record.get("refuse_even_if_allow_list_is_star")
]
REDIRECTORS = {"307.r3dir.me", "nicob.net"}
"""Public hosts of the corpus: they are reached, where they lead to is not."""


@pytest.fixture
def network(monkeypatch: pytest.MonkeyPatch) -> Network:
    """Return the pretended internet that all connections of the test end in."""
    found = Network(NAMES)
    found.observe(monkeypatch)
    return found


def failure(
    network: Network, url: str, hosts: tuple[str, ...] | None, networks: tuple[str, ...] = ()
) -> FetchFailed:
    """Return how the fetch fails."""
    fetcher = Fetcher(AGENT, networks, network.resolver, seconds=5)
    with pytest.raises(FetchFailed) as caught:
        fetcher.get(FetchRequest(url, hosts, 1_000))
    return caught.value


def readable(url: str) -> str:
    return ascii(url)[:60]


@pytest.mark.parametrize("url", ATTACKS, ids=readable)
def test_an_attack_of_the_corpus_reaches_nothing(network: Network, url: str) -> None:
    assert failure(network, url, LISTED).permanent
    assert network.attempted == []


@pytest.mark.parametrize("url", STARRED, ids=readable)
def test_an_attack_reaches_nothing_inside_where_all_hosts_are_allowed(
    network: Network, url: str
) -> None:
    failure(network, url, None)
    assert network.not_public == []
    assert network.attempted == [] or REDIRECTORS & set(network.asked)


@pytest.mark.parametrize("url", hostile_urls(), ids=readable)
def test_a_url_that_leads_inside_reaches_nothing(network: Network, url: str) -> None:
    assert failure(network, url, None).permanent
    assert network.attempted == []


@pytest.mark.parametrize("address", special_addresses())
def test_a_name_that_leads_inside_is_not_followed(network: Network, address: str) -> None:
    network.names = {"news.example": [address]}
    assert failure(network, "https://news.example/", LISTED).permanent
    assert network.attempted == []


@pytest.mark.parametrize("address", special_addresses()[::7])
def test_one_address_inside_among_public_ones_spoils_the_name(
    network: Network, address: str
) -> None:
    for answer in (f"{PUBLIC} {address}", f"{address} {PUBLIC}"):
        network.names = {"news.example": [answer]}
        assert failure(network, "http://news.example/", LISTED).permanent
    assert network.attempted == []


def test_the_table_is_as_long_as_it_claims() -> None:
    assert len(hostile_urls()) + len(special_addresses()) >= 450


@pytest.mark.parametrize(
    ("address", "url"),
    [
        (PUBLIC, "http://news.example/"),
        (PUBLIC, "https://news.example/"),
        (PUBLIC, "https://news.example:80/"),
        (PUBLIC, "https://NEWS.example./a?b=c#d"),
        (PUBLIC_V6, "https://news.example/"),
        ("64:ff9b::808:404", "https://news.example/"),
        (OTHER_PUBLIC, "https://news.example/"),
    ],
)
def test_a_public_address_of_a_listed_host_is_connected_to(
    network: Network, address: str, url: str
) -> None:
    network.names = {"news.example": [address]}
    assert not failure(network, url, LISTED).permanent
    assert network.attempted == [address]


@pytest.mark.parametrize("host", [PUBLIC, f"[{PUBLIC_V6}]", f"[{PUBLIC_V6}]:8080"])
def test_a_listed_literal_address_is_connected_to_without_a_look_up(
    network: Network, host: str
) -> None:
    failure(network, f"https://{host}/", (host,))
    assert (len(network.attempted), network.asked) == (1, [])


@pytest.mark.parametrize("hosts", [LISTED, ("news.example:8443",), ("www.news.example",)])
@pytest.mark.parametrize(
    "url", ["https://evil.example/", "https://xnews.example/", "https://news.example:444/"]
)
def test_a_host_or_port_that_is_not_listed_is_not_looked_up(
    network: Network, url: str, hosts: tuple[str, ...]
) -> None:
    assert failure(network, url, hosts).permanent
    assert network.asked == []


def test_a_port_that_is_listed_with_its_host_is_connected_to(network: Network) -> None:
    assert not failure(network, "https://news.example:8443/", ("news.example:8443",)).permanent
    assert network.attempted == [PUBLIC]


def test_all_addresses_of_a_name_are_tried_but_not_more_than_four(network: Network) -> None:
    network.names = {"news.example": [" ".join(f"93.184.215.{n}" for n in range(1, 9))]}
    failure(network, "http://news.example/", LISTED)
    assert network.attempted == [f"93.184.215.{n}" for n in range(1, 5)]


def test_a_network_that_the_operator_lists_may_be_reached(network: Network) -> None:
    listed = ("intranet.news.example",)
    assert failure(network, "http://intranet.news.example/", listed).permanent
    assert network.attempted == []
    failure(network, "http://intranet.news.example/", listed, ("10.20.0.0/16",))
    assert network.attempted == ["10.20.30.40"]


@pytest.mark.parametrize("address", ["10.21.0.1", "::ffff:10.20.0.1", "64:ff9b::10.20.0.1"])
def test_a_listed_network_opens_no_other(network: Network, address: str) -> None:
    network.names = {"news.example": [address]}
    assert failure(network, "http://news.example/", LISTED, ("10.20.0.0/16",)).permanent
    assert network.attempted == []


@pytest.mark.parametrize("networks", [("intranet",), ("10.0.0.1/8",), ("64:ff9b::/96",), ("",)])
def test_a_network_that_cannot_be_read_is_refused_at_once(networks: tuple[str, ...]) -> None:
    with pytest.raises(SettingsError, match=r"10\.20\.0\.0/16"):
        Fetcher(AGENT, networks)


def test_the_refusal_names_the_reason_and_the_cure(network: Network) -> None:
    message = failure(network, "http://intranet.news.example/", None).message
    assert "10.0.0.0/8 is Private-Use" in message
    assert "WIDGET_FETCH_NETWORKS" in message


def test_every_special_address_is_in_the_table_and_no_ordinary_one() -> None:
    assert not [a for a in special_addresses() if not TABLE.classify(a).blocked]
    ordinary = [PUBLIC, OTHER_PUBLIC, PUBLIC_V6, "1.1.1.1", "151.101.1.164", "2a04:4e42::81"]
    assert not [a for a in ordinary if TABLE.classify(a).blocked]


def test_only_the_fetching_can_open_a_connection_to_a_publisher() -> None:
    clients = {"socket", "ssl", "ssrfguard", "requests", "urllib3", "httpx", "aiohttp", "http"}
    http = PACKAGE / "fetch" / "http"
    elsewhere = [path for path in modules() if path.parent != http]
    with_clients = {name_of(path) for path in elsewhere if imports(path) & clients}
    assert with_clients == {
        "widget/fetch/sandbox/process.py",  # a pair of sockets is no connection
        "widget/cli/listening.py",  # it binds, and connects to nothing
        "widget/cli/fast_mode.py",  # as well
    }
    connecting = [name_of(path) for path in modules(PACKAGE / "fetch") if "connect" in calls(path)]
    assert connecting == ["widget/fetch/http/connecting.py"]
