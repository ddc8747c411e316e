"""The output of `widget sources test`: exactly what would be stored, in colour."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

import click

from widget.cli.counting import counted
from widget.domain.article import MARKS
from widget.domain.errors import WidgetError
from widget.domain.summary import Refusal, Summary
from widget.rules import urls

if TYPE_CHECKING:
    from datetime import datetime

    from widget.domain.article import Article, Neighbour
    from widget.domain.site import Site
    from widget.domain.source import Entry, Listing, Page
    from widget.domain.summary import Outcome

_ENTRIES_SHOWN = 20
_LISTINGS_SHOWN = 5
_BEGINNING = 400


def show_page(page: Page, article: Article, outcome: Outcome) -> None:
    """Print the article that would be stored of a page, and its summary or why there is none."""
    head = article.headline
    marks = [name for name in MARKS if getattr(head.marks, name)]
    lines = {
        "url": head.url,
        "title": head.title,
        "author": head.author,
        "section": head.section,
        "language": head.language,
        "published": _time(page.manuscript.published_at or head.published_at),
        "modified": _time(page.manuscript.modified_at),
        "image": head.image,
        "previous": _neighbour(head.declared.previous),
        "next": _neighbour(head.declared.next),
        "marks": ", ".join(marks) or None,
    }
    _lines(lines)
    if page.manuscript.published_at is None:
        click.secho("No date was found: the time of the first fetch is used.", fg="yellow")
    if page.manuscript.doubt:
        click.secho(f"Doubtful: {_printable(page.manuscript.doubt)}", fg="yellow")
    _outcome(outcome)
    paragraphs = article.text.split("\n\n")
    characters = counted(len(article.text), "character")
    click.secho(f"\n{characters} in {counted(len(paragraphs), 'paragraph')}", bold=True)
    click.echo(article.text)


def show_listing(site: Site, listing: Listing) -> None:
    """Print the first articles of a listing, and its problems."""
    foreign = sum(not _own(site, entry) for entry in listing.entries)
    whole = sum(bool(entry.manuscript.body) for entry in listing.entries)
    articles = counted(len(listing.entries), "article")
    click.echo(f"{articles}, {whole:,} of them with the whole text.")
    if foreign:
        hosts = ", ".join(site.page_hosts)
        click.secho(f"Left out, because not on {hosts}: {foreign:,}.", fg="yellow")
    _more(listing)
    if listing.hub:
        click.echo(f"Its hub {listing.hub} announces changes at once (WebSub).")
    for problem in listing.problems:
        click.secho(problem, fg="yellow")
    for entry in islice(listing.entries, _ENTRIES_SHOWN):
        click.echo()
        _entry(site, entry)
    if len(listing.entries) > _ENTRIES_SHOWN:
        click.echo(f"\n… and {len(listing.entries) - _ENTRIES_SHOWN:,} more")


def _more(listing: Listing) -> None:
    if listing.more:
        click.echo(f"{counted(len(listing.more), 'further listing')}:")
    for url in listing.more[:_LISTINGS_SHOWN]:
        click.echo(f"  {_printable(url)}")
    if len(listing.more) > _LISTINGS_SHOWN:
        click.echo(f"  … and {len(listing.more) - _LISTINGS_SHOWN:,} more")


def _entry(site: Site, entry: Entry) -> None:
    listed = entry.manuscript
    lines = {
        "url": entry.url,
        "title": listed.title,
        "published": _time(listed.published_at),
        "modified": _time(listed.modified_at),
        "section": listed.section,
        "language": listed.language,
    }
    _lines(lines)
    if not _own(site, entry):
        click.secho("           not on a page host of the site: left out", fg="yellow")
    elif entry.gone:
        click.secho("           deleted: would be withdrawn", fg="red")
    elif listed.body:
        click.secho(f"           whole text: {listed.body[:_BEGINNING]}", dim=True)
    else:
        click.secho("           its page would be fetched", dim=True)


def _own(site: Site, entry: Entry) -> bool:
    try:
        return urls.belongs(urls.canonical(entry.url), site.page_hosts)
    except WidgetError:
        return False


def _lines(lines: dict[str, str | None]) -> None:
    for name, value in lines.items():
        if value:
            click.echo(click.style(f"{name:10} ", fg="cyan") + _printable(value))


def _outcome(outcome: Outcome) -> None:
    if isinstance(outcome, Refusal):
        click.secho(f"No summary: {outcome.reason.value}.", fg="red")
    if isinstance(outcome, Summary):
        click.secho("Summary", fg="green", bold=True)
        for point in outcome.points:
            click.secho(f"  - {point.source.quote if point.source else ''}", fg="green")


def _time(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None


def _neighbour(neighbour: Neighbour | None) -> str | None:
    named = neighbour and (neighbour.title or "(by its own title)")
    return f"{named} <{neighbour.url}>" if neighbour else None


def _printable(value: str) -> str:
    """Return the value without characters that could steer a terminal."""
    return "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in value)
