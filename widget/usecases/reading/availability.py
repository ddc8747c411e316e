"""Tells, of many pages at once, whether a press would lead a reader to a summary."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from widget.domain.errors import InvalidField, LimitExceeded
from widget.domain.limits import HAS_ADDRESSES
from widget.domain.summary import Reason
from widget.rules import urls
from widget.usecases.articles.lookup import known_site, leads_meant
from widget.usecases.reading.read_panel import is_due, may_be_pressed, what_stands

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from widget.domain.ports import Store, View
    from widget.domain.site import Site


class SiteAvailability(NamedTuple):
    """For each page that was asked for whether it has a summary, and the site."""

    site: Site
    has: tuple[bool, ...]


def availability(
    store: Store, site_key: str, addresses: Sequence[str], now: datetime
) -> SiteAvailability:
    """Return for each address whether a press there leads to a summary, now or when it is made.

    False for what is no page of the site. Nothing is started. Whether the site's fetch quota is
    used up does not count: it is free again in a minute. At most five queries for all together, and
    further ones for articles that gave way. Raises UnknownSite, LimitExceeded, InvalidField
    (no address) and StoreUnavailable.
    """
    if not addresses:
        raise InvalidField("url", "is missing; add ?url= with the address of the article's page.")
    if len(addresses) > HAS_ADDRESSES:
        raise LimitExceeded("url", HAS_ADDRESSES, len(addresses), "addresses")
    with store.view() as view:
        site = known_site(view, site_key)
        keys = [_own(site, address) for address in addresses]
        having = _having(view, site, tuple({key for key in keys if key is not None}), now)
    return SiteAvailability(site, tuple(key in having for key in keys))


def _own(site: Site, address: str) -> str | None:
    """Return the key of a page of the site; None for anything else."""
    try:
        canonical = urls.canonical(address)
        return canonical if urls.belongs(canonical, site.page_hosts) else None
    except (InvalidField, LimitExceeded):
        return None


def _having(view: View, site: Site, keys: tuple[str, ...], now: datetime) -> set[str]:
    leads = leads_meant(view, site, keys)
    readings = view.readings(site.key, tuple({lead.url for lead in leads.values()}))
    standing = {url: what_stands(site, reading, now) for url, reading in readings.items()}
    known = {key for key, lead in leads.items() if not isinstance(standing[lead.url], Reason)}
    unseen = tuple(key for key in keys if key not in leads)
    tracked = view.tracked_pages(site.key, unseen) if unseen else {}
    pages = {key: tracked.get(key) for key in unseen}
    return known | {
        key for key, page in pages.items() if is_due(page) or may_be_pressed(site, page, now)
    }
