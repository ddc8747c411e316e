"""The consumer behind `widget work`: every minute it rings for sources and pages that are due.

The queue is only a doorbell. What is due is known by the store; a queue that is lost, or a
consumer that was killed, costs a minute.
"""

from __future__ import annotations

import logging
import sqlite3
from pathlib import Path
from typing import TYPE_CHECKING, Final

from huey import SqliteHuey, crontab

from widget.bootstrap import now
from widget.domain.errors import SettingsError, WidgetError
from widget.jobs import renew_subscriptions
from widget.rules.retry import FORGOTTEN
from widget.usecases.ingest import crawl
from widget.usecases.ingest import poll as sourcing
from widget.usecases.ingest.poll_schedule import PollSchedule
from widget.usecases.summaries.retention import forget_outcomes

if TYPE_CHECKING:
    from collections.abc import Callable

    from huey.consumer import Consumer

    from widget.bootstrap import Services
    from widget.usecases.ingest.context import FetchResult

_log = logging.getLogger("widget.consumer")

_LOOKS: Final = 4
"""Pages that one ring takes at a time."""

_RING_SECONDS: Final = 60
"""How long a ring waits for a worker; then the next one says the same."""

_STOP_SECONDS: Final = 20.0
"""How long work under way is waited for at the end; what is left is done by the next consumer."""

_RINGS: Final = 120
"""Times that one ring takes pages, before the next has its turn."""


class Work:
    """What the consumer does, without the queue: one method for each kind of ring."""

    def __init__(self, services: Services) -> None:
        self._services = services
        self._schedule = PollSchedule(services.settings.poll_seconds)

    def due_sources(self) -> tuple[tuple[str, str], ...]:
        """Return site and URL of the sources to be polled now; each is returned once."""
        with self._services.store.view() as view:
            sources = view.sources()
        return tuple((one.site_key, one.url) for one in self._schedule.take(sources, now()))

    def poll(self, site_key: str, url: str) -> None:
        """Poll one source. Raises StoreUnavailable."""
        with self._services.store.view() as view:
            source = view.source(site_key, url)
        if source is None:
            return
        report = sourcing.poll(self._services.ingest, source, now())
        self._schedule.polled(report, now())
        counts = {name: getattr(report, name) for name in ("new", "changed", "gone", "refused")}
        _log.info("polled", extra={"site": site_key, "source": url, **counts})
        if report.problem:
            problem = {"site": site_key, "source": url, "problem": report.problem}
            _log.warning("poll_failed", extra=problem)
        if report.left_out:
            left_out = {"site": site_key, "source": url, "problem": " ".join(report.left_out)}
            _log.warning("listing_cut", extra=left_out)

    def fetch_page(self) -> int:
        """Look at pages that are due, until there are none or others should have their turn.

        Returns how many. Raises StoreUnavailable.
        """
        work, done = self._services.ingest, 0
        for _ in range(_RINGS):
            claimed = crawl.claim(work, None, now(), _LOOKS)
            for tracked in claimed:
                self._look(tracked.site_key, tracked.url, crawl.fetch_page(work, tracked, now()))
            done += len(claimed)
            if not claimed:
                break
        return done

    def ask_hubs(self) -> int:
        """Ask the hubs whose subscriptions are due; return how many. Raises StoreUnavailable."""
        return renew_subscriptions.ask(self._services, now())

    def forget(self) -> int:
        """Forget what readers pressed on long ago and is no article; return how many."""
        forget_outcomes(self._services.store, self._services.settings.keep_outcomes_days, now())
        with self._services.store.transaction() as transaction:
            return transaction.drop_forgotten(now() - FORGOTTEN)

    def _look(self, site_key: str, url: str, result: FetchResult) -> None:
        _log.info("looked", extra={"site": site_key, "url": url, "outcome": result.value})


def open_queue(path: Path) -> SqliteHuey:
    """Return the queue in this file; makes the file and its folder where they are missing.

    Raises SettingsError where that cannot be.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        return SqliteHuey("widget", filename=str(path), results=False, utc=True)
    except (OSError, sqlite3.Error) as error:
        raise SettingsError(
            f"WIDGET_QUEUE_PATH: the queue cannot be kept in {str(path)!r} ({error}). "
            "Name a file in a folder that the server's user may write to."
        ) from error


def consumer(services: Services, workers: int) -> Consumer:
    """Return Huey's consumer with our tasks; ``run()`` serves until a signal ends it."""
    queue = open_queue(Path(services.settings.queue_path))
    # Rings of a consumer that was killed say nothing that the store does not know.
    queue.flush()
    each_minute = register(queue, Work(services), workers)
    each_minute()
    return queue.create_consumer(
        workers=workers, max_delay=1.0, graceful_signal="TERM", shutdown_timeout=_STOP_SECONDS
    )


def register(queue: SqliteHuey, work: Work, workers: int) -> Callable[[], object]:
    """Register the tasks, and the periodic ones that ring for them; return the minute's."""

    def fetch_page() -> None:
        _guarded(work.fetch_page)

    def ask_hubs() -> None:
        _guarded(work.ask_hubs)

    ring_look = queue.task(expires=_RING_SECONDS)(fetch_page)
    ring_hubs = queue.task(expires=_RING_SECONDS)(ask_hubs)

    def poll(site_key: str, url: str) -> None:
        _guarded(work.poll, site_key, url)
        ring_look()

    ring_poll = queue.task(expires=_RING_SECONDS)(poll)

    def each_minute() -> None:
        for site_key, url in work.due_sources():
            ring_poll(site_key, url)
        for _ in range(workers):
            ring_look()
        ring_hubs()

    def each_night() -> None:
        _guarded(work.forget)

    queue.periodic_task(crontab(minute="17", hour="3"))(each_night)
    queue.periodic_task(crontab(minute="*"))(each_minute)
    return each_minute


def _guarded(task: Callable[..., object], *arguments: str) -> None:
    """Run the task; what fails is said in the log, and rung for again a minute later."""
    try:
        task(*arguments)
    except WidgetError as error:
        _log.warning("work_failed", extra={"code": error.code, "problem": error.message})
