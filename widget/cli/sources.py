"""Commands for what a publisher's site offers by itself: its feeds, sitemaps and pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from widget import gathering, operating, reading, sourcing
from widget.cli.context import Group, services
from widget.cli.found import show_listing, show_page
from widget.cli.progress import Progress
from widget.errors import UnknownSource, Unreadable
from widget.listings import Asker, Source, SourceKind, Validators
from widget.runtime import now

if TYPE_CHECKING:
    from widget.model import Site
    from widget.runtime import Services
    from widget.sourcing import Report

_site = click.option("--site", "site_key", required=True, help="Key of the site.")
_kind = click.option(
    "--kind",
    type=click.Choice(list(SourceKind), case_sensitive=False),
    help="What is at URL; without it the server looks.",
)


@click.group(cls=Group)
def sources() -> None:
    """Learn articles from a site's feeds, sitemaps and WordPress API."""


@sources.command()
@click.argument("url")
@_site
@_kind
def add(url: str, site_key: str, kind: SourceKind | None) -> None:
    """Poll the feed, sitemap or WordPress API at URL from now on (`widget work` does it).

    \b
    Example:
      widget sources add https://news.example/feed.xml --site daily
    """
    with services() as opened:
        site = reading.site_of(opened.store, site_key)
        known = kind or opened.press.kind_of(url, site.page_hosts)
        operating.add_source(opened.store, Source(site_key, url, SourceKind(known)))
    click.echo(f"Added the {known} {url}.", err=True)
    click.echo("`widget work` polls it; `widget sources poll` does it now.", err=True)


@sources.command("list")
@click.option("--site", "site_key", help="Only the sources of this site.")
def list_sources(site_key: str | None) -> None:
    """List the sources, and the latest pages that became no article."""
    with services() as opened, opened.store.view() as view:
        for source in view.sources():
            if site_key in {None, source.site_key}:
                click.echo("\t".join([source.site_key, source.kind, source.url, _state(source)]))
        for site in view.sites():
            if site_key in {None, site.key}:
                for sighting in view.problems(site.key, 20):
                    click.echo(f"{site.key}\tpage\t{sighting.url}\t{sighting.problem}")


@sources.command()
@click.argument("url")
@_site
def remove(url: str, site_key: str) -> None:
    """Poll URL no more; the articles that it brought stay."""
    with services() as opened:
        operating.remove_source(opened.store, site_key, url)
    click.echo(f"Removed {url}.", err=True)


@sources.command()
@click.argument("url", required=False)
@_site
def poll(url: str | None, site_key: str) -> None:
    """Poll the source URL, or all sources of the site, now."""
    with services() as opened, Progress("Polling") as progress:
        wanted = _wanted(opened, site_key, url)
        for number, source in enumerate(wanted, 1):
            click.echo(_said(sourcing.poll(opened.gathering, source, now())))
            progress.step(number, len(wanted))
        with opened.store.view() as view:
            due = view.count_due(site_key, now())
    if due:
        click.echo(f"{due:,} pages are due; `widget work` looks at them.", err=True)


@sources.command()
@click.argument("url")
@_site
@_kind
def test(url: str, site_key: str, kind: SourceKind | None) -> None:
    """Fetch one page, feed or sitemap, and show what would be stored; nothing is.

    \b
    Example:
      widget sources test https://news.example/city/bridge --site daily
    """
    with services() as opened:
        site = reading.site_of(opened.store, site_key)
        try:
            known = kind or opened.press.kind_of(url, site.page_hosts)
        except Unreadable:
            _test_page(opened, site, url)
        else:
            _test_listing(opened, site, Source(site_key, url, SourceKind(known)))


def _test_listing(opened: Services, site: Site, source: Source) -> None:
    listing = opened.press.poll(source, site.page_hosts).listing
    click.echo(f"This is a {source.kind}.")
    if listing is not None:
        show_listing(site, listing)


def _test_page(opened: Services, site: Site, url: str) -> None:
    page = opened.press.page(url, site.page_hosts, Asker.PUBLISHER, Validators())
    if page is not None:
        article, outcome = gathering.preview(opened.gathering, site, page, now())
        show_page(page, article, outcome)


def _wanted(opened: Services, site_key: str, url: str | None) -> tuple[Source, ...]:
    reading.site_of(opened.store, site_key)
    with opened.store.view() as view:
        found = tuple(
            one for one in view.sources() if one.site_key == site_key and url in {None, one.url}
        )
    if url and not found:
        raise UnknownSource(url)
    return found


def _state(source: Source) -> str:
    if source.problem:
        return f"failed {source.failures} times: {source.problem}"
    return f"latest {source.latest:%Y-%m-%d %H:%M}" if source.latest else "no article yet"


def _said(report: Report) -> str:
    if report.problem:
        return f"failed\t{report.source.url}\t{report.problem}"
    counts = (
        f"{getattr(report, name):,} {name}"
        for name in ("new", "changed", "unchanged", "gone", "foreign", "refused")
        if getattr(report, name)
    )
    return f"polled\t{report.source.url}\t{', '.join(counts) or 'nothing new'}"
