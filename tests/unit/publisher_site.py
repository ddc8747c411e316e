"""A publisher's site in memory, a summarizer that counts, and a world in which both are used."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from threading import Lock
from typing import TYPE_CHECKING, Any

from tests.conftest import SITE, STORY
from widget.domain.article import Manuscript
from widget.domain.draft import Draft, DraftPoint, Origin, Passage, SummaryShape
from widget.domain.errors import FetchFailed
from widget.domain.panel import Ready, Unavailable
from widget.domain.source import (
    Asker,
    Entry,
    FoundSource,
    Listing,
    Page,
    PollAnswer,
    Source,
    SourceKind,
    TrackedPage,
    Validators,
)
from widget.usecases.articles.fetch_quota import USUAL, FetchQuota
from widget.usecases.ingest import crawl
from widget.usecases.ingest import poll as sourcing
from widget.usecases.ingest.context import FetchResult, IngestContext
from widget.usecases.ingest.press import PressContext, press
from widget.usecases.publishing import publish
from widget.usecases.reading import read_panel
from widget.usecases.sites import manage
from widget.usecases.summaries.summarize import SummaryRules, summarize_missing

if TYPE_CHECKING:
    from collections.abc import Callable

    from widget.domain.article import Article, Headline
    from widget.domain.embed_page import FileAnswer, InspectedPage
    from widget.domain.panel import Panel
    from widget.domain.ports import Store
    from widget.domain.site import Site
    from widget.domain.summary import Reason

NOW = datetime(2026, 5, 1, 8, 0, tzinfo=UTC)
ON_DEMAND = replace(SITE, on_demand=True)
FEED = "https://news.example/feed.xml"
SITEMAP = "https://news.example/sitemap.xml"


class Killed(BaseException):
    """The process ended in the middle of its work."""


def later(minutes: float) -> datetime:
    """Return the time so many minutes after NOW."""
    return NOW + timedelta(minutes=minutes)


def at(slug: str) -> str:
    """Return the URL of a page of the site."""
    return f"https://news.example/city/{slug}"


def failure(status: int | None = 503, retry_after: int | None = None) -> FetchFailed:
    """Return how a fetch fails with this status."""
    permanent = status is not None and status < 500 and status != 429
    return FetchFailed(
        f"It answered {status}.", permanent=permanent, status=status, retry_after=retry_after
    )


def page(slug: str = "bridge", text: str = STORY, **fields: Any) -> Page:
    """Return the page of an article; ``url`` is what it calls its canonical address."""
    ended = fields.pop("ended", at(slug))
    validators = fields.pop("validators", Validators())
    stated = {"url": ended, "title": f"The {slug}", "text": text, "published_at": NOW} | fields
    return Page(ended, Manuscript(**stated), validators)


def entry(slug: str = "bridge", stamp: str = "1", **fields: Any) -> Entry:
    """Return what a listing says of an article: only its name, or with a text all of it."""
    url, gone = fields.pop("url", at(slug)), fields.pop("gone", False)
    return Entry(url, Manuscript(url=url, **fields), stamp, gone)


def whole(slug: str = "bridge", stamp: str = "1", text: str = STORY, **fields: Any) -> Entry:
    """Return an entry with the whole article."""
    return entry(
        slug, stamp, **{"title": f"The {slug}", "text": text, "published_at": NOW} | fields
    )


@dataclass
class MemoryPublisherSite:
    """The PublisherSite port over pages and listings that a test sets, or what they raise."""

    pages: dict[str, Page | BaseException] = field(default_factory=dict)
    listings: dict[str, Listing | PollAnswer | BaseException] = field(default_factory=dict)
    meanwhile: Callable[[], object] | None = None
    """Done once while a page is fetched or a listing is polled."""
    fetched: list[str] = field(default_factory=list)
    polled: list[str] = field(default_factory=list)
    askers: list[Asker] = field(default_factory=list)
    hosts: list[tuple[str, ...]] = field(default_factory=list)
    """The hosts to which each fetch and poll was confined."""
    subscribed: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    _lock: Lock = field(default_factory=Lock)

    def page(
        self, url: str, hosts: tuple[str, ...], asker: Asker, validators: Validators
    ) -> Page | None:
        """Return the page; None when it is the version of these validators."""
        self.hosts.append(hosts)
        with self._lock:
            self.fetched.append(url)
            self.askers.append(asker)
        self._go_on_meanwhile()
        found = self.pages.get(url, failure(404))
        if isinstance(found, BaseException):
            raise found
        same = validators != Validators() and validators == found.validators
        return None if same else found

    def poll(self, source: Source, hosts: tuple[str, ...]) -> PollAnswer:
        """Return what the source lists; no listing when it is the version of its validators."""
        self.polled.append(source.url)
        self.hosts.append(hosts)
        self._go_on_meanwhile()
        found = self.listings.get(source.url, failure(404))
        if isinstance(found, BaseException):
            raise found
        polled = PollAnswer(found) if isinstance(found, Listing) else found
        same = polled.validators not in {Validators()} and polled.validators == source.validators
        return replace(polled, listing=None) if same else polled

    def find(self, url: str, hosts: tuple[str, ...]) -> FoundSource:
        """Return what is at this address: a feed."""
        return FoundSource(SourceKind.FEED, self.poll(Source("", url, SourceKind.FEED), hosts))

    def subscribe(self, hub: str, form: dict[str, str]) -> int:
        """Accept what the hub is asked for."""
        self.subscribed.append((hub, form))
        return 202

    def inspect(self, url: str, hosts: tuple[str, ...]) -> InspectedPage:  # noqa: ARG002 - the port
        """Have no page to inspect."""
        raise failure(404)

    def file(self, url: str) -> FileAnswer:  # noqa: ARG002 - the port
        """Have no file."""
        raise failure(404)

    def close(self) -> None:
        """Close nothing."""

    def _go_on_meanwhile(self) -> None:
        todo, self.meanwhile = self.meanwhile, None
        if todo is not None:
            todo()


@dataclass
class FirstSentence:
    """A summarizer that takes the first sentence, and counts how often it was asked."""

    name: str = "first/1"
    asked: int = 0

    def summarize(self, article: Article, shape: SummaryShape) -> Draft:  # noqa: ARG002 - the port
        """Return the first sentence."""
        self.asked += 1
        quote = article.text.split(". ")[0] + "."
        point = DraftPoint(quote, Passage(0, len(quote), quote))
        return Draft((point,), Origin.EXTRACT, self.name)


@dataclass
class World:
    """One site, its pages in memory, and a store that they are ingested into."""

    store: Store
    site: Site = ON_DEMAND
    publisher_site: MemoryPublisherSite = field(default_factory=MemoryPublisherSite)
    writer: FirstSentence = field(default_factory=FirstSentence)
    quota: FetchQuota = USUAL

    def __post_init__(self) -> None:
        """Make the site known."""
        with self.store.transaction() as transaction:
            transaction.put_site(self.site, NOW)

    @property
    def rules(self) -> SummaryRules:
        """Return the rules for summaries: ten words are enough for one."""
        return SummaryRules(self.writer, SummaryShape(), 10)

    @property
    def work(self) -> IngestContext:
        """Return what the use cases work with."""
        return IngestContext(self.store, self.publisher_site, self.rules)

    @property
    def presses(self) -> PressContext:
        """Return what a press works with."""
        return PressContext(self.store, self.quota)

    def offer(self, *pages: Page) -> None:
        """Let the site have these pages, each where its fetch ends."""
        self.publisher_site.pages |= {one.url: one for one in pages}

    def change_site(self, **fields: Any) -> None:
        """Let the operator change the site."""
        self.site = replace(self.site, **fields)
        manage.change_site(self.store, self.site, NOW)

    def reader_presses(self, url: str, now: datetime = NOW) -> FetchResult | None:
        """Let a reader press, and the consumer do what is due; None where that is not this page."""
        press(self.presses, self.site.key, url, now)
        return self.do_what_is_due(now).get(url)

    def list_pages(self, *entries: Entry, now: datetime = NOW, url: str = FEED) -> sourcing.Report:
        """Let a feed list these entries, and poll it."""
        self.publisher_site.listings[url] = Listing(entries)
        return self.poll(now, url)

    def poll(
        self, now: datetime = NOW, url: str = FEED, kind: SourceKind = SourceKind.FEED
    ) -> sourcing.Report:
        """Poll the source, which is kept from now on."""
        with self.store.transaction() as transaction:
            source = transaction.source(self.site.key, url) or Source(self.site.key, url, kind)
            if transaction.source(self.site.key, url) is None:
                transaction.put_source(source)
        return sourcing.poll(self.work, source, now)

    def look_at_due(self, now: datetime = NOW, limit: int = 100) -> list[FetchResult]:
        """Look at all pages that are due."""
        return list(self.do_what_is_due(now, limit).values())

    def do_what_is_due(self, now: datetime = NOW, limit: int = 100) -> dict[str, FetchResult]:
        """Let the consumer work on the pages that are due; return what came of each."""
        done: dict[str, FetchResult] = {}
        scope = crawl.Scope(lambda: now, limit, self.site.key)
        crawl.fetch_due(self.work, scope, lambda one, result: done.update({one.url: result}))
        return done

    def push(self, slug: str = "bridge", now: datetime = NOW, **fields: Any) -> None:
        """Let the publisher push an article."""
        sent = {"url": at(slug), "title": f"Pushed {slug}", "text": STORY} | fields
        publish.publish(self.store, self.rules, self.site.key, Manuscript(**sent), now)

    def pull(self, slug: str = "bridge", now: datetime = NOW) -> bool:
        """Let the publisher withdraw an article."""
        return publish.withdraw(self.store, self.site.key, at(slug), now)

    def summarize(self, slug: str = "bridge", now: datetime = NOW) -> bool:
        """Do what a pending panel rings for."""
        return summarize_missing(self.store, self.rules, self.site.key, at(slug), now)

    def panel(self, slug: str = "bridge", now: datetime = NOW) -> Panel:
        """Return what a reader of the page sees."""
        return read_panel.read(self.store, self.site.key, at(slug), now).panel

    def reason(self, slug: str = "bridge", now: datetime = NOW) -> Reason:
        """Return why a reader sees no summary."""
        shown = self.panel(slug, now)
        assert isinstance(shown, Unavailable), shown
        return shown.reason

    def title(self, slug: str = "bridge", now: datetime = NOW) -> str:
        """Return the title of the article whose summary a reader sees."""
        shown = self.panel(slug, now)
        assert isinstance(shown, Ready), shown
        return shown.headline.title

    def summary(self, slug: str = "bridge", now: datetime = NOW) -> str:
        """Return the first point of the summary that a reader sees."""
        shown = self.panel(slug, now)
        assert isinstance(shown, Ready), shown
        return shown.summary.points[0].content.markup

    def headline(self, slug: str = "bridge") -> Headline | None:
        """Return what is kept under this address, withdrawn or not; not by an alias."""
        with self.store.view() as view:
            article = view.article(self.site.key, at(slug))
        return article.headline if article else None

    def tracked_page(self, slug: str = "bridge") -> TrackedPage:
        """Return what is known of the page, which was seen."""
        with self.store.view() as view:
            found = view.tracked_page(self.site.key, at(slug))
        assert found is not None
        return found
