"""Parses feeds: RSS, Atom and JSON Feed, distinguished by their content, not their name."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from widget.domain.errors import Unreadable
from widget.domain.limits import FEED_BYTES
from widget.parse.feeds import feed_reader, json_feeds, xml_feeds
from widget.parse.feeds.entries import absolute, short_of
from widget.parse.feeds.gunzip import plain
from widget.parse.feeds.root_element import HEAD, root_of
from widget.parse.feeds.xml_decoding import text_of_xml

if TYPE_CHECKING:
    from widget.domain.source import Listing

_JUNK: Final = 10_000
_START: Final = re.compile(r"<(?:\?xml|rss|feed|rdf:RDF|channel)\b", re.I)
_LINK: Final = re.compile(r"<link\b[^<>]{1,2000}>", re.I)
_FEED_TYPE: Final = re.compile(r"application/(?:rss\+xml|atom\+xml|feed\+json)", re.I)
_HREF: Final = re.compile(r"""\bhref\s*=\s*(?:"([^"]+)"|'([^']+)'|([^\s"'>]+))""", re.I)

_OTHERS: Final = {
    "urlset": "This is a sitemap, not a feed; add it as a sitemap.",
    "sitemapindex": "This is a sitemap index, not a feed; add it as a sitemap.",
    "opml": "This is OPML, a list of feeds; add the feeds in it one by one.",
    "svg": "This is an SVG image, not a feed; give the feed's address.",
    "kml": "This is a map (KML), not a feed; give the feed's address.",
    "opensearchdescription": "This describes a search (OpenSearch); give the feed's address.",
}


def parse(body: bytes, url: str, content_type: str = "") -> Listing:
    """Return what a feed lists: RSS 0.9x, 1.0, 2.0, Atom or JSON Feed, gzipped or not.

    ``url`` is the absolute URL that it came from, ``content_type`` the HTTP header. No file and no
    connection is opened whatever the feed says. Raises Unreadable, with a message that names what
    it is instead, for what is none of these, has more than FEED_BYTES, or harms its reader.
    """
    unpacked = plain(body, FEED_BYTES)
    if _is_json(unpacked):
        return json_feeds.parse(unpacked, url)
    text = _from_its_start(text_of_xml(unpacked, content_type))
    _refuse_others(text, url)
    found = feed_reader.read(text, url)
    if not found.version and not found.entries:
        raise Unreadable(_no_feed(text))
    return xml_feeds.listing(found, text, url)


def _is_json(body: bytes) -> bool:
    start = body[:64].replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    return start[:1] in {b"{", b"["}


def _from_its_start(text: str) -> str:
    """Return the text without the warnings that a broken server wrote before the feed."""
    if not text.strip():
        raise Unreadable("It is empty; open the address in a browser and correct it.")
    if text.startswith("<"):
        return text
    found = _START.search(text, 0, _JUNK)
    return text_of_xml(text[found.start() :].encode()) if found else text


def _refuse_others(text: str, url: str) -> None:
    root = root_of(text)
    if root == "html":
        raise Unreadable(_html_page(text, url))
    if root in _OTHERS:
        raise Unreadable(_OTHERS[root])


def _html_page(text: str, url: str) -> str:
    links = (link for link in _LINK.findall(text[:HEAD]) if _FEED_TYPE.search(link))
    hrefs = (href for link in links if (href := _HREF.search(link)))
    feeds = [absolute("".join(filter(None, href.groups())), url) for href in hrefs]
    found = next((feed for feed in feeds if feed), None)
    cure = f"its feed may be at {found}" if found else "give the feed's address"
    return f"This is an HTML page, not a feed; {cure}."


def _no_feed(text: str) -> str:
    root = root_of(text)
    what = f"it begins with <{short_of(root)}>" if root else "it holds no XML"
    return f"This is neither RSS nor Atom nor JSON Feed: {what}; give the feed's address."


# --- the HTTP header Link --------------------------------------------------------------------
