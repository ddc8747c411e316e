"""The story of sources: what a publisher's site lists is learnt, kept up with, and forgotten."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

from widget import addresses, patience, subscribing
from widget.errors import (
    FetchFailed,
    OutsideWorldError,
    StoreUnavailable,
    WidgetError,
)
from widget.gathering import Looked, keep_manuscript
from widget.limits import SOURCE_CHILDREN
from widget.listings import Sighting, Source, SourceKind, Validators
from widget.ownership import known_site

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from widget.gathering import Gathering
    from widget.listings import Entry, Listing, Polled
    from widget.model import Site
    from widget.ports import Store

_AT_ONCE: Final = 200
_PROBLEM_CHARACTERS: Final = 300


@dataclass(frozen=True, slots=True)
class Report:
    """What a poll of one source brought, in numbers of articles."""

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


_COUNTED: Final = ("new", "changed", "unchanged", "gone", "foreign", "refused")
_COUNTED_AS: Final = {
    Looked.CREATED: "new",
    Looked.CHANGED: "changed",
    Looked.UNCHANGED: "unchanged",
    Looked.LEFT: "unchanged",
}
_DELETED: Final = "Its source says that it was deleted."
_WORDPRESS_PAGES: Final = 50
_NEWS: Final = ("new", "changed", "gone", "refused")
_WELL: Final[dict[str, Any]] = {"failures": 0, "problem": None, "rest_until": None}


def poll(work: Gathering, source: Source, now: datetime) -> Report:
    """Ask a source what it lists, and keep what it says anew.

    Articles that it lists whole are kept at once; pages that it only names become due to be
    looked at. What is unchanged costs no write and no summary. A poll that was killed is done
    again as if it had never begun. Raises UnknownSite and StoreUnavailable; that the source
    failed is part of the report.
    """
    with work.store.view() as view:
        site = known_site(view, source.site_key)
    try:
        return _polled(work, site, source, now)
    except StoreUnavailable:
        raise
    except OutsideWorldError as error:
        return _failed(work, source, error, now)


def read_through(work: Gathering, source: Source, now: datetime) -> Iterator[Report]:
    """Poll a source and every further listing that it names, such as the sitemaps of an index.

    Nothing is remembered of the source itself. At most SOURCE_CHILDREN listings. Raises
    UnknownSite and StoreUnavailable.
    """
    waiting, known = [source], {source.url}
    while waiting:
        report = poll(work, waiting.pop(0), now)
        yield report
        fresh = [url for url in dict.fromkeys(report.more) if url not in known]
        fresh = fresh[: SOURCE_CHILDREN - len(known)]
        known |= set(fresh)
        waiting += [replace(source, url=url, validators=Validators()) for url in fresh]


def _polled(work: Gathering, site: Site, source: Source, now: datetime) -> Report:
    polled = work.press.poll(source, site.page_hosts)
    if polled.listing is None:
        return _heard(work.store, source, replace(source, **_WELL), Report(source))
    counts = _learn_all(work, site, source, polled.listing, now)
    report = _settled(work, source, polled, polled.listing, counts)
    if polled.listing.hub:
        topic = polled.listing.topic or source.url
        subscribing.offered(work.store, source, polled.listing.hub, topic, now)
    return report


def _learn_all(
    work: Gathering, site: Site, source: Source, listing: Listing, now: datetime
) -> Counter[str]:
    counts: Counter[str] = Counter()
    for page in _pages(work, site, source, listing):
        for entries in _parts(page.entries):
            counts.update(_learn(work, site, source, entries, now))
    return counts


def _pages(work: Gathering, site: Site, source: Source, first: Listing) -> Iterator[Listing]:
    """Yield the listing, and what follows it where one answer is only a part (WordPress).

    After a failure on the way the next poll reads the same parts again, and skips what it knows.
    """
    listing: Listing | None = first
    for _ in range(_WORDPRESS_PAGES):
        if listing is None:
            return
        yield listing
        if source.kind is not SourceKind.WORDPRESS or not listing.more:
            return
        following = replace(source, url=listing.more[0], validators=Validators())
        listing = work.press.poll(following, site.page_hosts).listing


def _parts(entries: tuple[Entry, ...]) -> Iterator[tuple[Entry, ...]]:
    for start in range(0, len(entries), _AT_ONCE):
        yield entries[start : start + _AT_ONCE]


def _learn(
    work: Gathering, site: Site, source: Source, entries: tuple[Entry, ...], now: datetime
) -> Counter[str]:
    """Keep what these entries say anew; count what came of them."""
    own = {url: entry for entry in entries if (url := _own(site, entry))}
    with work.store.view() as view:
        stamps = view.stamps(site.key, tuple(own))
    anew = {url: entry for url, entry in own.items() if stamps.get(url) != entry.stamp}
    counts = Counter(foreign=len(entries) - len(own), unchanged=len(own) - len(anew))
    named: list[Sighting] = []
    for url, entry in anew.items():
        sighting = _sighting(site, source, url, entry, now)
        if entry.gone:
            counts.update(_withdraw(work, sighting, now))
        elif entry.manuscript.text:
            counts.update(_keep_whole(work, site, sighting, entry, now))
        else:
            named.append(sighting)
    _make_due(work, named)
    counts.update("changed" if sighting.url in stamps else "new" for sighting in named)
    return counts


def _own(site: Site, entry: Entry) -> str | None:
    try:
        url = addresses.canonical(entry.url)
    except WidgetError:
        return None
    return url if addresses.belongs(url, site.page_hosts) else None


def _sighting(site: Site, source: Source, url: str, entry: Entry, now: datetime) -> Sighting:
    told = replace(entry.manuscript, text=None)
    return Sighting(
        site.key,
        url,
        address=entry.url,
        seen_at=now,
        source_url=source.url,
        stamp=entry.stamp,
        told=told,
        due_at=now,
    )


def _withdraw(work: Gathering, sighting: Sighting, now: datetime) -> Counter[str]:
    with work.store.transaction() as transaction:
        gone = transaction.withdraw_gathered(sighting.site_key, sighting.url, now)
        transaction.put_sighting(replace(sighting, due_at=None, problem=_DELETED))
    return Counter(gone=1) if gone else Counter()


def _keep_whole(
    work: Gathering, site: Site, sighting: Sighting, entry: Entry, now: datetime
) -> Counter[str]:
    try:
        looked = keep_manuscript(work, site, sighting, entry.manuscript, now)
    except StoreUnavailable:
        raise
    except WidgetError as error:
        problem = error.message[:_PROBLEM_CHARACTERS]
        with work.store.transaction() as transaction:
            transaction.put_sighting(replace(sighting, due_at=None, problem=problem))
        return Counter(refused=1)
    return Counter({_COUNTED_AS[looked]: 1})


def _make_due(work: Gathering, named: list[Sighting]) -> None:
    if not named:
        return
    with work.store.transaction() as transaction:
        for sighting in named:
            transaction.put_sighting(sighting)


def _settled(
    work: Gathering, source: Source, polled: Polled, listing: Listing, counts: Counter[str]
) -> Report:
    """Remember the answer's version once all that it says is kept; write nothing for nothing."""
    latest = max((time for time in map(_told_at, listing.entries) if time), default=None)
    heard = replace(source, latest=_later(source.latest, latest), **_WELL)
    if any(counts[name] for name in _NEWS) or source.validators == Validators():
        heard = replace(heard, validators=polled.validators)
    else:  # a version that changes although nothing has: not worth a write at every poll
        heard = replace(heard, latest=source.latest)
    if source.kind is SourceKind.SITEMAP:
        _keep_children(work.store, heard, listing.more)
    numbers: dict[str, Any] = {name: counts[name] for name in _COUNTED}
    return _heard(work.store, source, heard, Report(heard, **numbers, more=listing.more))


def _heard(store: Store, before: Source, after: Source, report: Report) -> Report:
    """Write what is known of the source if it is one that is kept and something changed."""
    if before != after:
        with store.transaction() as transaction:
            if transaction.source(after.site_key, after.url) is not None:
                transaction.put_source(after)
    return report


def _keep_children(store: Store, parent: Source, listed: tuple[str, ...]) -> None:
    """Make the sitemaps of an index sources of their own, and forget those that went."""
    wanted = set(listed[-SOURCE_CHILDREN:])
    with store.view() as view:
        here = {one.url: one for one in view.sources() if one.site_key == parent.site_key}
    children = {url for url, one in here.items() if one.parent == parent.url}
    if parent.url not in here or children == wanted:
        return
    with store.transaction() as transaction:
        for url in children - wanted:
            transaction.drop_source(parent.site_key, url)
        for url in sorted(wanted - set(here)):
            child = Source(parent.site_key, url, SourceKind.SITEMAP, parent=parent.url)
            transaction.put_source(child)


def _failed(work: Gathering, source: Source, error: OutsideWorldError, now: datetime) -> Report:
    asked_for = error.retry_after if isinstance(error, FetchFailed) else None
    failures = source.failures + 1
    rest = patience.after_failure(failures, asked_for, source.url, now)
    problem = error.message[:_PROBLEM_CHARACTERS]
    after = replace(source, failures=failures, problem=problem, rest_until=rest)
    return _heard(work.store, source, after, Report(after, problem=problem))


def _later(one: datetime | None, other: datetime | None) -> datetime | None:
    return max(filter(None, (one, other)), default=None)


def _told_at(entry: Entry) -> datetime | None:
    return entry.manuscript.modified_at or entry.manuscript.published_at
