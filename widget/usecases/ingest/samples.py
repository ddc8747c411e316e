"""Looks at a few pages of a new source: are they free to read?"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Final

from widget.domain.errors import WidgetError
from widget.domain.source import Asker, Validators
from widget.domain.summary import Reason
from widget.rules import urls

if TYPE_CHECKING:
    from widget.domain.site import Site
    from widget.domain.source import Listing
    from widget.usecases.ingest.context import IngestContext

PAGES: Final = 3
"""Pages of a source that are looked at."""


def paid_pages(context: IngestContext, site: Site, listing: Listing) -> tuple[str, ...]:
    """Return those of a listing's first pages that say that they are not free to read.

    Their articles get no summary on this site. Nothing is stored, and a page that cannot be
    fetched or read says nothing. Empty when the site allows them.
    """
    if Reason.PAYWALLED in site.eligibility.allowed:
        return ()
    fetched = (entry.url for entry in listing.entries if not entry.gone)
    own = (url for url in fetched if _is_of(site, url))
    return tuple(url for url in islice(own, PAGES) if _is_paid(context, site, url))


def _is_of(site: Site, url: str) -> bool:
    try:
        return urls.belongs(urls.canonical(url), site.page_hosts)
    except WidgetError:
        return False


def _is_paid(context: IngestContext, site: Site, url: str) -> bool:
    try:
        page = context.publisher_site.page(url, site.page_hosts, Asker.PUBLISHER, Validators())
    except WidgetError:
        return False
    return page is not None and page.manuscript.marks.paywalled
