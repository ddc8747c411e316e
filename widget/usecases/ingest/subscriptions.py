"""Subscribes to the hubs of sources, which announce changes between two polls."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from widget.domain.errors import InvalidField
from widget.domain.event import Subscription
from widget.rules import urls
from widget.rules.credentials import new_token

if TYPE_CHECKING:
    from datetime import datetime

    from widget.domain.ports import Store
    from widget.domain.source import Source


def offered(
    store: Store, source: Source, hub: str, topic: str, now: datetime
) -> Subscription | None:
    """Return the subscription of a source that offers this hub, new or known.

    None for a source that is not kept, a hub or a topic that is no URL, and a hub without TLS:
    the secret would travel in the open. Nothing is written for what is known. Raises
    StoreUnavailable.
    """
    try:
        hub, topic = urls.public_link(hub, "hub"), urls.public_link(topic, "topic")
    except InvalidField:
        return None
    if not hub.startswith("https://"):
        return None
    with store.view() as view:
        if view.source(source.site_key, source.url) is None:
            return None
        known = view.subscription_of(source.site_key, source.url)
    if known is not None and (known.hub, known.topic) == (hub, topic):
        return known
    wanted = Subscription(
        site_key=source.site_key,
        source_url=source.url,
        hub=hub,
        topic=topic,
        token=new_token(),
        secret=new_token(),
        renew_at=now,
    )
    return _begun(store, wanted)


def _begun(store: Store, wanted: Subscription) -> Subscription | None:
    """Save it, unless its source was removed meanwhile or another poll has saved the same."""
    with store.transaction() as transaction:
        if transaction.source(wanted.site_key, wanted.source_url) is None:
            return None
        known = transaction.subscription_of(wanted.site_key, wanted.source_url)
        if known is not None and (known.hub, known.topic) == (wanted.hub, wanted.topic):
            return known
        transaction.put_subscription(wanted)
    return wanted


def due(store: Store, now: datetime, limit: int) -> tuple[Subscription, ...]:
    """Return at most ``limit`` subscriptions whose hub is to be asked by now.

    Raises StoreUnavailable.
    """
    with store.view() as view:
        return view.subscriptions_due(now, limit)


def make_source_due(store: Store, subscription: Subscription, now: datetime) -> bool:
    """Make the source of a subscription due, because its hub announced a change.

    False when the source is gone. Raises StoreUnavailable.
    """
    with store.transaction() as transaction:
        source = transaction.source(subscription.site_key, subscription.source_url)
        if source is None:
            return False
        transaction.put_source(replace(source, due_at=now))
    return True


def with_token(store: Store, site_key: str, token: str) -> Subscription | None:
    """Return the site's subscription whose callback ends with this token.

    Raises StoreUnavailable.
    """
    with store.view() as view:
        return view.subscription(site_key, token)


def keep(store: Store, subscription: Subscription) -> bool:
    """Save the state of the subscription; False when it was removed meanwhile.

    Raises StoreUnavailable.
    """
    with store.transaction() as transaction:
        if transaction.subscription(subscription.site_key, subscription.token) is None:
            return False
        transaction.put_subscription(subscription)
        return True
