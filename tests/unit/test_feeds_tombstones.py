"""Feeds that say what is gone, and feeds in every encoding."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from widget.parse.feeds import feeds
from widget.parse.feeds.xml_decoding import text_of_xml

if TYPE_CHECKING:
    from widget.domain.source import Listing

URL = "https://news.example/feed"
LINK = "https://news.example/bridge"


def atom(inner: str) -> Listing:
    names = 'xmlns="http://www.w3.org/2005/Atom" xmlns:at="http://purl.org/atompub/tombstones/1.0"'
    return feeds.parse(f"<feed {names}>{inner}</feed>".encode(), URL)


# --- tombstones ----------------------------------------------------------------------------------


def test_a_deleted_entry_is_a_tombstone() -> None:
    (entry,) = atom(f'<at:deleted-entry ref="{LINK}" when="2024-05-07T10:00:00Z"/>').entries
    assert (entry.url, entry.gone) == (LINK, True)
    assert entry.manuscript.modified_at == datetime(2024, 5, 7, 10, tzinfo=UTC)


def test_a_deleted_entry_may_name_its_address_in_a_link() -> None:
    (entry,) = atom(
        f'<at:deleted-entry ref="tag:x"><link href="{LINK}"/></at:deleted-entry>'
    ).entries
    assert (entry.url, entry.gone) == (LINK, True)


def test_a_deleted_entry_without_an_address_is_reported() -> None:
    listing = atom('<at:deleted-entry ref="tag:news.example,2024:1"/>')
    assert listing.entries == ()
    assert listing.problems == ("A deletion names no http(s) address: tag:news.example,2024:1",)


@pytest.mark.parametrize(
    ("updated", "gone"), [("2024-05-08T00:00:00Z", []), ("2024-05-06T00:00:00Z", [LINK])]
)
def test_a_deletion_counts_unless_the_entry_is_later(updated: str, gone: list[str]) -> None:
    listing = atom(
        f'<at:deleted-entry ref="{LINK}" when="2024-05-07T00:00:00Z"/>'
        f"<entry><link href='{LINK}'/><updated>{updated}</updated></entry>"
    )
    assert [entry.url for entry in listing.entries if entry.gone] == gone


@pytest.mark.parametrize(
    ("state", "gone"), [("deleted", [LINK]), ("blocked", [LINK]), ("active", [])]
)
def test_media_rss_can_say_that_an_item_is_gone(state: str, gone: list[str]) -> None:
    document = (
        '<rss version="2.0" xmlns:media="http://search.yahoo.com/mrss/"><channel><item>'
        f'<link>{LINK}</link><media:status state="{state}"/></item></channel></rss>'
    )
    listing = feeds.parse(document.encode(), URL)
    assert [entry.url for entry in listing.entries if entry.gone] == gone


# --- encodings -----------------------------------------------------------------------------------


def titled(encoding: str, title: str = "Brücke über", declared: str | None = None) -> bytes:
    declaration = f'<?xml version="1.0" encoding="{declared or encoding}"?>\n'
    item = f"<item><link>/x</link><title>{title}</title></item>"
    return f'{declaration}<rss version="2.0"><channel>{item}</channel></rss>'.encode(encoding)


def title_of(body: bytes, content_type: str = "") -> str | None:
    return feeds.parse(body, URL, content_type).entries[0].manuscript.title


@pytest.mark.parametrize(
    "encoding",
    [
        *("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-be"),
        *("cp037", "iso-8859-1", "windows-1252", "iso-8859-15"),
    ],
)
def test_an_encoding_that_is_declared_is_read(encoding: str) -> None:
    assert title_of(titled(encoding)) == "Brücke über"


@pytest.mark.parametrize(
    ("encoding", "title"),
    [("big5", "大橋重建"), ("gb2312", "大桥重建"), ("iso-2022-jp", "橋を再建"), ("koi8-r", "Мост")],
)
def test_far_encodings_are_read(encoding: str, title: str) -> None:
    assert title_of(titled(encoding, title)) == title


@pytest.mark.parametrize("wrong", ["iso-8859-1", "utf-16", "us-ascii", "no-such", "punycode"])
def test_utf8_is_read_whatever_its_label_says(wrong: str) -> None:
    assert title_of(titled("utf-8", declared=wrong), f"text/xml; charset={wrong}") == "Brücke über"


@pytest.mark.parametrize("wrong", ["utf-8", "us-ascii", "utf-7", "idna", "zlib", "\u00e9"])
def test_what_is_no_utf8_is_read_as_windows_1252(wrong: str) -> None:
    assert title_of(titled("windows-1252", declared=wrong)) == "Brücke über"


def test_the_http_header_helps_where_the_document_says_nothing() -> None:
    body = titled("iso-8859-2", "Žižkov").replace(b' encoding="iso-8859-2"', b"")
    assert title_of(body, "application/rss+xml; charset=ISO-8859-2") == "Žižkov"


def test_utf7_is_never_read() -> None:
    assert text_of_xml(b'<?xml version="1.0" encoding="utf-7"?><a>+ADw-b+AD4-</a>') == (
        "<a>+ADw-b+AD4-</a>"
    )


def test_zeros_and_other_characters_that_xml_forbids_are_dropped() -> None:
    assert title_of(titled("utf-8", "Br\x00id\x08ge\ufffe")) == "Bridge"


def test_warnings_before_the_feed_are_passed_over() -> None:
    assert title_of(b"\n<br>Warning: x<br>\n"[1:] + titled("utf-8")) is not None
    assert title_of(b"PHP Notice: undefined\n\n" + titled("utf-8")) == "Brücke über"
