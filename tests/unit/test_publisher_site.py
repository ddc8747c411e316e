"""What publishers offer is fetched and read, and robots.txt has a say where a reader asked."""

from __future__ import annotations

import subprocess
import sys
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from tests.browser.servers import NewsSite, serve
from tests.conftest import STORY
from tests.publishers import NETWORKS, Visit, publishing
from widget.domain.errors import FetchFailed, Unreadable
from widget.domain.source import Asker, Source, SourceKind, Validators
from widget.fetch.publisher_site import forbids_index, open_publisher_site

if TYPE_CHECKING:
    from collections.abc import Iterator

    from widget.domain.source import Page
    from widget.fetch.publisher_site import HttpPublisherSite

PAGE = "<html><head><title>The bridge</title></head><body><article><h1>The bridge</h1>{}</article>"
FEED = """<rss version="2.0"><channel><title>Daily</title>
<item><title>The bridge</title><link>{}/bridge</link></item></channel></rss>"""
MAP = """<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
<url><loc>{}/bridge</loc></url></urlset>"""


class Loopback:
    """A news site on loopback, and the adapter that may reach it."""

    def __init__(self, publisher_site: HttpPublisherSite, site: NewsSite, origin: str) -> None:
        self.publisher_site, self.site, self.origin = publisher_site, site, origin
        self.hosts = (origin.removeprefix("http://"),)
        self.put("/bridge", PAGE.format("".join(f"<p>{p}</p>" for p in STORY.split("\n\n"))))

    def put(self, path: str, text: str, **headers: str) -> None:
        """Put a page; underscores in the names of headers stand for hyphens."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        self.site.pages[path] = (text, named)

    def page(self, path: str = "/bridge", asker: Asker = Asker.PUBLISHER) -> Page | None:
        """Fetch and read a page."""
        return self.publisher_site.page(self.origin + path, self.hosts, asker, Validators())


def a_publisher_site() -> HttpPublisherSite:
    """Return the adapter; it may reach loopback."""
    return open_publisher_site("SummaryWidget/1 (+https://w.example)", NETWORKS, 1)


@pytest.fixture
def loopback() -> Iterator[Loopback]:
    """Return a news site that runs, and its adapter."""
    site = NewsSite()
    running = serve(site, "127.0.0.1")
    publisher_site = a_publisher_site()
    yield Loopback(publisher_site, site, running.origin)
    publisher_site.close()
    running.stop()


def test_a_page_is_fetched_and_read(loopback: Loopback) -> None:
    page = loopback.page()
    assert page is not None
    assert page.manuscript.title == "The bridge"
    assert "rebuild the old swing bridge" in (page.manuscript.body or "")


def test_a_header_that_forbids_the_index_marks_the_page(loopback: Loopback) -> None:
    loopback.put("/bridge", loopback.site.pages["/bridge"][0], X_Robots_Tag="noindex, nofollow")
    page = loopback.page()
    assert page is not None
    assert page.manuscript.marks.noindex


@pytest.mark.parametrize(
    ("field", "forbidden"),
    [
        ("noindex", True),
        ("nofollow, NOINDEX", True),
        ("none", True),
        ("", False),
        ("googlebot: noindex", False),
        ("SummaryWidget: noindex", True),
        ("googlebot: nofollow, summarywidget: none", True),
        ("summarywidgets: noindex", False),
        ("noimageindex", False),
        ("unavailable_after: 2030-01-01", False),
    ],
)
def test_the_header_is_understood(field: str, forbidden: bool) -> None:  # noqa: FBT001
    assert forbids_index(field, "SummaryWidget") is forbidden


def test_robots_txt_keeps_a_page_from_readers_but_not_from_its_publisher(
    loopback: Loopback,
) -> None:
    loopback.put("/robots.txt", "User-agent: *\nDisallow: /bridge\n", Content_Type="text/plain")
    with pytest.raises(FetchFailed, match=r"robots\.txt"):
        loopback.page(asker=Asker.READER)
    assert loopback.page(asker=Asker.PUBLISHER) is not None


def test_robots_txt_has_a_say_about_where_a_redirect_leads() -> None:
    rules = b"User-agent: *\nDisallow: /members\n"
    bridge = PAGE.format("".join(f"<p>{p}</p>" for p in STORY.split("\n\n"))).encode()

    def script(visit: Visit) -> None:
        if visit.path == "/robots.txt":
            visit.answer(rules)
        elif visit.path == "/bridge":
            visit.answer(b"", "302 x", Location="/members/bridge")
        else:
            visit.answer(bridge, Content_Type="text/html")

    with publishing(script) as publisher, closing(a_publisher_site()) as publisher_site:
        asked = publisher.url("/bridge"), (publisher.host,)
        with pytest.raises(FetchFailed, match=r"robots\.txt"):
            publisher_site.page(*asked, Asker.READER, Validators())
        assert publisher.paths == ["/robots.txt", "/bridge"]
        assert publisher_site.page(*asked, Asker.PUBLISHER, Validators()) is not None


def test_what_is_no_page_is_not_read(loopback: Loopback) -> None:
    loopback.put("/film", "x", Content_Type="video/mp4")
    with pytest.raises(Unreadable, match="video/mp4"):
        loopback.page("/film")


def test_the_kind_of_a_source_is_found(loopback: Loopback) -> None:
    loopback.put("/feed", FEED.format(loopback.origin), Content_Type="application/rss+xml")
    loopback.put("/map", MAP.format(loopback.origin), Content_Type="text/xml")
    loopback.put("/wp-json/wp/v2/posts", "[]", Content_Type="application/json")
    paths = ("/feed", "/map", "/wp-json/wp/v2/posts")
    kinds = [loopback.publisher_site.find(loopback.origin + path, ()).kind for path in paths]
    assert kinds == [SourceKind.FEED, SourceKind.SITEMAP, SourceKind.WORDPRESS]
    with pytest.raises(Unreadable):
        loopback.publisher_site.find(f"{loopback.origin}/bridge", ())


def test_what_is_found_is_what_a_poll_brings() -> None:
    def script(visit: Visit) -> None:
        feed = FEED.format("https://news.example").encode()
        visit.answer(feed, ETag='"1"', Link='<https://hub.example/>; rel="hub"')

    with publishing(script) as publisher, closing(a_publisher_site()) as publisher_site:
        found = publisher_site.find(publisher.url("/feed"), ())
        assert publisher.paths == ["/feed"]
        assert found.polled == publisher_site.poll(
            Source("daily", publisher.url("/feed"), found.kind), ()
        )
    assert found.polled.validators.etag == '"1"'
    assert found.polled.listing is not None
    assert found.polled.listing.hub == "https://hub.example/"


@pytest.mark.parametrize(
    "url", ["http://[x", "http://[::1", "news.example/feed", "http://a b/", ""]
)
@pytest.mark.parametrize("kind", SourceKind)
def test_what_is_no_address_is_refused_and_breaks_nothing(url: str, kind: SourceKind) -> None:
    with closing(a_publisher_site()) as publisher_site:
        with pytest.raises(FetchFailed, match="This address is not fetched"):
            publisher_site.find(url, ())
        with pytest.raises(FetchFailed, match="This address is not fetched"):
            publisher_site.poll(Source("daily", url, kind), ())


def test_a_listing_on_a_host_of_its_own_is_read_and_its_hub_is_returned(loopback: Loopback) -> None:
    link = f'<https://hub.example/>; rel="hub", <{loopback.origin}/feed>; rel="self"'
    loopback.put("/feed", FEED.format(loopback.origin), Content_Type="text/xml", Link=link)
    polled = loopback.publisher_site.poll(
        Source("daily", f"{loopback.origin}/feed", SourceKind.FEED), ()
    )
    assert polled.listing is not None
    assert [entry.url for entry in polled.listing.entries] == [f"{loopback.origin}/bridge"]
    assert polled.listing.hub == "https://hub.example/"
    assert polled.listing.topic == f"{loopback.origin}/feed"


def test_the_server_loads_no_parser_of_what_strangers_wrote() -> None:
    parsers = "{'feedparser', 'lxml', 'trafilatura', 'htmldate', 'alembic', 'huey'}"
    code = f"import sys, widget.web, widget.cli; print({parsers} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"
