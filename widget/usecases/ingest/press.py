"""Handles a reader's press: makes the page due in the store, and fetches nothing."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from widget.domain.source import TrackedPage
from widget.rules import retry
from widget.usecases.articles.fetch_quota import USUAL, FetchQuota
from widget.usecases.articles.lookup import reading_meant
from widget.usecases.articles.press_digests import digest_of, keep_key
from widget.usecases.ingest.context import is_there
from widget.usecases.summaries.summarize import lacks_outcome

if TYPE_CHECKING:
    from datetime import datetime

    from widget.domain.ports import Store, View
    from widget.domain.site import Site

AHEAD: Final = timedelta(days=365)
"""A page that a reader waits for is due so much earlier, and so comes before all others."""


@dataclass(frozen=True, slots=True)
class PressContext:
    """What a press works with."""

    store: Store
    quota: FetchQuota = USUAL


def press(context: PressContext, site_key: str, url: str, now: datetime) -> bool:
    """Make due what a pending panel waits for: a fetch of its page, or its article's summary.

    ``url`` is canonical and its host one of the site's. Returns whether the consumer has work
    with the page. Nothing is written for a page that is due already or being fetched, that rests
    after a failed fetch, or when the site's fetch quota is used up. Raises StoreUnavailable.
    """
    with context.store.view() as view:
        wanted = _as_due(view, context, (site_key, url), now)
        if wanted is None or wanted == view.tracked_page(site_key, url):
            return wanted is not None
    with context.store.transaction() as transaction:
        if context.quota.network is not None:
            keep_key(transaction, now)
        wanted = _as_due(transaction, context, (site_key, url), now)
        if wanted is not None:
            transaction.put_tracked_page(wanted)
    return wanted is not None


def _as_due(
    view: View, context: PressContext, key: tuple[str, str], now: datetime
) -> TrackedPage | None:
    """Return the page as it is to be stored; None when nothing is to be done with it now."""
    site, known = view.site(key[0]), view.tracked_page(*key)
    if site is None:
        return None
    reading = reading_meant(view, site, key[1])
    if is_there(reading.headline if reading else None):
        waits = lacks_outcome(view, *key, now) and not _is_taken_or_rests(known, now)
        return _ahead(known or TrackedPage(*key, key[1], now), now) if waits else None
    if not _may_fetch(site, known, now):
        return None
    if _is_ahead(known, now):
        return known
    if context.quota.is_spent(view, site.key, known, now):
        return None
    page = known or TrackedPage(*key, key[1], now)
    return _pressed(page, digest_of(view, context.quota.network, now), now)


def _may_fetch(site: Site, known: TrackedPage | None, now: datetime) -> bool:
    if known is None:
        return site.on_demand
    listed = known.source_url is not None and known.due_at is not None
    return (site.on_demand or listed) and retry.may_fetch(known, now)


def _is_taken_or_rests(known: TrackedPage | None, now: datetime) -> bool:
    if known is None:
        return False
    return retry.rests(known.rest_until, now) or retry.is_under_way(known, now)


def _is_ahead(known: TrackedPage | None, now: datetime) -> bool:
    return known is not None and known.due_at is not None and known.due_at <= now - AHEAD


def _ahead(known: TrackedPage, now: datetime) -> TrackedPage:
    return known if _is_ahead(known, now) else replace(known, due_at=now - AHEAD)


def _pressed(known: TrackedPage, digest: str | None, now: datetime) -> TrackedPage:
    """Return the page after a press; one that a source lists does not count in the quota."""
    ahead = replace(_ahead(known, now), problem=None)
    if known.source_url is not None:
        return ahead
    return replace(ahead, pressed_at=now, pressed_by=digest, found_article=False)
