"""The reader's story: the panel for one page."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from widget import addresses
from widget.errors import InvalidField
from widget.model import (
    Neighbour,
    Neighbours,
    Reason,
    Refusal,
    SummaryState,
)
from widget.ownership import known_site, require_own
from widget.panel import Panel, Pending, Ready, Unavailable

if TYPE_CHECKING:
    from widget.model import Headline, Site
    from widget.ports import Store, View


def site_of(store: Store, site_key: str) -> Site:
    """Return the site; raises UnknownSite and StoreUnavailable."""
    with store.view() as view:
        return known_site(view, site_key)


def read(store: Store, site_key: str, url: str | None) -> Panel:
    """Return the panel of the page at this URL; see ``visit``."""
    return visit(store, site_key, url)[1]


def visit(store: Store, site_key: str, url: str | None) -> tuple[Site, Panel]:
    """Return the site, and the panel of the page at this URL as its reader may see it now.

    Raises UnknownSite, InvalidField (no URL, or a malformed one), ForeignUrl and
    StoreUnavailable. Three queries for a known article, two for an unknown one.
    """
    if not url:
        raise InvalidField("url", "is missing; add ?url= with the address of the article's page.")
    canonical = addresses.canonical(url)
    with store.view() as view:
        site = known_site(view, site_key)
        require_own(site, canonical)
        return site, _panel(view, site, canonical)


def neighbours(view: View, headline: Headline) -> Neighbours:
    """Return the declared neighbours, each gap filled by publish order."""
    declared = headline.declared
    complete = declared.previous and declared.next
    ordered = Neighbours() if complete else view.neighbours(headline)
    return Neighbours(
        previous=_linked(view, headline, declared.previous) or ordered.previous,
        next=_linked(view, headline, declared.next) or ordered.next,
    )


def _linked(view: View, headline: Headline, neighbour: Neighbour | None) -> Neighbour | None:
    """Find the URL of a neighbour of which the publisher only told the title."""
    if neighbour is None or neighbour.url is not None:
        return neighbour
    return replace(neighbour, url=view.url_of_title(headline.site_key, neighbour.title))


def _panel(view: View, site: Site, canonical: str) -> Panel:
    reading = view.reading(site.key, canonical)
    if reading is None:
        return Unavailable(Reason.UNKNOWN_ARTICLE)
    headline, outcome = reading.headline, reading.outcome
    if headline.withdrawn_at is not None:
        return Unavailable(Reason.WITHDRAWN)
    around = neighbours(view, headline)
    if outcome is None:
        return Pending(headline.url, headline, around)
    if isinstance(outcome, Refusal):
        return Unavailable(outcome.reason, headline, around)
    if outcome.state is not SummaryState.SHOWN:
        return Unavailable(Reason.HELD, headline, around)
    return Ready(headline, outcome, around, site.form)
