"""What a panel rests on: whoever keeps it learns from the change log and the clock when it ends."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from widget.domain.errors import WidgetError
from widget.rules import urls
from widget.usecases.articles.lookup import require_own

if TYPE_CHECKING:
    from datetime import datetime

    from widget.domain.article import Neighbour, Neighbours
    from widget.domain.panel import Panel
    from widget.domain.ports import Articles
    from widget.domain.site import Site


class PanelBasis(NamedTuple):
    """The articles whose changes may change a panel, and the time that does."""

    urls: frozenset[str] | None
    """Their canonical URLs; None where a change of any article of the site may count."""
    until: datetime | None
    """When the site's next embargo ends: one more article may be shown, or be a neighbour."""


def basis_of(view: Articles, site: Site, canonical: str, panel: Panel, now: datetime) -> PanelBasis:
    """Return what the panel for this canonical URL rests on. One query.

    Its article and the neighbours that it shows are enough where the article is at this very URL
    and its neighbours follow from the publish order: the log names the articles that others come
    between. What an address leads to by any other way may change with any article of the site. So
    may the neighbours of an article that nobody vouches for: it is no neighbour of theirs, so that
    the log does not name it for them.
    """
    return basis_with(site, canonical, panel, view.next_embargo_end(site.key, now))


def basis_with(site: Site, canonical: str, panel: Panel, until: datetime | None) -> PanelBasis:
    """Return the same where it is known when the site's next embargo ends."""
    headline = panel.headline
    if headline is None or headline.url != canonical or not headline.vouched:
        return PanelBasis(None, until)
    if _leads_on(site, headline.declared):
        return PanelBasis(None, until)
    shown = (panel.neighbours.previous, panel.neighbours.next)
    return PanelBasis(frozenset({canonical, *(one.url for one in shown if one and one.url)}), until)


def address_of(site: Site, neighbour: Neighbour | None) -> str | None:
    """Return the key under which the site's article may be known; none for a link elsewhere."""
    if neighbour is None or neighbour.url is None:
        return None
    try:
        canonical = urls.canonical(neighbour.url)
        require_own(site, canonical)
    except WidgetError:
        return None
    return canonical


def _leads_on(site: Site, declared: Neighbours) -> bool:
    """Return whether a declared neighbour is looked up, by its address or by its title."""
    both = (declared.previous, declared.next)
    return any(one and (one.url is None or address_of(site, one)) for one in both)
