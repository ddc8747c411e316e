"""JSON Feed becomes a listing."""

from __future__ import annotations

import json
from contextlib import suppress
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from widget.domain.errors import Unreadable
from widget.domain.source import Listing
from widget.parse.feeds import feeds

URL = "https://news.example/feed.json"
BODY = "".join(f"<p>The council voted on point {n} of its very long list.</p>" for n in range(20))
ITEM = {
    "id": "1",
    "url": "/bridge",
    "title": "Bridge < port",
    "content_html": BODY,
    "summary": "Short.",
    "date_published": "2024-05-07T09:30:00+02:00",
    "date_modified": "2024-05-08T00:00:00Z",
    "authors": [{"name": "Anna Berg"}, {"name": "Lars Lind"}],
    "tags": ["City", "Traffic"],
    "image": "/bridge.jpg",
    "language": "de",
}


def feed(*items: Any, **fields: Any) -> Listing:
    document = {"version": "https://jsonfeed.org/version/1.1", "title": "x", "items": items}
    return feeds.parse(json.dumps({**document, **fields}).encode(), URL)


def test_an_item_comes_out_with_all_that_it_says() -> None:
    found = feed(ITEM).entries[0].manuscript
    assert (found.url, found.title) == ("https://news.example/bridge", "Bridge < port")
    assert (found.author, found.section, found.language) == ("Anna Berg, Lars Lind", "City", "de")
    assert found.published_at == datetime(2024, 5, 7, 7, 30, tzinfo=UTC)
    assert found.modified_at == datetime(2024, 5, 8, tzinfo=UTC)
    assert found.image == "https://news.example/bridge.jpg"
    assert (found.body or "").count("\n\n") == 19


def test_plain_text_has_its_paragraphs() -> None:
    plain = "\n\n".join(f"Point {n} is < {n + 1} of the very long list." for n in range(20))
    (entry,) = feed({"url": "/x", "content_text": plain}).entries
    assert entry.manuscript.body == plain


def test_the_feed_speaks_for_items_that_say_nothing() -> None:
    (entry,) = feed({"url": "/x"}, language="fr", author={"name": "Anna Berg"}).entries
    assert (entry.manuscript.language, entry.manuscript.author) == ("fr", "Anna Berg")


def test_an_id_that_is_an_address_stands_for_the_address() -> None:
    listing = feed({"id": "https://news.example/1"}, {"id": "2"}, {"external_url": URL})
    assert [entry.url for entry in listing.entries] == ["https://news.example/1"]
    assert "no http(s) address" in listing.problems[0]


def test_the_hub_the_topic_and_the_next_page_are_found() -> None:
    hubs = [{"type": "rssCloud", "url": "/no"}, {"type": "WebSub", "url": "https://hub.example/"}]
    listing = feed(hubs=hubs, feed_url=URL, next_url="?page=2")
    assert (listing.hub, listing.topic) == ("https://hub.example/", URL)
    assert listing.more == (f"{URL}?page=2",)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_every_encoding_of_json_is_read(encoding: str) -> None:
    document = {"version": "https://jsonfeed.org/version/1", "items": [{**ITEM, "title": "Žižkov"}]}
    body = json.dumps(document, ensure_ascii=False).encode(encoding)
    assert feeds.parse(body, URL).entries[0].manuscript.title == "Žižkov"


def test_lone_surrogates_are_no_trouble() -> None:
    (entry,) = feed({**ITEM, "title": "a\ud800b", "content_html": f"\udfff{BODY}"}).entries
    assert f"{entry.manuscript}".encode()


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from([*ITEM, "author", "name"]), inner, max_size=5)
    ),
    max_leaves=15,
)


@given(JSON, JSON)
def test_any_json_is_a_listing_or_refused(items: Any, value: Any) -> None:
    with suppress(Unreadable):
        assert isinstance(feed(value, hubs=value, author=value), Listing)
        assert isinstance(feed(items=items, next_url=value), Listing)


@given(
    st.binary(max_size=200) | st.text(alphabet="<>!?[]&;\"'= rsitemcdatlnk/:x\n").map(str.encode)
)
def test_any_bytes_are_a_listing_or_refused(body: bytes) -> None:
    for start in (b"", b'<rss version="2.0"><channel><item><link>/x</link>', b"<feed><entry>"):
        with suppress(Unreadable):
            assert isinstance(feeds.parse(start + body, URL), Listing)
