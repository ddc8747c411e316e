"""Sitemaps become listings: articles of a urlset, sitemaps of an index, plain lists."""

from __future__ import annotations

import gzip
import subprocess
import sys
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from tests.shared import ROOT
from widget.domain.article import Marks
from widget.domain.errors import Unreadable
from widget.domain.limits import LISTING_BYTES, LISTING_ENTRIES, URL_CHARACTERS
from widget.domain.source import Listing
from widget.parse.feeds import sitemaps

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.slow

URL = "https://news.example/sitemap.xml"
NAMES = (
    'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" '
    'xmlns:news="http://www.google.com/schemas/sitemap-news/0.9" '
    'xmlns:image="http://www.google.com/schemas/sitemap-image/1.1"'
)
PAGE = "https://news.example/bridge"


def urlset(inner: str) -> Listing:
    document = f'<?xml version="1.0" encoding="UTF-8"?><urlset {NAMES}>{inner}</urlset>'
    return sitemaps.parse(document.encode(), URL)


def news(inner: str, before: str = "") -> Listing:
    return urlset(f"<url><loc>{PAGE}</loc>{before}<news:news>{inner}</news:news></url>")


# --- what is read --------------------------------------------------------------------------------


def test_a_news_entry_comes_out_with_all_that_it_says() -> None:
    listing = news(
        "<news:publication><news:name>The Daily</news:name><news:language>de</news:language>"
        "</news:publication><news:publication_date>2024-05-07T09:30:00+02:00"
        "</news:publication_date><news:title>Bridge &amp; port</news:title>",
        "<lastmod>2024-05-08T00:00:00Z</lastmod>"
        "<image:image><image:loc>/bridge.jpg</image:loc></image:image>",
    )
    (entry,) = listing.entries
    found = entry.manuscript
    assert entry.url == found.url == PAGE
    assert (found.title, found.language, found.marks) == ("Bridge & port", "de", Marks())
    assert found.published_at == datetime(2024, 5, 7, 7, 30, tzinfo=UTC)
    assert found.modified_at == datetime(2024, 5, 8, tzinfo=UTC)
    assert found.image == "https://news.example/bridge.jpg"
    assert found.text is None


@pytest.mark.parametrize(
    ("inner", "marks"),
    [
        ("<news:genres>PressRelease, Blog</news:genres>", Marks()),
        ("<news:genres>Blog, OpEd</news:genres>", Marks(opinion=True)),
        ("<news:genres>Opinion</news:genres>", Marks(opinion=True)),
        ("<news:access>Subscription</news:access>", Marks(paywalled=True)),
        ("<news:access>Registration</news:access>", Marks(paywalled=True)),
    ],
)
def test_genres_and_access_are_marks(inner: str, marks: Marks) -> None:
    assert news(inner).entries[0].manuscript.marks == marks


def test_an_index_lists_further_sitemaps_and_no_articles() -> None:
    index = f"<sitemapindex {NAMES}>" + "".join(
        f"<sitemap><loc>{loc}</loc><lastmod>2024-05-07</lastmod></sitemap>"
        for loc in ("https://news.example/1.xml.gz", "/2.xml", "ftp://news.example/3.xml", URL)
    )
    listing = sitemaps.parse(f"{index}</sitemapindex>".encode(), URL)
    assert listing.more == ("https://news.example/1.xml.gz", "https://news.example/2.xml")
    assert listing.entries == ()
    assert listing.problems == ("A sitemap of the index has no http(s) address that can be used.",)


def test_a_list_of_addresses_is_a_sitemap() -> None:
    body = b"\xef\xbb\xbfhttps://news.example/1\r\n\r\nhttps://news.example/2\n"
    listing = sitemaps.parse(body, URL, "text/plain")
    assert [entry.url for entry in listing.entries] == [
        *("https://news.example/1", "https://news.example/2"),
    ]


def test_a_gzipped_sitemap_is_unpacked() -> None:
    document = f"<urlset {NAMES}><url><loc>{PAGE}</loc></url></urlset>".encode()
    for body in (gzip.compress(document), gzip.compress(gzip.compress(document))):
        assert sitemaps.parse(body, URL).entries[0].url == PAGE


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32", "iso-8859-1", "koi8-r"])
def test_other_encodings_are_read(encoding: str) -> None:
    title = "Мост" if encoding == "koi8-r" else "Bridge"
    document = (
        f'<?xml version="1.0" encoding="{encoding.removesuffix("-sig")}"?><urlset {NAMES}><url>'
        f"<loc>{PAGE}</loc><news:news><news:title>{title}</news:title></news:news></url></urlset>"
    )
    assert sitemaps.parse(document.encode(encoding), URL).entries[0].manuscript.title == title


def test_a_wrong_namespace_and_a_bare_ampersand_are_forgiven() -> None:
    document = b"<urlset xmlns='x'><url><loc> https://news.example/?a=1&b=2\n</loc></url></urlset>"
    assert sitemaps.parse(document, URL).entries[0].url.startswith("https://news.example/?a=1")


def test_a_sitemap_that_breaks_off_keeps_what_came_before() -> None:
    document = f"<urlset {NAMES}><url><loc>{PAGE}</loc></url><url><loc>https://news.ex"
    assert sitemaps.parse(document.encode(), URL).entries[0].url == PAGE


def test_the_stamp_is_of_what_is_said_and_not_of_its_place_or_priority() -> None:
    entry = "<url><loc>/{}</loc><lastmod>{}</lastmod>{}</url>"
    one, two = entry.format(1, "2024-05-07", ""), entry.format(2, "2024-05-07", "")
    first = {found.url: found.stamp for found in urlset(one + two).entries}
    again = entry.format(1, "2024-05-07", "<priority>0.1</priority><changefreq>daily</changefreq>")
    assert {found.url: found.stamp for found in urlset(two + again).entries} == first
    changed = urlset(entry.format(1, "2024-05-08", "")).entries[0]
    assert changed.stamp != first[changed.url]


def test_of_two_entries_with_one_address_the_last_is_kept() -> None:
    pair = f"<url><loc>{PAGE}</loc><lastmod>2024-05-0{{}}T00:00:00Z</lastmod></url>"
    (entry,) = urlset(pair.format(1) + pair.format(2)).entries
    assert entry.manuscript.modified_at == datetime(2024, 5, 2, tzinfo=UTC)


# --- what is refused or left out -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("", "empty"),
        ("\x00\x00\x00", "empty"),
        ("<!doctype html><html><body>x</body></html>", "HTML page"),
        ("<rss/>", "feed"),
        ("<feed xmlns='http://www.w3.org/2005/Atom'/>", "feed"),
        ("<note/>", "begins with <note>"),
        ("just words", "'just words' is neither"),
        ("# nothing\n", "neither XML nor"),
        ("<!DOCTYPE x [<!ENTITY a 'b'>]><urlset/>", "entities"),
        ("<urlset " + " ".join(f'a{n}="x"' for n in range(5_000)) + "/>", "20,000 bytes"),
        ("<urlset>" + "<a/>" * (sitemaps._ELEMENTS + 1), "elements"),
        ("<urlset>" + '<a b="c" d="e"/>' * (sitemaps._ATTRIBUTES // 2 + 1), "attributes"),
    ],
    ids=lambda value: str(value)[:20],
)
def test_what_is_no_sitemap_is_called_by_its_name(body: str, words: str) -> None:
    with pytest.raises(Unreadable, match=r"^[^\n]+\.$") as refusal:
        sitemaps.parse(body.encode(), URL)
    assert words in refusal.value.message


def test_an_empty_urlset_is_a_sitemap() -> None:
    assert urlset("") == Listing()


def test_one_byte_past_the_limit_is_refused() -> None:
    with pytest.raises(Unreadable, match="52,428,800 bytes"):
        sitemaps.parse(b" " * (LISTING_BYTES + 1), URL)


def test_entries_past_the_limit_are_left_out_and_reported(monkeypatch: pytest.MonkeyPatch) -> None:
    lines = "\n".join(f"https://news.example/{n}" for n in range(LISTING_ENTRIES + 1))
    listing = sitemaps.parse(lines.encode(), URL)
    assert len(listing.entries) == LISTING_ENTRIES
    assert listing.problems == ("There are more than 50,000 entries; the rest is left out.",)
    monkeypatch.setattr("widget.parse.feeds.entries.LISTING_ENTRIES", 2)
    found = urlset("".join(f"<url><loc>/{n}</loc></url>" for n in range(3)))
    assert (len(found.entries), len(found.problems)) == (2, 1)


def test_sitemaps_of_an_index_past_the_limit_are_left_out_and_reported() -> None:
    children = "".join(
        f"<sitemap><loc>https://news.example/{n}</loc></sitemap>"
        for n in range(LISTING_ENTRIES + 1)
    )
    listing = sitemaps.parse(f"<sitemapindex>{children}</sitemapindex>".encode(), URL)
    assert len(listing.more) == LISTING_ENTRIES
    assert "more than 50,000 sitemaps" in listing.problems[0]


def test_an_address_one_past_the_limit_is_left_out_and_reported() -> None:
    fits = "https://news.example/" + "a" * (URL_CHARACTERS - 21)
    listing = urlset(f"<url><loc>{fits}</loc></url><url><loc>{fits}a</loc></url>")
    assert [entry.url for entry in listing.entries] == [fits]
    assert listing.problems == ("An entry has no http(s) address that can be used.",)


def test_the_largest_sitemap_fits_into_memory(tmp_path: Path) -> None:
    entry = "<url><loc>https://news.example/{:0900}</loc><lastmod>2024-05-07</lastmod></url>"
    body = f"<urlset>{''.join(map(entry.format, range(50_000)))}</urlset>"
    assert 45_000_000 < len(body) <= LISTING_BYTES
    (tmp_path / "sitemap.xml").write_text(body, encoding="ascii")
    program = (
        "import pathlib, sys\nfrom widget.parse.feeds import sitemaps\n"
        "body = pathlib.Path(sys.argv[1]).read_bytes()\n"
        "assert len(sitemaps.parse(body, sys.argv[2]).entries) == 50_000\n"
        "status = pathlib.Path('/proc/self/status').read_text()\n"
        "print(status.split('VmHWM:')[1].split()[0])"  # ru_maxrss would be that of the parent
    )
    command = [sys.executable, "-c", program, str(tmp_path / "sitemap.xml"), URL]
    result = subprocess.run(command, cwd=ROOT, capture_output=True, check=True)
    assert int(result.stdout) * 1024 < 300_000_000
