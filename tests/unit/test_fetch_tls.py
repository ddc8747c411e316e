"""TLS is verified against the host's name, and not given up on the way."""

from __future__ import annotations

import ssl
from contextlib import closing
from typing import TYPE_CHECKING, Any

import pytest
import trustme

from tests import publishers
from tests.publishers import NETWORKS, PAGE, Publisher, Visit, publishing
from widget.domain.errors import FetchFailed
from widget.fetch.http.fetcher import Fetcher, FetchRequest

if TYPE_CHECKING:
    from collections.abc import Iterator

AGENT = "summary-widget/1 (+https://widget.example)"
AUTHORITY = trustme.CA()
"""The tests' own authority; its keys are made anew each time and never leave this process."""


@pytest.fixture
def secure() -> Iterator[Publisher]:
    """Return a publisher with a certificate for news.example by the tests' own authority."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    AUTHORITY.issue_cert("news.example").configure_cert(context)
    with publishing(publishers.ordinary, context) as publisher:
        yield publisher


@pytest.fixture
def plain() -> Iterator[Publisher]:
    """Return a publisher without a certificate."""
    with publishing(publishers.ordinary) as publisher:
        yield publisher


def here(_: str, port: int, *__: object) -> list[Any]:
    """Answer the look-up of any name with this machine."""
    return [(2, 1, 6, "", ("127.0.0.1", port))]


def secure_fetcher(*, trusted: bool, seconds: float = 20.0) -> Fetcher:
    """Return a fetcher for which every name is this machine."""
    trust = ssl.create_default_context()
    if trusted:
        AUTHORITY.configure_trust(trust)
    return Fetcher(AGENT, NETWORKS, here, seconds=seconds, trust=trust)


def page_of(name: str, publisher: Publisher) -> FetchRequest:
    """Return the request to a page of the publisher under this name."""
    host = f"{name}:{publisher.port}"
    return FetchRequest(f"https://{host}/story", (host,), 1_000)


def test_a_certificate_for_the_name_is_accepted_and_the_connection_kept(secure: Publisher) -> None:
    with closing(secure_fetcher(trusted=True)) as fetcher:
        found = [fetcher.get(page_of("news.example", secure)).body for _ in range(5)]
    assert (found, secure.connections) == ([PAGE] * 5, 1)
    assert secure.visits[0].field("Host") == f"news.example:{secure.port}"


def test_what_came_in_the_same_record_is_not_taken_for_the_next_answer() -> None:
    def script(visit: Visit) -> None:
        body = visit.path.encode() * 1_000
        head = b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n" % len(body)
        visit.send(head + body + b"HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nevil")

    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    AUTHORITY.issue_cert("news.example").configure_cert(context)
    with publishing(script, context) as publisher, closing(secure_fetcher(trusted=True)) as fetcher:
        host = f"news.example:{publisher.port}"
        for path in ("/the-first", "/the-second"):
            request = FetchRequest(f"https://{host}{path}", (host,), 100_000)
            assert fetcher.get(request).body == path.encode() * 1_000


def test_a_certificate_for_another_name_is_refused_before_anything_is_sent(
    secure: Publisher,
) -> None:
    with (
        closing(secure_fetcher(trusted=True)) as fetcher,
        pytest.raises(FetchFailed, match=r"certificate of evil\.example is not valid"),
    ):
        fetcher.get(page_of("evil.example", secure))
    assert secure.visits == []


def test_a_certificate_by_an_unknown_authority_is_refused(secure: Publisher) -> None:
    with (
        closing(secure_fetcher(trusted=False)) as fetcher,
        pytest.raises(FetchFailed, match="SSL_CERT_FILE") as caught,
    ):
        fetcher.get(page_of("news.example", secure))
    assert (secure.visits, caught.value.permanent) == ([], False)


def test_a_server_without_tls_is_refused_where_tls_is_asked_for() -> None:
    with (
        publishing(publishers.ordinary) as publisher,
        closing(secure_fetcher(trusted=True, seconds=0.3)) as fetcher,
        pytest.raises(FetchFailed),
    ):
        fetcher.get(page_of("news.example", publisher))
    assert publisher.visits == []


def sent_on_to(secure: Publisher, url: str) -> FetchRequest:
    """Let the secure publisher redirect to the URL; return the request to it, all hosts listed."""
    secure.script = lambda visit: visit.answer(b"", "301 x", Location=url)
    listed = (f"news.example:{secure.port}", url.split("/")[2])
    return FetchRequest(f"https://{listed[0]}/story", listed, 1_000)


def test_a_site_may_send_its_visitors_from_https_to_its_own_http(
    secure: Publisher, plain: Publisher
) -> None:
    with closing(secure_fetcher(trusted=True)) as fetcher:
        url = f"http://news.example:{plain.port}/story"
        assert fetcher.get(sent_on_to(secure, url)).url == url


def test_nobody_is_sent_from_https_to_the_http_of_another_host(
    secure: Publisher, plain: Publisher
) -> None:
    with (
        closing(secure_fetcher(trusted=True)) as fetcher,
        pytest.raises(FetchFailed, match=r"from https to http on other\.example") as caught,
    ):
        fetcher.get(sent_on_to(secure, f"http://other.example:{plain.port}/story"))
    assert (caught.value.permanent, plain.connections) == (True, 0)
