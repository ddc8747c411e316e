"""The only place that chooses adapters: settings in, services out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING

from widget.background import Doorbell
from widget.fetch.publisher_site import open_publisher_site
from widget.parse import manuscripts
from widget.store import administration, open_store
from widget.store.sqlite import path_of
from widget.summarizers.extractive import ExtractiveSummarizer
from widget.summarizers.extractive.explaining import explain
from widget.usecases.ingest import poll
from widget.usecases.ingest.context import IngestContext
from widget.usecases.ingest.crawl import attend, claim, fetch_page
from widget.usecases.summaries.summarize import SummaryRules

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from widget.config import Settings
    from widget.domain.article import Article, Manuscript
    from widget.domain.ports import PublisherSite, Store
    from widget.summarizers.extractive.explaining import Explained


@dataclass(frozen=True, slots=True)
class Services:
    """What the doors are handed: the story's ports, the rules, and the ways in."""

    settings: Settings
    store: Store
    rules: SummaryRules
    publisher_site: PublisherSite
    ingest: IngestContext
    """What gathering works with."""
    doorbell: Doorbell
    """Rung with (site key, canonical URL) for a page whose panel is pending."""
    polls: Doorbell
    """Rung with (site key, source URL) for a source that told of news."""
    ping: Callable[[], None]
    """Return when the store answers; raise StoreUnavailable otherwise."""
    manuscript_of_json: Callable[[bytes], Manuscript]

    def close(self) -> None:
        """Finish work that was rung for and give connections back."""
        self.doorbell.close()
        self.polls.close()
        self.publisher_site.close()
        self.store.close()


ARTICLE_FILES = manuscripts.SUFFIXES
"""Suffixes of the files that ``manuscript_of_file`` reads."""

_FETCHES_AT_ONCE = 4
_LOOKS = 20


def now() -> datetime:
    """Return the time: the one clock that the doors read and hand down."""
    return datetime.now(UTC)


def rules_of(settings: Settings) -> SummaryRules:
    """Return the rules for summaries that the settings ask for."""
    return SummaryRules(ExtractiveSummarizer(), settings.shape, settings.minimum_words)


def build(settings: Settings, children: int = 1) -> Services:
    """Return the services over a database that is ready.

    An empty database gets its tables; one with another schema raises StoreUnavailable,
    whose message names the command that mends it. No connection stays open, so a fork
    may follow. ``children`` pages are read at the same time.
    """
    administration.create_if_empty(settings.database_url)
    store = open_store(settings.database_url)
    rules = rules_of(settings)
    publisher_site = open_publisher_site(
        settings.agent, settings.networks, children, _slots_of(settings)
    )
    work = IngestContext(store, publisher_site, rules, settings.fetches_per_minute)
    services = Services(
        settings=settings,
        store=store,
        rules=rules,
        publisher_site=publisher_site,
        ingest=work,
        doorbell=Doorbell(partial(_attend, work), _FETCHES_AT_ONCE),
        polls=Doorbell(partial(_refresh, work)),
        ping=store.ping,
        manuscript_of_json=manuscripts.from_json,
    )
    store.close()
    return services


def explanation(article: Article, rules: SummaryRules) -> tuple[Explained, ...]:
    """Return what the default summarizer made of each sentence, in article order."""
    return explain(article, rules.shape)


def manuscript_of_file(path: Path) -> Manuscript:
    """Return the manuscript of a .json, .html or .txt file.

    Raises InvalidField and LimitExceeded.
    """
    return manuscripts.from_file(path)


def migrate(settings: Settings) -> str:
    """Bring the database to the current schema, making it where there is none.

    Returns the revision. Raises StoreUnavailable.
    """
    return administration.migrate(settings.database_url)


def check(settings: Settings) -> tuple[str, ...]:
    """Return what is wrong with the database; nothing when all is well."""
    return administration.check(settings.database_url)


def backup(settings: Settings, path: Path, progress: Callable[[int, int], None]) -> None:
    """Copy the database, in use or not, to a new file; ``progress`` is told (done, all) pages.

    Raises StoreUnavailable, also when the file exists.
    """
    administration.backup(settings.database_url, path, progress)


def _slots_of(settings: Settings) -> Path | None:
    """Return the file beside the database over which all who use it share publishers' hosts."""
    database = path_of(settings.database_url)
    return database and database.with_name(f"{database.name}-hosts")


def _attend(work: IngestContext, site_key: str, url: str) -> None:
    attend(work, site_key, url, now())


def _refresh(work: IngestContext, site_key: str, url: str) -> None:
    """Poll one source and look at the first of what it brought; the consumer does the rest."""
    with work.store.view() as view:
        source = view.source(site_key, url)
    if source is None:
        return
    poll.poll(work, source, now())
    for tracked in claim(work, site_key, now(), _LOOKS):
        fetch_page(work, tracked, now())
