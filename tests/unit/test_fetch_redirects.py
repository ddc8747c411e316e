"""Every hop is checked like the first one, and a name that moves after its check gains nothing."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from tests.addresses_table import NAMES, ODD_URLS, special_addresses
from tests.network import OTHER_PUBLIC, PUBLIC, Network
from tests.publishers import PAGE, Visit, publishing
from widget.domain.errors import FetchFailed
from widget.domain.limits import FETCH_REDIRECTS
from widget.fetch.http.fetcher import Fetched, Fetcher, FetchRequest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

AGENT = "summary-widget/1 (+https://widget.example)"
START = "http://news.example/0"


class World:
    """A pretended internet whose one publisher redirects along a list of locations."""

    def __init__(self, network: Network) -> None:
        self.network = network
        self.locations: list[str] = []
        self.status = "302 Found"
        self.hops: list[tuple[str | None, str]] = []

    def script(self, visit: Visit) -> None:
        """Redirect while there are locations, then answer with a page."""
        self.hops.append((visit.field("Host"), visit.path))
        if len(self.hops) <= len(self.locations):
            where = self.locations[len(self.hops) - 1].encode("utf-8").decode("latin-1")
            visit.answer(b"", self.status, Location=where)
        else:
            visit.answer()

    def get(self, url: str = START, hosts: tuple[str, ...] | None = None) -> Fetched:
        """Fetch in this world."""
        with closing(self.fetcher()) as fetcher:
            return fetcher.get(FetchRequest(url, hosts, 1_000))

    def fetcher(self) -> Fetcher:
        """Return a fetcher that lives in this world."""
        return Fetcher(AGENT, (), self.network.resolver, seconds=5)

    def failure(self, url: str = START, hosts: tuple[str, ...] | None = None) -> FetchFailed:
        """Return how the fetch fails."""
        with pytest.raises(FetchFailed) as caught:
            self.get(url, hosts)
        return caught.value


@pytest.fixture
def world(monkeypatch: pytest.MonkeyPatch) -> Iterator[World]:
    """Return a world in which nothing redirects yet."""
    network = Network(dict(NAMES))
    found = World(network)
    with publishing(found.script) as network.publisher:
        network.observe(monkeypatch)
        yield found


def to(address: str) -> str:
    return f"http://[{address}]/" if ":" in address else f"http://{address}/"


def absolute(url: str) -> bool:
    """Tell whether the URL names a host as urljoin reads it, and a field can say it."""
    named = url.partition(":")[2]
    return named.startswith("//") and named[2:3] != "/" and not set("\n\x00") & set(url)


@pytest.mark.parametrize("url", [u for u in ODD_URLS if absolute(u)], ids=lambda u: ascii(u)[:60])
def test_a_redirect_that_leads_inside_is_not_followed(world: World, url: str) -> None:
    world.locations = [url]
    assert world.failure().permanent
    assert world.network.attempted == [PUBLIC]


@pytest.mark.parametrize("before", range(FETCH_REDIRECTS))
@pytest.mark.parametrize("address", special_addresses()[::9])
def test_no_hop_leads_inside(world: World, before: int, address: str) -> None:
    world.locations = [f"/{n}" for n in range(1, before + 1)] + [to(address)]
    assert world.failure().permanent
    assert set(world.network.attempted) == {PUBLIC}
    assert len(world.hops) == before + 1


@pytest.mark.parametrize("before", range(FETCH_REDIRECTS))
def test_no_hop_leads_to_a_name_inside(world: World, before: int) -> None:
    names = [f"http://h{n}.example/" for n in range(1, before + 1)]
    world.locations = [*names, "http://intranet.news.example/"]
    assert world.failure().permanent
    assert world.network.not_public == []
    assert len(world.hops) == before + 1


@pytest.mark.parametrize("before", range(FETCH_REDIRECTS))
def test_no_hop_leaves_the_listed_hosts(world: World, before: int) -> None:
    world.locations = [f"/{n}" for n in range(1, before + 1)] + ["http://elsewhere.example/"]
    failed = world.failure(hosts=("news.example",))
    assert failed.permanent
    assert "elsewhere.example" in failed.message
    assert world.network.asked == ["news.example"]


def test_redirects_are_followed_to_listed_hosts(world: World) -> None:
    world.locations = ["//www.news.example/b?c=d e#f", "../ü", "http://news.example:80/end"]
    fetched = world.get(hosts=("news.example", "www.news.example"))
    assert (fetched.url, fetched.body) == ("http://news.example/end", PAGE)
    assert world.hops == [
        ("news.example", "/0"),
        ("www.news.example", "/b?c=d%20e"),
        ("www.news.example", "/%C3%BC"),
        ("news.example", "/end"),
    ]


def test_as_many_redirects_as_allowed_are_followed_and_not_one_more(world: World) -> None:
    world.locations = [f"/{n}" for n in range(1, FETCH_REDIRECTS + 1)]
    assert world.get().url == f"http://news.example/{FETCH_REDIRECTS}"
    world.hops.clear()
    world.locations.append("/one-more")
    failed = world.failure()
    assert (failed.permanent, len(world.hops)) == (True, FETCH_REDIRECTS + 1)
    assert f"more than {FETCH_REDIRECTS} times" in failed.message


@pytest.mark.parametrize("locations", [["/0"], ["/1", "/0"], ["/1", "/1"], ["#x"]])
def test_a_circle_is_left_at_its_first_return(world: World, locations: list[str]) -> None:
    world.locations = locations
    assert "circle" in world.failure().message
    assert len(world.hops) == len(locations)


@pytest.mark.parametrize("status", ["301 x", "302 x", "303 x", "307 x", "308 x"])
def test_all_redirects_are_followed(world: World, status: str) -> None:
    world.status, world.locations = status, ["/1"]
    assert world.get().url == "http://news.example/1"


@pytest.mark.parametrize("status", ["300 x", "304 x", "305 x", "306 x", "399 x", "200 x", "404 x"])
def test_no_other_status_redirects(world: World, status: str) -> None:
    world.status, world.locations = status, ["/1"]
    if status == "200 x":
        assert world.get().body == b""
    else:
        assert world.failure().status == int(status[:3])
    assert len(world.hops) == 1


# --- names that move -------------------------------------------------------------------------


def test_a_name_is_looked_up_once_for_a_connection(world: World) -> None:
    world.network.names = {"news.example": [PUBLIC, "127.0.0.1"]}
    assert world.get().body == PAGE
    assert (world.network.asked, world.network.attempted) == (["news.example"], [PUBLIC])


def test_a_name_that_moved_inside_is_not_connected_to_again(world: World) -> None:
    world.network.names = {"news.example": [PUBLIC, "169.254.169.254"]}
    assert world.get().body == PAGE
    assert world.failure().permanent
    assert world.network.attempted == [PUBLIC]


def test_a_hop_back_to_a_name_that_moved_inside_is_refused(world: World) -> None:
    world.network.names = {"news.example": [PUBLIC, "10.0.0.1"], "b.example": [OTHER_PUBLIC]}
    world.locations = ["https://news.example/", "x"]
    assert world.failure().permanent
    assert world.network.attempted == [PUBLIC]


def test_a_kept_connection_needs_no_new_look_up(world: World) -> None:
    world.network.names = {"news.example": [PUBLIC, "10.0.0.1"]}
    with closing(world.fetcher()) as fetcher:
        for number in range(3):
            assert fetcher.get(FetchRequest(f"{START}{number}", None, 1_000)).body == PAGE
    assert (world.network.asked, world.network.attempted) == (["news.example"], [PUBLIC])


def test_a_connection_that_ends_elsewhere_than_asked_is_not_used(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    elsewhere: Callable[..., object] = lambda _: ("127.0.0.1", 80)  # noqa: E731
    monkeypatch.setattr("socket.socket.getpeername", elsewhere)
    assert world.failure().permanent
    assert world.hops == []
