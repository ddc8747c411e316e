"""The types of an article: what a publisher sends of it, and what is stored of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime  # noqa: TC003 - read at run time, by the sandbox's messages
from enum import StrEnum
from hashlib import sha256

from widget.domain.block import Block, Role  # noqa: TC001 - read at run time, as above


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A link to another article; without a URL only its title is known."""

    title: str
    """Empty where a page only links to it: then its own title is shown, once that is known."""
    url: str | None = None
    image: str | None = None
    """Its picture, of an article that is known."""


@dataclass(frozen=True, slots=True)
class Neighbours:
    """The previous and the next article of an article."""

    previous: Neighbour | None = None
    next: Neighbour | None = None


class Precision(StrEnum):
    """How exactly a time is known, the least first."""

    GUESSED = "guessed"
    """Nobody says when: it is when the article was modified, or when it was first seen."""
    DAY = "day"
    """The day alone: the time of day beside it is midnight, and means nothing."""
    MINUTE = "minute"


MARKS = ("opinion", "live", "paywalled", "noindex")
"""The names of the marks that are either there or not."""


@dataclass(frozen=True, slots=True)
class Marks:
    """What a publisher says of an article that speaks against a summary."""

    opinion: bool = False
    live: bool = False
    """A live blog: entries that go on being added."""
    paywalled: bool = False
    noindex: bool = False
    embargoed_until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Manuscript:
    """What a publisher sent of one article, parsed but not yet checked: every value is hostile."""

    url: str | None = None
    title: str | None = None
    text: str | None = None
    """Paragraphs separated by a blank line."""
    blocks: tuple[Block, ...] = ()
    """The same paragraphs with their roles, where these are known; then ``text`` is left out."""
    published_at: datetime | None = None
    published_precision: Precision = Precision.MINUTE
    modified_at: datetime | None = None
    section: str | None = None
    language: str | None = None
    author: str | None = None
    image: str | None = None
    neighbours: Neighbours = field(default_factory=Neighbours)
    summary: tuple[str, ...] = ()
    """Points written by the newsroom, each text or HTML."""
    marks: Marks = field(default_factory=Marks)
    aliases: tuple[str, ...] = ()
    """Further URLs of the same article, such as its AMP page or its short link."""
    doubt: str | None = None
    """Why the text may be another one than the article's, or a part of it; for the operator."""

    @property
    def body(self) -> str | None:
        """Its text, in whichever of the two ways it was sent."""
        return "\n\n".join(block.text for block in self.blocks) or self.text


@dataclass(frozen=True, slots=True)
class Lead:
    """The article that an address leads to: it is at this address, or the address is an alias."""

    address: str
    url: str
    """Where the article is."""
    title: str
    ingested: bool
    withdrawn_at: datetime | None
    embargoed_until: datetime | None
    image: str | None = None
    vouched: bool = True
    """See ``Headline.vouched``."""

    @property
    def gives_way(self) -> bool:
        """Whether it was ingested and is withdrawn: any other article comes before it."""
        return self.ingested and self.withdrawn_at is not None

    def is_public(self, now: datetime) -> bool:
        """Return whether readers may be led to the article now."""
        embargoed = self.embargoed_until is not None and self.embargoed_until > now
        return self.withdrawn_at is None and not embargoed


def fingerprint_of(title: str, text: str) -> str:
    """Return the fingerprint (32 hex digits) of one edition of an article: hash of title + text."""
    return sha256(f"{title}\x00{text}".encode()).hexdigest()[:32]


@dataclass(frozen=True, slots=True)
class Headline:
    """What is known of an article without its text: enough to show a panel and its neighbours."""

    site_key: str
    url: str
    """The canonical key (see ``addresses.canonical``)."""
    title: str
    language: str
    published_at: datetime
    fingerprint: str
    section: str | None = None
    author: str | None = None
    image: str | None = None
    modified_at: datetime | None = None
    declared: Neighbours = field(default_factory=Neighbours)
    """The neighbours that the publisher named; they win over publish order."""
    marks: Marks = field(default_factory=Marks)
    ingested: bool = False
    """Whether it was read from the site itself; what a publisher pushes is not replaced by that."""
    withdrawn_at: datetime | None = None
    published_precision: Precision = Precision.MINUTE
    vouched: bool = True
    """Whether panels of other articles may lead to it: the publisher pushed it, a source lists it,
    or it and a page that is vouched for name each other as neighbours; and it is not ``noindex``.
    Readers alone vouch for nothing: whoever presses chooses the address."""


@dataclass(frozen=True, slots=True)
class Article:
    """One published article, in the last version that its site sent or showed."""

    headline: Headline
    text: str
    """Clean text, paragraphs separated by one blank line."""
    roles: tuple[Role, ...] = ()
    """One for each paragraph of the text, in its order; none where the roles are not known."""


class Change(StrEnum):
    """What a publish did to the store."""

    CREATED = "created"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
