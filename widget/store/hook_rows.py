"""Turns rows of subscriptions into types of the domain, and back."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

from widget.domain.event import Subscription, SubscriptionState
from widget.store.rows import Values, microseconds, moment, optional_microseconds, optional_moment

if TYPE_CHECKING:
    from widget.store.rows import AnyRow


def digest_of(delivery: str) -> str:
    """Return the digest (64 hex digits) under which the id of a delivery is kept."""
    return sha256(delivery.encode("utf-8", "surrogatepass")).hexdigest()


def subscription_values(subscription: Subscription) -> Values:
    """Return the columns of a subscription."""
    return {
        "site_key": subscription.site_key,
        "source_url": subscription.source_url,
        "hub": subscription.hub,
        "topic": subscription.topic,
        "token": subscription.token,
        "secret": subscription.secret,
        "state": subscription.state.value,
        "renew_at": microseconds(subscription.renew_at, "renew_at"),
        "lease_until": optional_microseconds(subscription.lease_until, "lease_until"),
    }


def subscription_of(row: AnyRow) -> Subscription:
    """Return the subscription in a row of ``subscriptions``."""
    return Subscription(
        site_key=row.site_key,
        source_url=row.source_url,
        hub=row.hub,
        topic=row.topic,
        token=row.token,
        secret=row.secret,
        renew_at=moment(row.renew_at),
        state=SubscriptionState(row.state),
        lease_until=optional_moment(row.lease_until),
    )
