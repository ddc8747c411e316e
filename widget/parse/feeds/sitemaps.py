"""Reads sitemaps: an index, a urlset, a news sitemap, or a plain list of addresses."""

from __future__ import annotations

import codecs
import io
import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from lxml import etree

from widget.domain.article import Manuscript, Marks
from widget.domain.errors import Unreadable
from widget.domain.limits import LISTING_BYTES, LISTING_ENTRIES, URL_CHARACTERS
from widget.parse.feeds.entries import Entries, short_of
from widget.parse.feeds.feed_times import precision
from widget.parse.feeds.gunzip import plain
from widget.parse.feeds.root_element import HEAD, root_of
from widget.parse.feeds.written_addresses import WrittenAddresses, with_escaped_ampersands
from widget.parse.feeds.xml_decoding import is_utf8, text_of_xml
from widget.rules.article_kinds import marks_by
from widget.rules.language import tag_of
from widget.rules.times import moment

if TYPE_CHECKING:
    from collections.abc import Iterator

    from widget.domain.source import Listing

_OTHERS: Final = {
    "html": "This is an HTML page, not a sitemap; robots.txt names a site's sitemaps.",
    "rss": "This is a feed, not a sitemap; add it as a feed.",
    "feed": "This is a feed, not a sitemap; add it as a feed.",
    "rdf": "This is a feed, not a sitemap; add it as a feed.",
}
_ROOTS: Final = frozenset({"urlset", "sitemapindex"})
_CHUNK: Final = 1_048_576


def parse(body: bytes, url: str, content_type: str = "") -> Listing:
    """Return what a sitemap lists, gzipped or not: articles, or the sitemaps of an index.

    Only ``lastmod``, the news and the image extension count; how often a page changes and how
    important it is (``changefreq``, ``priority``) does not. ``url`` is where it came from. No file
    and no connection is opened. Raises Unreadable, with a message that names what it is instead,
    for what is no sitemap, has more than LISTING_BYTES, or declares entities.
    """
    unpacked = plain(body, LISTING_BYTES)
    entries = Entries(url)
    if is_utf8(unpacked):
        document = unpacked
    else:
        document = text_of_xml(unpacked, content_type).encode("utf-8", "replace")
    if not document.strip():
        raise Unreadable("It is empty; open the address in a browser and correct it.")
    start = document[:_CHUNK].lstrip(codecs.BOM_UTF8 + b" \t\r\n")[:1]
    return _from_xml(document, entries) if start == b"<" else _from_lines(document, entries)


# --- a list of addresses -----------------------------------------------------------------------


def _from_lines(document: bytes, entries: Entries) -> Listing:
    """Read one address a line, as the sitemap protocol allows."""
    for raw in io.BytesIO(document):
        line = raw[: 4 * URL_CHARACTERS].decode("utf-8", "replace").strip("\ufeff \t\r\n")
        if not line or line.startswith("#"):
            continue
        if not re.match(r"https?://\S+$", line, re.I):
            raise Unreadable(
                f"This is no sitemap: {short_of(line)!r} is neither XML nor an http(s) address."
            )
        if _is_over(entries):
            break
        entries.add(Manuscript(url=entries.address(line)), None)
    listing = entries.listing()
    if not listing.entries and not listing.problems:
        raise Unreadable("This is no sitemap: it holds neither XML nor an http(s) address.")
    return listing


def _is_over(entries: Entries) -> bool:
    """Return whether there is room for no more; the problem is reported once."""
    if entries.full:
        entries.problem(f"There are more than {LISTING_ENTRIES:,} entries; the rest is left out.")
    return entries.full


# --- XML ---------------------------------------------------------------------------------------

_ELEMENTS: Final = 1_200_000
_ATTRIBUTES: Final = 1_000_000
_BETWEEN: Final = 20_000
_LONG: Final = re.compile(rb"<[^<]{%d}" % _BETWEEN)
_ITEMS: Final = ("{*}url", "{*}sitemap")
_NO_MARKS: Final = Marks()
_DAMAGED: Final = (
    "An address is left out, because its <loc> is not well-formed; escape what it holds (& as "
    "&amp;, < as &lt;) and close it."
)


def _from_xml(document: bytes, entries: Entries) -> Listing:
    _refuse_others(document)
    _check_size(document)
    document = with_escaped_ampersands(document)
    addresses = WrittenAddresses(document)
    children: list[str | None] = []
    for element, damaged in _elements(document, entries):
        said = _said(element)
        if damaged and not addresses.has(said.get("loc", "")):
            entries.problem(_DAMAGED)
        elif _name(element) == "url":
            if _is_over(entries):
                break
            _add(said, entries)
        elif len(children) < LISTING_ENTRIES:
            children.append(entries.address(said.get("loc")))
        else:
            entries.problem(f"It has more than {LISTING_ENTRIES:,} sitemaps; the rest is left out.")
            break
    if None in children:
        entries.problem("A sitemap of the index has no http(s) address that can be used.")
    return entries.listing(more=children)


def _refuse_others(document: bytes) -> None:
    name = root_of(document[: 2 * HEAD].decode("utf-8", "replace").lstrip("\ufeff"))
    if name in _ROOTS or not name:  # without a name the parser has a say
        return
    other = f"This is no sitemap: it begins with <{short_of(name)}>; give the sitemap's address."
    raise Unreadable(_OTHERS.get(name, other))


def _check_size(document: bytes) -> None:
    """Refuse what would take much memory or time: a tree is made of each entry."""
    if b"<!ENTITY" in document:
        raise Unreadable("It declares entities, which no sitemap needs; leave its DOCTYPE out.")
    if document.count(b"<") - document.count(b"</") > _ELEMENTS:
        raise Unreadable(f"It has more than {_ELEMENTS:,} elements; split it up.")
    if document.count(b'="') + document.count(b"='") > _ATTRIBUTES:
        raise Unreadable(f"It has more than {_ATTRIBUTES:,} attributes; split it up.")
    if _LONG.search(document):
        raise Unreadable(f"It has a tag or text of more than {_BETWEEN:,} bytes; shorten that.")


def _elements(document: bytes, entries: Entries) -> Iterator[tuple[Any, bool]]:
    """Yield each ``url`` and ``sitemap`` below the root, and forget it afterwards.

    With each goes whether the parser had to mend something up to there.
    """
    events = etree.iterparse(
        io.BytesIO(document),
        events=("end",),
        tag=_ITEMS,
        recover=True,
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        remove_comments=True,
        remove_pis=True,
    )
    root = None
    try:
        for _, element in events:
            if root is None:
                root = _checked(element.getroottree().getroot())
            if element.getparent() is root:
                yield element, len(events.error_log) > 0
                element.clear()
                del root[: root.index(element)]
        root = _checked(events.root)
    except etree.XMLSyntaxError as error:
        if root is None:
            raise Unreadable(f"It is no XML: {short_of(error)}.") from error
        entries.problem(f"It breaks off: {short_of(error)}")


def _checked(root: Any) -> Any:
    if root is None or _name(root) not in _ROOTS:
        raise Unreadable("It holds no sitemap; open the address in a browser and correct it.")
    return root


def _add(said: dict[str, Any], entries: Entries) -> None:
    news = said.get("news", {})
    address = said.get("loc")
    manuscript = Manuscript(
        url=entries.address(address),
        title=entries.title(news.get("title")),
        published_at=moment(news.get("publication_date")),
        published_precision=precision(news.get("publication_date", "")),
        modified_at=moment(said.get("lastmod")),
        language=tag_of(news.get("publication", {}).get("language")),
        image=entries.address(said.get("image", {}).get("loc")),
        marks=_marks(news) if news else _NO_MARKS,
    )
    entries.add(manuscript, (said.get("lastmod"), news, said.get("image")))


def _marks(news: dict[str, Any]) -> Marks:
    """Return the marks of a news entry: its genres, and who may read it."""
    by_genre = marks_by(news.get("genres", "").split(","))
    access = news.get("access", "").casefold()
    return replace(by_genre, paywalled=access in {"subscription", "registration"})


_PARTS: Final = frozenset({"news", "image", "publication"})


def _said(element: Any) -> dict[str, Any]:
    """Return the texts in an element by name in any namespace (sites misspell them), first wins.

    What is in one of _PARTS is a dictionary of its own; other elements in elements are left out.
    """
    said: dict[str, Any] = {}
    for child in element:
        name = _name(child)
        if name not in said:
            said[name] = _said(child) if name in _PARTS else _text(child)
    return said


def _text(element: Any) -> str:
    """Return the text of an element; none of what has elements in it, whose text is in pieces."""
    return "" if len(element) else (element.text or "").strip()


def _name(element: Any) -> str:
    """Return the local name; empty for what is no element (an entity reference)."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""
