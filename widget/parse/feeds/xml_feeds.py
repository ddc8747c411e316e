"""Turns what feedparser found in RSS and Atom into entries."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING, Any, Final

from lxml import etree

from widget.domain.article import Manuscript
from widget.domain.limits import FEED_ENTRIES
from widget.parse.feeds import feed_times, full_text
from widget.parse.feeds.entries import Entries, short_of, words_of
from widget.rules.article_kinds import marks_by
from widget.rules.language import tag_of
from widget.rules.sections import name_of, section_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from widget.domain.source import Listing
    from widget.parse.feeds.feed_reader import Read

_HTML: Final = frozenset({"text/html", "application/xhtml+xml"})
_PUBLISHED: Final = ("published", "created")
_TOMBSTONES: Final = "{http://purl.org/atompub/tombstones/1.0}deleted-entry"
_NEXT: Final = frozenset({"next", "prev-archive"})
"""Links to the next page and to the archive before this one (RFC 5005)."""


def listing(found: Read, text: str, url: str) -> Listing:
    """Return the listing that a feed is; ``text`` is the document, ``url`` where it came from."""
    entries = Entries(url)
    if found.cut:
        entries.problem(f"The feed has {found.cut}; what comes after is left out.")
    for item in entries.first_of(found.entries):
        _add(item, found, entries)
    for tombstone in () if found.cut else islice(_tombstones(text), FEED_ENTRIES):
        _bury(tombstone, entries)
    links = _links(found.feed)
    return entries.listing(
        more=[entries.address(_value(link, "href")) for link in links if _rel(link) in _NEXT],
        hub=_first(entries, links, "hub"),
        topic=_first(entries, links, "self"),
    )


def _add(item: dict[str, Any], found: Read, entries: Entries) -> None:
    address = _address(item, entries)
    content, teaser = _content(item)
    tags, language = _tags(item), _language(item, found.feed)
    published, updated = _published(item, found.version), _string(item, "updated")
    body = full_text.body(content, teaser, entries)
    manuscript = Manuscript(
        url=address,
        title=entries.title(_title(item)),
        text=body.text,
        blocks=body.blocks,
        published_at=feed_times.moment(published, language or ""),
        published_precision=feed_times.precision(published, language or ""),
        modified_at=feed_times.moment(updated, language or ""),
        section=section_of(tags),
        language=language,
        author=_authors(item, entries),
        image=_image(item, entries),
        marks=marks_by(tags),
    )
    dates = [_string(item, key) for key in (*_PUBLISHED, "updated")]
    keep = entries.add_gone if _is_deleted(item) else entries.add
    keep(manuscript, (manuscript, content, teaser, tags, dates))


def _published(item: dict[str, Any], version: str) -> str:
    """Return the publish time as it is written; RSS knows no other, by whatever name it goes.

    In RSS 1.0 that is ``dc:date``, which feedparser takes for the time of an update. Of an Atom
    entry the update is no publish time.
    """
    told = _first_string(item, _PUBLISHED)
    return told or (_string(item, "updated") if version.startswith("rss") else "")


def _address(item: dict[str, Any], entries: Entries) -> str | None:
    """Return the article's address; a guid that calls itself one must be one."""
    own, link = _string(item, "feedburner_origlink"), _string(item, "link")
    named = link == _string(item, "id") and _value(item, "guidislink")
    if named and not re.match(r"https?://", link, re.I):
        link = ""
    return entries.address(own) or entries.address(link)


# --- the fields of one entry ----------------------------------------------------------------------


def _value(item: Any, key: str) -> Any:
    """Return what feedparser kept; its own ``get`` is slow, and takes one date for another."""
    return dict.get(item, key) if isinstance(item, dict) else None


def _string(item: Any, key: str) -> str:
    """Return a string; under a name lies whatever the feed's element of that name was."""
    value = _value(item, key)
    return value if isinstance(value, str) else ""


def _first_string(item: dict[str, Any], keys: tuple[str, ...]) -> str:
    return next((value for key in keys if (value := _string(item, key))), "")


def _dicts(item: dict[str, Any], key: str) -> list[dict[str, Any]]:
    value = _value(item, key)
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def _title(item: dict[str, Any]) -> str:
    title = _string(item, "title")
    return words_of(title) if _string(_value(item, "title_detail"), "type") in _HTML else title


def _content(item: dict[str, Any]) -> tuple[str, str]:
    """Return the HTML of the longest content and of the teaser, each may be empty."""
    contents = [_markup(one) for one in _dicts(item, "content") if not _value(one, "src")]
    content = max(contents, key=len, default="")
    summary = _value(item, "summary_detail")
    return content, _markup(summary) if isinstance(summary, dict) else ""


def _markup(detail: dict[str, Any]) -> str:
    value, kind = _string(detail, "value"), _string(detail, "type")
    if kind in _HTML:
        return value
    return full_text.markup_of(value) if kind.startswith("text/plain") else ""


def _tags(item: dict[str, Any]) -> list[str]:
    """Return the categories in the feed's order, each once."""
    named = (_string(tag, "label") or _string(tag, "term") for tag in _dicts(item, "tags"))
    return list(dict.fromkeys(filter(None, map(name_of, named))))


def _language(item: dict[str, Any], feed: dict[str, Any]) -> str | None:
    details = [*_dicts(item, "content"), _value(item, "title_detail")]
    written = [_string(item, "language"), *(_string(one, "language") for one in details)]
    return next(filter(None, map(tag_of, [*written, _string(feed, "language")])), None)


def _authors(item: dict[str, Any], entries: Entries) -> str | None:
    named = [_string(author, "name") for author in _dicts(item, "authors")]
    names = [name for name in named if name] or [_string(item, "author")]
    return entries.short(", ".join(dict.fromkeys(words_of(name) for name in names[:5])))


def _image(item: dict[str, Any], entries: Entries) -> str | None:
    media = [*_dicts(item, "media_content"), *_links(item)]
    pictures = [one for one in media if _is_picture(one)]
    image = _value(item, "image")
    candidates = [*pictures, *_dicts(item, "media_thumbnail"), image]
    addresses = (_string(one, "url") or _string(one, "href") for one in candidates)
    return next(filter(None, map(entries.address, addresses)), None)


def _is_picture(media: dict[str, Any]) -> bool:
    if _string(media, "rel") not in {"", "enclosure"}:
        return False
    return _string(media, "medium") == "image" or _string(media, "type").startswith("image/")


def _is_deleted(item: dict[str, Any]) -> bool:
    """Tell whether Media RSS says that it was taken away."""
    return _string(_value(item, "media_status"), "state") in {"deleted", "blocked"}


# --- links and tombstones ------------------------------------------------------------------------


def _links(context: dict[str, Any]) -> list[dict[str, Any]]:
    return _dicts(context, "links")


def _rel(link: dict[str, Any]) -> str:
    return _string(link, "rel").lower()


def _first(entries: Entries, links: list[dict[str, Any]], rel: str) -> str | None:
    addresses = (entries.address(_value(link, "href")) for link in links if _rel(link) == rel)
    return next(filter(None, addresses), None)


def _tombstones(text: str) -> Iterator[Any]:
    """Yield the elements ``at:deleted-entry`` (RFC 6721), which feedparser does not know."""
    if "deleted-entry" not in text:
        return
    parser = etree.XMLPullParser(
        ("end",), tag=_TOMBSTONES, recover=True, resolve_entities=False, no_network=True
    )
    for start in range(0, len(text), 65_536):
        parser.feed(text[start : start + 65_536].encode("utf-8", "replace"))
        for _, element in parser.read_events():
            yield element
            element.clear()


def _bury(tombstone: Any, entries: Entries) -> None:
    """Keep a tombstone, unless the feed has a later edition of the entry beside it."""
    link = next(iter(tombstone.iterfind("{*}link")), None)
    ref = tombstone.get("ref") or ""
    written = (link.get("href") if link is not None else None) or ref
    if not re.match(r"https?://", written, re.I):
        entries.problem(f"A deletion names no http(s) address: {short_of(ref)}")
        return
    address, when = entries.address(written), feed_times.moment(tombstone.get("when") or "")
    kept = entries.entry(address) if address else None
    modified = kept.manuscript.modified_at if kept else None
    if kept and when and modified and modified > when:
        return
    entries.add_gone(Manuscript(url=address, modified_at=when), (ref, tombstone.get("when")))
