"""The ports of the story: where things are kept, who writes drafts, what publishers offer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from contextlib import AbstractContextManager
    from datetime import datetime

    from widget.domain.article import Article, Change, Headline, Neighbours
    from widget.domain.draft import Draft, Origin, SummaryShape
    from widget.domain.event import Subscription
    from widget.domain.site import Site
    from widget.domain.source import Asker, Page, PollAnswer, Source, TrackedPage, Validators
    from widget.domain.summary import Outcome, Reading


class Summarizer(Protocol):
    """Turns an article into a draft."""

    @property
    def name(self) -> str:
        """Name and version, kept with every summary it made."""

    def summarize(self, article: Article, shape: SummaryShape) -> Draft:
        """Return a draft of at most ``shape.points`` points; none when the text offers none.

        Raises SummarizerFailed.
        """


class PublisherSite(Protocol):
    """What a publisher's site offers by itself: its pages and its listings."""

    def page(
        self, url: str, hosts: tuple[str, ...], asker: Asker, validators: Validators
    ) -> Page | None:
        """Fetch and read the page of an article; no hop leaves ``hosts`` (the site's page hosts).

        None when it has not changed since the answer with these validators. Raises FetchFailed
        (also for what robots.txt forbids) and Unreadable.
        """

    def poll(self, source: Source, hosts: tuple[str, ...]) -> PollAnswer:
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

    def neighbours(self, headline: Headline, now: datetime) -> Neighbours:
        """Return the neighbours by publish order ``(published_at, id)``: same site and language.

        Withdrawn and embargoed articles are passed over. One query, by row-value comparison.
        """

    def neighbours_in_section(self, headline: Headline, now: datetime) -> Neighbours:
        """Return the neighbours as above, in the same section; none without a section."""

    def titles(self, site_key: str, urls: tuple[str, ...], now: datetime) -> dict[str, str | None]:
        """Return the titles of the articles that these canonical URLs lead to.

        None for one that is withdrawn or embargoed; URLs that lead to no article are left out.
        What was gathered and is withdrawn gives way to the article whose alias its URL is. One
        query.
        """

    def latest(self, site_key: str, limit: int) -> tuple[str, ...]:
        """Return the URLs of the articles that came last, withdrawn or not, the newest first."""

    def article_of_alias(self, site_key: str, alias: str) -> str | None:
        """Return the URL of the article that this canonical URL is another address of."""

    def sources(self) -> tuple[Source, ...]:
        """Return all sources, by site and URL."""

    def sources_due(self, now: datetime) -> tuple[Source, ...]:
        """Return the sources whose hub told of news by now, and that were not polled since."""

    def source(self, site_key: str, url: str) -> Source | None:
        """Return the source of the site at this URL."""

    def tracked_page(self, site_key: str, url: str) -> TrackedPage | None:
        """Return what is known of the page at this canonical URL, if it was ever seen."""

    def stamps(self, site_key: str, urls: tuple[str, ...]) -> dict[str, str]:
        """Return the stamps of those of these canonical URLs that were seen."""

    def problems(self, site_key: str, limit: int) -> tuple[TrackedPage, ...]:
        """Return the latest tracked pages of the site that became no article, with the reason."""

    def presses(self, site_key: str, since: datetime) -> int:
        """Return how many looks at the site's pages readers have begun since then."""

    def first_presses(self, site_key: str, since: datetime) -> int:
        """Return on how many pages of the site readers have pressed for the first time since."""

    def due(self, site_key: str | None, now: datetime, limit: int) -> tuple[TrackedPage, ...]:
        """Return at most ``limit`` tracked pages to look at by now, the longest due first.

        Of one site, or with None of all.
        """

    def count_due(self, site_key: str, now: datetime) -> int:
        """Return how many pages of the site are to be looked at by now."""

    def hook_secret(self, site_key: str) -> str | None:
        """Return the secret that the site's CMS signs its messages with, if there is one."""

    def has_delivery(self, site_key: str, delivery: str) -> bool:
        """Tell whether the site's delivery with this id was put lately."""

    def count_deliveries(self, site_key: str, since: datetime) -> int:
        """Return how many deliveries of the site were heard since then."""

    def subscription(self, site_key: str, token: str) -> Subscription | None:
        """Return the site's subscription with this token."""

    def subscription_of(self, site_key: str, source_url: str) -> Subscription | None:
        """Return the subscription to the hub of this source."""

    def subscriptions_due(self, now: datetime, limit: int) -> tuple[Subscription, ...]:
        """Return at most ``limit`` subscriptions whose hub is to be asked by now."""

    def outdated(self, site_key: str, summarizers: tuple[str, ...]) -> tuple[str, ...]:
        """Return the URLs of articles, not withdrawn, without an outcome by one of these.

        ``summarizers`` are values of ``Outcome.summarizer``; outcomes of older fingerprints
        do not count. In the order in which the articles came.
        """

    def url_of_title(self, site_key: str, title: str, now: datetime) -> str | None:
        """Return the URL of the site's latest article with exactly this title.

        Withdrawn and embargoed articles are passed over.
        """


class Transaction(View, Protocol):
    """Writes; all or nothing, durable when the block was left without an exception."""

    def put_site(self, site: Site, now: datetime) -> None:
        """Insert or replace the site."""

    def put_api_key(self, site_key: str, digest: str, now: datetime) -> None:
        """Make this digest (64 hex digits) the site's only valid API key."""

    def put_article(self, article: Article, now: datetime) -> Change:
        """Insert or replace the article at its canonical URL; a withdrawn one is back again."""

    def withdraw(self, site_key: str, url: str, now: datetime) -> bool:
        """Mark the article as withdrawn; False when there was none or it was withdrawn already.

        The publisher said so: what is gathered does not bring it back.
        """

    def withdraw_ingested(self, site_key: str, url: str, now: datetime) -> bool:
        """Mark the article as withdrawn, unless a publisher pushed it; False when nothing changed.

        It comes back when it is gathered again.
        """

    def put_outcome(self, site_key: str, url: str, outcome: Outcome) -> bool:
        """Keep the outcome; one for each fingerprint and origin.

        Returns False and writes nothing when the article is gone or has another
        fingerprint by now.
        """

    def drop_summary(self, site_key: str, url: str, origin: Origin) -> None:
        """Forget the article's summary of this origin, if there is one."""

    def put_aliases(self, site_key: str, url: str, aliases: tuple[str, ...]) -> None:
        """Make these canonical URLs further addresses of the article; they leave any other."""

    def put_source(self, source: Source) -> None:
        """Insert or replace the source of a site at its URL."""

    def drop_source(self, site_key: str, url: str) -> bool:
        """Forget the source; what it brought stays. False when there was none."""

    def put_tracked_page(self, tracked: TrackedPage) -> None:
        """Insert or replace the tracked page at its URL."""

    def put_hook_secret(self, site_key: str, secret: str, now: datetime) -> None:
        """Make this the site's only secret for hooks."""

    def put_delivery(self, site_key: str, delivery: str, now: datetime, before: datetime) -> None:
        """Remember that this delivery was heard; forget those of the site heard before then."""

    def put_subscription(self, subscription: Subscription) -> None:
        """Insert or replace the subscription of its source."""

    def drop_pressed(self, site_key: str, url: str) -> None:
        """Forget the page at this URL if readers alone have pressed on it."""

    def drop_forgotten(self, before: datetime) -> int:
        """Forget the pages that readers alone pressed on and that are no articles; return how many.

        Those last looked at before then, and the aliases that they became.
        """


class Store(Protocol):
    """Where things are kept."""

    def view(self) -> AbstractContextManager[View]:
        """Open a consistent view for reading."""

    def transaction(self) -> AbstractContextManager[Transaction]:
        """Open a transaction: committed at the end of the block, rolled back by an exception."""

    def close(self) -> None:
        """Give all connections back; the next use opens new ones (needed before a fork)."""
