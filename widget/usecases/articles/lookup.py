"""Looks up the site of a key, its own pages, and the article of an address."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from widget.domain.errors import ForeignUrl, UnknownSite
from widget.rules import urls

if TYPE_CHECKING:
    from widget.domain.ports import AddressedArticles, Sites
    from widget.domain.site import Site
    from widget.domain.summary import Reading


_MOST_ADDRESSES: Final = 8
"""Addresses that are followed from one to the next; more is a circle."""


def known_site(view: Sites, key: str) -> Site:
    """Return the site with this key. Raises UnknownSite and StoreUnavailable."""
    site = view.site(key)
    if site is None:
        raise UnknownSite(key)
    return site


def reading_at(view: AddressedArticles, site_key: str, url: str) -> Reading | None:
    """Return the article that this canonical URL is an address of, withdrawn or not.

    That is the one at it; else the one whose alias it is, or whose address or alias has the
    other scheme. An article that was ingested and is withdrawn by now gives way to any other
    that its address leads to. Raises StoreUnavailable.
    """
    waiting, asked = [url], list[str]()
    gave_way: Reading | None = None
    while waiting and len(asked) < _MOST_ADDRESSES:
        address = waiting.pop(0)
        asked.append(address)
        reading = view.reading(site_key, address)
        if reading is not None and not _gives_way(reading):
            return reading
        gave_way = gave_way or reading
        leads_to = (view.article_of_alias(site_key, address), urls.twin(address))
        waiting += [one for one in leads_to if one and one not in (*asked, *waiting)]
    return gave_way


def require_own(site: Site, canonical: str) -> None:
    """Return when this canonical URL is a page of the site; raise ForeignUrl otherwise."""
    if not urls.belongs(canonical, site.page_hosts):
        raise ForeignUrl(urls.host(canonical), site.key)


def _gives_way(reading: Reading) -> bool:
    return reading.headline.ingested and reading.headline.withdrawn_at is not None
