"""The ports of the story: where things are kept, who writes drafts, what publishers offer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from contextlib import AbstractContextManager
    from datetime import datetime

    from widget.listings import Asker, Polled, Source
    from widget.model import (
        Article,
        Change,
        Draft,
        Headline,
        Manuscript,
        Neighbours,
        Outcome,
        Reading,
        Site,
        SummaryShape,
    )


class Summarizer(Protocol):
    """Turns an article into a draft."""

    @property
    def name(self) -> str:
        """Name and version, kept with every summary it made."""

    def summarize(self, article: Article, shape: SummaryShape) -> Draft:
        """Return a draft of at most ``shape.points`` points; none when the text offers none.

        Raises SummarizerFailed.
        """


class Press(Protocol):
    """What a publisher's site offers by itself: its pages and its listings."""

    def page(self, url: str, hosts: tuple[str, ...], asker: Asker) -> Manuscript:
        """Fetch and read the page of an article; no hop leaves ``hosts`` (site's page hosts).

        The manuscript's url is what the page calls its canonical address, else where the fetch
        ended. Raises FetchFailed (also for what robots.txt forbids) and Unreadable.
        """

    def poll(self, source: Source, hosts: tuple[str, ...]) -> Polled:
        """Fetch and read a listing; its own host is allowed beside ``hosts``.

        Raises FetchFailed and Unreadable.
        """


class View(Protocol):
    """Reads one consistent state of the store. Every method may raise StoreUnavailable."""

    def site(self, key: str) -> Site | None:
        """Return the site with this key."""

    def sites(self) -> tuple[Site, ...]:
        """Return all sites, by key."""

    def site_of_api_key(self, digest: str) -> str | None:
        """Return the key of the site that owns the API key with this digest, if it is valid."""

    def article(self, site_key: str, url: str) -> Article | None:
        """Return the article at this canonical URL, withdrawn or not."""

    def reading(self, site_key: str, url: str) -> Reading | None:
        """Return an article without its text and the outcome of its current fingerprint.

        Among several summaries of the fingerprint the shown one with the best origin
        (newsroom, AI checked, AI unchecked, extract) wins; without a shown one, a held one;
        then a refusal. One query.
        """

    def neighbours(self, headline: Headline) -> Neighbours:
        """Return the neighbours by publish order ``(published_at, id)``: same site and language.

        Withdrawn articles are passed over. One query, by row-value comparison.
        """

    def outdated(self, site_key: str, summarizers: tuple[str, ...]) -> tuple[str, ...]:
        """Return the URLs of articles, not withdrawn, without an outcome by one of these.

        ``summarizers`` are values of ``Outcome.summarizer``; outcomes of older fingerprints
        do not count. In the order in which the articles came.
        """

    def url_of_title(self, site_key: str, title: str) -> str | None:
        """Return the URL of the site's latest article, not withdrawn, with exactly this title."""


class Transaction(View, Protocol):
    """Writes; all or nothing, durable when the block was left without an exception."""

    def put_site(self, site: Site, now: datetime) -> None:
        """Insert or replace the site."""

    def put_api_key(self, site_key: str, digest: str, now: datetime) -> None:
        """Make this digest (64 hex digits) the site's only valid API key."""

    def put_article(self, article: Article, now: datetime) -> Change:
        """Insert or replace the article at its canonical URL; a withdrawn one is back again."""

    def withdraw(self, site_key: str, url: str, now: datetime) -> bool:
        """Mark the article as withdrawn; False when there was none or it was withdrawn already."""

    def put_outcome(self, site_key: str, url: str, outcome: Outcome) -> bool:
        """Keep the outcome; one for each fingerprint and origin.

        Returns False and writes nothing when the article is gone or has another
        fingerprint by now.
        """

    def drop_newsroom_summary(self, site_key: str, url: str) -> None:
        """Forget what the newsroom wrote about the article, if anything."""


class Store(Protocol):
    """Where things are kept."""

    def view(self) -> AbstractContextManager[View]:
        """Open a consistent view for reading."""

    def transaction(self) -> AbstractContextManager[Transaction]:
        """Open a transaction: committed at the end of the block, rolled back by an exception."""

    def close(self) -> None:
        """Give all connections back; the next use opens new ones (needed before a fork)."""
