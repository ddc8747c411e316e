"""robots.txt is asked for once an hour and obeyed; when in doubt, nothing is taken."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from tests.publishers import NETWORKS, Publisher, Visit, hangs, publishing
from widget.domain.errors import FetchFailed
from widget.domain.limits import ROBOTS_BYTES
from widget.fetch.http import robots
from widget.fetch.http.fetcher import Fetcher
from widget.fetch.http.robots import FRESH_SECONDS, UNREACHABLE_SECONDS, Robots

if TYPE_CHECKING:
    from collections.abc import Iterator

AGENT = "summary-widget/1 (+https://widget.example)"


class Clock:
    """A clock that moves when it is set."""

    def __init__(self) -> None:
        self.now = 1_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    """Return a clock that stands still."""
    return Clock()


@pytest.fixture
def asked(clock: Clock) -> Iterator[Robots]:
    """Return robots over a fetcher that may reach loopback."""
    with closing(Fetcher(AGENT, NETWORKS, seconds=20)) as fetcher:
        yield Robots(fetcher, clock)


def allowed(robots: Robots, publisher: Publisher, path: str = "/story") -> bool:
    """Tell whether the page may be fetched."""
    try:
        robots.require(publisher.url(path), (publisher.host,))
    except FetchFailed:
        return False
    return True


def refusal(robots: Robots, publisher: Publisher, path: str = "/story") -> FetchFailed:
    """Return why the page may not be fetched."""
    with pytest.raises(FetchFailed) as caught:
        robots.require(publisher.url(path), (publisher.host,))
    return caught.value


@pytest.mark.parametrize(
    ("text", "allowed_paths", "forbidden_paths"),
    [
        ("", "/ /a", ""),
        ("User-agent: *\nDisallow:", "/ /a", ""),
        ("User-agent: *\nDisallow: /", "/robots.txt", "/ /a"),
        ("User-agent: *\nDisallow: /a", "/ /b", "/a /ab /a/b /a?x"),
        ("User-agent: *\nDisallow: /a\nAllow: /a/b", "/a/b /a/bc", "/a /a/c"),
        ("User-agent: *\nDisallow: /*.pdf$", "/a.pdf?x /pdf", "/a.pdf"),
        ("User-agent: *\nDisallow: /*?", "/a", "/a?x"),
        ("User-agent: *\nDisallow: /%7Ea\nDisallow: /ü", "/a", "/~a /%C3%BC"),
        ("User-agent: other\nDisallow: /", "/a", ""),
        ("User-agent: other\nUser-agent: *\nDisallow: /", "", "/a"),
        ("User-agent: *\nUser-agent: other\nDisallow: /", "", "/a"),
        ("User-agent: *\n\n# a\nUser-agent: other\nSitemap: x\nDisallow: /", "", "/a"),
        ("User-agent: summary-widget\nDisallow: /", "", "/a"),
        ("User-agent: SUMMARY-Widget/2.0\nDisallow: /", "", "/a"),
        ("User-agent: summary-widget*\nDisallow: /", "", "/a"),
        ("User-agent: summary\nDisallow: /", "/a", ""),
        ("User-agent: widget\nDisallow: /", "/a", ""),
        ("User-agent: summary-widget-pro\nDisallow: /", "/a", ""),
        ("User-agent: *\nDisallow: /\nUser-agent: summary-widget\nAllow: /", "/a", ""),
        ("User-agent: summary-widget\nDisallow: /a\nUser-agent: *\nDisallow: /b", "/b", "/a"),
        (
            "User-agent: summary-widget\nDisallow: /a\n\nUser-agent: x\nDisallow: /c\n"
            "User-agent: summary-widget\nDisallow: /b",
            "/c",
            "/a /b",
        ),
        ("user-AGENT : *\r\ndisALLOW : /a # why\r\n", "/b", "/a"),
        ("\ufeffUser-agent: *\nDisallow: /a", "/b", "/a"),
        ("User-agent: *\nCrawl-delay: 10\nContent-Signal: ai-train=no\nDisallow: /a", "/b", "/a"),
        ("Disallow: /", "/a", ""),
        ("<!doctype html><title>Not found</title>User-agent: *", "/a", ""),
        ("\x00\xff\xfe" * 100, "/a", ""),
    ],
)
def test_rules_are_obeyed(
    asked: Robots, text: str, allowed_paths: str, forbidden_paths: str
) -> None:
    with publishing(lambda visit: visit.answer(text.encode())) as publisher:
        for path in allowed_paths.split():
            assert allowed(asked, publisher, path), path
        for path in forbidden_paths.split():
            assert not allowed(asked, publisher, path), path
        assert publisher.paths == ["/robots.txt"]


def test_the_refusal_names_our_token_and_the_cure(asked: Robots) -> None:
    with publishing(lambda visit: visit.answer(b"User-agent: *\nDisallow: /")) as publisher:
        error = refusal(asked, publisher)
    assert error.permanent
    assert "User-agent: summary-widget" in error.message
    assert "Allow: /" in error.message


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410, 451, 204])
def test_where_there_is_no_robots_txt_all_is_allowed(asked: Robots, status: int) -> None:
    with publishing(lambda visit: visit.answer(b"", f"{status} x")) as publisher:
        assert allowed(asked, publisher)
        assert allowed(asked, publisher, "/other")
        assert publisher.paths == ["/robots.txt"]


@pytest.mark.parametrize("status", [429, 500, 502, 503])
def test_where_it_cannot_be_read_nothing_is_taken_for_a_while(
    asked: Robots, clock: Clock, status: int
) -> None:
    statuses = [f"{status} x", "404 x"]
    with publishing(lambda visit: visit.answer(b"", statuses.pop(0))) as publisher:
        error = refusal(asked, publisher)
        assert (error.permanent, error.retry_after) == (False, UNREACHABLE_SECONDS)
        assert f"answered {status}" in error.message
        clock.now += UNREACHABLE_SECONDS - 1
        assert not allowed(asked, publisher)
        assert len(publisher.visits) == 1
        clock.now += 1
        assert allowed(asked, publisher)


def test_a_robots_txt_that_hangs_forbids_for_a_while(clock: Clock) -> None:
    with (
        publishing(hangs) as publisher,
        closing(Fetcher(AGENT, NETWORKS, seconds=0.2)) as fetcher,
    ):
        slow = Robots(fetcher, clock)
        assert not refusal(slow, publisher).permanent
        assert not allowed(slow, publisher)
        assert publisher.connections == 1


def test_it_is_believed_for_an_hour(asked: Robots, clock: Clock) -> None:
    texts = [b"User-agent: *\nDisallow: /", b""]
    with publishing(lambda visit: visit.answer(texts.pop(0))) as publisher:
        assert not allowed(asked, publisher)
        clock.now += FRESH_SECONDS - 1
        assert not allowed(asked, publisher)
        clock.now += 1
        assert allowed(asked, publisher)


def test_redirects_of_it_are_followed(asked: Robots) -> None:
    def script(visit: Visit) -> None:
        if visit.path == "/robots.txt":
            visit.answer(b"", "301 x", Location="/other.txt")
        else:
            visit.answer(b"User-agent: *\nDisallow: /")

    with publishing(script) as publisher:
        assert not allowed(asked, publisher)


@pytest.mark.parametrize("where", ["http://elsewhere.example/", "/robots.txt", "file:///x"])
def test_one_that_leads_elsewhere_says_nothing(asked: Robots, where: str) -> None:
    with publishing(lambda visit: visit.answer(b"", "301 x", Location=where)) as publisher:
        assert allowed(asked, publisher)


@pytest.mark.parametrize(
    "url", ["http://elsewhere.example/", "file:///etc/passwd", "http://10.0.0.1/"]
)
def test_what_may_not_be_fetched_is_refused_before_anything_is_asked(
    asked: Robots, url: str
) -> None:
    with publishing(hangs) as publisher:
        with pytest.raises(FetchFailed) as caught:
            asked.require(url, (publisher.host, "10.0.0.1"))
        assert (caught.value.permanent, publisher.connections) == (True, 0)


@pytest.mark.parametrize(
    ("late", "forbidden"), [(0, ["/a", "/b", "/bcd"]), (1, ["/a"]), (13, ["/a"])]
)
def test_of_a_long_robots_txt_only_the_lines_that_fit_count(
    asked: Robots, late: int, forbidden: list[str]
) -> None:
    head, last = b"User-agent: *\nDisallow: /a\n", b"Disallow: /b\n"
    filler = b"#" * (ROBOTS_BYTES - len(head) - len(last) - 1 + late) + b"\n"
    text = head + filler + (last if late != 1 else b"Disallow: /bcd\n")
    with publishing(lambda visit: visit.answer(text)) as publisher:
        found = [path for path in ("/a", "/b", "/bcd") if not allowed(asked, publisher, path)]
    assert found == forbidden


@pytest.mark.parametrize(
    "text",
    [
        b"User-agent: a\n" * 18_000 + b"Disallow: /\n" * 20_000,
        b"".join(b"User-agent: a%d\n" % n for n in range(15_000)) + b"Disallow: /x\n" * 15_000,
        b"User-agent" + b" " * 500_000,
        b"User-agent: *\nDisallow: /" + b"*a" * 250_000,
        b"User-agent: *\n" + b"Disallow: /*a*a*a*b$\n" * 24_000,
    ],
    ids=["agents and rules", "many agents", "spaces", "one long pattern", "many patterns"],
)
def test_a_hostile_robots_txt_is_read_through(asked: Robots, text: bytes) -> None:
    with publishing(lambda visit: visit.answer(text)) as publisher:
        assert allowed(asked, publisher, "/" + "a" * 2_000)


def test_only_the_rules_for_us_are_handed_to_the_parser(
    asked: Robots, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[str] = []

    class Parser:
        @staticmethod
        def parse(text: str) -> Parser:
            read.append(text)
            return Parser()

        def can_fetch(self, *_: str) -> bool:
            return True

    monkeypatch.setattr(robots, "Protego", Parser)
    text = b"".join(b"User-agent: a%d\nDisallow: /%d\n" % (n, n) for n in range(5_000))
    with publishing(lambda visit: visit.answer(text + b"User-agent: *\nAllow: /")) as publisher:
        assert allowed(asked, publisher)
    assert read == ["User-agent: *\nAllow: /"]


def test_origins_that_were_not_asked_for_long_are_forgotten(
    asked: Robots, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(robots, "ORIGINS", 2)
    with (
        publishing(lambda visit: visit.answer(b"")) as one,
        publishing(lambda visit: visit.answer(b"")) as two,
        publishing(lambda visit: visit.answer(b"")) as three,
    ):
        for publisher in (one, two, one, three, one, two):
            assert allowed(asked, publisher)
        assert [len(publisher.visits) for publisher in (one, two, three)] == [1, 2, 1]


def test_what_is_remembered_has_a_limit(asked: Robots, monkeypatch: pytest.MonkeyPatch) -> None:
    rules = b"User-agent: *\n" + b"Disallow: /x\n" * 10
    monkeypatch.setattr(robots, "REMEMBERED_CHARACTERS", 2 * len(rules) - 10)
    with (
        publishing(lambda visit: visit.answer(rules)) as one,
        publishing(lambda visit: visit.answer(rules)) as two,
    ):
        for publisher in (one, one, two, two, one):
            assert allowed(asked, publisher)
        assert [len(publisher.visits) for publisher in (one, two)] == [2, 1]


def test_many_threads_can_ask(asked: Robots) -> None:
    with (
        publishing(lambda visit: visit.answer(b"User-agent: *\nDisallow: /a")) as publisher,
        ThreadPoolExecutor(8) as pool,
    ):
        paths = ["/a", "/b"] * 50
        found = list(pool.map(lambda path: allowed(asked, publisher, path), paths))
        assert found == [False, True] * 50
        assert len(publisher.visits) <= 8
