"""Commands of the operator: sites and their API keys."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import click

from widget.bootstrap import now
from widget.cli.context import Group, services
from widget.cli.site_options import described, fields_of
from widget.domain.site import Site
from widget.rules import pictures
from widget.translations import replaceable
from widget.usecases.reading import read_panel
from widget.usecases.sites import manage


@click.group(cls=Group)
def sites() -> None:
    """Add and show the sites that may embed the widget."""


@sites.command(short_help="Add a site and print its API key.")
@click.argument("key")
@click.option("--name", required=True, help="What readers call the site.")
@described
@click.option("--language", default="en", show_default=True, help="Language of the articles.")
def add(key: str, **options: Any) -> None:  # the options are Site's fields
    """Add the site KEY and print its API key, which is not shown again.

    \b
    Example:
      widget sites add daily --name "The Daily" --page-host news.example
    """
    given = {"origins": (), "page_hosts": ()} | fields_of(options)
    with services() as opened:
        api_key = manage.add_site(opened.store, Site(key, **given), now())
    click.echo(f"Added the site {key}.", err=True)
    _print_key(api_key)


@sites.command()
@click.argument("key")
@click.option("--name", help="What readers call the site.")
@described
@click.option("--language", help="Language of the articles.")
def change(key: str, **options: Any) -> None:  # the options are Site's fields
    """Change a site.

    Options that are not given stay as they are. A list that is given replaces the old one.
    Existing summaries keep their length until `widget articles renew`.

    \b
    Example:
      widget sites change daily --origin https://news.example
    """
    if not fields_of(options):
        raise click.UsageError("Name what to change, such as --origin https://news.example.")
    with services() as opened:
        before = read_panel.site_of(opened.store, key)
        site = replace(before, **fields_of(options, before))
        manage.change_site(opened.store, site, now())
    click.echo(f"Changed the site {key}.", err=True)


@sites.command("list")
def list_sites() -> None:
    """List all sites: key, name, page hosts."""
    with services() as opened:
        known = manage.sites(opened.store)
    if not known:
        click.echo("There are no sites yet; add one with `widget sites add`.", err=True)
    for site in known:
        click.echo(f"{site.key}\t{site.name}\t{' '.join(site.page_hosts)}")


@sites.command()
@click.argument("key")
def show(key: str) -> None:
    """Show the site KEY."""
    with services() as opened:
        site = read_panel.site_of(opened.store, key)
    click.echo(f"key         {site.key}")
    click.echo(f"name        {site.name}")
    click.echo(f"language    {site.language}")
    click.echo(f"page hosts  {' '.join(site.page_hosts)}")
    click.echo(f"points      {site.points or '(as WIDGET_POINTS)'}")
    click.echo(f"words       {site.words or '(as WIDGET_WORDS)'}")
    click.echo(f"form        {site.form}")
    click.echo(f"on demand   {'yes' if site.on_demand else 'no'}")
    click.echo(f"neighbours  {'of the same section' if site.same_section else 'of any section'}")
    click.echo(f"pictures    {' '.join(pictures.hosts_of(site)) or '(none)'}")
    click.echo(f"leads to    {' '.join((*site.page_hosts, *site.neighbour_hosts))}")
    rules = site.eligibility
    click.echo(f"allowed     {' '.join(sorted(rules.allowed)) or '(nothing beside news articles)'}")
    click.echo(f"excluded    {' '.join((*rules.excluded_sections, *rules.excluded_paths)) or '-'}")
    click.echo(f"origins     {' '.join(site.origins) or '(none: the page cannot be framed)'}")
    for text_key, text in sorted(site.texts.items()):
        click.echo(f"text        {text_key}={text}")


@sites.command("texts")
def list_texts() -> None:
    """List the keys that `--text` takes: key, English.

    A text that stands in two forms counts something; your own is then said of every number. What
    is written as %(number)s is filled in. The words while a summary loads, and when the server
    cannot be reached, are in the script and cannot be replaced.
    """
    for key, text in sorted(replaceable().items()):
        click.echo(f"{key}\t{' / '.join(text.english)}")


@sites.command("rotate-key", short_help="Print a new API key for a site.")
@click.argument("key")
def rotate_key(key: str) -> None:
    """Print a new API key for the site KEY; the old one stops working at once."""
    with services() as opened:
        api_key = manage.rotate_key(opened.store, key, now())
    _print_key(api_key)


@sites.command("hook-secret", short_help="Print a new secret for a site's webhooks.")
@click.argument("key")
def hook_secret(key: str) -> None:
    """Print a new secret for the webhooks of the site KEY; the old one stops working at once.

    The CMS signs its messages with it. It is not shown again.
    """
    with services() as opened:
        secret = manage.rotate_hook_secret(opened.store, key, now())
    click.echo("Its secret for webhooks, which is not shown again:", err=True)
    click.echo(secret)


def _print_key(api_key: str) -> None:
    click.echo("Its API key, which is not shown again:", err=True)
    click.echo(api_key)
