"""Subscriptions: the sources whose hubs announce changes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from datetime import datetime

    from widget.domain.event import Subscription


class Subscriptions(Protocol):
    """Reads subscriptions. Every method may raise StoreUnavailable."""

    def subscription(self, site_key: str, token: str) -> Subscription | None:
        """Return the site's subscription with this token."""

    def subscription_of(self, site_key: str, source_url: str) -> Subscription | None:
        """Return the subscription to the hub of this source."""

    def subscriptions_due(self, now: datetime, limit: int) -> tuple[Subscription, ...]:
        """Return at most ``limit`` subscriptions whose hub is to be asked by now."""


class WritableSubscriptions(Subscriptions, Protocol):
    """Reads and writes subscriptions."""

    def put_subscription(self, subscription: Subscription) -> None:
        """Insert or replace the subscription of its source, which must be there."""
