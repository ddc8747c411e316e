"""The words for what a publisher's site offers by itself: sources, and what they list."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from widget.model import Manuscript


class SourceKind(StrEnum):
    """What a source is, which decides how it is read."""

    FEED = "feed"
    """RSS, Atom or JSON Feed."""
    SITEMAP = "sitemap"
    """An index, a urlset or a news sitemap, gzipped or not."""
    WORDPRESS = "wordpress"
    """A WordPress site's REST API."""


@dataclass(frozen=True, slots=True)
class Validators:
    """What an HTTP answer said of its version, sent back with the next request."""

    etag: str | None = None
    last_modified: str | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """Something on a publisher's site that lists its articles, and how asking it went."""

    site_key: str
    url: str
    kind: SourceKind
    validators: Validators = field(default_factory=Validators)
    latest: datetime | None = None
    """The latest modification among what it listed (WordPress: where the next poll goes on)."""
    failures: int = 0
    """Polls in a row that failed."""
    problem: str | None = None
    """Why the last poll failed, for the operator."""
    rest_until: datetime | None = None
    """Not to be asked before: it failed, or asked for patience (Retry-After)."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What a listing says of one article: hostile."""

    url: str
    manuscript: Manuscript
    """What the listing itself knows; its text is set only when it is the whole article's."""
    stamp: str
    """A short digest of all that the listing says of the article: same stamp, same words."""
    gone: bool = False
    """A tombstone: the article was deleted."""


@dataclass(frozen=True, slots=True)
class Listing:
    """A feed, a sitemap or an API's answer, parsed but not yet checked."""

    entries: tuple[Entry, ...] = ()
    more: tuple[str, ...] = ()
    """URLs of further listings: the sitemaps of an index, the next page."""
    hub: str | None = None
    """The WebSub hub that tells of changes, and the topic to subscribe to."""
    topic: str | None = None
    problems: tuple[str, ...] = ()
    """What was left out and why, for the operator."""


@dataclass(frozen=True, slots=True)
class Polled:
    """What asking a source brought; no listing when nothing has changed since the last time."""

    listing: Listing | None
    validators: Validators = field(default_factory=Validators)


class Asker(StrEnum):
    """Who wants a page fetched, which decides whether robots.txt has a say."""

    PUBLISHER = "publisher"
    """The publisher listed it: in a source, or by a command."""
    READER = "reader"
    """A reader pressed on it."""
