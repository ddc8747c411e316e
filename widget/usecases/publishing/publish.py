"""Publishes, changes and withdraws articles for a publisher."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from widget.domain.article import Article, Headline, fingerprint_of
from widget.domain.errors import NotAuthorised, UnknownArticle
from widget.domain.limits import TITLE_CHARACTERS
from widget.domain.source import TrackedPage
from widget.rules import fields, urls
from widget.rules.credentials import digest_of
from widget.rules.retry import at_rest
from widget.usecases.articles.lookup import known_site, reading_meant
from widget.usecases.articles.save import Published, end, outdate_fetch, prepare_pushed, save
from widget.usecases.summaries.summarize import (
    NEWSROOM,
    outcome_of,
    summarize_missing,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from widget.domain.article import Manuscript
    from widget.domain.ports import Store
    from widget.domain.summary import Outcome, Reading
    from widget.usecases.summaries.summarize import SummaryRules

_AT_ONCE: Final = 200
"""Outdated articles whose addresses are read in one go."""


def authorise(store: Store, site_key: str, api_key: str | None) -> None:
    """Return when the API key is the valid one of this site; raise NotAuthorised otherwise."""
    if not api_key:
        raise NotAuthorised
    with store.view() as view:
        if view.site_of_api_key(digest_of(api_key)) != site_key:
            raise NotAuthorised


def publish(
    store: Store, rules: SummaryRules, site_key: str, manuscript: Manuscript, now: datetime
) -> Published:
    """Check the manuscript and keep it as the site's article, with its summary, in one commit.

    The same manuscript twice is one article and one summary. Raises UnknownSite, ForeignUrl,
    InvalidField, LimitExceeded and StoreUnavailable; nothing is kept then.
    """
    prepared = prepare_pushed(store, rules, site_key, manuscript, now)
    with store.transaction() as transaction:
        return save(transaction, prepared, now)


def withdraw(store: Store, site_key: str, url: str, now: datetime) -> bool:
    """Withdraw the article that readers get at this URL; False when it was withdrawn before.

    So also the one article that another spelling of the URL leads to, where it leads to none.
    Raises UnknownSite, UnknownArticle, InvalidField and StoreUnavailable.
    """
    canonical = urls.canonical(url)
    with store.urgent_transaction() as transaction:
        site = known_site(transaction, site_key)
        reading = reading_meant(transaction, site, canonical)
        if reading is not None:
            return end(transaction, reading.headline, now)
        outdate_fetch(transaction, site_key, canonical, now)
    raise UnknownArticle(canonical)


def release(store: Store, site_key: str, url: str, now: datetime) -> bool:
    """Give the article at this URL back to its source; False where it is read from it already.

    Its page is due at once, and its source has news of it when it lists it next. Until then it
    stays as it is, withdrawn or not; a summary of the newsroom stays as long as the text does.
    Raises UnknownSite, UnknownArticle, InvalidField and StoreUnavailable.
    """
    canonical = urls.canonical(url)
    with store.transaction() as transaction:
        site = known_site(transaction, site_key)
        reading = reading_meant(transaction, site, canonical)
        if reading is None:
            raise UnknownArticle(canonical)
        key = (site_key, reading.headline.url)
        if not transaction.release(*key):
            return False
        known = transaction.tracked_page(*key) or TrackedPage(*key, address=key[1], seen_at=now)
        due = replace(at_rest(known), due_at=now, attempted_at=None, stamp="", whole=False)
        transaction.put_tracked_page(due)
    return True


def article_of(store: Store, site_key: str, url: str) -> tuple[Article, Outcome | None]:
    """Return the article that this URL is an address of, and its outcome, for its publisher.

    Withdrawn ones too.

    Raises UnknownSite, UnknownArticle, InvalidField and StoreUnavailable.
    """
    canonical = urls.canonical(url)
    with store.view() as view:
        site = known_site(view, site_key)
        reading = reading_meant(view, site, canonical)
        article = view.article(site_key, reading.headline.url) if reading else None
    if article is None or reading is None:
        raise UnknownArticle(canonical)
    return article, reading.outcome


def latest(store: Store, site_key: str, limit: int) -> tuple[Reading, ...]:
    """Return the articles that came last, the newest first, and what became of each.

    Raises UnknownSite and StoreUnavailable.
    """
    with store.view() as view:
        known_site(view, site_key)
        found = (view.reading(site_key, url) for url in view.latest(site_key, limit))
        return tuple(reading for reading in found if reading is not None)


def preview(rules: SummaryRules, manuscript: Manuscript, now: datetime) -> tuple[Article, Outcome]:
    """Return the article and the outcome that this manuscript would get, without any store.

    Raises InvalidField, LimitExceeded and SummarizerFailed.
    """
    title = fields.one_line(manuscript.title, "title", TITLE_CHARACTERS) or "Untitled"
    text, roles = fields.body(manuscript)
    headline = Headline(
        site_key="preview",
        url=manuscript.url or "",
        title=title,
        language=fields.language(manuscript.language) or "en",
        published_at=now,
        fingerprint=fingerprint_of(title, text),
    )
    article = Article(headline, text, roles)
    return article, outcome_of(article, rules, now)


def renew(
    store: Store, rules: SummaryRules, site_key: str, now: datetime
) -> Iterator[tuple[int, int]]:
    """Make the site's summaries anew that another version or other rules made.

    A newsroom's own words stay. Yields (done, all) after each article, so that long work can
    show its progress; stop and start again as you like. Raises UnknownSite, SummarizerFailed
    and StoreUnavailable.
    """
    with store.view() as view:
        authors = (rules.of_site(known_site(view, site_key)).author, NEWSROOM)
        count = view.count_outdated(site_key, authors)
    for number, url in enumerate(_outdated(store, site_key, authors), 1):
        summarize_missing(store, rules, site_key, url, now)
        yield number, max(number, count)


def _outdated(store: Store, site_key: str, authors: tuple[str, ...]) -> Iterator[str]:
    """Yield the URLs of outdated articles; a few at a time, however many there are."""
    last = ""
    while True:
        with store.view() as view:
            found = view.outdated(site_key, authors, last, _AT_ONCE)
        if not found:
            return
        yield from found
        last = found[-1]


def find(store: Store, url: str) -> Article:
    """Return the article that this URL is an address of, of whichever site has that page host.

    Raises UnknownArticle, InvalidField and StoreUnavailable.
    """
    canonical = urls.canonical(url)
    with store.view() as view:
        for site in view.sites():
            if urls.belongs(canonical, site.page_hosts):
                reading = reading_meant(view, site, canonical)
                article = view.article(site.key, reading.headline.url) if reading else None
                if article is not None:
                    return article
    raise UnknownArticle(canonical)
