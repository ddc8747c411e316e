"""A page is fetched for a diagnosis: its policies, its embed, its article, its robots.txt."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from tests.conftest import STORY
from tests.publishers import NETWORKS, Visit, publishing
from widget.domain.errors import FetchFailed, Unreadable
from widget.domain.limits import FETCH_FIELD_CHARACTERS, INSPECTED_FILE_BYTES
from widget.fetch.publisher_site import open_publisher_site

if TYPE_CHECKING:
    from collections.abc import Callable

    from widget.domain.embed_page import FileAnswer, InspectedPage
    from widget.fetch.publisher_site import HttpPublisherSite

TEXT = "".join(f"<p>{part}</p>" for part in STORY.split("\n\n"))
LINE = '<summary-widget><a href="https://widget.example/read/daily">Summary</a></summary-widget>'
PAGE = f"<html><title>Bridge</title><body><article><h1>Bridge</h1>{LINE}{TEXT}</article>".encode()
LOADER = b"customElements.define('summary-widget', class {})"


def inspected(script: Callable[[Visit], bool | None], path: str = "/bridge") -> InspectedPage:
    """Return a page of this publisher, inspected."""
    with publishing(script) as publisher, closing(site()) as publisher_site:
        return publisher_site.inspect(publisher.url(path), ())


def file(script: Callable[[Visit], bool | None]) -> FileAnswer:
    """Return how this publisher answers a script."""
    with publishing(script) as publisher, closing(site()) as publisher_site:
        return publisher_site.file(publisher.url("/embed.js"))


def site() -> HttpPublisherSite:
    """Return the adapter; it may reach loopback."""
    return open_publisher_site("SummaryWidget/1 (+https://w.example)", NETWORKS, 1)


def page(visit: Visit) -> None:
    """Answer the page, and no robots.txt."""
    if visit.path == "/robots.txt":
        visit.answer(b"", "404 Not Found")
    else:
        visit.answer(PAGE, Content_Type="text/html")


def test_a_page_is_inspected_with_its_article() -> None:
    found = inspected(page)
    assert found.embed.widget_count == 1
    assert found.manuscript is not None
    assert found.manuscript.title == "Bridge"
    assert (found.policy, found.report_only, found.problem, found.robots) == ("", "", "", "")


def test_all_policies_of_the_head_come_along_whole() -> None:
    long = "script-src" + " https://cdn.example/x" * 600
    head = (
        b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
        b"Content-Security-Policy: " + long.encode() + b"\r\n"
        b"content-security-policy: img-src 'self'\r\n"
        b"Content-Security-Policy-Report-Only: default-src 'none'\r\n"
    )

    def script(visit: Visit) -> None:
        visit.send(head + b"Content-Length: %d\r\n\r\n" % len(PAGE) + PAGE)

    found = inspected(script)
    assert len(long) > FETCH_FIELD_CHARACTERS
    assert found.policy == f"{long}, img-src 'self'"
    assert found.report_only == "default-src 'none'"


def test_a_page_that_is_no_article_is_inspected_and_says_why() -> None:
    def script(visit: Visit) -> None:
        visit.answer(LINE.encode(), Content_Type="text/html")

    found = inspected(script)
    assert found.embed.widget_count == 1
    assert found.manuscript is None
    assert "no article" in found.problem


def test_a_header_that_forbids_the_index_marks_the_article() -> None:
    def script(visit: Visit) -> None:
        visit.answer(PAGE, Content_Type="text/html", X_Robots_Tag="noindex")

    manuscript = inspected(script).manuscript
    assert manuscript is not None
    assert manuscript.marks.noindex


def test_robots_txt_is_asked_and_keeps_nobody_from_the_page() -> None:
    def script(visit: Visit) -> None:
        if visit.path == "/robots.txt":
            visit.answer(b"User-agent: *\nDisallow: /bridge")
        else:
            page(visit)

    found = inspected(script)
    assert "forbids this page" in found.robots
    assert found.manuscript is not None


def test_a_redirect_is_followed_to_hosts_that_are_allowed_and_to_no_other() -> None:
    def script(visit: Visit) -> None:
        if visit.path == "/moved":
            visit.answer(b"", "301 Moved", Location="/bridge")
        elif visit.path == "/out":
            visit.answer(b"", "301 Moved", Location="http://other.example/bridge")
        else:
            page(visit)

    assert inspected(script, "/moved").url.endswith("/bridge")
    with pytest.raises(FetchFailed, match=r"other\.example is not one of the hosts"):
        inspected(script, "/out")


@pytest.mark.parametrize("url", ["http://[x", "news.example/a", "ftp://news.example/"])
def test_what_is_no_address_is_not_inspected(url: str) -> None:
    with closing(site()) as publisher_site:
        with pytest.raises(FetchFailed, match="This address is not fetched"):
            publisher_site.inspect(url, ())
        with pytest.raises(FetchFailed, match="This address is not fetched"):
            publisher_site.file(url)


def test_what_is_no_page_is_not_inspected() -> None:
    def script(visit: Visit) -> None:
        visit.answer(b"x", Content_Type="video/mp4")

    with pytest.raises(Unreadable, match="video/mp4"):
        inspected(script)


def test_a_file_is_described_by_its_answer() -> None:
    def script(visit: Visit) -> None:
        fields = {"Content_Type": "text/javascript", "Access_Control_Allow_Origin": "*"}
        visit.answer(LOADER, **fields)

    found = file(script)
    assert (found.content_type, found.allow_origin, found.is_loader) == (
        "text/javascript",
        "*",
        True,
    )


@pytest.mark.parametrize(("before", "found"), [(0, True), (INSPECTED_FILE_BYTES, False)])
def test_of_a_large_file_the_beginning_is_read(before: int, found: bool) -> None:  # noqa: FBT001
    def script(visit: Visit) -> None:
        visit.answer(b" " * before + LOADER + b" " * INSPECTED_FILE_BYTES)

    assert file(script).is_loader is found


def test_a_private_server_is_told_apart_from_one_that_fails() -> None:
    private = open_publisher_site("SummaryWidget/1", (), 1)
    with closing(private), pytest.raises(FetchFailed, match="may not be reached") as refused:
        private.file("http://127.0.0.1:8000/embed.js")
    assert refused.value.permanent
    assert refused.value.status is None

    def script(visit: Visit) -> None:
        visit.answer(b"", "404 Not Found")

    with pytest.raises(FetchFailed) as failed:
        file(script)
    assert failed.value.status == 404
