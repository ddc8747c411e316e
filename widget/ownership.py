"""What belongs to whom: the site behind a key, and the pages that are a site's own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from widget import addresses
from widget.errors import ForeignUrl, UnknownSite

if TYPE_CHECKING:
    from widget.model import Reading, Site
    from widget.ports import View


def known_site(view: View, key: str) -> Site:
    """Return the site with this key. Raises UnknownSite and StoreUnavailable."""
    site = view.site(key)
    if site is None:
        raise UnknownSite(key)
    return site


def reading_elsewhere(view: View, site_key: str, url: str) -> Reading | None:
    """Return the article that this canonical URL is another address of.

    That is the one whose alias it is, or whose address has the other scheme. Raises
    StoreUnavailable.
    """
    owner = view.article_of_alias(site_key, url) or addresses.twin(url)
    return view.reading(site_key, owner) if owner else None


def require_own(site: Site, canonical: str) -> None:
    """Return when this canonical URL is a page of the site; raise ForeignUrl otherwise."""
    if not addresses.belongs(canonical, site.page_hosts):
        raise ForeignUrl(addresses.host(canonical), site.key)
