"""Addresses of sitemaps that are not well-formed are as they are written, or a problem."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from widget.parse.feeds import sitemaps

if TYPE_CHECKING:
    from widget.domain.source import Listing

URL = "https://news.example/sitemap.xml"
NAMES = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
FINE = "<url><loc>https://news.example/fine</loc></url>"


def urlset(*locs: str) -> Listing:
    """Return what a sitemap of these elements lists, between two that are well-formed."""
    inner = "".join(f"<url>{loc}</url>" for loc in locs)
    last = FINE.replace("fine", "last")
    return sitemaps.parse(f"<urlset {NAMES}>{FINE}{inner}{last}</urlset>".encode(), URL)


def between(listing: Listing) -> list[str]:
    """Return the addresses between the two."""
    addresses = [entry.url for entry in listing.entries]
    assert (addresses[0], addresses[-1]) == (
        "https://news.example/fine",
        "https://news.example/last",
    )
    return addresses[1:-1]


@pytest.mark.parametrize(
    ("written", "address"),
    [
        ("a?id=1&p=2", "a?id=1&p=2"),
        ("a?id=1&amp;p=2&q=3", "a?id=1&p=2&q=3"),
        ("q&a-with-the-mayor", "q&a-with-the-mayor"),
        ("a?copy=1&copy=2&lt=3", "a?copy=1&copy=2&lt=3"),
        ("a?x=1&", "a?x=1&"),
        ("caf&eacute;?a&#38;b&#x26;c", "caf\u00e9?a&b&c"),
        ("<![CDATA[https://news.example/a?id=1&p=2&amp;q]]>", "a?id=1&p=2&amp;q"),
        ("a&&b&;c&#;d&#xZ;e", "a&&b&;c&#;d&#xZ;e"),
        ("a?x=&LT;&AMP;", "a?x=<&"),
    ],
)
def test_an_ampersand_that_nobody_escaped_is_one(written: str, address: str) -> None:
    full = written if "CDATA" in written else f"https://news.example/{written}"
    listing = urlset(f"<loc>{full}</loc>", f"<loc>{full}2</loc>")
    assert between(listing)[0] == f"https://news.example/{address}"
    assert listing.problems == ()


@pytest.mark.parametrize(
    "loc",
    [
        "<loc>https://news.example/a<b</loc>",
        "<loc>https://news.example/a<b>c</b></loc>",
        "<loc>https://news.example/a</lok>",
        "<loc>https://news.example/a</loc",
        "<loc>https://news.example/a\x01b</loc>",
        "<loc>https://news.example/a</>b</loc>",
    ],
)
def test_an_address_that_had_to_be_mended_is_a_problem_and_no_other_address(loc: str) -> None:
    listing = urlset(loc)
    mended = [entry.url for entry in listing.entries if not entry.url.endswith(("fine", "last"))]
    assert mended == []
    assert listing.problems


def test_what_was_mended_elsewhere_leaves_the_addresses() -> None:
    listing = urlset(
        "<loc> https://news.example/a </loc><news>Rock <n roll</news>",
        "<x:loc>https://news.example/b</x:loc><lastmod>2026</lastmood>",
    )
    assert between(listing)[:1] == ["https://news.example/a"]


def test_the_sitemaps_of_an_index_are_held_to_the_same() -> None:
    document = (
        f"<sitemapindex {NAMES}><sitemap><loc>https://news.example/m?a=1&b=2</loc></sitemap>"
        "<sitemap><loc>https://news.example/n<o</loc></sitemap></sitemapindex>"
    )
    listing = sitemaps.parse(document.encode(), URL)
    assert listing.more == ("https://news.example/m?a=1&b=2",)
    assert len(listing.problems) == 1
