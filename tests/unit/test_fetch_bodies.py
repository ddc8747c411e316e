"""Bodies are read as their lengths and packings say, and refused when these are odd."""

from __future__ import annotations

from contextlib import closing

import pytest

from tests import publishers
from tests.fetching import AGENT, failure, get, raw
from tests.publishers import HEAD, NETWORKS, PAGE, packed, publishing
from widget.fetch.http.fetcher import Fetcher, FetchRequest


def test_of_a_body_that_is_longer_than_it_says_only_that_is_taken() -> None:
    with (
        publishing(publishers.promises_less) as publisher,
        closing(Fetcher(AGENT, NETWORKS)) as fetcher,
    ):
        for _ in range(3):
            request = FetchRequest(publisher.url(), (publisher.host,), 1_000)
            assert fetcher.get(request).body == PAGE[:10]


@pytest.mark.parametrize(
    "encoding", ["br", "deflate", "zstd", "gzip, gzip", "gzip, br", "x", "identity, gzip", "☠"]
)
def test_other_packings_than_the_one_asked_for_are_refused(encoding: str) -> None:
    sent = encoding.encode("utf-8")
    failed, _ = failure(raw(HEAD + b"Content-Encoding: " + sent + b"\r\n\r\n" + packed(PAGE)))
    assert "decompressed" in failed.message
    assert failed.message.isprintable()


def test_two_fields_of_packing_are_nested_packing() -> None:
    twice = b"Content-Encoding: gzip\r\nContent-Encoding: gzip\r\n\r\n" + packed(packed(PAGE))
    assert "decompressed" in failure(raw(HEAD + twice))[0].message


@pytest.mark.parametrize(
    "body",
    [packed(PAGE), packed(PAGE[:9]) + packed(PAGE[9:]), packed(PAGE) + bytes(512)],
    ids=["one member", "two members", "padded"],
)
@pytest.mark.parametrize("name", ["gzip", "x-gzip", "GZip"])
def test_gzip_is_unpacked(body: bytes, name: str) -> None:
    with publishing(lambda visit: visit.answer(body, Content_Encoding=name)) as publisher:
        assert get(publisher).body == PAGE
        assert publisher.visits[0].field("Accept-Encoding") == "gzip"


def test_many_empty_members_of_gzip_are_read_through() -> None:
    body = packed(b"") * 20_000 + packed(PAGE)
    with publishing(lambda visit: visit.answer(body, Content_Encoding="gzip")) as publisher:
        assert get(publisher).body == PAGE


def test_unknown_transfer_codings_are_refused() -> None:
    answer = raw(HEAD + b"Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n")
    assert "decompressed" in failure(answer)[0].message
