"""Reads JSON Feed (versions 1 and 1.1)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from widget.domain.article import Manuscript
from widget.domain.errors import Unreadable
from widget.parse.feeds import full_text
from widget.parse.feeds.bounded_json import at, load, objects, string
from widget.parse.feeds.entries import Entries
from widget.parse.feeds.feed_times import precision
from widget.rules.article_kinds import marks_by
from widget.rules.language import tag_of
from widget.rules.sections import section_of
from widget.rules.times import moment

if TYPE_CHECKING:
    from widget.domain.source import Listing

_VERSION: Final = re.compile(r"https?://(?:www\.)?jsonfeed\.org/version/", re.I)


def parse(body: bytes, url: str) -> Listing:
    """Return what a JSON Feed of at most FEED_BYTES lists; ``url`` is where it came from.

    Raises Unreadable for other JSON.
    """
    feed = load(body)
    if not isinstance(feed, dict) or not _is_feed(feed):
        raise Unreadable(_other(feed))
    entries = Entries(url)
    for item in entries.first_of(objects(feed, "items")):
        _add(item, feed, entries)
    hubs = [hub for hub in objects(feed, "hubs") if string(hub, "type").lower() == "websub"]
    return entries.listing(
        more=[entries.address(at(feed, "next_url"))],
        hub=next(filter(None, (entries.address(at(hub, "url")) for hub in hubs)), None),
        topic=entries.address(at(feed, "feed_url")),
    )


def _is_feed(feed: dict[str, Any]) -> bool:
    versioned = bool(_VERSION.match(string(feed, "version")))
    return versioned or (isinstance(at(feed, "items"), list) and bool(string(feed, "title")))


def _other(value: Any) -> str:
    if isinstance(value, list) and at(value, 0, "content", "rendered") is not None:
        return "This is WordPress's REST API, not a feed; add it as a WordPress source."
    return "This is JSON but no JSON Feed (its version and items are missing)."


def _add(item: dict[str, Any], feed: dict[str, Any], entries: Entries) -> None:
    content = string(item, "content_html") or full_text.markup_of(string(item, "content_text"))
    teaser = full_text.markup_of(string(item, "summary"))
    tags = at(item, "tags")
    tags = [tag for tag in tags if isinstance(tag, str)] if isinstance(tags, list) else []
    dates = string(item, "date_published"), string(item, "date_modified")
    body = full_text.body(content, teaser, entries)
    manuscript = Manuscript(
        url=entries.address(at(item, "url")) or _address_of_id(item, entries),
        title=entries.title(string(item, "title")),
        text=body.text,
        blocks=body.blocks,
        published_at=moment(dates[0]),
        published_precision=precision(dates[0]),
        modified_at=moment(dates[1]),
        section=section_of(tags),
        language=tag_of(at(item, "language")) or tag_of(at(feed, "language")),
        author=_authors(item, feed, entries),
        image=entries.address(at(item, "image")) or entries.address(at(item, "banner_image")),
        marks=marks_by(tags),
    )
    entries.add(manuscript, (manuscript, content, teaser, tags, dates))


def _address_of_id(item: dict[str, Any], entries: Entries) -> str | None:
    """Return the id when it is a URL, which the format asks for where there is no ``url``."""
    name = string(item, "id")
    return entries.address(name) if re.match(r"https?://", name, re.I) else None


def _authors(item: dict[str, Any], feed: dict[str, Any], entries: Entries) -> str | None:
    for place in (item, feed):
        people = [*objects(place, "authors")[:5], at(place, "author")]
        names = list(dict.fromkeys(name for one in people if (name := string(one, "name"))))
        if names:
            return entries.short(", ".join(names))
    return None
