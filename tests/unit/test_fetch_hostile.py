"""A hostile publisher costs little: every fetch ends, with a reason, and within its limits."""

from __future__ import annotations

import socket
import threading
from contextlib import closing
from typing import TYPE_CHECKING, Any

import pytest

from tests import publishers
from tests.fetching import AGENT, IN_FLIGHT, SOON, failure, get, raw
from tests.publishers import HEAD, NETWORKS, PAGE, Visit, packed, publishing
from widget.domain.errors import FetchFailed
from widget.domain.limits import FETCH_HEAD_BYTES
from widget.fetch.http.fetcher import Fetcher, FetchRequest

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = pytest.mark.slow


@pytest.mark.parametrize(
    "script",
    [
        publishers.drips_its_head,
        publishers.drips_its_body,
        publishers.drips_chunks,
        publishers.hangs,
        publishers.hangs_in_its_body,
    ],
)
def test_a_publisher_that_drips_or_hangs_is_left_at_the_deadline(
    script: Callable[[Visit], bool | None],
) -> None:
    failed, publisher = failure(script, seconds=SOON)
    assert "within 0.3 seconds" in failed.message
    assert not failed.permanent
    assert publisher.connections <= 1
    assert publisher.sent < 1_000


def test_the_deadline_is_one_for_all_hops() -> None:
    def script(visit: Visit) -> None:
        visit.publisher.closing.wait(SOON / 2)
        publishers.redirects_for_ever(visit)

    failed, publisher = failure(script, seconds=SOON)
    assert "within 0.3 seconds" in failed.message
    assert len(publisher.visits) <= 3


def test_a_handshake_that_hangs_is_left_at_the_deadline() -> None:
    with publishing(publishers.hangs) as publisher:
        with (
            closing(Fetcher(AGENT, NETWORKS, seconds=SOON)) as fetcher,
            pytest.raises(FetchFailed, match=r"within 0\.3 seconds"),
        ):
            fetcher.get(
                FetchRequest(publisher.url().replace("http", "https"), (publisher.host,), 10)
            )
        assert publisher.visits == []


def test_a_connection_that_is_never_taken_is_given_up_at_the_deadline() -> None:
    with publishing(publishers.ordinary) as publisher:
        publisher.fill_up()
        with pytest.raises(FetchFailed, match=r"within 0\.3 seconds"):
            get(publisher, seconds=SOON)


def test_a_look_up_that_hangs_is_left_at_the_deadline() -> None:
    asked, release = [], threading.Event()

    def resolver(host: str, *_: object) -> list[Any]:
        asked.append(host)
        release.wait(30)
        return []

    with closing(Fetcher(AGENT, (), resolver, seconds=SOON)) as fetcher:
        with pytest.raises(FetchFailed, match=r"within 0\.3 seconds") as caught:
            fetcher.get(FetchRequest("https://news.example/", None, 10))
        assert publishers.eventually(lambda: asked == ["news.example"])
        release.set()
    assert not caught.value.permanent


def test_look_ups_that_hang_do_not_become_more_and_more_threads() -> None:
    release, before = threading.Event(), threading.active_count()

    def resolver(host: str, *_: object) -> list[Any]:
        release.wait(30)
        return []

    with closing(Fetcher(AGENT, (), resolver, seconds=0.02)) as fetcher:
        for number in range(40):
            with pytest.raises(FetchFailed):
                fetcher.get(FetchRequest(f"https://n{number}.example/", None, 10))
        assert threading.active_count() - before <= 16
        release.set()
    assert publishers.eventually(lambda: threading.active_count() <= before)


def test_look_ups_that_fail_leave_room_for_others() -> None:
    def resolver(host: str, *_: object) -> list[Any]:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    with closing(Fetcher(AGENT, (), resolver, seconds=5)) as fetcher:
        for number in range(40):
            with pytest.raises(FetchFailed, match="Name or service not known") as caught:
                fetcher.get(FetchRequest(f"https://n{number}.example/", None, 10))
            assert not caught.value.permanent


def test_a_gzip_bomb_ends_at_the_cap() -> None:
    failed, publisher = failure(publishers.is_a_bomb, most=100_000)
    assert (failed.permanent, failed.status) == (True, 200)
    assert "100,000 bytes" in failed.message
    assert publisher.visits
    assert publisher.sent < 1_100_000


def test_a_page_without_an_end_ends_at_the_cap() -> None:
    failed, publisher = failure(publishers.never_ends, most=100_000)
    assert "100,000 bytes" in failed.message
    assert publisher.sent < IN_FLIGHT


def test_a_page_that_says_it_is_too_large_is_not_read() -> None:
    def script(visit: Visit) -> None:
        visit.send(HEAD + b"Content-Length: 100001\r\n\r\n")
        visit.hang()

    assert "100,000 bytes" in failure(script, most=100_000)[0].message


@pytest.mark.parametrize("encode", [bytes, packed], ids=["plain", "gzip"])
def test_a_page_may_have_as_many_bytes_as_asked_for_and_not_one_more(
    encode: Callable[[bytes], bytes],
) -> None:
    encoding = "gzip" if encode is packed else "identity"

    def script(visit: Visit) -> None:
        visit.answer(encode(b"x" * int(visit.path[1:])), Content_Encoding=encoding)

    with publishing(script) as publisher:
        assert get(publisher, most=70_000, path="/70000").body == b"x" * 70_000
        with pytest.raises(FetchFailed, match="70,000 bytes"):
            get(publisher, most=70_000, path="/70001")


@pytest.mark.parametrize("script", [publishers.floods_fields, publishers.floods_interim_answers])
def test_a_head_without_an_end_is_not_read_on(script: Callable[[Visit], bool]) -> None:
    failed, publisher = failure(script)
    assert "HTTP" in failed.message or "head" in failed.message
    assert publisher.sent < IN_FLIGHT


@pytest.mark.parametrize("fields", [8, 90])
def test_a_head_may_be_large_but_not_larger_than_the_limit(fields: int) -> None:
    def script(visit: Visit) -> None:
        size = int(visit.path[1:]) // fields - 20
        visit.answer(b"ok", **{f"X-{n:04}": "x" * size for n in range(fields)})

    with publishing(script) as publisher:
        assert get(publisher, path=f"/{FETCH_HEAD_BYTES - 4_000}").body == b"ok"
        with pytest.raises(FetchFailed, match="head"):
            get(publisher, path=f"/{FETCH_HEAD_BYTES + 10_000}")


def test_trailers_without_an_end_are_not_read_on() -> None:
    def script(visit: Visit) -> bool:
        visit.send(HEAD + b"Transfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n")
        while not visit.publisher.closing.is_set():
            visit.send(b"X-Trailer: " + b"x" * 8_000 + b"\r\n")
        return True

    failed, publisher = failure(script, most=1_000)
    assert "too long" in failed.message
    assert publisher.sent < IN_FLIGHT


@pytest.mark.parametrize(
    "body",
    [
        b"Content-Length: 1000\r\n\r\n" + PAGE,
        b"Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n",
        b"Transfer-Encoding: chunked\r\n\r\n10\r\nhello",
        b"Transfer-Encoding: chunked\r\n\r\n",
        b"Content-Encoding: gzip\r\n\r\n" + packed(PAGE)[:-4],
        b"Content-Encoding: gzip\r\n\r\n",
        b"Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\nzz\r\nworld\r\n",
        b"Transfer-Encoding: chunked\r\n\r\n-5\r\nhello\r\n0\r\n\r\n",
    ],
)
def test_an_answer_that_ends_too_early_is_none(body: bytes) -> None:
    failed, publisher = failure(raw(HEAD + body))
    assert (failed.permanent, publisher.connections) == (False, 1)
    assert "was cut off before its end" in failed.message


@pytest.mark.parametrize(
    "answer",
    [
        b"SSH-2.0-OpenSSH_9.2\r\n",
        b"\x15\x03\x01\x00\x02\x02\x46",
        b"HTTP/9.9 200 OK\r\n\r\n",
        b"HTTP/1.1 abc OK\r\n\r\n",
        b"HTTP/1.1 99 OK\r\n\r\n",
        b"HTTP/1.1\r\n\r\n",
        b"<html>no head</html>\r\n\r\n",
        b"\r\n" * 100,
        b"HTTP/1.1 200 OK\r\n" + b"x: y\r\n" * 150 + b"\r\n",
        b"HTTP/1.1 200 " + b"O" * 70_000,
    ],
)
def test_what_is_no_http_is_said_to_be_none(answer: bytes) -> None:
    failed, _ = failure(raw(answer))
    assert "does not answer in proper HTTP" in failed.message
    assert not failed.permanent


@pytest.mark.parametrize("script", [publishers.resets, raw(b"")])
def test_a_connection_that_is_broken_off_is_reported(script: Callable[[Visit], bool]) -> None:
    failed, _ = failure(script)
    assert "broke off the connection" in failed.message
    assert not failed.permanent


def test_a_port_that_nobody_listens_on_is_reported() -> None:
    with publishing(publishers.ordinary) as publisher:
        url, host = publisher.url(), publisher.host
    with (
        closing(Fetcher(AGENT, NETWORKS)) as fetcher,
        pytest.raises(FetchFailed, match="refuses connections") as caught,
    ):
        fetcher.get(FetchRequest(url, (host,), 10))
    assert not caught.value.permanent
