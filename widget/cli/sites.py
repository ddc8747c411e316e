"""Commands of the operator: sites and their API keys."""

from __future__ import annotations

from dataclasses import replace

import click

from widget import operating, reading
from widget.cli.context import Group, services
from widget.model import Site
from widget.runtime import now


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


@sites.command()
@click.argument("key")
@click.option("--name", required=True, help="What readers call the site.")
@_page_host
@_origin
@click.option("--language", default="en", show_default=True, help="Language of the articles.")
def add(
    key: str, name: str, page_hosts: tuple[str, ...], origins: tuple[str, ...], language: str
) -> None:
    """Add the site KEY and print its API key, which is shown this once.

    \b
    Example:
      widget sites add daily --name "The Daily" --page-host news.example
    """
    with services() as opened:
        api_key = operating.add_site(
            opened.store, Site(key, name, origins, page_hosts, language), now()
        )
    click.echo(f"Added the site {key}.", err=True)
    _tell_key(api_key)


@sites.command()
@click.argument("key")
@click.option("--name", help="What readers call the site.")
@_page_host
@_origin
@click.option("--language", help="Language of the articles.")
def change(key: str, **options: str | tuple[str, ...] | None) -> None:
    """Change the site KEY; what is not given stays, a list that is given replaces the old one.

    \b
    Example:
      widget sites change daily --origin https://news.example
    """
    given = {name: value for name, value in options.items() if value}
    if not given:
        raise click.UsageError("Name what to change, such as --origin https://news.example.")
    with services() as opened:
        site = replace(reading.site_of(opened.store, key), **given)  # type: ignore[arg-type]
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
