"""What a reader sees: a panel that is ready, pending or unavailable."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from widget.domain.article import Neighbours
from widget.domain.summary import Form

if TYPE_CHECKING:
    from datetime import datetime

    from widget.domain.article import Headline
    from widget.domain.site import Site
    from widget.domain.summary import Reading, Reason, Summary


@dataclass(frozen=True, slots=True)
class Ready:
    """A panel with a summary."""

    headline: Headline
    summary: Summary
    neighbours: Neighbours
    article_words: int
    """Words of the article's text."""
    form: Form = Form.POINTS


@dataclass(frozen=True, slots=True)
class Pending:
    """A panel whose summary is still being made; of a page never seen only the URL is known."""

    url: str
    """The canonical key."""
    headline: Headline | None = None
    neighbours: Neighbours = field(default_factory=Neighbours)


@dataclass(frozen=True, slots=True)
class Unavailable:
    """A panel without a summary, and why."""

    reason: Reason
    headline: Headline | None = None
    neighbours: Neighbours = field(default_factory=Neighbours)
    page_is_there: bool = True
    """Whether nothing says that the page is gone; a publisher's withdrawal says it of no page."""


class Glance(NamedTuple):
    """What the panel of an article at its own address is made of, all of one state of the store."""

    site: Site
    reading: Reading
    neighbours: Neighbours
    """Those by publish order, within the section where the site says so."""
    embargo_ends: datetime | None
    """When the next embargo of an article of the site ends."""


Panel = Ready | Pending | Unavailable
