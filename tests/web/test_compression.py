"""What readers get is compressed when their browser takes it and it is worth it."""

from __future__ import annotations

import gzip
from typing import TYPE_CHECKING

import pytest

from tests.conftest import PAGE, STORY, Newsroom
from tests.web.test_every_route import address, routes
from widget.web.compression import WORTH_BYTES

if TYPE_CHECKING:
    from flask import Flask
    from flask.testing import FlaskClient

FRAGMENT = "/v1/sites/daily/summary"
READERS = [FRAGMENT, "/read/daily"]
GZIP = {"Accept-Encoding": "gzip, deflate, br, zstd"}


@pytest.mark.parametrize("path", READERS)
def test_a_panel_is_compressed_for_those_who_can_take_it(newsroom: Newsroom, path: str) -> None:
    newsroom.put()
    plain = newsroom.client.get(path, query_string={"url": PAGE})
    small = newsroom.client.get(path, query_string={"url": PAGE}, headers=GZIP)
    assert small.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(small.data) == plain.data
    assert len(small.data) == small.content_length < len(plain.data) / 2
    assert "Content-Encoding" not in plain.headers
    for answer in (plain, small):
        assert "Accept-Encoding" in answer.headers["Vary"]
        assert answer.headers["Content-Type"] == "text/html; charset=utf-8"


@pytest.mark.parametrize("accepted", ["gzip;q=0", "identity", "br", "*;q=0", ""])
@pytest.mark.parametrize("path", READERS)
def test_a_panel_is_plain_for_those_who_cannot(
    newsroom: Newsroom, path: str, accepted: str
) -> None:
    newsroom.put()
    response = newsroom.client.get(
        path, query_string={"url": PAGE}, headers={"Accept-Encoding": accepted}
    )
    assert "Content-Encoding" not in response.headers
    assert "Accept-Encoding" in response.headers["Vary"]


@pytest.mark.parametrize("path", READERS)
def test_each_form_has_an_etag_of_its_own_which_brings_a_304(newsroom: Newsroom, path: str) -> None:
    newsroom.put()
    tags = []
    for headers in ({}, GZIP):
        first = newsroom.client.get(path, query_string={"url": PAGE}, headers=headers)
        known = headers | {"If-None-Match": first.headers["ETag"]}
        again = newsroom.client.get(path, query_string={"url": PAGE}, headers=known)
        assert (again.status_code, again.data) == (304, b"")
        assert "Accept-Encoding" in again.headers["Vary"]
        tags.append(first.headers["ETag"])
    other = {"If-None-Match": tags[0]} | GZIP
    assert newsroom.client.get(path, query_string={"url": PAGE}, headers=other).status_code == 200
    assert tags[0] != tags[1]


@pytest.mark.parametrize("path", READERS)
@pytest.mark.parametrize("headers", [{}, GZIP])
def test_head_tells_what_get_would(newsroom: Newsroom, path: str, headers: dict[str, str]) -> None:
    newsroom.put()
    answer = newsroom.client.get(path, query_string={"url": PAGE}, headers=headers)
    head = newsroom.client.head(path, query_string={"url": PAGE}, headers=headers)
    for name in ("Content-Length", "ETag", "Vary", "Cache-Control", "Content-Type"):
        assert head.headers[name] == answer.headers[name]
    assert head.headers.get("Content-Encoding") == answer.headers.get("Content-Encoding")
    assert head.data == b""


def test_a_short_answer_is_not_worth_it(newsroom: Newsroom, app: Flask) -> None:
    button = newsroom.client.get("/v1/sites/daily/button", query_string={"url": PAGE})
    assert len(button.data) <= WORTH_BYTES
    again = newsroom.client.get("/v1/sites/daily/button", query_string={"url": PAGE}, headers=GZIP)
    assert (again.data, "Content-Encoding" in again.headers) == (button.data, False)


def test_what_a_publisher_gets_is_never_compressed(newsroom: Newsroom) -> None:
    newsroom.put()
    answer = newsroom.client.put(
        "/v1/sites/daily/articles",
        json={"url": PAGE, "title": "Bridge", "text": STORY},
        headers=newsroom.headers | GZIP,
    )
    assert answer.status_code == 200
    assert len(answer.data) > WORTH_BYTES
    assert "Content-Encoding" not in answer.headers


def test_only_public_answers_are_ever_compressed(newsroom: Newsroom, app: Flask) -> None:
    newsroom.put()
    compressed = {
        rule.endpoint.split(".")[0]
        for rule in routes(app)
        for method in ("GET", "POST", "PUT", "DELETE")
        if "Content-Encoding"
        in newsroom.client.open(
            address(app, rule), method=method, query_string={"url": PAGE}, headers=GZIP
        ).headers
    }
    assert compressed == {"assets", "fragments", "pages", "help", "openapi"}


def test_an_error_is_compressed_like_any_panel(client: FlaskClient) -> None:
    path = f"/read/nobody?url={PAGE}"
    plain, small = client.get(path), client.get(path, headers=GZIP)
    assert (plain.status_code, small.status_code) == (404, 404)
    assert gzip.decompress(small.data) == plain.data
