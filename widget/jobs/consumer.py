"""The consumer: Huey's workers and its clock, woken by presses, one for each store.

The queue holds no state. The store knows what is due; a lost queue or a killed consumer costs
seconds.
"""

from __future__ import annotations

import logging
import os
import sqlite3
import threading
from functools import partial
from typing import TYPE_CHECKING, Final

from huey import SqliteHuey, crontab

from widget.background.counter_file import Counting
from widget.background.shared_file import open_shared
from widget.background.wake import Alarm
from widget.bootstrap import now
from widget.domain.errors import SettingsError
from widget.jobs.work import Task, Work, guarded, noted

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from huey.consumer import Consumer

    from widget.background.presence import Place
    from widget.bootstrap.ingest import ConsumerFiles, IngestServices

_log = logging.getLogger("widget.consumer")

TICK_SECONDS: Final = 1.0
"""How long a due page waits at most without a wake."""

_EXPIRE_SECONDS: Final = 60
"""How long a task waits for a worker; then the next one replaces it."""

_STOP_SECONDS: Final = 12.0
"""How long work under way is waited for at the end; what is left is done by the next consumer.

A fetch takes 10 seconds at most.
"""

_QUEUE_SECONDS: Final = 0.25
"""How long an idle worker leaves the queue alone."""

_METHODS: Final[dict[Task, Callable[..., object]]] = {
    Task.FETCH_PAGES: Work.fetch_pages,
    Task.POLL: Work.poll,
    Task.RENEW_SUBSCRIPTIONS: Work.renew_subscriptions,
}
_PRIORITY: Final = {Task.FETCH_PAGES: 0, Task.POLL: 1, Task.RENEW_SUBSCRIPTIONS: 1}
"""The higher goes first: an archive of pages must not keep sources waiting."""

_TIMES: Final[dict[str, tuple[Callable[..., object], Callable[..., bool]]]] = {
    "each_minute": (Work.each_minute, crontab(minute="*")),
    "each_hour": (Work.look_again, crontab(minute="41")),
    "before_each_night": (Work.bound_times, crontab(minute="7", hour="3")),
    "each_night": (Work.clean_up, crontab(minute="17", hour="3")),
}


def run(services: IngestServices, files: ConsumerFiles, place: Place, workers: int) -> None:
    """Serve until a signal ends it. Raises SettingsError."""
    queue = open_queue(files.queue, files.mode)
    work = register(queue, services, workers, lambda: place.polled(now()))
    alarm, stop = Alarm(files.wake, files.mode), threading.Event()
    ticking = threading.Thread(target=tick, args=(work, alarm, place, stop), name="tick")
    consumer = _consumer(queue, workers)
    counting = Counting(services.counters) if services.counters else None
    if counting is not None:
        counting.start_once()
    _log.info("consumer_started", extra={"pid": os.getpid(), "workers": workers})
    guarded(work.bound_times)
    guarded(work.each_minute)
    ticking.start()
    try:
        consumer.run()
    finally:
        stop.set()
        ticking.join()
        alarm.close()
        if counting is not None:
            counting.stop()
        _log.info("consumer_stopped", extra={"pid": os.getpid()})


def tick(work: Work, alarm: Alarm, place: Place, stop: threading.Event) -> None:
    """Enqueue what is due, each second and after each wake, until it is stopped."""
    while not stop.is_set():
        alarm.wait(TICK_SECONDS)
        try:
            guarded(work.tick)
            place.beat(now())
        except Exception:  # noqa: BLE001 - after a bug the consumer must go on
            _log.exception("tick_failed")


def open_queue(path: Path, mode: int) -> SqliteHuey:
    """Return the queue in this file, empty; makes file and folder where they are missing.

    ``mode`` says who may read and write a new one. Raises SettingsError where that cannot be.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        os.close(open_shared(path, mode))
        queue = SqliteHuey("widget", filename=str(path), results=False, utc=True)
        # Tasks of a consumer that was killed say nothing that the store does not know.
        queue.flush()
    except (OSError, sqlite3.Error) as error:
        raise SettingsError(
            f"WIDGET_QUEUE_PATH: the queue file {str(path)!r} cannot be opened ({error}). "
            f"{_cure(error)}"
        ) from error
    return queue


def _cure(error: Exception) -> str:
    # The class itself is SQLite's word for a file that is damaged, or never was one of its own.
    if type(error) is sqlite3.DatabaseError:
        return "Nothing in it is missed: delete it, if it is the queue's, or name another file."
    return "Name a file in a folder that the server's user may write to."


def register(
    queue: SqliteHuey, services: IngestServices, workers: int, polled: Callable[[], object]
) -> Work:
    """Return the work, whose tasks the queue now knows."""
    tasks: dict[Task, Callable[..., object]] = {}

    def enqueue(task: Task, *arguments: str) -> None:
        # More of the same than there are workers would only wait.
        if task is not Task.FETCH_PAGES or queue.pending_count() < workers:
            tasks[task](*arguments)

    work = Work(services, enqueue, polled)
    for task, method in _METHODS.items():
        declared = queue.task(expires=_EXPIRE_SECONDS, name=task.value, priority=_PRIORITY[task])
        tasks[task] = declared(partial(guarded, noted(task.value, partial(method, work))))
    for name, (method, time) in _TIMES.items():
        periodic = partial(guarded, noted(name, partial(method, work)))
        queue.periodic_task(time, name=name)(periodic)
    return work


def _consumer(queue: SqliteHuey, workers: int) -> Consumer:
    return queue.create_consumer(
        workers=workers,
        max_delay=_QUEUE_SECONDS,
        graceful_signal="TERM",
        shutdown_timeout=_STOP_SECONDS,
    )
