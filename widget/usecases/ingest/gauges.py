"""What an operator watches and nobody has to count: how much waits, and for how long."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final, NamedTuple

from widget.rules.retry import CLOCK_SKEW
from widget.usecases.ingest.press import AHEAD

if TYPE_CHECKING:
    from datetime import datetime

    from widget.domain.ports import Store, View
    from widget.domain.source import TrackedPage

_MINUTE: Final = timedelta(minutes=1)


class Gauge(NamedTuple):
    """A number as it is now."""

    name: str
    explanation: str
    value: float
    site: str | None = None


def gauges(store: Store, per_minute: int, now: datetime) -> tuple[Gauge, ...]:
    """Return how ingest stands; ``per_minute`` is the fetch quota. Raises StoreUnavailable."""
    with store.view() as view:
        sites = view.sites()
        due = sum(view.count_due(site.key, now) for site in sites)
        first = view.due(None, now, 1)
        failing = sum(1 for source in view.sources() if source.problem)
        spent = [_spent(view, site.key, per_minute, now) for site in sites if site.on_demand]
    age = _waited(first[0], now).total_seconds() if first else 0.0
    return (
        Gauge("widget_pages_due", "Pages to be fetched by now.", due),
        Gauge("widget_queue_age_seconds", "How long the page waits that is fetched next.", age),
        Gauge("widget_sources_failing", "Sources whose last poll failed.", failing),
        *spent,
    )


def _waited(page: TrackedPage, now: datetime) -> timedelta:
    """Return how long a due page has waited; one that a reader pressed on is due far ahead."""
    since = page.due_at or now
    if since <= now - AHEAD + _MINUTE:
        since = page.pressed_at or page.seen_at
    return max(now - since, timedelta(0))


def _spent(view: View, site_key: str, per_minute: int, now: datetime) -> Gauge:
    used = view.presses(site_key, now - _MINUTE, now + CLOCK_SKEW).all
    explanation = "Share of the fetch quota that presses of the last minute have used."
    return Gauge("widget_fetch_quota_used_ratio", explanation, used / per_minute, site_key)
