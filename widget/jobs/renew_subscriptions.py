"""The task that requests and renews the subscriptions at WebSub hubs that are due."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Final

from widget.domain.errors import FetchFailed
from widget.usecases.ingest import subscriptions

if TYPE_CHECKING:
    from datetime import datetime

    from widget.bootstrap.ingest import IngestServices
    from widget.domain.event import Subscription

_log = logging.getLogger("widget.subscriptions")

_AT_ONCE: Final = 20
"""Hubs that are asked in one go; the others are asked a minute later."""


def ask(services: IngestServices, now: datetime) -> int:
    """Ask the hubs of all subscriptions that are due by now; return how many.

    Asks none while WIDGET_PUBLIC_URL is no https address: no hub could be trusted to reach it.
    Raises StoreUnavailable.
    """
    if not services.settings.public_url.startswith("https://"):
        return 0
    due = subscriptions.due(services.store, now, _AT_ONCE)
    for subscription in due:
        _ask(services, subscription, now)
    return len(due)


def _ask(services: IngestServices, subscription: Subscription, now: datetime) -> None:
    # Kept before: the hub may confirm before it has answered.
    asked = services.hubs.asked(subscription, now)
    if not subscriptions.keep(services.store, asked):
        return
    form = services.hubs.form(
        subscription.topic, _callback(services, subscription), subscription.secret
    )
    place = {"site": subscription.site_key, "source": subscription.source_url}
    try:
        status = services.publisher_site.subscribe(subscription.hub, form)
    except FetchFailed as error:
        _log.warning("hub_failed", extra=place | {"problem": error.message})
        return
    _log.info("hub_asked", extra=place | {"status": status})
    if 400 <= status < 500:
        subscriptions.keep(services.store, services.hubs.refused(asked, now))


def _callback(services: IngestServices, subscription: Subscription) -> str:
    """Return the address of our own route for this subscription."""
    base = f"{services.settings.public_url}/v1/sites/{subscription.site_key}"
    return f"{base}/hooks/websub/{subscription.token}"
