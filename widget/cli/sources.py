"""Commands for a site's sources: its feeds, sitemaps and WordPress API."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import click

from widget.bootstrap import now
from widget.cli.context import Group, ingest_services, services
from widget.cli.counting import counted
from widget.cli.preview import show_listing, show_page
from widget.cli.progress import Progress
from widget.cli.source_options import find, of_kind, of_site
from widget.domain.errors import Unreadable
from widget.domain.source import Asker, Source, SourceKind, Validators
from widget.rules import urls
from widget.usecases.ingest import crawl, looks, status
from widget.usecases.ingest import poll as sourcing
from widget.usecases.reading import read_panel
from widget.usecases.sites import manage

if TYPE_CHECKING:
    from collections.abc import Iterator

    from widget.bootstrap.ingest import IngestServices
    from widget.domain.site import Site
    from widget.domain.source import FoundSource
    from widget.usecases.ingest.poll import Report

_PROBLEMS: Final = 20
_NAMES: Final = {
    SourceKind.FEED: "feed",
    SourceKind.SITEMAP: "sitemap",
    SourceKind.WORDPRESS: "WordPress API",
}
_NO_SOURCES: Final = "There are no sources yet; add one with `widget sources add`."


@click.group(cls=Group)
def sources() -> None:
    """Poll a site's feeds, sitemaps and WordPress API for articles."""


@sources.command(short_help="Poll a feed, sitemap or WordPress API from now on.")
@click.argument("url")
@of_site
@of_kind
def add(url: str, site_key: str, kind: SourceKind | None) -> None:
    """Poll the feed, sitemap or WordPress API at URL from now on (the consumer does it).

    \b
    Example:
      widget sources add https://news.example/feed.xml --site daily
    """
    with ingest_services() as opened:
        site = read_panel.site_of(opened.store, site_key)
        known = SourceKind(kind) if kind else find(opened, site, url, None).kind
        first = manage.add_source(opened.store, Source(site_key, url, known))
    done = "Added the" if first else "Known already: the"
    click.echo(f"{done} {_NAMES[known]} {url}.", err=True)
    click.echo("The consumer polls it. To poll it now use `widget sources poll`.", err=True)


@sources.command("list")
@click.option("--site", "site_key", help="Only the sources of this site.")
def list_sources(site_key: str | None) -> None:
    """List the sources, and the latest pages that became no article."""
    with services() as opened:
        keys = sorted({site_key or each.key for each in manage.sites(opened.store)})
        wanted = [one for key in keys for one in status.sources_of(opened.store, key)]
        problems = status.problems_of(opened.store, keys, _PROBLEMS)
    if not wanted:
        click.echo(_NO_SOURCES, err=True)
    for source in wanted:
        click.echo("\t".join([source.site_key, source.kind, source.url, _state(source)]))
    for page in problems:
        click.echo("\t".join([page.site_key, "page", page.url, page.problem or ""]))


@sources.command()
@click.argument("url")
@of_site
def remove(url: str, site_key: str) -> None:
    """Stop polling URL; its articles stay."""
    with services() as opened:
        manage.remove_source(opened.store, site_key, urls.public_link(url, "url"))
    click.echo(f"Removed {url}.", err=True)


@sources.command()
@click.argument("url", required=False)
@of_site
def poll(url: str | None, site_key: str) -> None:
    """Poll the source URL, or all sources of the site, now."""
    url = urls.public_link(url, "url") if url else None
    with ingest_services() as opened, Progress("Polling") as progress:
        for number, (source, total) in enumerate(_each(opened, site_key, url), 1):
            report = sourcing.poll(opened.ingest, source, now())
            click.echo(_said(report))
            for problem in report.left_out:
                click.echo(f"  {problem}", err=True)
            progress.step(number, total)
        due = status.count_due(opened.store, site_key, now())
        opened.wake()
    if due:
        are = "is" if due == 1 else "are"
        click.echo(f"{counted(due, 'page')} {are} due; the consumer fetches them.", err=True)


@sources.command(short_help="Fetch the pages again that became no article.")
@of_site
def retry(site_key: str) -> None:
    """Make all listed pages of the site due that became no article.

    After an upgrade the consumer does so by itself, a few pages each hour.

    \b
    Example:
      widget sources retry --site daily
    """
    with services() as opened:
        done = looks.retry_refused(opened.store, site_key, now())
    are = "is" if done == 1 else "are"
    click.echo(f"{counted(done, 'page')} {are} due; the consumer fetches them.")


@sources.command(short_help="Show what would be stored of a page or a feed.")
@click.argument("url")
@of_site
@of_kind
def test(url: str, site_key: str, kind: SourceKind | None) -> None:
    """Fetch one page, feed or sitemap, and show what would be stored. Nothing is stored.

    \b
    Example:
      widget sources test https://news.example/city/bridge --site daily
    """
    with ingest_services() as opened:
        site = read_panel.site_of(opened.store, site_key)
        try:
            found = find(opened, site, url, kind)
        except Unreadable:
            if kind:
                raise
            _test_page(opened, site, url)
        else:
            _test_listing(site, found)


def _test_listing(site: Site, found: FoundSource) -> None:
    click.echo(f"This is a {_NAMES[found.kind]}.")
    if found.polled.listing is not None:
        show_listing(site, found.polled.listing)


def _test_page(opened: IngestServices, site: Site, url: str) -> None:
    page = opened.publisher_site.page(url, site.page_hosts, Asker.PUBLISHER, Validators())
    if page is not None:
        article, outcome = crawl.preview(opened.ingest, site, page, now())
        show_page(page, article, outcome)


def _each(opened: IngestServices, site_key: str, url: str | None) -> Iterator[tuple[Source, int]]:
    """Yield each source to poll and their number, with those that are found meanwhile."""
    asked: set[str] = set()
    if not status.sources_of(opened.store, site_key, url):
        click.echo(_NO_SOURCES, err=True)
    while waiting := [
        one for one in status.sources_of(opened.store, site_key, url) if one.url not in asked
    ]:
        asked.add(waiting[0].url)
        yield waiting[0], len(asked) + len(waiting) - 1


def _state(source: Source) -> str:
    if source.problem:
        again = f" Polled again after {source.rest_until:%H:%M} UTC." if source.rest_until else ""
        return f"failed {counted(source.failures, 'time')}: {source.problem}{again}"
    return f"latest {source.latest:%Y-%m-%d %H:%M}" if source.latest else "no dated article yet"


def _said(report: Report) -> str:
    if report.problem:
        return f"failed\t{report.source.url}\t{report.problem}"
    counts = (
        f"{getattr(report, name):,} {name}"
        for name in ("new", "changed", "unchanged", "gone", "foreign", "refused")
        if getattr(report, name)
    )
    listings = [counted(len(report.more), "further listing")] if report.more else []
    return f"polled\t{report.source.url}\t{', '.join([*counts, *listings]) or 'nothing new'}"
