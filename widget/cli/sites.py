"""Commands of the operator: sites and their API keys."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import click

from widget import operating, reading
from widget.cli.context import Group, services
from widget.limits import SITE_POINTS, SITE_WORDS
from widget.model import Form, Site
from widget.runtime import now

if TYPE_CHECKING:
    from collections.abc import Callable


@click.group(cls=Group)
def sites() -> None:
    """Add and show the sites that may embed the widget."""


_page_host = click.option(
    "--page-host",
    "page_hosts",
    multiple=True,
    help="Host of the article pages, such as news.example; may be given again.",
)
_origin = click.option(
    "--origin",
    "origins",
    multiple=True,
    help="Origin that may show the reading page in a frame, such as https://news.example.",
)
_points = click.option(
    "--points", type=click.IntRange(*SITE_POINTS), help="Points of a summary; as WIDGET_POINTS."
)
_words = click.option(
    "--words", type=click.IntRange(*SITE_WORDS), help="Words of all points; as WIDGET_WORDS."
)
_form = click.option(
    "--form", type=click.Choice(list(Form), case_sensitive=False), help="How they are laid out."
)


def _described(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command the options that say everything about a site but its name and language."""
    for option in (_form, _words, _points, _origin, _page_host):
        command = option(command)
    return command


@sites.command()
@click.argument("key")
@click.option("--name", required=True, help="What readers call the site.")
@_described
@click.option("--language", default="en", show_default=True, help="Language of the articles.")
def add(key: str, **options: Any) -> None:  # the options are Site's fields
    """Add the site KEY and print its API key, which is shown this once.

    \b
    Example:
      widget sites add daily --name "The Daily" --page-host news.example
    """
    given = {name: value for name, value in options.items() if value is not None}
    with services() as opened:
        api_key = operating.add_site(opened.store, Site(key, **given), now())
    click.echo(f"Added the site {key}.", err=True)
    _tell_key(api_key)


@sites.command()
@click.argument("key")
@click.option("--name", help="What readers call the site.")
@_described
@click.option("--language", help="Language of the articles.")
def change(key: str, **options: Any) -> None:  # the options are Site's fields
    """Change a site.

    What is not given stays, a list that is given replaces the old one. Summaries that are
    there keep their length until `widget articles renew`.

    \b
    Example:
      widget sites change daily --origin https://news.example
    """
    given = {name: value for name, value in options.items() if value}
    if not given:
        raise click.UsageError("Name what to change, such as --origin https://news.example.")
    with services() as opened:
        site = replace(reading.site_of(opened.store, key), **given)
        operating.change_site(opened.store, site, now())
    click.echo(f"Changed the site {key}.", err=True)


@sites.command("list")
def list_sites() -> None:
    """List all sites: key, name, page hosts."""
    with services() as opened:
        known = operating.sites(opened.store)
    if not known:
        click.echo("There are no sites yet; add one with `widget sites add`.", err=True)
    for site in known:
        click.echo(f"{site.key}\t{site.name}\t{' '.join(site.page_hosts)}")


@sites.command()
@click.argument("key")
def show(key: str) -> None:
    """Show the site KEY."""
    with services() as opened:
        site = reading.site_of(opened.store, key)
    click.echo(f"key         {site.key}")
    click.echo(f"name        {site.name}")
    click.echo(f"language    {site.language}")
    click.echo(f"page hosts  {' '.join(site.page_hosts)}")
    click.echo(f"points      {site.points or '(as WIDGET_POINTS)'}")
    click.echo(f"words       {site.words or '(as WIDGET_WORDS)'}")
    click.echo(f"form        {site.form}")
    click.echo(f"origins     {' '.join(site.origins) or '(none: the page cannot be framed)'}")


@sites.command("rotate-key")
@click.argument("key")
def rotate_key(key: str) -> None:
    """Print a new API key for the site KEY; the old one stops working at once."""
    with services() as opened:
        api_key = operating.rotate_key(opened.store, key, now())
    _tell_key(api_key)


def _tell_key(api_key: str) -> None:
    click.echo("Its API key, which is not shown again:", err=True)
    click.echo(api_key)
