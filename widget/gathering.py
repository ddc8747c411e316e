"""The story of one page: a source listed it or a reader pressed on it, so it is looked at."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from widget import addresses, patience
from widget.editions import checked, trimmed
from widget.errors import StoreUnavailable, Unreadable, WidgetError
from widget.keeping import (
    Gathering,
    Look,
    Looked,
    fail,
    join,
    keep_manuscript,
    keep_page,
    owner_of,
    settle,
)
from widget.limits import PRESSED_PAGES
from widget.listings import Asker, Sighting, Validators
from widget.ownership import known_site
from widget.summarizing import outcome_of, summarize_missing

if TYPE_CHECKING:
    from datetime import datetime

    from widget.listings import Page
    from widget.model import Article, Headline, Outcome, Site
    from widget.ports import Transaction, View

__all__ = (
    "Gathering",
    "Looked",
    "attend",
    "claim",
    "keep_manuscript",
    "look",
    "on_press",
    "preview",
)

_MINUTE = timedelta(minutes=1)
_DAY = timedelta(days=1)


def attend(work: Gathering, site_key: str, url: str, now: datetime) -> None:
    """Do what a pending panel waits for: summarise the article, or have a look at the page.

    ``url`` is canonical and its host one of the site's. Raises SummarizerFailed and
    StoreUnavailable.
    """
    with work.store.view() as view:
        known = view.reading(site_key, url)
    if known is None:
        on_press(work, site_key, url, now)
    else:
        summarize_missing(work.store, work.rules, site_key, url, now)


def on_press(work: Gathering, site_key: str, url: str, now: datetime) -> Looked | None:
    """Look at the page on which a reader pressed; None when that is not to be done now.

    ``url`` is canonical and its host one of the site's. Of all who ask, in any thread, process
    or machine over this store, one looks. Nothing is fetched while a look is under way, while
    the page rests after a look in vain, or when the site's budget for this minute is spent.
    Raises StoreUnavailable.
    """
    with work.store.view() as view:
        site, sighting = view.site(site_key), view.sighting(site_key, url)
    if site is None or not _may_press(site, sighting, now):
        return None
    with work.store.transaction() as transaction:
        sighting = transaction.sighting(site_key, url)
        if _is_there(owner_of(transaction, site_key, url)):
            return None
        if not _may_press(site, sighting, now) or _spent(transaction, work, sighting, site, now):
            return None
        begun = sighting or Sighting(site_key, url, address=url, seen_at=now)
        begun = _begin(transaction, begun, now)
    return look(work, begun, now)


def claim(work: Gathering, site_key: str | None, now: datetime, limit: int) -> tuple[Sighting, ...]:
    """Take at most ``limit`` pages that are due, of one site or of all; nobody else gets them.

    For LEASE each: then whoever took them is taken for dead. Raises StoreUnavailable.
    """
    with work.store.view() as view:
        if not view.due(site_key, now, 1):
            return ()
    with work.store.transaction() as transaction:
        due = transaction.due(site_key, now, limit)
        lease = len(due) * patience.LEASE
        return tuple(_begin(transaction, sighting, now, lease) for sighting in due)


def look(work: Gathering, sighting: Sighting, now: datetime) -> Looked:
    """Fetch the page of a sighting and keep what it says, with its summary, in one commit.

    A page that answers 404 or 410, or that is no article any more, withdraws its article; any
    other failure is remembered with its reason. What was said of the page while it was fetched
    counts more than what was fetched. Raises UnknownSite and StoreUnavailable.
    """
    with work.store.view() as view:
        site = known_site(view, sighting.site_key)
        owner = owner_of(view, sighting.site_key, sighting.url)
    if owner is not None and not owner.gathered:
        return settle(work, patience.at_rest(sighting), Looked.LEFT)
    known = owner if owner is not None and owner.url == sighting.url else None
    # What a withdrawn article was is not enough to bring it back: it is asked for anew.
    validators = sighting.validators if _is_there(known) else Validators()
    try:
        page = work.press.page(sighting.address, site.page_hosts, _asker(sighting), validators)
        if page is not None:
            return _keep(work, site, sighting, page, now)
        published_at = known.published_at if known else now
        return settle(work, patience.looked_well(sighting, published_at, now), Looked.UNCHANGED)
    except StoreUnavailable:
        raise
    except WidgetError as error:
        return fail(work, sighting, error, now)


def preview(work: Gathering, site: Site, page: Page, now: datetime) -> tuple[Article, Outcome]:
    """Return the article that would be kept of this page, and its outcome; nothing is kept.

    Raises ForeignUrl, InvalidField, LimitExceeded, SummarizerFailed and StoreUnavailable.
    """
    address = _named(site, page, addresses.canonical(page.url))
    manuscript = trimmed(site, replace(page.manuscript, url=address))
    with work.store.view() as view:
        article = checked(view, site, manuscript, now).article
    return article, outcome_of(article, work.rules.of_site(site), now)


def _asker(sighting: Sighting) -> Asker:
    return Asker.PUBLISHER if sighting.source_url else Asker.READER


def _is_there(known: Headline | None) -> bool:
    """Tell whether there is an article that looking at its page could not bring."""
    return known is not None and not (known.gathered and known.withdrawn_at is not None)


def _may_press(site: Site, sighting: Sighting | None, now: datetime) -> bool:
    if sighting is None:
        return site.on_demand
    listed = sighting.source_url is not None and sighting.due_at is not None
    return (site.on_demand or listed) and patience.may_look(sighting, now)


def _spent(
    view: View, work: Gathering, sighting: Sighting | None, site: Site, now: datetime
) -> bool:
    if sighting is not None and sighting.source_url is not None:
        return False
    if sighting is None and view.first_presses(site.key, now - _DAY) >= PRESSED_PAGES:
        return True
    return view.presses(site.key, now - _MINUTE) >= work.fetches_per_minute


def _begin(
    transaction: Transaction, sighting: Sighting, now: datetime, lease: timedelta = patience.LEASE
) -> Sighting:
    begun = replace(sighting, looked_at=now, due_at=now + lease, problem=None)
    transaction.put_sighting(begun)
    return begun


def _keep(work: Gathering, site: Site, sighting: Sighting, page: Page, now: datetime) -> Looked:
    """Keep the page under the address that is the article's own.

    A page's word that it is another page's copy is only believed of that other page: what is
    kept under an address always came from there.
    """
    ended = addresses.canonical(page.url)
    if _is_front(ended) and not _is_front(sighting.url):
        raise Unreadable("It leads to the front page of the site, so there is no article.")
    look = Look(site, sighting, now, frozenset({sighting.url, ended}))
    named = _named(site, page, ended)
    if named != ended:
        with work.store.view() as view:
            reading = view.reading(site.key, named)
        if reading is not None and _is_there(reading.headline):
            return join(work, look, named)
        page = _original(work, site, named, _asker(sighting)) or page
    return keep_page(work, look, page)


def _named(site: Site, page: Page, ended: str) -> str:
    """Return the address that the page calls its own, if it can be one of the site's articles."""
    try:
        named = addresses.canonical(page.manuscript.url or ended)
    except WidgetError:
        return ended
    if not addresses.belongs(named, site.page_hosts):
        return ended
    # Some sites call the front page the original of every page, some forget that they have https.
    downgraded = ended.startswith("https:") and named == addresses.twin(ended)
    return ended if downgraded or _is_front(named) else named


def _is_front(url: str) -> bool:
    parts = urlsplit(url)
    return parts.path == "/" and not parts.query


def _original(work: Gathering, site: Site, named: str, asker: Asker) -> Page | None:
    """Return the page that another one calls its original, if it is really there."""
    try:
        page = work.press.page(named, site.page_hosts, asker, Validators())
        there = page is not None and addresses.canonical(page.url) == named
    except WidgetError:
        return None
    return page if there else None
