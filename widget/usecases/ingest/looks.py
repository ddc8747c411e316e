"""Makes pages due of which nobody has news: old articles, refused pages, what left a sitemap.

An article is taken down without a word, months later. A page that was refused may be readable after
an upgrade. Both are found only by a look at the page, and a site has many pages: so there is a
budget, and the longest unseen goes first.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from itertools import islice
from typing import TYPE_CHECKING, Final

from widget.domain.errors import WidgetError
from widget.domain.limits import LOOKS_A_DAY
from widget.domain.source import SourceKind
from widget.rules import urls
from widget.usecases.articles.lookup import known_site
from widget.usecases.ingest.entries import without_stamp
from widget.version import VERSION

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from widget.domain.ports import Store, WritableTrackedPages
    from widget.domain.source import Listing, Source, TrackedPage

UNSEEN: Final = timedelta(days=7)
"""How long an article's page is not looked at before it is looked at again without news."""

LOOKS_AN_HOUR: Final = LOOKS_A_DAY // 24
_APART: Final = timedelta(days=1) / LOOKS_A_DAY
_AT_ONCE: Final = 200
_ALL: Final = 1_000_000


def look_again(store: Store, now: datetime) -> int:
    """Make due, for each site, the hour's share of pages to look at again; return how many.

    Refused pages that another version read go before articles. Raises StoreUnavailable.
    """
    done = 0
    with store.view() as view:
        keys = [site.key for site in view.sites()]
    for key in keys:
        with store.transaction() as transaction:
            refused = transaction.refused(key, VERSION, LOOKS_AN_HOUR)
            room = LOOKS_AN_HOUR - len(refused)
            old = transaction.not_looked_at(key, now - UNSEEN, room) if room else ()
            done += _make_due(transaction, (*refused, *old), now)
    return done


def retry_refused(store: Store, site_key: str, now: datetime) -> int:
    """Make due all listed pages of the site that became no article; return how many.

    Raises UnknownSite and StoreUnavailable.
    """
    with store.transaction() as transaction:
        known_site(transaction, site_key)
        refused = transaction.problems(site_key, _ALL)
        return _make_due(transaction, (one for one in refused if one.source_url), now)


def look_at_what_left(store: Store, source: Source, listing: Listing, now: datetime) -> int:
    """Make due the pages that a sitemap listed before and does not list now; return how many.

    One after the other, in as many as a day's budget allows: a sitemap may be rebuilt. Nothing
    follows from a listing that was not read whole, has nothing, or is a part by its kind, as a feed
    is. Raises StoreUnavailable.
    """
    if source.kind is not SourceKind.SITEMAP or listing.problems or not listing.entries:
        return 0
    here = {_key(entry.url) for entry in listing.entries}
    with store.view() as view:
        left = sorted(view.listed_by(source.site_key, source.url) - here)
    turns = ((url, now + number * _APART) for number, url in enumerate(left))
    while part := dict(islice(turns, _AT_ONCE)):
        with store.transaction() as transaction:
            for tracked in transaction.tracked_pages(source.site_key, tuple(part)).values():
                if not tracked.attempts:  # else it is being fetched, and has its turn later
                    _leave(transaction, source, tracked, part[tracked.url], now)
    return len(left)


def _key(url: str) -> str | None:
    try:
        return urls.canonical(url)
    except WidgetError:
        return None


def _leave(
    transaction: WritableTrackedPages,
    source: Source,
    tracked: TrackedPage,
    turn: datetime,
    now: datetime,
) -> None:
    """Remember that the page left its source; one that became an article is looked at."""
    due_at = tracked.due_at if tracked.problem else min(turn, tracked.due_at or turn)
    left = replace(tracked, due_at=due_at, left_at=now, stamp=without_stamp(tracked, source))
    transaction.put_tracked_page(left)


def _make_due(
    transaction: WritableTrackedPages, pages: Iterable[TrackedPage], now: datetime
) -> int:
    due = [replace(tracked, due_at=now, rest_until=None, failures=0) for tracked in pages]
    for tracked in due:
        transaction.put_tracked_page(tracked)
    return len(due)
