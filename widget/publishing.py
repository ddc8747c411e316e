"""The publisher's story: an article is told, changed and withdrawn."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from widget import addresses, checks
from widget.credentials import digest_of
from widget.drafts import Origin
from widget.editions import checked
from widget.errors import (
    NotAuthorised,
    SummarizerFailed,
    UnknownArticle,
)
from widget.limits import (
    TITLE_CHARACTERS,
)
from widget.model import (
    Article,
    Headline,
    Summary,
    fingerprint_of,
)
from widget.ownership import known_site, reading_at
from widget.summarizing import (
    NEWSROOM,
    keep_outcome,
    newsroom_summary,
    outcome_of,
    summarize_missing,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from widget.editions import Edition
    from widget.model import Change, Manuscript, Outcome, Reading
    from widget.ports import Store, Transaction, View
    from widget.summarizing import SummaryRules


@dataclass(frozen=True, slots=True)
class Published:
    """What a publish did: the article as kept, the change, and the outcome if there is one."""

    article: Article
    change: Change
    outcome: Outcome | None


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
    edition, outcome = weighed(store, rules, site_key, manuscript, now)
    with store.transaction() as transaction:
        return write(transaction, edition, outcome, now)


def weighed(
    store: Store, rules: SummaryRules, site_key: str, manuscript: Manuscript, now: datetime
) -> tuple[Edition, Outcome | None]:
    """Return what is to be kept of a manuscript, checked, and the outcome to be written with it.

    Raises UnknownSite, ForeignUrl, InvalidField, LimitExceeded and StoreUnavailable.
    """
    with store.view() as view:
        site = known_site(view, site_key)
        edition = checked(view, site, manuscript, now)
        known = known_outcome(view, edition.article)
    return edition, weigh(rules.of_site(site), edition, known, now)


def weigh(
    rules: SummaryRules, edition: Edition, known: Outcome | None, now: datetime
) -> Outcome | None:
    """Return the outcome to be written with this edition: none when what is known still holds.

    This is where a summary is made, under the rules of its site. Raises LimitExceeded and
    InvalidField, naming ``summary``.
    """
    if edition.written:
        outcome: Outcome = newsroom_summary(edition.article, edition.written, now)
    elif isinstance(known, Summary) and known.summarizer == rules.author:
        return None
    else:
        try:
            outcome = outcome_of(edition.article, rules, now)
        except SummarizerFailed:
            # The article is kept all the same; a reader's press rings again for its summary.
            return None
    # A refusal is weighed anew, because the operator's minimum may have changed.
    return None if known and replace(known, made_at=now) == outcome else outcome


def write(
    transaction: Transaction, edition: Edition, outcome: Outcome | None, now: datetime
) -> Published:
    """Keep the edition and the outcome that was weighed for it.

    What was gathered under one of its other addresses is the same article: it gives way. Raises
    StoreUnavailable.
    """
    headline = edition.article.headline
    key = (headline.site_key, headline.url)
    change = transaction.put_article(edition.article, now)
    if not edition.written and not headline.gathered:
        transaction.drop_summary(*key, Origin.NEWSROOM)
    if outcome is not None:
        keep_outcome(transaction, *key, outcome)
    transaction.put_aliases(*key, edition.aliases)
    others = edition.aliases if headline.gathered else (*edition.aliases, *_twin(headline.url))
    _give_way(transaction, headline.site_key, others, now)
    if not headline.gathered:
        for alias in edition.aliases:  # told by the publisher now, and no more found by a press
            transaction.drop_pressed(headline.site_key, alias)
    reading = transaction.reading(*key)
    return Published(edition.article, change, reading.outcome if reading else None)


def withdraw(store: Store, site_key: str, url: str, now: datetime) -> bool:
    """Withdraw the article that this URL is an address of; False when it was withdrawn before.

    Raises UnknownSite, UnknownArticle, InvalidField and StoreUnavailable.
    """
    canonical = addresses.canonical(url)
    with store.transaction() as transaction:
        known_site(transaction, site_key)
        reading = reading_at(transaction, site_key, canonical)
        if reading is not None:
            return end(transaction, reading.headline, now)
        outdate_look(transaction, site_key, canonical, now)
    raise UnknownArticle(canonical)


def outdate_look(transaction: Transaction, site_key: str, url: str, now: datetime) -> None:
    """Take its say from a look at this page that is under way: another one is due now.

    For a page that its publisher withdraws before it became an article. Raises StoreUnavailable.
    """
    known = transaction.sighting(site_key, url)
    if known is not None and known.begun:
        transaction.put_sighting(replace(known, looked_at=None, due_at=now))


def end(transaction: Transaction, headline: Headline, now: datetime) -> bool:
    """Withdraw this article, as its publisher says; False when it was withdrawn before.

    Raises StoreUnavailable.
    """
    _give_way(transaction, headline.site_key, _twin(headline.url), now)
    return transaction.withdraw(headline.site_key, headline.url, now)


def article_of(store: Store, site_key: str, url: str) -> tuple[Article, Outcome | None]:
    """Return the article that this URL is an address of, and its outcome, for its publisher.

    Withdrawn ones too.

    Raises UnknownSite, UnknownArticle, InvalidField and StoreUnavailable.
    """
    canonical = addresses.canonical(url)
    with store.view() as view:
        known_site(view, site_key)
        reading = reading_at(view, site_key, canonical)
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
    title = checks.one_line(manuscript.title, "title", TITLE_CHARACTERS) or "Untitled"
    text = checks.paragraphs(manuscript.text, "text")
    headline = Headline(
        site_key="preview",
        url=manuscript.url or "",
        title=title,
        language=checks.language(manuscript.language) or "en",
        published_at=now,
        fingerprint=fingerprint_of(title, text),
    )
    article = Article(headline, text)
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
        author = rules.of_site(known_site(view, site_key)).author
        urls = view.outdated(site_key, (author, NEWSROOM))
    for number, url in enumerate(urls, 1):
        summarize_missing(store, rules, site_key, url, now)
        yield number, len(urls)


def find(store: Store, url: str) -> Article:
    """Return the article that this URL is an address of, of whichever site has that page host.

    Raises UnknownArticle, InvalidField and StoreUnavailable.
    """
    canonical = addresses.canonical(url)
    with store.view() as view:
        for site in view.sites():
            if addresses.belongs(canonical, site.page_hosts):
                reading = reading_at(view, site.key, canonical)
                article = view.article(site.key, reading.headline.url) if reading else None
                if article is not None:
                    return article
    raise UnknownArticle(canonical)


def known_outcome(view: View, article: Article) -> Outcome | None:
    """Return what is known of this very edition so far, if anything. Raises StoreUnavailable."""
    reading = view.reading(article.headline.site_key, article.headline.url)
    known = reading.outcome if reading else None
    same_edition = known and known.fingerprint == article.headline.fingerprint
    return known if same_edition else None


def _give_way(
    transaction: Transaction, site_key: str, urls: tuple[str, ...], now: datetime
) -> None:
    """Withdraw what was gathered at these other addresses of an article that counts more."""
    for url in urls:
        transaction.withdraw_gathered(site_key, url, now)


def _twin(url: str) -> tuple[str, ...]:
    other = addresses.twin(url)
    return (other,) if other else ()
