"""Exports a site: itself, its sources, and its articles with all their outcomes, as plain data."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any, Final

from widget.domain.summary import Summary
from widget.usecases.articles.lookup import known_site

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from widget.domain.article import Article, Headline, Neighbour
    from widget.domain.ports import Store, View
    from widget.domain.site import Site
    from widget.domain.source import Source
    from widget.domain.summary import KeptOutcome

_AT_ONCE: Final = 100

Data = dict[str, Any]


def export_site(store: Store, site_key: str) -> Iterator[Data]:
    """Yield the site, its sources, and its articles in the order in which they came.

    Each is an object that JSON can hold. ``article`` is a manuscript, as a publisher sends it. No
    key and no secret is in it. Raises UnknownSite and StoreUnavailable.
    """
    with store.view() as view:
        yield {"site": _site(known_site(view, site_key))}
        sources = [one for one in view.sources() if one.site_key == site_key]
    for source in sources:
        yield {"source": _source(source)}
    yield from _articles(store, site_key)


def _articles(store: Store, site_key: str) -> Iterator[Data]:
    last = ""
    while True:
        with store.view() as view:
            found = view.articles_from(site_key, last, _AT_ONCE)
            entries = [_entry(view, article) for article in found]
        if not entries:
            return
        yield from entries
        last = found[-1].headline.url


def _entry(view: View, article: Article) -> Data:
    head = article.headline
    key = (head.site_key, head.url)
    return {
        "article": _manuscript(article, view.aliases_of(*key)),
        "ingested": head.ingested,
        "withdrawn_at": _time(head.withdrawn_at),
        "outcomes": [_outcome(kept) for kept in view.outcomes_of(*key)],
    }


def _site(site: Site) -> Data:
    rules = asdict(site.eligibility) | {"allowed": sorted(site.eligibility.allowed)}
    return asdict(site) | {"texts": dict(site.texts), "eligibility": rules}


def _source(source: Source) -> Data:
    return {"url": source.url, "kind": source.kind.value, "parent": source.parent}


def _manuscript(article: Article, aliases: tuple[str, ...]) -> Data:
    """Return the fields of a manuscript that say something."""
    head = article.headline
    values = {
        "url": head.url,
        "title": head.title,
        "text": article.text,
        "published_at": _time(head.published_at),
        "modified_at": _time(head.modified_at),
        "section": head.section,
        "language": head.language,
        "author": head.author,
        "image": head.image,
        "aliases": list(aliases),
    }
    return {name: value for name, value in (values | _more(head)).items() if value}


def _more(head: Headline) -> Data:
    marks = {
        name: getattr(head.marks, name) for name in ("opinion", "live", "paywalled", "noindex")
    }
    beside = {"previous": head.declared.previous, "next": head.declared.next}
    return {
        **marks,
        "embargoed_until": _time(head.marks.embargoed_until),
        **{name: _neighbour(value) for name, value in beside.items()},
    }


def _neighbour(neighbour: Neighbour | None) -> Data | None:
    if neighbour is None:
        return None
    return {"title": neighbour.title} | ({"url": neighbour.url} if neighbour.url else {})


def _outcome(kept: KeptOutcome) -> Data:
    outcome = kept.outcome
    common = {
        "fingerprint": outcome.fingerprint,
        "summarizer": outcome.summarizer,
        "made_at": _time(outcome.made_at),
        "superseded_at": _time(kept.superseded_at),
    }
    if isinstance(outcome, Summary):
        points = [point.content.markup for point in outcome.points]
        return common | {
            "origin": outcome.origin.value,
            "state": outcome.state.value,
            "points": points,
        }
    return common | {"reason": outcome.reason.value}


def _time(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None
