"""Merges what was read of a page: decides its address, and which version wins.

Content is stored under an address only if it came from there. The publisher's version wins over
the source's latest, and that over the page's.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from widget.domain.errors import FetchFailed, OutsideWorldError
from widget.domain.source import TrackedPage, Validators
from widget.rules import retry, urls
from widget.usecases.articles.policies import Ingested
from widget.usecases.articles.save import prepare, save
from widget.usecases.articles.validate import dated, filled
from widget.usecases.ingest.context import (
    FetchResult,
    IngestContext,
    PageFetch,
    doubt_of,
    owner_of,
    problem_of,
)
from widget.usecases.ingest.vouching import is_vouched, vouch_for, vouch_for_neighbours

if TYPE_CHECKING:
    from datetime import datetime

    from widget.domain.article import Headline, Manuscript
    from widget.domain.errors import WidgetError
    from widget.domain.ports import (
        AddressedArticles,
        TrackedPages,
        Transaction,
        WritableTrackedPages,
    )
    from widget.domain.site import Site
    from widget.domain.source import Page
    from widget.usecases.articles.save import PreparedArticle

GONE: Final = 410
_GONE: Final = frozenset({404, GONE})


def merge_page(context: IngestContext, fetch: PageFetch, page: Page) -> FetchResult:
    """Save a page under the address where its fetch ended, with its summary, in one commit.

    The other addresses that were visited become its aliases. Raises InvalidField, LimitExceeded,
    ForeignUrl and StoreUnavailable.
    """
    manuscript = filled(dated(page.manuscript, Ingested(fetch.now)), fetch.tracked.listed)
    aliases = (*sorted(fetch.visited), *manuscript.aliases)
    manuscript = replace(manuscript, url=urls.canonical(page.url), aliases=aliases)
    prepared = _prepared(context, fetch, manuscript)
    with context.store.transaction() as transaction:
        if not _has_a_say(transaction, fetch.tracked):
            return FetchResult.LEFT
        url = prepared.valid.article.headline.url
        if _is_pushed(transaction, fetch.site.key, url) or _was_said(transaction, fetch, url):
            owner = owner_of(transaction, fetch.site.key, url)
            if owner is not None:
                _lead_to(transaction, fetch, owner.url)
            return FetchResult.LEFT
        _put_seen(transaction, fetch, page, prepared.valid.article.headline)
        return _save(transaction, fetch, prepared)


def merge_manuscript(
    context: IngestContext, site: Site, tracked: TrackedPage, manuscript: Manuscript, now: datetime
) -> FetchResult:
    """Save an article that its source listed with its text, without fetching its page.

    Raises InvalidField, LimitExceeded, ForeignUrl and StoreUnavailable.
    """
    fetch = PageFetch(site, tracked, now)
    prepared = _prepared(context, fetch, replace(manuscript, url=tracked.url))
    with context.store.transaction() as transaction:
        if comes_late(transaction, tracked):
            return FetchResult.LEFT
        listed = words_of(prepared.valid.details, tracked.listed)
        kept = replace(retry.at_rest(tracked), listed=listed, whole=True, doubt=None)
        transaction.put_tracked_page(kept)
        if _is_pushed(transaction, site.key, prepared.valid.article.headline.url):
            return FetchResult.LEFT
        return _save(transaction, fetch, prepared)


def words_of(details: Manuscript, others: Manuscript) -> Manuscript:
    """Return what a listing says of a page, its gaps filled by what other sources say of it."""
    bare = replace(details, url=None, text=None, blocks=(), aliases=(), summary=())
    return filled(bare, others)


def comes_late(view: TrackedPages, tracked: TrackedPage) -> bool:
    """Return whether a later poll of the same source has listed the page.

    Raises StoreUnavailable.
    """
    known = view.tracked_page(tracked.site_key, tracked.url)
    same_source = known is not None and known.source_url == tracked.source_url
    return known is not None and same_source and known.seen_at > tracked.seen_at


def join(context: IngestContext, fetch: PageFetch, url: str) -> FetchResult:
    """Make the addresses that were visited aliases of the article at ``url``, which is known.

    Raises StoreUnavailable.
    """
    tracked = fetch.tracked
    with context.store.transaction() as transaction:
        if not _has_a_say(transaction, tracked):
            return FetchResult.LEFT
        _lead_to(transaction, fetch, url)
        if tracked.source_url is not None:
            vouch_for(transaction, fetch.site, url, fetch.now)
    return FetchResult.UNCHANGED


def settle(context: IngestContext, tracked: TrackedPage, result: FetchResult) -> FetchResult:
    """Save the tracked page alone, without an article. Raises StoreUnavailable."""
    with context.store.transaction() as transaction:
        if _has_a_say(transaction, tracked):
            transaction.put_tracked_page(tracked)
    return result


def fail(
    context: IngestContext, tracked: TrackedPage, error: WidgetError, now: datetime
) -> FetchResult:
    """Save the reason of a failed fetch; withdraw the article when it is gone.

    It is gone after an answer 404 or 410, or when the fetched page is no article (any more). When
    an alias is gone, its article's own page is fetched. Raises StoreUnavailable.
    """
    key = (tracked.site_key, tracked.url)
    no_article = _means_no_article(error)
    with context.store.transaction() as transaction:
        if not _has_a_say(transaction, tracked):
            return FetchResult.LEFT
        owner = owner_of(transaction, *key)
        withdrawn = no_article and transaction.withdraw_ingested(*key, now)
        known = owner is not None and owner.url == tracked.url
        if no_article and owner is not None and not known:
            make_due(transaction, owner, now)
        after_failed_fetch = retry.after_failed_fetch(tracked, error, now, known=known)
        transaction.put_tracked_page(replace(after_failed_fetch, problem=problem_of(error)))
    return FetchResult.WITHDRAWN if withdrawn else FetchResult.FAILED


def make_due(transaction: WritableTrackedPages, owner: Headline, now: datetime) -> None:
    """Make the page of an article due now, whatever was planned for it, if it was ingested.

    Raises StoreUnavailable.
    """
    if owner.ingested:
        key = (owner.site_key, owner.url)
        known = transaction.tracked_page(*key) or TrackedPage(*key, address=owner.url, seen_at=now)
        transaction.put_tracked_page(replace(known, due_at=now, attempted_at=None))


def is_gone(error: WidgetError) -> bool:
    """Return whether the error means that the page is not there any more."""
    return isinstance(error, FetchFailed) and error.status in _GONE


def _means_no_article(error: WidgetError) -> bool:
    """Return whether the error means that there is no article; other failures do not say."""
    if isinstance(error, FetchFailed):
        return is_gone(error)
    return not isinstance(error, OutsideWorldError) or error.permanent


def _prepared(context: IngestContext, fetch: PageFetch, manuscript: Manuscript) -> PreparedArticle:
    """Return what is to be saved of a page; a page has no summary of the newsroom."""
    manuscript = replace(manuscript, summary=())
    return prepare(context.store, context.rules, fetch.site, manuscript, Ingested(fetch.now))


def _may_have(view: AddressedArticles, fetch: PageFetch, url: str, alias: str) -> bool:
    """Tell whether this address may become an alias of the article at ``url``.

    Where the article was reached by it, unless it is the publisher's. Where its page only says
    so, a source must vouch for the page, and the address must be nobody else's.
    """
    if alias in fetch.visited:
        return not _is_pushed(view, fetch.site.key, alias)
    owner = owner_of(view, fetch.site.key, alias)
    free = owner is None or owner.url == url
    return free and fetch.tracked.source_url is not None


def _save(transaction: Transaction, fetch: PageFetch, prepared: PreparedArticle) -> FetchResult:
    article, url = prepared.valid.article, prepared.valid.article.headline.url
    aliases = (one for one in prepared.valid.aliases if _may_have(transaction, fetch, url, one))
    vouched = is_vouched(transaction, fetch.site, fetch.tracked, article.headline)
    headline = replace(article.headline, vouched=vouched)
    valid = replace(
        prepared.valid, article=replace(article, headline=headline), aliases=tuple(aliases)
    )
    allowed = replace(prepared, valid=valid, listed_at=_listed_at(transaction, fetch, url))
    change = save(transaction, allowed, fetch.now).change
    vouch_for_neighbours(transaction, fetch.site, headline, fetch.now)
    return FetchResult(change.value)


def _listed_at(view: TrackedPages, fetch: PageFetch, url: str) -> datetime | None:
    """Return the place of the article among others of its publish time, if a source lists it."""
    own = view.tracked_page(fetch.site.key, url)
    return (own.listed_at if own is not None else None) or fetch.tracked.listed_at


def _lead_to(transaction: Transaction, fetch: PageFetch, url: str) -> None:
    """Make the addresses that were visited aliases of the article at ``url``; its page rests."""
    others = sorted(fetch.visited - {url})
    free = [each for each in others if not _is_pushed(transaction, fetch.site.key, each)]
    transaction.put_aliases(fetch.site.key, url, tuple(free))
    for each in free:
        transaction.withdraw_ingested(fetch.site.key, each, fetch.now)
    transaction.put_tracked_page(retry.at_rest(fetch.tracked))


def _put_seen(
    transaction: WritableTrackedPages, fetch: PageFetch, page: Page, headline: Headline
) -> None:
    """Save the tracked page; for an alias, also that of its article's own address."""
    own = tracked = fetch.tracked
    if headline.url != tracked.url:
        known = transaction.tracked_page(tracked.site_key, headline.url)
        resting = replace(retry.at_rest(tracked), validators=Validators())
        if known is None:  # the press goes with the article, and counts once
            resting = replace(resting, pressed_at=None, pressed_by=None)
        transaction.put_tracked_page(resting)
        if known is not None and known.due_at is not None:
            return
        own = known or replace(tracked, url=headline.url, address=page.url, stamp="")
    seen = retry.after_success(own, headline.published_at, fetch.now)
    found_article = seen.pressed_at is not None
    doubt = doubt_of(page.manuscript)
    seen = replace(seen, validators=page.validators, doubt=doubt, found_article=found_article)
    transaction.put_tracked_page(seen)


def _has_a_say(transaction: TrackedPages, tracked: TrackedPage) -> bool:
    """Return whether there was no news of the page since this fetch began."""
    known = transaction.tracked_page(tracked.site_key, tracked.url)
    begun = (tracked.stamp, tracked.attempted_at)
    return known is None or (known.stamp, known.attempted_at) == begun


def _was_said(transaction: TrackedPages, fetch: PageFetch, url: str) -> bool:
    """Return whether there was news meanwhile of the page at ``url``, where this fetch ended."""
    if url == fetch.tracked.url:
        return False
    known, begun = (
        transaction.tracked_page(fetch.site.key, url),
        fetch.tracked.attempted_at or fetch.now,
    )
    return known is not None and max(known.seen_at, known.attempted_at or known.seen_at) > begun


def _is_pushed(view: AddressedArticles, site_key: str, url: str) -> bool:
    owner = owner_of(view, site_key, url)
    return owner is not None and not owner.ingested
