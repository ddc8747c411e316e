"""Commands around the server: its settings, the two lines for pages, and its start."""

from __future__ import annotations

import os
import sys
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

import click

from widget import resources
from widget.bootstrap import build
from widget.cli import listening
from widget.cli.context import services, settings
from widget.config import explain, sources
from widget.config.setting_sources import PLACES
from widget.rules import fields
from widget.translations import button_label, end_label, texts
from widget.usecases.reading import read_panel

if TYPE_CHECKING:
    from widget.domain.site import Site


@click.command("settings")
def show_settings() -> None:
    """Print every setting, its source and its help."""
    for entry in explain(os.environ):
        click.echo(f"{entry.name}={entry.value}  ({entry.source})")
        click.echo(f"    {entry.explanation}")
    file = sources(os.environ).path
    click.echo(
        f"Settings file: {file or 'none; ' + ' and '.join(PLACES) + ' are looked for'}", err=True
    )


@click.command()
@click.argument("site")
@click.option(
    "--url",
    default="ARTICLE",
    help="Address of the page, or your template's expression for it, URL-encoded.",
)
@click.option("--language", help="Language of the labels, instead of the site's.")
def snippet(site: str, url: str, language: str | None) -> None:
    """Print the two lines that SITE puts into its article pages.

    It also says what a second button looks like, at the end of the article.
    """
    with services() as opened:
        known = read_panel.site_of(opened.store, site)
        settings = opened.settings
    words = texts(fields.language(language), known.language, own=known.texts)
    base, points = settings.public_url, known.points or settings.points
    link = f"{base}/read/{known.key}?url={url}"
    click.echo(_element(known, link, button_label(words)))
    click.echo(f'<script async src="{base}/embed.js"></script>')
    click.echo("For a second button, at the end of the article:", err=True)
    click.echo(f"  {_element(known, link, end_label(words, points))}", err=True)
    if url == "ARTICLE":
        click.echo("ARTICLE is the page's own address, URL-encoded.", err=True)


def _element(site: Site, link: str, label: str) -> str:
    anchor = f'<a href="{link}">{escape(label, quote=False)}</a>'
    return f'<summary-widget site="{site.key}">{anchor}</summary-widget>'


@click.command(short_help="Start the server: gunicorn, and the consumer beside it.")
@click.option("--fast", is_flag=True, help="Serve by granian (summary-widget[fast]), not gunicorn.")
def serve(fast: bool) -> None:  # noqa: FBT001 - a switch
    """Start the whole server: gunicorn with these settings, and the consumer beside it."""
    chosen = settings()
    build(chosen).close()
    listening.require_free(chosen.bind)
    if sys.stderr.isatty():
        click.echo(listening.told(chosen, holds_connections=fast), err=True)
    if fast:
        from widget.cli import fast_mode  # noqa: PLC0415 - the web application is heavy

        fast_mode.serve(chosen)
        return
    configuration = str(resources.path("gunicorn.conf.py"))
    # By its full name: the folder that we are started in may have a wsgi.py of its own.
    arguments = [sys.executable, *_gunicorn(), "-c", configuration, "widget.web.wsgi:app"]
    sys.stdout.flush()
    os.execv(sys.executable, arguments)  # noqa: S606 - the process becomes gunicorn


def _gunicorn() -> tuple[str, ...]:
    """Return what Python runs: the program, which can start itself anew (SIGUSR2), if installed."""
    program = Path(sys.executable).with_name("gunicorn")
    return (str(program),) if program.is_file() else ("-m", "gunicorn")
