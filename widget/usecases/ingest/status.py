"""Shows the state of ingest to an operator: the sources, what is due, and what failed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from widget.domain.errors import UnknownSource
from widget.rules import urls
from widget.usecases.articles.lookup import known_site

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from widget.domain.ports import Store
    from widget.domain.source import Source, TrackedPage


@dataclass(frozen=True, slots=True)
class IngestStatus:
    """The state of ingest, over all sites."""

    pages_due: int
    """Pages to be fetched by now."""
    failing: tuple[Source, ...]
    """Sources whose last poll failed."""


def status(store: Store, now: datetime) -> IngestStatus:
    """Return the state of ingest. Raises StoreUnavailable."""
    with store.view() as view:
        due = sum(view.count_due(site.key, now) for site in view.sites())
        failing = tuple(source for source in view.sources() if source.problem)
    return IngestStatus(due, failing)


def sources_of(store: Store, site_key: str, url: str | None = None) -> tuple[Source, ...]:
    """Return the site's sources: all, or the one at ``url`` and the sitemaps that it lists.

    Raises UnknownSite, UnknownSource and StoreUnavailable.
    """
    with store.view() as view:
        known_site(view, site_key)
        own = tuple(one for one in view.sources() if one.site_key == site_key)
    if url and url not in {one.url for one in own}:
        raise UnknownSource(url)
    return tuple(one for one in own if url in {None, one.url, one.parent})


def problems_of(store: Store, site_keys: Iterable[str], limit: int) -> tuple[TrackedPage, ...]:
    """Return the latest pages that became no article, at most ``limit`` of each site.

    Raises StoreUnavailable.
    """
    with store.view() as view:
        return tuple(page for key in site_keys for page in view.problems(key, limit))


def page_of(store: Store, site_key: str, url: str) -> TrackedPage | None:
    """Return what is known of the page at this URL, if it was ever seen.

    Raises InvalidField, LimitExceeded and StoreUnavailable.
    """
    with store.view() as view:
        return view.tracked_page(site_key, urls.canonical(url))


def count_due(store: Store, site_key: str, now: datetime) -> int:
    """Return how many pages of the site are to be fetched by now. Raises StoreUnavailable."""
    with store.view() as view:
        return view.count_due(site_key, now)
