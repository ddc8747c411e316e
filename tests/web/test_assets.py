"""The files that pages load."""

from __future__ import annotations

import gzip
import hashlib
import re
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from flask.testing import FlaskClient

NAMES = [
    "embed.js",
    "core.js",
    "passage.js",
    "languages.js",
    "nearby.js",
    "widget.css",
    "LICENSE-htmx.txt",
]


@pytest.mark.parametrize("name", NAMES)
def test_a_file_is_compressed_for_those_who_can_take_it(client: FlaskClient, name: str) -> None:
    plain = client.get(f"/{name}")
    small = client.get(f"/{name}", headers={"Accept-Encoding": "gzip, br"})
    assert small.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(small.data) == plain.data
    assert plain.headers["ETag"] != small.headers["ETag"]
    assert plain.headers["Vary"] == "Accept-Encoding"


@pytest.mark.parametrize("accepted", ["gzip;q=0", "identity", "br"])
def test_a_file_is_plain_for_those_who_cannot(client: FlaskClient, accepted: str) -> None:
    response = client.get("/embed.js", headers={"Accept-Encoding": accepted})
    assert "Content-Encoding" not in response.headers


def test_the_core_that_the_loader_asks_for_is_kept_for_ever(client: FlaskClient) -> None:
    version = hashlib.sha256(client.get("/core.js").data).hexdigest()[:6]
    assert version in client.get("/embed.js").text
    assert "immutable" in client.get(f"/core.js?{version}").headers["Cache-Control"]
    assert "immutable" in client.get(f"/core.js?{version}..").headers["Cache-Control"]


@pytest.mark.parametrize("query", ["", "?000000", "?v=1"])
def test_any_other_core_is_asked_for_again_soon(client: FlaskClient, query: str) -> None:
    kept = client.get(f"/core.js{query}").headers["Cache-Control"]
    ages = [int(age) for age in re.findall(r"=(\d+)", kept)]
    assert sum(ages) <= 600


@pytest.mark.parametrize("name", ["build.json", "..%2fpyproject.toml", "nothing.js", "embed.js/"])
def test_no_other_file_is_served(client: FlaskClient, name: str) -> None:
    assert client.get(f"/{name}").status_code == 404


@pytest.mark.parametrize("name", NAMES)
def test_a_file_is_not_sent_twice(client: FlaskClient, name: str) -> None:
    etag = client.get(f"/{name}").headers["ETag"]
    assert client.get(f"/{name}", headers={"If-None-Match": etag}).status_code == 304
