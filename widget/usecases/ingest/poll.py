"""Polls sources: ingests the listed articles, and follows the sitemaps of an index."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any, Final

from widget.domain.errors import (
    FetchFailed,
    InvalidField,
    OutsideWorldError,
    StoreUnavailable,
    WidgetError,
)
from widget.domain.limits import SOURCE_CHILDREN
from widget.domain.source import Source, SourceKind, Validators
from widget.rules import fields, retry, urls
from widget.rules.times import moment_in_utc
from widget.usecases.articles.lookup import known_site
from widget.usecases.ingest import subscriptions
from widget.usecases.ingest.context import problem_of
from widget.usecases.ingest.entries import ingest_entries
from widget.usecases.ingest.looks import look_at_what_left

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from widget.domain.ports import Sources, Store
    from widget.domain.site import Site
    from widget.domain.source import Listing, PollAnswer
    from widget.usecases.ingest.context import IngestContext


@dataclass(frozen=True, slots=True)
class Report:
    """The result of a poll of one source, in numbers of articles."""

    source: Source
    new: int = 0
    """Listed for the first time."""
    changed: int = 0
    unchanged: int = 0
    gone: int = 0
    foreign: int = 0
    """Listed, but not on one of the site's page hosts, or no web address."""
    refused: int = 0
    """Listed whole, but refused: too long, without a title, and so on."""
    problem: str | None = None
    """Why the poll failed."""
    more: tuple[str, ...] = ()
    """Further listings that it names."""
    left_out: tuple[str, ...] = ()
    """What of the listing could not be read, and why."""


_COUNTED: Final = ("new", "changed", "unchanged", "gone", "foreign", "refused")
_WORDPRESS_PAGES: Final = 50
_NEWS: Final = ("new", "changed", "gone", "refused")
_READ_WHOLE: Final = timedelta(days=1)
"""How long at most an answer that says that nothing has changed is believed."""


def poll(
    context: IngestContext, source: Source, now: datetime, polled: PollAnswer | None = None
) -> Report:
    """Poll a source and ingest what is new.

    ``polled`` is its answer, where it was fetched already.

    Articles that it lists with their text are saved at once; pages that it only lists become due.
    What is unchanged costs no write and no summary. A poll that was killed is repeated from its
    beginning. Raises UnknownSite and StoreUnavailable; a failure of the source is part of the
    report.
    """
    with context.store.view() as view:
        site = known_site(view, source.site_key)
    try:
        return _polled(context, site, source, polled, now)
    except StoreUnavailable:
        raise
    except OutsideWorldError as error:
        return _failed(context, source, error, now)


def read_through(
    context: IngestContext, source: Source, now: datetime, polled: PollAnswer | None = None
) -> Iterator[Report]:
    """Poll a source and every further listing that it names, such as the sitemaps of an index.

    ``polled`` is what the first one answered, where it was asked already.

    Nothing is remembered of the source itself. At most SOURCE_CHILDREN listings. Raises
    UnknownSite and StoreUnavailable.
    """
    waiting, known = [source], {source.url}
    while waiting:
        report = poll(context, waiting.pop(0), now, polled)
        polled = None
        yield report
        fresh = [url for url in dict.fromkeys(report.more) if url not in known]
        fresh = fresh[: SOURCE_CHILDREN - len(known)]
        known |= set(fresh)
        waiting += [replace(source, url=url, validators=Validators()) for url in fresh]


def _polled(
    context: IngestContext, site: Site, source: Source, polled: PollAnswer | None, now: datetime
) -> Report:
    polled = polled or context.publisher_site.poll(_asked(source, now), site.page_hosts)
    if polled.listing is None:
        return _remember(context.store, source, _healthy(source), Report(source))
    ingested = _ingest_all(context, site, source, polled.listing, now)
    report = _settled(context, source, polled, ingested, now)
    report = replace(report, left_out=polled.listing.problems)
    look_at_what_left(context.store, source, polled.listing, now)
    if polled.listing.hub:
        topic = polled.listing.topic or source.url
        subscriptions.offered(context.store, source, polled.listing.hub, topic, now)
    return report


def _asked(source: Source, now: datetime) -> Source:
    """Return the source as it is asked: without validators that may hide its news.

    Servers have answered 304 for weeks while their feed grew. So once a day the whole answer is
    read, and always where what it listed is newer than its own Last-Modified.
    """
    doubted = _is_unread(source, now) or _is_frozen(source)
    return replace(source, validators=Validators()) if doubted else source


def _is_unread(source: Source, now: datetime) -> bool:
    return source.read_at is None or now - source.read_at >= _READ_WHOLE


def _is_frozen(source: Source) -> bool:
    modified = moment_in_utc(source.validators.last_modified)
    return modified is not None and source.latest is not None and modified < source.latest


@dataclass(frozen=True, slots=True)
class _Ingested:
    """The result of all parts of an answer."""

    counts: Counter[str]
    latest: datetime | None = None
    """The latest modification that was listed, none of them in the future."""
    more: tuple[str, ...] = ()
    """Listings that were named and not read."""


def _ingest_all(
    context: IngestContext, site: Site, source: Source, first: Listing, now: datetime
) -> _Ingested:
    counts: Counter[str] = Counter()
    latest: datetime | None = None
    more: tuple[str, ...] = ()
    for listing in _pages(context, site, source, first):
        counts.update(ingest_entries(context, site, source, listing.entries, now))
        latest = _later(latest, _latest(source, listing, now))
        more = _own_listings(site, source, listing.more)
    return _Ingested(counts, latest, more)


def _pages(context: IngestContext, site: Site, source: Source, first: Listing) -> Iterator[Listing]:
    """Yield the listing, and what follows it where one answer is only a part (WordPress).

    After a failure on the way the next poll reads the same parts again, and skips what it knows.
    """
    yield (listing := first)
    for _ in range(_WORDPRESS_PAGES - 1):
        if source.kind is not SourceKind.WORDPRESS or not listing.more:
            return
        following = replace(source, url=listing.more[0], validators=Validators())
        answer = context.publisher_site.poll(following, site.page_hosts).listing
        if answer is None:
            return
        yield (listing := answer)


def _settled(
    context: IngestContext,
    source: Source,
    polled: PollAnswer,
    ingested: _Ingested,
    now: datetime,
) -> Report:
    """Save the answer's validators once all its entries are saved; write only for news."""
    after = replace(_healthy(source), read_at=now if _is_unread(source, now) else source.read_at)
    # A version that changes although nothing has is not worth a write at every poll.
    if any(ingested.counts[name] for name in _NEWS) or source.validators == Validators():
        latest = _later(source.latest, ingested.latest)
        after = replace(after, latest=latest, validators=polled.validators)
    if source.kind is SourceKind.SITEMAP and source.parent is None:
        _keep_children(context.store, after, ingested.more)
    numbers: dict[str, Any] = {name: ingested.counts[name] for name in _COUNTED}
    return _remember(context.store, source, after, Report(after, **numbers, more=ingested.more))


def _remember(store: Store, before: Source, after: Source, report: Report) -> Report:
    """Write what is known of a source that is kept, unless another poll has done so meanwhile."""
    if before != after:
        with store.transaction() as transaction:
            if transaction.source(after.site_key, after.url) == before:
                transaction.put_source(after)
    return report


def _healthy(source: Source) -> Source:
    """Return the source as it is after a poll that went well."""
    return replace(source, failures=0, problem=None, rest_until=None, due_at=None)


def _own_listings(site: Site, source: Source, named: tuple[str, ...]) -> tuple[str, ...]:
    """Return those of the further listings that are the site's, or where the source itself is."""
    found = dict.fromkeys(url for url in named if _is_own(site, source, url))
    return tuple(found)[-SOURCE_CHILDREN:]


def _is_own(site: Site, source: Source, url: str) -> bool:
    try:
        return urls.belongs(url, (*site.page_hosts, urls.host(source.url)))
    except WidgetError:
        return False


def _keep_children(store: Store, parent: Source, listed: tuple[str, ...]) -> None:
    """Make the sitemaps of an index sources of their own, and forget those that went.

    An index in an index makes none: the protocol knows no such thing, and it has no end.
    """
    with store.view() as view:
        if not any(_children_to_change(view, parent, listed)):
            return
    with store.transaction() as transaction:
        gone, new = _children_to_change(transaction, parent, listed)
        for url in gone:
            transaction.drop_source(parent.site_key, url)
        for url in sorted(new):
            child = Source(parent.site_key, url, SourceKind.SITEMAP, parent=parent.url)
            transaction.put_source(child)


def _children_to_change(
    view: Sources, parent: Source, listed: tuple[str, ...]
) -> tuple[set[str], set[str]]:
    """Return the URLs of children to be forgotten and to be made; none of a forgotten parent."""
    here = {one.url: one for one in view.sources() if one.site_key == parent.site_key}
    if parent.url not in here:
        return set(), set()
    children = {url for url, one in here.items() if one.parent == parent.url}
    wanted = set(listed) - (set(here) - children)
    return children - wanted, wanted - children


def _failed(
    context: IngestContext, source: Source, error: OutsideWorldError, now: datetime
) -> Report:
    asked_for = error.retry_after if isinstance(error, FetchFailed) else None
    failures = source.failures + 1
    rest = retry.after_failure(failures, asked_for, source.url, now)
    problem = problem_of(error)
    after = replace(source, failures=failures, problem=problem, rest_until=rest, due_at=None)
    return _remember(context.store, source, after, Report(after, problem=problem))


def _later(*times: datetime | None) -> datetime | None:
    return max(filter(None, times), default=None)


def _latest(source: Source, listing: Listing, now: datetime) -> datetime | None:
    """Return the latest time that is listed; none in the future, which is not believed.

    Where the next poll goes on from it (WordPress), now takes its place.
    """
    goes_on = source.kind is SourceKind.WORDPRESS
    times = (min(time, now) if goes_on else time for time in _times(listing))
    return _later(*(time for time in times if time <= now))


def _times(listing: Listing) -> Iterator[datetime]:
    for manuscript in (entry.manuscript for entry in listing.entries):
        try:
            time = fields.utc(manuscript.modified_at or manuscript.published_at, "time")
        except InvalidField:
            continue
        if time is not None:
            yield time
