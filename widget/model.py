"""The words of the story as frozen, typed data."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime  # noqa: TC003 - read at run time, by the child's messages
from enum import StrEnum
from hashlib import sha256
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from widget.drafts import Origin, Passage


@dataclass(frozen=True, slots=True)
class CleanHtml:
    """Markup that went through ``sanitize``; the only type that a template prints as markup.

    Built in ``widget/sanitize.py`` and nowhere else (a house test looks).
    """

    markup: str

    def __html__(self) -> str:
        """Return the markup: Jinja's protocol for text that needs no escaping."""
        return self.markup


class Form(StrEnum):
    """How the points of a summary are laid out."""

    POINTS = "points"
    PARAGRAPH = "paragraph"


class Reason(StrEnum):
    """Why there is no summary to show."""

    TOO_SHORT = "too-short"
    NOTHING_TO_EXTRACT = "nothing-to-extract"
    SUMMARIZER_FAILED = "summarizer-failed"
    HELD = "held"
    UNKNOWN_ARTICLE = "unknown-article"
    WITHDRAWN = "withdrawn"
    OPINION = "opinion"
    LIVE_BLOG = "live-blog"
    PAYWALLED = "paywalled"
    EMBARGOED = "embargoed"
    NOINDEX = "noindex"
    EXCLUDED_SECTION = "excluded-section"
    EXCLUDED_URL = "excluded-url"


@dataclass(frozen=True, slots=True)
class Eligibility:
    """Which of a site's articles get a summary; the default is the safe side."""

    allowed: frozenset[Reason] = frozenset()
    """Reasons that do not count here: of OPINION, LIVE_BLOG, PAYWALLED and NOINDEX."""
    excluded_sections: tuple[str, ...] = ()
    """Sections without summaries, compared without case."""
    excluded_paths: tuple[str, ...] = ()
    """Patterns of paths without summaries: ``*`` is any run of characters, as in /sport/*."""


@dataclass(frozen=True, slots=True)
class Site:
    """A publisher's web site that may embed the widget."""

    key: str
    """``[a-z0-9-]``, 1 to 64 characters; part of public URLs."""
    name: str
    origins: tuple[str, ...]
    """Origins (scheme://host[:port]) that may frame the reading page."""
    page_hosts: tuple[str, ...]
    """Host names (with port when it is not the default) whose pages are this site's articles."""
    language: str
    """BCP 47 tag that an article has when it names none itself."""
    points: int | None = None
    """Points of a summary; None for what the server's settings say."""
    words: int | None = None
    """Words of all points together, about; None for what the server's settings say."""
    form: Form = Form.POINTS
    on_demand: bool = False
    """Whether a press on a page that the server has never seen fetches that page."""
    same_section: bool = False
    """Whether neighbours by publish order stay within the section."""
    eligibility: Eligibility = field(default_factory=Eligibility)


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A link to another article; without a URL only its title is known."""

    title: str
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Neighbours:
    """The previous and the next article of an article."""

    previous: Neighbour | None = None
    next: Neighbour | None = None


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
    published_at: datetime | None = None
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
    gathered: bool = False
    """Whether it was read from the site itself; what a publisher pushes is not replaced by that."""
    withdrawn_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Article:
    """One published article as its site last told us."""

    headline: Headline
    text: str
    """Clean text, paragraphs separated by one blank line."""


class SummaryState(StrEnum):
    """Whether readers may see a summary."""

    SHOWN = "shown"
    HELD = "held"
    HIDDEN = "hidden"


@dataclass(frozen=True, slots=True)
class Point:
    """One clean point of a summary and the passage that it rests on."""

    content: CleanHtml
    source: Passage | None


@dataclass(frozen=True, slots=True)
class Summary:
    """The clean summary of one fingerprint of an article."""

    fingerprint: str
    origin: Origin
    points: tuple[Point, ...]
    state: SummaryState
    summarizer: str
    """What wrote it and under which rules, so that another version or shape makes it anew."""
    policy: int
    """Number of the sanitising policy that the points went through."""
    made_at: datetime


@dataclass(frozen=True, slots=True)
class Refusal:
    """The remembered decision that one fingerprint of an article gets no summary."""

    fingerprint: str
    reason: Reason
    summarizer: str
    made_at: datetime


Outcome = Summary | Refusal


@dataclass(frozen=True, slots=True)
class Reading:
    """What the store knows of one article at the moment a reader asks."""

    headline: Headline
    outcome: Outcome | None
    """The outcome of the current fingerprint; None while it is still to be made."""


class Change(StrEnum):
    """What a publish did to the store."""

    CREATED = "created"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
