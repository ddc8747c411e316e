"""The types of webhooks: events of a CMS, deliveries, and subscriptions to hubs."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from widget.domain.article import Manuscript


class EventKind(StrEnum):
    """What happened to an article."""

    PUBLISHED = "published"
    UPDATED = "updated"
    UNPUBLISHED = "unpublished"
    DELETED = "deleted"


@dataclass(frozen=True, slots=True)
class ArticleEvent:
    """What a CMS sent of one article, parsed but not yet checked."""

    event: EventKind
    urls: tuple[str, ...]
    """Addresses that the article is known by, the likeliest first."""
    manuscript: Manuscript | None = None
    """The article, when it was published or updated."""
    modified_at: datetime | None = None
    """When the CMS last changed the article, where it says so."""
    former: tuple[str, ...] = ()
    """Addresses that it had before this event and has no more."""


@dataclass(frozen=True, slots=True)
class Delivery:
    """One signed message, which is handled once even if it is sent twice."""

    id: str
    """What the sender calls it; unique within a site."""
    sent_at: datetime


class SubscriptionState(StrEnum):
    """How a subscription stands with its hub."""

    PENDING = "pending"
    """The hub has not confirmed it yet."""
    ACTIVE = "active"
    DENIED = "denied"
    """The hub refused it."""


@dataclass(frozen=True, slots=True)
class Subscription:
    """A source whose hub (WebSub) announces its changes."""

    site_key: str
    source_url: str
    hub: str
    topic: str
    token: str = field(repr=False)
    """The unguessable end of the callback's address."""
    secret: str = field(repr=False)
    """What the hub signs its deliveries with."""
    renew_at: datetime
    """When the hub is to be asked (again)."""
    state: SubscriptionState = SubscriptionState.PENDING
    lease_until: datetime | None = None
    """Until when the hub promised to announce changes."""
