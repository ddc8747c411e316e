"""Crawls pages that are due: claims a page, makes its missing summary, fetches and saves it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from widget.domain.errors import (
    StoreUnavailable,
    SummarizerFailed,
    WidgetError,
)
from widget.domain.source import Asker, Validators
from widget.rules import retry, urls
from widget.usecases.articles.lookup import known_site, reading_meant
from widget.usecases.articles.policies import Ingested
from widget.usecases.articles.validate import validate
from widget.usecases.ingest.context import (
    FetchResult,
    IngestContext,
    PageFetch,
    is_there,
    owner_of,
    problem_of,
)
from widget.usecases.ingest.merge import fail, is_gone, join, merge_page, settle
from widget.usecases.ingest.page_addresses import end_of, named_by, original_at, without_parameters
from widget.usecases.summaries.summarize import (
    give_up,
    lacks_outcome,
    outcome_of,
    summarize_missing,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime, timedelta

    from widget.domain.article import Article, Headline
    from widget.domain.ports import Transaction, View, WritableTrackedPages
    from widget.domain.site import Site
    from widget.domain.source import Page, TrackedPage
    from widget.domain.summary import Outcome
    from widget.usecases.summaries.summarize import SummaryRules


@dataclass(frozen=True, slots=True)
class Scope:
    """Which pages are taken, and how many at a time."""

    clock: Callable[[], datetime]
    at_once: int = 1
    site_key: str | None = None
    """Pages of this site, or of all."""
    due_by: datetime | None = None
    """Those that are due by then; None is always now."""


def claim(
    context: IngestContext, site_key: str | None, now: datetime, limit: int
) -> tuple[TrackedPage, ...]:
    """Claim at most ``limit`` pages that are due, of one site or of all, for LEASE each.

    Until then no other process gets them. A page of which a fetch did not end is claimed alone, so
    that no other page is suspected with it, and given up after too many such fetches.
    Raises StoreUnavailable.
    """
    with context.store.view() as view:
        if not view.due(site_key, now, 1):
            return ()
    with context.store.transaction() as transaction:
        due = transaction.due(site_key, now, limit)
        for hopeless in filter(retry.is_hopeless, due):
            _give_up(transaction, context.rules, hopeless, now)
        suspects = [one for one in due if one.attempts and not retry.is_hopeless(one)]
        taken = [one for one in due if not one.attempts] or suspects[:1]
        lease = len(taken) * retry.LEASE
        return tuple(_begin(transaction, tracked, now, lease) for tracked in taken)


def fetch_due(
    context: IngestContext, scope: Scope, report: Callable[[TrackedPage, FetchResult], object]
) -> int:
    """Claim a few pages that are due and work on each; return how many there were.

    ``report`` is called with each page, as it is after that, and its result: one without an
    article has the reason, one whose text is doubtful why. Raises UnknownSite and StoreUnavailable.
    """
    claimed = claim(context, scope.site_key, scope.due_by or scope.clock(), scope.at_once)
    for tracked in claimed:
        result = work_on(context, tracked, scope.clock())
        report(_as_it_is_now(context, tracked), result)
    return len(claimed)


def _as_it_is_now(context: IngestContext, tracked: TrackedPage) -> TrackedPage:
    with context.store.view() as view:
        return view.tracked_page(tracked.site_key, tracked.url) or tracked


def work_on(context: IngestContext, tracked: TrackedPage, now: datetime) -> FetchResult:
    """Make the missing summary of a claimed page's article, then fetch the page.

    Raises UnknownSite and StoreUnavailable.
    """
    key = (tracked.site_key, tracked.url)
    with context.store.view() as view:
        missing = lacks_outcome(view, *key, now)
    try:
        if missing:
            summarize_missing(context.store, context.rules, *key, now)
    except SummarizerFailed as error:
        return _summarize_later(context, tracked, error, now)
    return fetch_page(context, tracked, now)


def fetch_page(context: IngestContext, tracked: TrackedPage, now: datetime) -> FetchResult:
    """Fetch a tracked page and save its article, with its summary, in one commit.

    A page that answers 404 or 410, or that is no article any more, withdraws its article; any
    other failure is stored with its reason. News of the page that came during the fetch counts
    more than what was fetched. Raises UnknownSite and StoreUnavailable.
    """
    with context.store.view() as view:
        site = known_site(view, tracked.site_key)
        owner = owner_of(view, tracked.site_key, tracked.url)
        meant = owner or _meant_by_reader(view, site, tracked)
    if meant is not None and (owner is None or not owner.ingested):
        return settle(context, retry.at_rest(tracked), FetchResult.LEFT)
    known = owner if owner is not None and owner.url == tracked.url else None
    # A withdrawn article comes back only with a whole page, so no 304 is asked for.
    validators = tracked.validators if is_there(known) else Validators()
    is_listed_whole = tracked.whole and is_there(known)
    try:
        page = context.publisher_site.page(
            tracked.address, site.page_hosts, _asker(tracked), validators
        )
        if page is not None and not is_listed_whole:
            return _keep(context, site, tracked, page, now)
        if page is not None:
            end_of(tracked, page)
        published_at = known.published_at if known else now
        return settle(
            context, retry.after_success(tracked, published_at, now), FetchResult.UNCHANGED
        )
    except StoreUnavailable:
        raise
    except WidgetError as error:
        if is_listed_whole and not is_gone(error):
            return settle(context, retry.at_rest(tracked), FetchResult.UNCHANGED)
        return fail(context, tracked, error, now)


def preview(
    context: IngestContext, site: Site, page: Page, now: datetime
) -> tuple[Article, Outcome]:
    """Return the article that would be saved of this page, and its outcome; nothing is saved.

    Raises ForeignUrl, InvalidField, LimitExceeded, SummarizerFailed and StoreUnavailable.
    """
    address = named_by(site, page, urls.canonical(page.url))
    manuscript = replace(page.manuscript, url=address)
    with context.store.view() as view:
        article = validate(view, site, manuscript, Ingested(now)).article
    return article, outcome_of(article, context.rules.of_site(site), now)


def _meant_by_reader(view: View, site: Site, tracked: TrackedPage) -> Headline | None:
    """Return the known article of which readers pressed on another spelling: it needs no fetch.

    A spelling that a source lists is fetched all the same: it may be another article.
    """
    if tracked.source_url is not None:
        return None
    reading = reading_meant(view, site, tracked.url)
    return reading.headline if reading and is_there(reading.headline) else None


def _asker(tracked: TrackedPage) -> Asker:
    return Asker.PUBLISHER if tracked.source_url else Asker.READER


def _begin(
    transaction: WritableTrackedPages, tracked: TrackedPage, now: datetime, lease: timedelta
) -> TrackedPage:
    """Count a fetch that begins, and put the next one off, in case that this one does not end."""
    attempts = tracked.attempts + 1
    begun = replace(tracked, attempted_at=now, attempts=attempts, due_at=now + lease, problem=None)
    transaction.put_tracked_page(begun)
    return begun


def _give_up(
    transaction: Transaction, rules: SummaryRules, tracked: TrackedPage, now: datetime
) -> None:
    """Give up the summary of the page's article where one is missing, otherwise the page."""
    key = (tracked.site_key, tracked.url)
    site, reading = transaction.site(tracked.site_key), transaction.reading(*key)
    if site is None or reading is None or not lacks_outcome(transaction, *key, now):
        transaction.put_tracked_page(retry.given_up(tracked, now))
        return
    give_up(transaction, reading.headline, rules.of_site(site), now)
    transaction.put_tracked_page(retry.at_rest(tracked))


def _summarize_later(
    context: IngestContext, tracked: TrackedPage, error: SummarizerFailed, now: datetime
) -> FetchResult:
    """Plan the next attempt at a summary: a press may bring it forward after a few seconds."""
    failures, rest = tracked.failures + 1, retry.SUMMARY_REST
    due_at = retry.after_failure(failures, None, tracked.url, now, rest)
    later = replace(
        tracked,
        attempts=0,
        failures=failures,
        due_at=due_at,
        rest_until=now + rest,
        problem=problem_of(error),
    )
    return settle(context, later, FetchResult.FAILED)


def _keep(
    context: IngestContext, site: Site, tracked: TrackedPage, page: Page, now: datetime
) -> FetchResult:
    """Save the page under the article's own address.

    When a page names another page as its original, that page is fetched and saved: content is
    stored under an address only if it came from there.
    """
    ended = end_of(tracked, page)
    fetch = PageFetch(site, tracked, now, frozenset({tracked.url, ended}))
    if tracked.source_url is None and not page.manuscript.url:
        page = without_parameters(context, site, page, ended)
        ended = urls.canonical(page.url)
    named = named_by(site, page, ended)
    if named != ended:
        with context.store.view() as view:
            reading = view.reading(site.key, named)
        if reading is not None and is_there(reading.headline):
            return join(context, fetch, named)
        page = original_at(context, site, named, _asker(tracked)) or page
    return merge_page(context, fetch, page)
