"""Builds the services of web workers and most commands; they neither fetch nor parse pages."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING

from widget.background import presence, wake
from widget.background.counter_file import CounterFile
from widget.bootstrap.measured import MeasuredStore, MeasuredSummarizer
from widget.domain.errors import StoreUnavailable
from widget.parse import manuscripts
from widget.parse.webhooks import ghost, standard_webhooks, websub
from widget.store import administration as database
from widget.store import open_store
from widget.store.address import is_postgresql
from widget.store.sqlite import path_of
from widget.summarizers.extractive import ExtractiveSummarizer
from widget.summarizers.extractive.explaining import explain
from widget.usecases.articles.fetch_quota import FetchQuota
from widget.usecases.ingest.press import PressContext
from widget.usecases.sites.clean_up import Retention
from widget.usecases.summaries.summarize import SummaryRules

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime

    from widget.background.presence import Presence
    from widget.config import Settings
    from widget.domain.article import Article, Manuscript
    from widget.domain.draft import SummaryShape
    from widget.domain.event import ArticleEvent, Delivery, Subscription
    from widget.domain.ports import Store, Summarizer
    from widget.parse.webhooks.websub import Answer
    from widget.store import OpenStore
    from widget.store.restoring import Restored
    from widget.summarizers.extractive.explaining import Explanation


@dataclass(frozen=True, slots=True)
class WebhookReader:
    """How the messages of one kind of content system are verified and read."""

    verify: Callable[[bytes, Mapping[str, str], str, datetime], Delivery]
    """Takes body, headers with names in lower case, secret and time. Raises BadSignature."""
    read: Callable[[bytes], ArticleEvent | None]
    """Raises InvalidField and LimitExceeded."""


@dataclass(frozen=True, slots=True)
class WebhookReaders:
    """How what content systems and hubs send is verified and read."""

    standard: WebhookReader
    ghost: WebhookReader
    answer_hub: Callable[[Subscription, Mapping[str, str], datetime], Answer | None]
    """Answers a hub's question, from its query; None for what was not asked for."""
    verify_hub: Callable[[bytes, Mapping[str, str], str], None]
    """Raises BadSignature."""


@dataclass(frozen=True, slots=True)
class Services:
    """What the entry points are handed: the store, the rules, and the ways in."""

    settings: Settings
    store: Store
    rules: SummaryRules
    presses: PressContext
    """What a reader's press works with."""
    webhooks: WebhookReaders
    manuscript_of_json: Callable[[bytes], Manuscript]
    manuscript_of_file: Callable[[Path], Manuscript]
    """Reads a .json, .html or .txt file. Raises InvalidField and LimitExceeded."""
    ping: Callable[[], None]
    """Return when the store answers; raise StoreUnavailable otherwise."""
    wake: Callable[[], bool]
    """Wake the consumer, because something is due; False when there is none to be woken."""
    consumer: Callable[[], Presence]
    """Return what is known of the consumer."""
    counters: CounterFile | None
    """What all processes count; None where metrics are off."""

    def close(self) -> None:
        """Give connections back."""
        self.store.close()


@dataclass(frozen=True, slots=True)
class LocalServices:
    """What works without any database."""

    rules: SummaryRules
    manuscript_of_file: Callable[[Path], Manuscript]
    suffixes: tuple[str, ...]
    """Of the files that ``manuscript_of_file`` reads."""
    explain: Callable[[Article, SummaryShape], Explanation]
    """Returns what the default summarizer made of each sentence, in article order."""


@dataclass(frozen=True, slots=True)
class Administration:
    """What an operator does to the database."""

    migrate: Callable[[], str]
    """Bring it to the current schema and return the revision. Raises StoreUnavailable."""
    check: Callable[[], tuple[str, ...]]
    """Return what is wrong with it; nothing when all is well."""
    backup: Callable[[Path, Callable[[int, int], None]], None]
    """Copy it to a new file, telling of (done, all) pages. Raises StoreUnavailable."""
    restore: Callable[[Path, datetime], Restored]
    """Put a backup in its place. Raises InvalidField, and StoreUnavailable while it is in use."""


def build(settings: Settings) -> Services:
    """Return the services over a database that is ready.

    An empty database gets its tables; one with another schema raises StoreUnavailable,
    whose message names the command that mends it. No connection stays open, so a fork
    may follow.
    """
    database.create_if_empty(settings.database_url)
    return _built(settings)


def build_existing(settings: Settings) -> Services:
    """Return the same services over a database that is there; none is made.

    Raises StoreUnavailable, also for an empty one, and names the file that was tried.
    """
    database.require_current(settings.database_url)
    return _built(settings)


def _built(settings: Settings) -> Services:
    opened = open_store(settings.database_url)
    store = MeasuredStore(opened) if settings.metrics_token else opened
    services = Services(
        settings=settings,
        store=store,
        rules=_rules_of(settings),
        presses=PressContext(store, FetchQuota(settings.fetches_per_minute)),
        webhooks=WebhookReaders(
            WebhookReader(standard_webhooks.verify, standard_webhooks.read),
            WebhookReader(ghost.verify, ghost.read),
            websub.answer,
            websub.verify,
        ),
        manuscript_of_json=manuscripts.from_json,
        manuscript_of_file=manuscripts.from_file,
        ping=opened.ping,
        wake=partial(wake.wake, beside_database(settings, "wake")),
        consumer=_consumer_of(settings, opened),
        counters=_counters_of(settings),
    )
    store.close()
    return services


def _consumer_of(settings: Settings, store: OpenStore) -> Callable[[], Presence]:
    """Return who knows of the consumer: a file beside SQLite's, or the database of all machines."""
    if is_postgresql(settings.database_url):
        from widget.store.postgresql.store import PostgresqlStore  # noqa: PLC0415

        if isinstance(store, PostgresqlStore):
            return store.consumer
    return partial(presence.read, beside_database(settings, "consumer"))


def retention_of(settings: Settings) -> Retention:
    """Return for how long the settings let things be kept."""
    return Retention(settings.keep_outcomes_days, settings.keep_pages_days)


def local_services(settings: Settings) -> LocalServices:
    """Return what works without any database."""
    rules = _rules_of(settings)
    return LocalServices(rules, manuscripts.from_file, manuscripts.SUFFIXES, explain)


def administration(settings: Settings) -> Administration:
    """Return what can be done to the database that the settings name."""
    url = settings.database_url
    return Administration(
        partial(database.migrate, url),
        partial(database.check, url),
        partial(database.backup, url),
        partial(_restore, settings),
    )


def _restore(settings: Settings, backup: Path, now: datetime) -> Restored:
    consumer = presence.read(beside_database(settings, "consumer"))
    if consumer.alive:
        raise StoreUnavailable(
            f"The consumer of this database runs (process {consumer.pid} on {consumer.host}). Stop "
            "the server first: `systemctl stop widget widget-work`.",
            permanent=False,
        )
    # Here, not at the start of every process: only this command needs it.
    from widget.store.restoring import restore  # noqa: PLC0415

    return restore(settings.database_url, backup, now)


def beside_database(settings: Settings, name: str) -> Path | None:
    """Return the file of this name that belongs to the database; None for one in memory.

    All processes over one database on this machine find each other by such files.
    """
    if is_postgresql(settings.database_url):
        place = blake2b(settings.database_url.rpartition("@")[2].encode(), digest_size=4)
        folder = Path(settings.local_folder).absolute()
        return folder / f"postgresql-{place.hexdigest()}-{name}"
    path = path_of(settings.database_url)
    return path and path.absolute().with_name(f"{path.name}-{name}")


def _counters_of(settings: Settings) -> CounterFile | None:
    path = beside_database(settings, "metrics") if settings.metrics_token else None
    return None if path is None else CounterFile(path)


def copy_database(
    source: str, target: str, progress: Callable[[int, int], None]
) -> Mapping[str, int]:
    """Copy a database to another one, also of the other engine, and verify the copy.

    ``progress`` is told the rows done and all rows. Returns how many rows each table has. Raises
    SettingsError and StoreUnavailable.
    """
    from widget.store.copying import copy  # noqa: PLC0415 - for one command alone

    return {name: held.rows for name, held in copy(source, target, progress).items()}


def _rules_of(settings: Settings) -> SummaryRules:
    summarizer: Summarizer = ExtractiveSummarizer()
    if settings.metrics_token:
        summarizer = MeasuredSummarizer(summarizer)
    return SummaryRules(summarizer, settings.shape, settings.minimum_words)
