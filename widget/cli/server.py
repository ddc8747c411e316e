"""Commands around the server: its settings, the two lines for pages, and its start."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click

from widget.bootstrap import build
from widget.cli.context import services, settings
from widget.config import explain
from widget.usecases.reading import read_panel


@click.command("settings")
def show_settings() -> None:
    """Print every setting, its source and its help."""
    for entry in explain(os.environ):
        click.echo(f"{entry.name}={entry.value}  ({entry.source})")
        click.echo(f"    {entry.explanation}")


@click.command()
@click.argument("site")
@click.option(
    "--url",
    default="ARTICLE",
    help="Address of the page, or your template's expression for it, URL-encoded.",
)
def snippet(site: str, url: str) -> None:
    """Print the two lines that SITE puts into its article pages."""
    with services() as opened:
        known = read_panel.site_of(opened.store, site)
        base = opened.settings.public_url
    click.echo(
        f'<summary-widget site="{known.key}"><a href="{base}/read/{known.key}?url={url}">'
        "No time to read? Get a summary</a></summary-widget>"
    )
    click.echo(f'<script async src="{base}/embed.js"></script>')
    if url == "ARTICLE":
        click.echo("ARTICLE is the page's own address, URL-encoded.", err=True)


@click.command(short_help="Start the server: gunicorn, and the consumer beside it.")
def serve() -> None:
    """Start the whole server: gunicorn with these settings, and the consumer beside it."""
    build(settings()).close()
    configuration = _gunicorn_configuration()
    arguments = [sys.executable, *_gunicorn(), "-c", str(configuration), "wsgi:app"]
    sys.stdout.flush()
    os.execv(sys.executable, arguments)  # noqa: S606 - the process becomes gunicorn


def _gunicorn() -> tuple[str, ...]:
    """Return what Python runs: the program, which can start itself anew (SIGUSR2), if installed."""
    program = Path(sys.executable).with_name("gunicorn")
    return (str(program),) if program.is_file() else ("-m", "gunicorn")


def _gunicorn_configuration() -> Path:
    package = Path(__file__).parents[1]
    inside = package / "gunicorn.conf.py"
    return inside if inside.is_file() else package.parent / "gunicorn.conf.py"
