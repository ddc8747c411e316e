"""What the use cases of ingest share: their context, and the types of one fetch of a page."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from widget.rules import text
from widget.usecases.articles.lookup import reading_at

if TYPE_CHECKING:
    from datetime import datetime

    from widget.domain.article import Headline, Manuscript
    from widget.domain.errors import WidgetError
    from widget.domain.ports import AddressedArticles, PublisherSite, Store
    from widget.domain.site import Site
    from widget.domain.source import TrackedPage
    from widget.usecases.summaries.summarize import SummaryRules

_PROBLEM_CHARACTERS: Final = 300


@dataclass(frozen=True, slots=True)
class IngestContext:
    """What ingest works with."""

    store: Store
    publisher_site: PublisherSite
    rules: SummaryRules


class FetchResult(StrEnum):
    """The result of a fetch of a page."""

    CREATED = "created"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    WITHDRAWN = "withdrawn"
    FAILED = "failed"
    LEFT = "left"
    """The result was dropped: the publisher pushed or withdrew the article, or its source or
    another fetch has something newer."""


@dataclass(frozen=True, slots=True)
class PageFetch:
    """One fetch of a page that is under way."""

    site: Site
    tracked: TrackedPage
    """As it was when the fetch began."""
    now: datetime
    visited: frozenset[str] = frozenset()
    """The canonical URLs that led to the article; they become its aliases."""


def owner_of(view: AddressedArticles, site_key: str, url: str) -> Headline | None:
    """Return the article that this canonical URL is an address of; see ``lookup.reading_at``.

    Raises StoreUnavailable.
    """
    reading = reading_at(view, site_key, url)
    return reading.headline if reading else None


def is_there(known: Headline | None) -> bool:
    """Return whether there is an article that a fetch of its page need not bring."""
    return known is not None and not (known.ingested and known.withdrawn_at is not None)


def problem_of(error: WidgetError) -> str:
    """Return the reason as it is stored for the operator: short, and printable."""
    return text.printable(error.message[:_PROBLEM_CHARACTERS])


def doubt_of(manuscript: Manuscript) -> str | None:
    """Return why the text that was read of a page is doubtful, as it is kept; None where it is not.

    What reads the page is shut in a sandbox, and its words are as hostile as the page.
    """
    return text.printable(text.folded(manuscript.doubt or "")[:_PROBLEM_CHARACTERS]) or None
