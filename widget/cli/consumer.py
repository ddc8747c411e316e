"""The command that runs the consumer by itself."""

from __future__ import annotations

import logging
import os
import signal
import sys
import threading
import time
from contextlib import closing
from logging.config import dictConfig
from typing import TYPE_CHECKING

import click

from widget.background import presence
from widget.bootstrap import now
from widget.cli.context import EXIT_CODES, settings
from widget.domain.errors import WidgetError
from widget.logs import configuration

if TYPE_CHECKING:
    from collections.abc import Callable

    from widget.background.presence import Place
    from widget.bootstrap.ingest import ConsumerFiles
    from widget.config import Settings

_log = logging.getLogger("widget.consumer")


@click.command(short_help="Run the consumer until it is stopped.")
@click.option(
    "--workers",
    type=click.IntRange(1, 64),
    help="Pages and sources fetched at the same time; without it WIDGET_CONSUMER_WORKERS.",
)
@click.option(
    "--supervised",
    is_flag=True,
    help="Wait while another consumer runs, and end when standard input ends; for gunicorn.",
)
def work(workers: int | None, supervised: bool) -> None:  # noqa: FBT001 - a switch
    """Run the consumer: poll sources and fetch pages until it is stopped.

    `widget serve` and gunicorn start one by themselves. Use this where WIDGET_CONSUMER is off.
    """
    chosen = settings()
    dictConfig(configuration(chosen.log_level, chosen.log_format))
    at_once = workers or chosen.consumer_workers
    if not supervised:
        _consume(chosen, at_once, _take)
        return
    try:
        _consume(chosen, at_once, _take_when_free)
    except WidgetError as error:  # nobody sits at a terminal; the log is read by programs
        _log.error("consumer_failed", extra={"code": error.code, "problem": error.message})
        click.get_current_context().exit(EXIT_CODES[type(error)])


def _consume(chosen: Settings, at_once: int, take: Callable[[ConsumerFiles], Place]) -> None:
    from widget.bootstrap.ingest import build_ingest, consumer_files  # noqa: PLC0415
    from widget.jobs import consumer  # noqa: PLC0415 - Huey is for this command alone

    opened = build_ingest(chosen, children=min(at_once, os.cpu_count() or 1))
    try:
        files = consumer_files(chosen)
        with closing(take(files)) as place:
            consumer.run(opened, files, place, at_once)
    finally:
        opened.close()


def _take(files: ConsumerFiles) -> Place:
    return presence.take(files.place, files.mode, now())


def _take_when_free(files: ConsumerFiles) -> Place:
    """Wait for the place, and end when the process that holds our standard input ends."""
    threading.Thread(target=_end_with_input, daemon=True).start()
    return presence.take_when_free(files.place, files.mode, now, lambda: time.sleep(1))


def _end_with_input() -> None:
    while os.read(sys.stdin.fileno(), 1):
        pass
    os.kill(os.getpid(), signal.SIGTERM)
