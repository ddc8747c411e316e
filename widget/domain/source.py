"""The types of sources, their listings, and the pages that are tracked."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime  # noqa: TC003 - read at run time, by the sandbox's messages
from enum import StrEnum
from typing import NamedTuple

from widget.domain.article import Manuscript


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
    """Something on a publisher's site that lists its articles, and the result of its last poll."""

    site_key: str
    url: str
    kind: SourceKind
    parent: str | None = None
    """The sitemap index that lists this one; it came with it and goes with it."""
    validators: Validators = field(default_factory=Validators)
    latest: datetime | None = None
    """The latest modification among what it listed (WordPress: where the next poll goes on)."""
    failures: int = 0
    """Polls in a row that failed."""
    problem: str | None = None
    """Why the last poll failed, for the operator."""
    rest_until: datetime | None = None
    """Not to be polled before: it failed, or asked to wait (Retry-After)."""
    due_at: datetime | None = None
    """When its hub announced a change; None once it was polled after that."""
    read_at: datetime | None = None
    """When its whole answer was last read, to about a day."""


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
    """The WebSub hub that announces changes, and the topic to subscribe to."""
    topic: str | None = None
    problems: tuple[str, ...] = ()
    """What was left out and why, for the operator."""


@dataclass(frozen=True, slots=True)
class PollAnswer:
    """The answer of a source; no listing when nothing has changed since the last poll."""

    listing: Listing | None
    validators: Validators = field(default_factory=Validators)


@dataclass(frozen=True, slots=True)
class FoundSource:
    """What was detected at an address whose kind was not given."""

    kind: SourceKind
    polled: PollAnswer


@dataclass(frozen=True, slots=True)
class Page:
    """The page of an article, fetched and read."""

    url: str
    """Where the fetch ended, after redirects."""
    manuscript: Manuscript
    """Hostile; its url is what the page calls its canonical address, if it does."""
    validators: Validators = field(default_factory=Validators)


@dataclass(frozen=True, slots=True)
class TrackedPage:
    """A page that a source listed or a reader pressed on, and the result of its last fetch."""

    site_key: str
    url: str
    """The canonical key."""
    address: str
    """The URL as it was listed: what is fetched."""
    seen_at: datetime
    source_url: str | None = None
    """The source that lists it; None for a page that only readers have pressed on."""
    listed_at: datetime | None = None
    """When it was first listed, each entry of a listing a microsecond after the one before it in
    time: its place among articles of the same publish time."""
    left_at: datetime | None = None
    """When its source did not list it any more, though it listed all that it has."""
    whole: bool = False
    """Whether its source lists it with its whole text; then a look at its page takes none."""
    stamp: str = ""
    """The stamps of its last entries, one for each source that lists it."""
    listed: Manuscript = field(default_factory=Manuscript)
    """What the listing says beside the page, without a text; hostile."""
    attempted_at: datetime | None = None
    """When a fetch of it last began."""
    pressed_at: datetime | None = None
    """When a reader's press last began a fetch of it while no source listed it."""
    pressed_by: str | None = None
    """Digest of the network of that press; it is kept for a day at most."""
    found_article: bool = False
    """Whether that press led to an article at this very address."""
    attempts: int = 0
    """Fetches in a row that did not end, with the one under way."""
    due_at: datetime | None = None
    """When its next fetch is due; None for no further fetch. A fetch that begins puts it off,
    so that no other fetches meanwhile, and a fetch that did not end is repeated."""
    rest_until: datetime | None = None
    """No press makes it due before: its last fetch failed."""
    failures: int = 0
    """Fetches in a row that failed."""
    problem: str | None = None
    """Why it is no article here, or why its summary is not made yet, for the operator."""
    reader: str | None = None
    """The version of this program that found so; None where an older one did."""
    doubt: str | None = None
    """Why the text that was read of the page is doubtful (``Manuscript.doubt``)."""
    validators: Validators = field(default_factory=Validators)


class PressCounts(NamedTuple):
    """How many pages readers pressed on in some time."""

    all: int = 0
    found: int = 0
    """Those that became articles."""
    first: int = 0
    """Those on which nobody had pressed before, and that no source had listed."""

    @property
    def vain(self) -> int:
        """Those that became no article, or not yet."""
        return self.all - self.found


class Asker(StrEnum):
    """Who wants a page fetched, which decides whether robots.txt has a say."""

    PUBLISHER = "publisher"
    """The publisher listed it: in a source, or by a command."""
    READER = "reader"
    """A reader pressed on it."""
