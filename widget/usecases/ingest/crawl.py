"""One page: a source listed it or a reader pressed on it, so it is claimed and fetched."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from widget.domain.errors import StoreUnavailable, Unreadable, WidgetError
from widget.domain.source import Asker, TrackedPage, Validators
from widget.rules import retry, urls
from widget.usecases.articles import fetch_quota
from widget.usecases.articles.lookup import known_site
from widget.usecases.articles.policies import Ingested
from widget.usecases.articles.validate import validate
from widget.usecases.ingest.context import FetchResult, IngestContext, PageFetch, owner_of
from widget.usecases.ingest.merge import fail, join, merge_page, settle
from widget.usecases.summaries.summarize import give_up, missing, outcome_of, summarize_missing

if TYPE_CHECKING:
    from datetime import datetime, timedelta

    from widget.domain.article import Article, Headline
    from widget.domain.ports import Transaction, WritableTrackedPages
    from widget.domain.site import Site
    from widget.domain.source import Page
    from widget.domain.summary import Outcome
    from widget.usecases.summaries.summarize import SummaryRules


def attend(context: IngestContext, site_key: str, url: str, now: datetime) -> None:
    """Do what a pending panel waits for: summarise the article, or fetch the page.

    ``url`` is canonical and its host one of the site's. Raises SummarizerFailed and
    StoreUnavailable.
    """
    with context.store.view() as view:
        known = view.reading(site_key, url)
        rules = missing(view, context.rules, site_key, url, now)
    if known is None:
        on_press(context, site_key, url, now)
    elif rules is not None and _begin_summary(context, known.headline, rules, now):
        try:
            summarize_missing(context.store, context.rules, site_key, url, now)
        except WidgetError:
            _end_summary(context, site_key, url)
            raise
        _end_summary(context, site_key, url)


def _begin_summary(
    context: IngestContext, headline: Headline, rules: SummaryRules, now: datetime
) -> bool:
    """Count a summary that begins; False when one is under way, or too many have died of it."""
    key = (headline.site_key, headline.url)
    with context.store.transaction() as transaction:
        known = transaction.tracked_page(*key) or TrackedPage(
            *key, address=headline.url, seen_at=now
        )
        if retry.is_under_way(known, now):
            return False
        hopeless = retry.is_hopeless(known)
        if hopeless:
            give_up(transaction, headline, rules, now)
        attempts = 0 if hopeless else known.attempts + 1
        transaction.put_tracked_page(replace(known, attempts=attempts, attempted_at=now))
    return not hopeless


def _end_summary(context: IngestContext, site_key: str, url: str) -> None:
    with context.store.transaction() as transaction:
        known = transaction.tracked_page(site_key, url)
        if known is not None:
            transaction.put_tracked_page(replace(known, attempts=0))


def on_press(context: IngestContext, site_key: str, url: str, now: datetime) -> FetchResult | None:
    """Look at the page on which a reader pressed; None when that is not to be done now.

    ``url`` is canonical and its host one of the site's. Of all who ask, in any thread, process
    or machine over this store, one fetches. Nothing is fetched while a fetch is under way, while
    the page rests after a fetch in vain, or when the site's budget for this minute is spent.
    Raises StoreUnavailable.
    """
    with context.store.view() as view:
        site, tracked = view.site(site_key), view.tracked_page(site_key, url)
    if site is None or not _may_press(site, tracked, now):
        return None
    with context.store.transaction() as transaction:
        begun = _press(transaction, context, site, url, now)
    return fetch_page(context, begun, now) if begun else None


def _press(
    transaction: Transaction, context: IngestContext, site: Site, url: str, now: datetime
) -> TrackedPage | None:
    """Begin the look that a press asks for; None when it is not to be."""
    known = transaction.tracked_page(site.key, url)
    if _is_there(owner_of(transaction, site.key, url)) or not _may_press(site, known, now):
        return None
    if fetch_quota.is_spent(transaction, site.key, known, context.fetches_per_minute, now):
        return None
    tracked = known or TrackedPage(site.key, url, address=url, seen_at=now)
    if retry.is_hopeless(tracked):
        _give_up(transaction, [tracked], now)
        return None
    if tracked.source_url is None:
        tracked = replace(tracked, pressed_at=now)
    return _begin(transaction, tracked, now)


def claim(
    context: IngestContext, site_key: str | None, now: datetime, limit: int
) -> tuple[TrackedPage, ...]:
    """Take at most ``limit`` pages that are due, of one site or of all; nobody else gets them.

    For LEASE each: then whoever took them is taken for dead. A page of which a fetch has died is
    taken alone, so that no other is suspected with it, and given up when too many have.
    Raises StoreUnavailable.
    """
    with context.store.view() as view:
        if not view.due(site_key, now, 1):
            return ()
    with context.store.transaction() as transaction:
        due = transaction.due(site_key, now, limit)
        _give_up(transaction, [one for one in due if retry.is_hopeless(one)], now)
        suspects = [one for one in due if one.attempts and not retry.is_hopeless(one)]
        taken = [one for one in due if not one.attempts] or suspects[:1]
        lease = len(taken) * retry.LEASE
        return tuple(_begin(transaction, tracked, now, lease) for tracked in taken)


def fetch_page(context: IngestContext, tracked: TrackedPage, now: datetime) -> FetchResult:
    """Fetch the page of a tracked page and keep what it says, with its summary, in one commit.

    A page that answers 404 or 410, or that is no article any more, withdraws its article; any
    other failure is remembered with its reason. What was said of the page while it was fetched
    counts more than what was fetched. Raises UnknownSite and StoreUnavailable.
    """
    with context.store.view() as view:
        site = known_site(view, tracked.site_key)
        owner = owner_of(view, tracked.site_key, tracked.url)
    if owner is not None and not owner.ingested:
        return settle(context, retry.at_rest(tracked), FetchResult.LEFT)
    known = owner if owner is not None and owner.url == tracked.url else None
    # What a withdrawn article was is not enough to bring it back: it is asked for anew.
    validators = tracked.validators if _is_there(known) else Validators()
    try:
        page = context.publisher_site.page(
            tracked.address, site.page_hosts, _asker(tracked), validators
        )
        if page is not None:
            return _keep(context, site, tracked, page, now)
        published_at = known.published_at if known else now
        return settle(
            context, retry.after_success(tracked, published_at, now), FetchResult.UNCHANGED
        )
    except StoreUnavailable:
        raise
    except WidgetError as error:
        return fail(context, tracked, error, now)


def preview(
    context: IngestContext, site: Site, page: Page, now: datetime
) -> tuple[Article, Outcome]:
    """Return the article that would be kept of this page, and its outcome; nothing is kept.

    Raises ForeignUrl, InvalidField, LimitExceeded, SummarizerFailed and StoreUnavailable.
    """
    address = _named(site, page, urls.canonical(page.url))
    manuscript = replace(page.manuscript, url=address)
    with context.store.view() as view:
        article = validate(view, site, manuscript, Ingested(now)).article
    return article, outcome_of(article, context.rules.of_site(site), now)


def _asker(tracked: TrackedPage) -> Asker:
    return Asker.PUBLISHER if tracked.source_url else Asker.READER


def _is_there(known: Headline | None) -> bool:
    """Tell whether there is an article that looking at its page could not bring."""
    return known is not None and not (known.ingested and known.withdrawn_at is not None)


def _may_press(site: Site, tracked: TrackedPage | None, now: datetime) -> bool:
    if tracked is None:
        return site.on_demand
    listed = tracked.source_url is not None and tracked.due_at is not None
    return (site.on_demand or listed) and retry.may_fetch(tracked, now)


def _begin(
    transaction: WritableTrackedPages,
    tracked: TrackedPage,
    now: datetime,
    lease: timedelta = retry.LEASE,
) -> TrackedPage:
    """Count a fetch that begins, and put the next one off: both are known if it should die."""
    attempts = tracked.attempts + 1
    looking = replace(
        tracked, attempted_at=now, attempts=attempts, due_at=now + lease, problem=None
    )
    transaction.put_tracked_page(looking)
    return looking


def _give_up(
    transaction: WritableTrackedPages, tracked_pages: list[TrackedPage], now: datetime
) -> None:
    for tracked in tracked_pages:
        transaction.put_tracked_page(retry.given_up(tracked, now))


def _keep(
    context: IngestContext, site: Site, tracked: TrackedPage, page: Page, now: datetime
) -> FetchResult:
    """Keep the page under the address that is the article's own.

    A page's word that it is another page's copy is only believed of that other page: what is
    kept under an address always came from there.
    """
    ended = urls.canonical(page.url)
    if _is_front(ended) and not _is_front(tracked.url):
        raise Unreadable("It leads to the front page of the site, so there is no article.")
    fetch = PageFetch(site, tracked, now, frozenset({tracked.url, ended}))
    named = _named(site, page, ended)
    if named != ended:
        with context.store.view() as view:
            reading = view.reading(site.key, named)
        if reading is not None and _is_there(reading.headline):
            return join(context, fetch, named)
        page = _original(context, site, named, _asker(tracked)) or page
    return merge_page(context, fetch, page)


def _named(site: Site, page: Page, ended: str) -> str:
    """Return the address that the page calls its own, if it can be one of the site's articles."""
    try:
        named = urls.canonical(page.manuscript.url or ended)
    except WidgetError:
        return ended
    if not urls.belongs(named, site.page_hosts):
        return ended
    # Some sites call the front page the original of every page, some forget that they have https.
    downgraded = ended.startswith("https:") and named == urls.twin(ended)
    return ended if downgraded or _is_front(named) else named


def _is_front(url: str) -> bool:
    parts = urlsplit(url)
    return parts.path == "/" and not parts.query


def _original(context: IngestContext, site: Site, named: str, asker: Asker) -> Page | None:
    """Return the page that another one calls its original, if it is really there."""
    try:
        page = context.publisher_site.page(named, site.page_hosts, asker, Validators())
        there = page is not None and urls.canonical(page.url) == named
    except WidgetError:
        return None
    return page if there else None
