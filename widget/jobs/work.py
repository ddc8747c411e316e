"""What the consumer does, without its queue: one method for each kind of task, and the tick."""

from __future__ import annotations

import logging
from enum import StrEnum
from time import monotonic
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from widget import metrics
from widget.bootstrap import now, retention_of
from widget.domain.errors import WidgetError
from widget.jobs import renew_subscriptions
from widget.usecases.ingest import crawl
from widget.usecases.ingest import poll as sources
from widget.usecases.ingest.looks import look_again
from widget.usecases.ingest.poll_schedule import PollSchedule
from widget.usecases.sites.clean_up import bound_times, clean_up

if TYPE_CHECKING:
    from collections.abc import Callable

    from widget.bootstrap.ingest import IngestServices
    from widget.domain.source import TrackedPage
    from widget.usecases.ingest.context import FetchResult
    from widget.usecases.ingest.poll import Report

_log = logging.getLogger("widget.consumer")

_TURN_SECONDS: Final = 15.0
"""How long one task takes pages; then others have their turn."""

_READ: Final = ("created", "changed")
_COUNTED: Final = ("new", "changed", "gone", "refused")


class Task(StrEnum):
    """What can be put into the queue."""

    FETCH_PAGES = "fetch_pages"
    POLL = "poll"
    """With the key of a site and the URL of a source."""
    RENEW_SUBSCRIPTIONS = "renew_subscriptions"


class Work:
    """Polls sources, fetches pages, and says what is to be done next; for many threads."""

    def __init__(
        self,
        services: IngestServices,
        enqueue: Callable[..., object],
        polled: Callable[[], object] = lambda: None,
    ) -> None:
        """Take the services.

        ``enqueue`` puts a task with its arguments into the queue; ``polled`` is called after
        each poll.
        """
        self._services = services
        self._enqueue = enqueue
        self._polled = polled
        self._schedule = PollSchedule(services.settings.poll_seconds)

    def tick(self) -> None:
        """Put into the queue what is due at once: pages, and sources whose hubs sent a message.

        Called each second and after each wake. Raises StoreUnavailable.
        """
        leads = self._services.member.leads()
        with self._services.store.view() as view:
            has_news = leads and bool(view.sources_due(now()))
            is_due = bool(view.due(None, now(), 1))
        if has_news:
            self.enqueue_polls()
        if is_due:
            self._enqueue(Task.FETCH_PAGES)

    def each_minute(self) -> None:
        """Put into the queue the polls and subscriptions that are due, if we lead.

        Raises StoreUnavailable.
        """
        if not self._services.member.leads():
            return
        self.enqueue_polls()
        self._enqueue(Task.RENEW_SUBSCRIPTIONS)

    def enqueue_polls(self) -> None:
        """Put the sources into the queue that are to be polled now. Raises StoreUnavailable."""
        for site_key, url in self.due_sources():
            self._enqueue(Task.POLL, site_key, url)

    def due_sources(self) -> tuple[tuple[str, str], ...]:
        """Return site and URL of the sources to be polled now; each is returned once.

        Raises StoreUnavailable.
        """
        with self._services.store.view() as view:
            known = view.sources()
        return tuple((one.site_key, one.url) for one in self._schedule.take(known, now()))

    def poll(self, site_key: str, url: str) -> None:
        """Poll one source, and enqueue the fetch of its pages. Raises StoreUnavailable."""
        with self._services.store.view() as view:
            source = view.source(site_key, url)
        if source is None:
            return
        report = sources.poll(self._services.ingest, source, now())
        self._schedule.polled(report, now())
        self._polled()
        self._services.member.polled(now())
        _log_poll(report)
        self._enqueue(Task.FETCH_PAGES)

    def fetch_pages(self) -> int:
        """Fetch pages that are due, until there are none or the worker's turn is over.

        Returns how many. Raises StoreUnavailable.
        """
        done, end = 0, monotonic() + _TURN_SECONDS
        # One at a time: a page that a reader waits for is the next, whatever else is due.
        scope = crawl.Scope(now, at_once=1)
        while fetched := crawl.fetch_due(self._services.ingest, scope, _log_fetch):
            done += fetched
            if monotonic() > end:
                break
        return done

    def renew_subscriptions(self) -> int:
        """Ask the hubs whose subscriptions are due; return how many. Raises StoreUnavailable."""
        return renew_subscriptions.ask(self._services, now())

    def look_again(self) -> int:
        """Make the hour's share of old and of refused pages due, if we lead; return how many.

        Raises StoreUnavailable.
        """
        return look_again(self._services.store, now()) if self._services.member.leads() else 0

    def bound_times(self) -> None:
        """Bound times by now that a clock set which was ahead. Raises StoreUnavailable."""
        if count := bound_times(self._services.store, now()):
            _log.warning("clock_was_ahead", extra={"times": count})

    def clean_up(self) -> None:
        """Delete what was kept long enough, if we lead. Raises StoreUnavailable."""
        if self._services.member.leads():
            clean_up(self._services.store, retention_of(self._services.settings), now())


def guarded(task: Callable[..., object], *arguments: str) -> None:
    """Run the task; a failure is logged, and the task is due again."""
    try:
        task(*arguments)
    except WidgetError as error:
        _log.warning("work_failed", extra={"code": error.code, "problem": error.message})


def noted(name: str, task: Callable[..., object]) -> Callable[..., object]:
    """Return the task, of which is noted for the metrics how it ends and what time it takes."""

    def run(*arguments: str) -> object:
        began, outcome = monotonic(), "failed"
        try:
            done = task(*arguments)
            outcome = "done"
            return done
        finally:
            metrics.count(metrics.JOBS, name, outcome)
            metrics.observe(metrics.JOB_SECONDS, monotonic() - began, name)

    return run


def _log_poll(report: Report) -> None:
    place = {"site": report.source.site_key, "source": report.source.url}
    metrics.count(metrics.POLLS, "failed" if report.problem else "answered")
    _log.info("polled", extra=place | {name: getattr(report, name) for name in _COUNTED})
    if report.problem:
        _log.warning("poll_failed", extra=place | {"problem": report.problem})
    if report.left_out:
        _log.warning("listing_cut", extra=place | {"problem": " ".join(report.left_out)})


def _log_fetch(page: TrackedPage, result: FetchResult) -> None:
    place = {"site": page.site_key, "url": page.url}
    metrics.count(metrics.FETCHES, urlsplit(page.url).hostname or "", result.value)
    if page.source_url is None and page.pressed_at and page.attempted_at:
        waited = (page.attempted_at - page.pressed_at).total_seconds()
        metrics.observe(metrics.WAIT_SECONDS, max(waited, 0.0))
    why = {"problem": page.problem} if page.problem else {}
    _log.info("page_fetched", extra=place | {"outcome": result.value} | why)
    if page.doubt and result.value in _READ:
        _log.warning("text_doubtful", extra=place | {"problem": page.doubt})
