"""The command that imports an archive."""

from __future__ import annotations

import multiprocessing
import signal
from pathlib import Path
from typing import TYPE_CHECKING

import click

from widget.bootstrap import build_ingest, local_services, now
from widget.cli.context import EXIT_CODES, STOPPED, ingest_services, services, settings
from widget.cli.counting import counted
from widget.cli.progress import Progress
from widget.cli.source_options import find, of_kind, of_site
from widget.domain.errors import InvalidField, WidgetError
from widget.domain.limits import FETCH_AT_ONCE
from widget.domain.source import Source
from widget.rules.retry import LEASE
from widget.usecases.ingest import crawl, poll, status
from widget.usecases.publishing import publish
from widget.usecases.reading import read_panel

if TYPE_CHECKING:
    from multiprocessing.context import SpawnProcess
    from multiprocessing.sharedctypes import Synchronized
    from multiprocessing.synchronize import Event

    from widget.bootstrap import Services
    from widget.bootstrap.ingest import IngestServices
    from widget.config import Settings
    from widget.domain.source import SourceKind
    from widget.usecases.ingest.poll import Report

_AT_ONCE = 1
"""Pages that a process claims at once; if it is killed they wait for the leases of so many."""

_SOON = 2 * LEASE
"""Pages that are due so soon are said to be claimed, or to be tried again."""


@click.command("import", short_help="Import a feed, a sitemap, a WordPress API or a folder.")
@click.argument("target", metavar="FEED|SITEMAP|DIR")
@of_site
@of_kind
@click.option(
    "--workers",
    type=click.IntRange(1, FETCH_AT_ONCE),
    default=1,
    show_default=True,
    help="Processes that fetch and parse pages.",
)
def import_archive(target: str, site_key: str, kind: SourceKind | None, workers: int) -> None:
    """Import all articles of a feed, a sitemap, a WordPress API or a folder.

    You may stop the import at any time: what was imported stays. Call it again to continue.

    \b
    Examples:
      widget import https://news.example/sitemap.xml --site daily --workers 2
      widget import archive/ --site daily
    """
    if "://" not in target:
        _import_folder(Path(target), site_key)
        return
    with ingest_services() as opened:
        news = _list(opened, site_key, target, kind)
        total = status.count_due(opened.store, site_key, now())
    done, stopped = _fetch_all(settings(), site_key, total, workers)
    click.echo(f"{counted(news, 'article')} listed anew, {counted(done, 'page')} read.")
    _show_problems(site_key)
    if stopped:
        click.get_current_context().exit(STOPPED)
    _show_claimed(site_key)


def _list(opened: IngestServices, site_key: str, url: str, kind: SourceKind | None) -> int:
    """Read the listings, print a line for each, and return how many articles are news."""
    found = find(opened, read_panel.site_of(opened.store, site_key), url, kind)
    first = Source(site_key, url, found.kind)
    news = 0
    for report in poll.read_through(opened.ingest, first, now(), found.polled):
        click.echo(f"{report.source.url}\t{report.problem or _counts(report)}", err=True)
        news += report.new + report.changed
    return news


def _counts(report: Report) -> str:
    listed = report.new + report.changed + report.unchanged
    counts = [f"{counted(listed, 'article')}, {report.new + report.changed:,} of them news"]
    counts += [counted(len(report.more), "further listing")] if report.more else []
    counts += [f"{report.refused:,} refused"] if report.refused else []
    counts += [f"{report.foreign:,} on other hosts"] if report.foreign else []
    return ", ".join(counts if listed or len(counts) == 1 else counts[1:])


def _fetch_all(chosen: Settings, site_key: str, total: int, workers: int) -> tuple[int, bool]:
    """Let processes fetch all pages that are due.

    Returns how many pages were fetched, and whether Ctrl-C ended it before all were.
    """
    context = multiprocessing.get_context("spawn")
    done, stop = context.Value("q", 0), context.Event()
    arguments = (chosen, site_key, done, stop)
    processes = [
        context.Process(target=fetch_due, args=arguments, daemon=True) for _ in range(workers)
    ]
    for process in processes:
        process.start()
    try:
        _wait(processes, done, total)
    except KeyboardInterrupt:
        click.echo("\nStopping after the current pages. Call it again to continue.", err=True)
        stop.set()
        _wait(processes, done, total)
    if any(process.exitcode for process in processes):
        raise click.ClickException("A process that fetched pages ended early. Call it again.")
    return int(done.value), stop.is_set()


def _wait(processes: list[SpawnProcess], done: Synchronized[int], total: int) -> None:
    with Progress("Reading") as progress:
        for process in processes:
            while process.is_alive():
                process.join(0.2)
                progress.step(done.value, max(total, done.value))


def fetch_due(chosen: Settings, site_key: str, done: Synchronized[int], stop: Event) -> None:
    """Fetch the pages of the site that are due until there are none; count them in ``done``.

    ``stop`` ends it after the current pages.
    """
    # A terminal sends Ctrl-C to all processes; only the parent handles it.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    opened = build_ingest(chosen)
    # Pages that become due meanwhile, such as a next check, are left to the consumer.
    scope = crawl.Scope(now, _AT_ONCE, site_key, due_by=now())

    def count(*_: object) -> None:
        with done.get_lock():
            done.value += 1

    try:
        while not stop.is_set() and crawl.fetch_due(opened.ingest, scope, count):
            pass
    finally:
        opened.close()


def _show_problems(site_key: str) -> None:
    with services() as opened:
        problems = status.problems_of(opened.store, (site_key,), 5)
    if problems:
        click.echo("Some pages became no article; `widget sources list` says why:", err=True)
    for tracked in problems:
        click.echo(f"  {tracked.url}: {tracked.problem}", err=True)


def _show_claimed(site_key: str) -> None:
    """Print how many pages another process has claimed, which may have been killed."""
    soon = now() + _SOON
    with services() as opened:
        taken = status.count_due(opened.store, site_key, soon)
    if taken:
        why = "claimed by another import, or by one that was killed, or to be tried again soon"
        pages = counted(taken, "page")
        click.echo(f"{pages} more: {why}. Call it again after {soon:%H:%M} UTC.", err=True)


def _import_folder(folder: Path, site_key: str) -> None:
    if not folder.is_dir():
        raise click.BadParameter(
            f"there is no folder {str(folder)!r}; an address begins with https://.",
            param_hint="DIR",
        )
    suffixes = local_services(settings()).suffixes
    files = sorted(path for path in folder.rglob("*") if path.suffix.lower() in suffixes)
    if not files:
        raise click.BadParameter(f"{folder} has no {', '.join(suffixes)}.", param_hint="DIR")
    with services() as opened, Progress("Publishing") as progress:
        refused = 0
        for number, path in enumerate(files, 1):
            refused += not _publish(opened, site_key, path)
            progress.step(number, len(files))
    click.echo(f"{len(files) - refused:,} of {counted(len(files), 'file')} stored as articles.")
    if refused:
        click.get_current_context().exit(EXIT_CODES[InvalidField])


def _publish(opened: Services, site_key: str, path: Path) -> bool:
    """Publish one file; print its problem, which does not stop the others."""
    try:
        manuscript = opened.manuscript_of_file(path)
        publish.publish(opened.store, opened.rules, site_key, manuscript, now())
    except WidgetError as error:
        if error.code in {"unknown_site", "store_unavailable"}:
            raise
        click.echo(f"{path}: {error.message}", err=True)
        return False
    return True
