"""Ingests the entries of a listing: saves what is new, and writes nothing for the rest."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from hashlib import blake2b
from typing import TYPE_CHECKING, Final, NamedTuple

from widget.domain.article import Manuscript
from widget.domain.errors import StoreUnavailable, WidgetError
from widget.domain.source import TrackedPage
from widget.rules import urls
from widget.usecases.articles.policies import Ingested
from widget.usecases.articles.validate import details
from widget.usecases.ingest.context import FetchResult, owner_of, problem_of
from widget.usecases.ingest.listing_order import places_of
from widget.usecases.ingest.merge import comes_late, make_due, merge_manuscript, words_of
from widget.version import VERSION

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from widget.domain.site import Site
    from widget.domain.source import Entry, Source
    from widget.usecases.ingest.context import IngestContext

_AT_ONCE: Final = 200
_SOURCES_OF_A_PAGE: Final = 16
"""Sources whose last stamp of one page is stored."""
_COUNTED_AS: Final = {
    FetchResult.CREATED: "new",
    FetchResult.CHANGED: "changed",
    FetchResult.UNCHANGED: "unchanged",
    FetchResult.LEFT: "unchanged",
}
_DELETED: Final = "Its source has marked it as deleted."


def ingest_entries(
    context: IngestContext, site: Site, source: Source, entries: tuple[Entry, ...], now: datetime
) -> Counter[str]:
    """Save what is new in these entries; count the results as in ``poll.Report``.

    Of several entries for one page the last one counts. Raises StoreUnavailable.
    """
    named = [(_own(site, entry), entry) for entry in entries]
    own = {url: entry for url, entry in named if url}
    counts = Counter(foreign=sum(url is None for url, _ in named))
    for part in _parts(own, places_of(source, own, now)):
        counts.update(_ingest_part(context, site, source, part, now))
    return counts


class _Placed(NamedTuple):
    """An entry, and its place in time among those of its listing."""

    entry: Entry
    listed_at: datetime


def _parts(own: dict[str, Entry], places: dict[str, datetime]) -> Iterator[dict[str, _Placed]]:
    items = [(url, _Placed(entry, places[url])) for url, entry in own.items()]
    for start in range(0, len(items), _AT_ONCE):
        yield dict(items[start : start + _AT_ONCE])


def _own(site: Site, entry: Entry) -> str | None:
    try:
        url = urls.canonical(entry.url)
        return url if urls.belongs(url, site.page_hosts) else None
    except WidgetError:
        return None


def _ingest_part(
    context: IngestContext, site: Site, source: Source, own: dict[str, _Placed], now: datetime
) -> Counter[str]:
    with context.store.view() as view:
        stamps = view.stamps(site.key, tuple(own))
        news = {
            url: placed
            for url, placed in own.items()
            if _is_news(source, placed.entry, stamps.get(url))
        }
        known = {url: view.tracked_page(site.key, url) for url in news if url in stamps}
    anew = [
        (placed.entry, _tracked_page(source, (url, placed), known.get(url), now))
        for url, placed in news.items()
    ]
    counts = Counter(unchanged=len(own) - len(anew))
    due: list[TrackedPage] = []
    for entry, tracked in anew:
        if entry.gone:
            counts.update(_withdraw(context, tracked, now))
        elif entry.manuscript.body:
            counts.update(_keep_whole(context, site, tracked, entry, now))
        else:
            due.append(_with_words(site, tracked, entry, now))
    _make_due(context, due)
    counts.update("changed" if tracked.url in stamps else "new" for tracked in due)
    return counts


def _is_news(source: Source, entry: Entry, stamps: str | None) -> bool:
    return _stamp(source, entry) not in (stamps or "").split()


def _stamp(source: Source, entry: Entry) -> str:
    """Return the stamp of the entry, as one word that also names the source."""
    said = blake2b(f"{source.url} {entry.stamp}".encode("utf-8", "replace"), digest_size=8)
    return f"{_mark(source)}:{said.hexdigest()}"


def without_stamp(tracked: TrackedPage, source: Source) -> str:
    """Return the stamps of the page without that of this source: whatever it lists is news."""
    mark = _mark(source) + ":"
    return " ".join(word for word in tracked.stamp.split() if not word.startswith(mark))


def _mark(source: Source) -> str:
    return blake2b(source.url.encode("utf-8", "replace"), digest_size=4).hexdigest()


def _tracked_page(
    source: Source, named: tuple[str, _Placed], known: TrackedPage | None, now: datetime
) -> TrackedPage:
    """Return the page as it is listed now, with what other sources have listed before."""
    url, (entry, listed_at) = named
    others, listed = list[str](), Manuscript()
    if known is not None:
        listed_at = known.listed_at or listed_at
        others = without_stamp(known, source).split()
        listed = listed if known.source_url == source.url else known.listed
    stamps = [*others, _stamp(source, entry)][-_SOURCES_OF_A_PAGE:]
    return TrackedPage(
        source.site_key,
        url,
        address=entry.url,
        seen_at=now,
        source_url=source.url,
        listed_at=listed_at,
        stamp=" ".join(stamps),
        listed=listed,
        due_at=now,
    )


def _with_words(site: Site, tracked: TrackedPage, entry: Entry, now: datetime) -> TrackedPage:
    """Return the page with what its entry says, validated; what others say still holds."""
    said = details(site, entry.manuscript, Ingested(now))
    return replace(tracked, listed=words_of(said, tracked.listed))


def _withdraw(context: IngestContext, tracked: TrackedPage, now: datetime) -> Counter[str]:
    """Withdraw the article; of an alias that is gone the article itself is fetched."""
    key = (tracked.site_key, tracked.url)
    with context.store.transaction() as transaction:
        if comes_late(transaction, tracked):
            return Counter(unchanged=1)
        owner = owner_of(transaction, *key)
        gone = transaction.withdraw_ingested(*key, now)
        if owner is not None and owner.url != tracked.url:
            make_due(transaction, owner, now)
        ended = replace(tracked, due_at=None, attempted_at=now, problem=_DELETED, reader=VERSION)
        transaction.put_tracked_page(ended)
    return Counter(gone=1) if gone else Counter()


def _keep_whole(
    context: IngestContext, site: Site, tracked: TrackedPage, entry: Entry, now: datetime
) -> Counter[str]:
    """Save the article; when it is refused, withdraw what was ingested before."""
    try:
        result = merge_manuscript(context, site, tracked, entry.manuscript, now)
    except StoreUnavailable:
        raise
    except WidgetError as error:
        refused = replace(
            _with_words(site, tracked, entry, now),
            due_at=None,
            attempted_at=now,
            problem=problem_of(error),
            reader=VERSION,
        )
        with context.store.transaction() as transaction:
            if not comes_late(transaction, tracked):
                transaction.withdraw_ingested(tracked.site_key, tracked.url, now)
                transaction.put_tracked_page(refused)
        return Counter(refused=1)
    return Counter({_COUNTED_AS[result]: 1})


def _make_due(context: IngestContext, due: list[TrackedPage]) -> None:
    if not due:
        return
    with context.store.transaction() as transaction:
        for tracked in due:
            if not comes_late(transaction, tracked):
                transaction.put_tracked_page(tracked)
