"""Commands of the publisher: articles in and out."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from widget.bootstrap import now
from widget.cli.context import Group, services
from widget.cli.looks import look_of
from widget.cli.progress import Progress
from widget.domain.errors import UnknownArticle
from widget.domain.summary import Refusal, Summary
from widget.rules import eligibility
from widget.usecases.ingest import status
from widget.usecases.publishing import publish as publishing
from widget.usecases.reading import read_panel

if TYPE_CHECKING:
    from widget.bootstrap import Services
    from widget.domain.article import Headline
    from widget.domain.site import Eligibility
    from widget.domain.summary import Outcome
    from widget.usecases.articles import save

_READY = "ready"
_site = click.option("--site", "site_key", required=True, help="Key of the site.")


@click.group(cls=Group)
def articles() -> None:
    """Publish, show and withdraw articles."""


@articles.command()
@click.argument(
    "files",
    nargs=-1,
    required=True,
    metavar="FILE...",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
)
@_site
@click.option("--url", help="Address of the article's page, for a single FILE that names none.")
def publish(files: tuple[Path, ...], site_key: str, url: str | None) -> None:
    """Publish articles from files.

    Each FILE is .json, .html or .txt. A file that is published twice is one article.

    \b
    Example:
      widget articles publish story.txt --site daily --url https://news.example/story
    """
    if url and len(files) > 1:
        raise click.UsageError("--url takes one FILE; publish the others without it.")
    with services() as opened, Progress("Publishing") as progress:
        for number, path in enumerate(files, 1):
            done = _publish(opened, site_key, path, url)
            address = done.article.headline.url
            click.echo(f"{done.change.value}\t{_state(done.outcome)}\t{address}")
            progress.step(number, len(files))


@articles.command("list")
@_site
@click.option(
    "--limit",
    type=click.IntRange(1, 10_000),
    default=50,
    show_default=True,
    help="At most this many of the latest articles.",
)
@click.option("--left-out", is_flag=True, help="Only those without a summary, and why.")
def list_articles(site_key: str, limit: int, left_out: bool) -> None:  # noqa: FBT001 - a switch
    """List the latest articles: URL, state, title."""
    with services() as opened:
        rules = read_panel.site_of(opened.store, site_key).eligibility
        for one in publishing.latest(opened.store, site_key, limit):
            state = _state_now(rules, one.headline, one.outcome)
            if left_out and state.startswith(_READY):
                continue
            click.echo(f"{one.headline.url}\t{state}\t{one.headline.title}")


@articles.command(short_help="Show an article and its summary, or why there is none.")
@click.argument("url")
@_site
def show(url: str, site_key: str) -> None:
    """Show the article at URL as it is stored, and its summary; or why it is no article."""
    with services() as opened:
        looks = look_of(status.page_of(opened.store, site_key, url))
        try:
            article, outcome = publishing.article_of(opened.store, site_key, url)
        except UnknownArticle:
            click.echo("\n".join(looks), nl=bool(looks))
            raise
        rules = read_panel.site_of(opened.store, site_key).eligibility
    head = article.headline
    for name in ("url", "title", "language", "section", "author", "published_at", "withdrawn_at"):
        click.echo(f"{name:13} {getattr(head, name) or '-'}")
    click.echo(f"{'fingerprint':13} {head.fingerprint}")
    click.echo("\n".join(looks), nl=bool(looks))
    click.echo(f"{'in panels':13} {'of others' if head.vouched else 'only in its own'}")
    click.echo(f"{'arrived':13} {'read from the site' if head.ingested else 'published here'}")
    click.echo(f"{'summary':13} {_state_now(rules, head, outcome)}")
    if isinstance(outcome, Summary):
        for point in outcome.points:
            click.echo(f"  - {point.content.markup}")
    click.echo(f"\n{article.text}")


@articles.command()
@click.argument("url")
@_site
def withdraw(url: str, site_key: str) -> None:
    """Withdraw the article at URL: its summary is not shown any more."""
    with services() as opened:
        first = publishing.withdraw(opened.store, site_key, url, now())
    click.echo("withdrawn" if first else "was withdrawn before")


@articles.command(short_help="Let an article be read from its site again.")
@click.argument("url")
@_site
def release(url: str, site_key: str) -> None:
    """Give the article at URL back to its source, after it was published or withdrawn here.

    Its page is fetched now, and from then on what the site shows counts.

    \b
    Example:
      widget articles release https://news.example/city/bridge --site daily
    """
    with services() as opened:
        first = publishing.release(opened.store, site_key, url, now())
    click.echo("released; its page is due" if first else "is read from its site already")


@articles.command(short_help="Make summaries anew.")
@_site
def renew(site_key: str) -> None:
    """Make summaries anew after an upgrade or a change of their length.

    The newsroom's own summaries stay. Readers see the old summary until the new one is there.
    """
    done = 0
    with services() as opened, Progress("Summarising") as progress:
        for done, total in publishing.renew(opened.store, opened.rules, site_key, now()):
            progress.step(done, total)
    click.echo(f"{done} made anew")


def _publish(opened: Services, site_key: str, path: Path, url: str | None) -> save.Published:
    manuscript = opened.manuscript_of_file(path)
    if url:
        manuscript = replace(manuscript, url=url)
    return publishing.publish(opened.store, opened.rules, site_key, manuscript, now())


def _state_now(rules: Eligibility, headline: Headline, outcome: Outcome | None) -> str:
    """Return what readers see under the site's rules of today, whatever was decided before."""
    if headline.withdrawn_at is not None:
        return "withdrawn"
    reason = eligibility.hidden_now(rules, headline, outcome, now())
    if reason is not None:
        return f"unavailable ({reason.value})"
    holds = outcome and eligibility.still_holds(rules, headline, outcome, now())
    return _state(outcome if holds else None)


def _state(outcome: Outcome | None) -> str:
    if isinstance(outcome, Summary):
        return f"{_READY} ({outcome.origin.value}, {len(outcome.points)} points)"
    if isinstance(outcome, Refusal):
        return f"unavailable ({outcome.reason.value})"
    return "pending"
