"""Decides who vouches for an article that was read from its site.

A reader chooses the address of a page, and with it, on many sites, words that stand on the page. So
a press vouches for nothing, and no other panel leads there. A source does, and so do two pages that
name each other: the publisher's, as its next article, and this one, which names it as its previous.
One direction alone would not do. Links are found by rule, and a page that is vouched for may hold
what strangers wrote.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from widget.domain.errors import WidgetError
from widget.domain.summary import Reason
from widget.rules import urls
from widget.usecases.articles.lookup import reading_at

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from widget.domain.article import Headline, Neighbour
    from widget.domain.ports import Transaction, View, WritableArticles
    from widget.domain.site import Site
    from widget.domain.source import TrackedPage


def is_vouched(view: View, site: Site, tracked: TrackedPage, headline: Headline) -> bool:
    """Return whether panels of other articles may lead to this one, which is to be saved.

    ``tracked`` is the page whose fetch brought it. Raises StoreUnavailable.
    """
    if not headline.vouched:  # it asks robots to leave it alone
        return False
    own = view.tracked_page(site.key, headline.url)
    if tracked.source_url is not None or (own is not None and own.source_url is not None):
        return True
    known = view.reading(site.key, headline.url)
    if known is not None and known.headline.vouched:
        return True
    return any(other.vouched for other in _naming_each_other(view, site, headline))


def vouch_for_neighbours(
    transaction: Transaction, site: Site, headline: Headline, now: datetime
) -> None:
    """Vouch for those neighbours of an article that name it, too. Raises StoreUnavailable."""
    for other in _naming_each_other(transaction, site, headline) if headline.vouched else ():
        _vouch(transaction, site, other, now)


def vouch_for(transaction: WritableArticles, site: Site, url: str, now: datetime) -> None:
    """Vouch for the known article at ``url``: a source lists it. Raises StoreUnavailable."""
    reading = transaction.reading(site.key, url)
    if reading is not None:
        _vouch(transaction, site, reading.headline, now)


def _vouch(transaction: WritableArticles, site: Site, headline: Headline, now: datetime) -> None:
    allowed = Reason.NOINDEX in site.eligibility.allowed
    if not headline.vouched and (allowed or not headline.marks.noindex):
        transaction.vouch(site.key, headline.url, now)


def _naming_each_other(view: View, site: Site, headline: Headline) -> Iterator[Headline]:
    """Yield the neighbours that this article names and that name it on their other side."""
    declared = headline.declared
    before = _known(view, site, declared.previous)
    if before is not None and _key(before.declared.next) == headline.url:
        yield before
    after = _known(view, site, declared.next)
    if after is not None and _key(after.declared.previous) == headline.url:
        yield after


def _known(view: View, site: Site, neighbour: Neighbour | None) -> Headline | None:
    key = _key(neighbour)
    reading = reading_at(view, site.key, key) if key else None
    there = reading is not None and reading.headline.withdrawn_at is None
    return reading.headline if reading is not None and there else None


def _key(neighbour: Neighbour | None) -> str | None:
    try:
        return urls.canonical(neighbour.url) if neighbour and neighbour.url else None
    except WidgetError:
        return None
