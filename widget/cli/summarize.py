"""The command that summarises a file or a published article, without a running server."""

from __future__ import annotations

import html
import json
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from widget.bootstrap import local_services, now
from widget.cli.context import services, settings
from widget.domain.draft import SummaryShape
from widget.domain.summary import Refusal
from widget.rules.text import folded
from widget.rules.words import article_words
from widget.usecases.publishing import publish
from widget.usecases.summaries.summarize import outcome_of

if TYPE_CHECKING:
    from widget.bootstrap import LocalServices
    from widget.domain.article import Article
    from widget.domain.summary import Outcome, Point
    from widget.usecases.summaries.summarize import SummaryRules

SHOWN_CHARACTERS = 100
"""Characters of a sentence that are shown beside its score."""


@click.command()
@click.argument("article", metavar="FILE|URL")
@click.option("--points", type=click.IntRange(1, 5), help="Points at most.")
@click.option("--words", type=click.IntRange(20, 300), help="Words of all points, about.")
@click.option("--json", "show", flag_value="json", default="text", help="Print JSON for a program.")
@click.option("--explain", "show", flag_value="explain", help="Print the score of each sentence.")
def summarize(article: str, points: int | None, words: int | None, show: str) -> None:
    """Print the points of an article and their sources.

    FILE is a .txt, .html or .json file and needs no server and no database; URL is the
    address of an article that was published to this server.
    """
    local = _shaped(local_services(settings()), points, words)
    by_address = "://" in article
    found, outcome = _of_url(article, local.rules) if by_address else _of_file(article, local)
    if show == "json":
        click.echo(json.dumps(_as_data(found, outcome), ensure_ascii=False, indent=2))
    elif show == "explain":
        _explain(found, local)
    else:
        _print(found, outcome)


def _shaped(local: LocalServices, points: int | None, words: int | None) -> LocalServices:
    rules = local.rules
    most = None if points else rules.shape.most
    shape = SummaryShape(points or rules.shape.points, words or rules.shape.words, most)
    return replace(local, rules=replace(rules, shape=shape))


def _of_file(name: str, local: LocalServices) -> tuple[Article, Outcome]:
    path = Path(name)
    if not path.is_file():
        raise click.BadParameter(
            f"there is no file {name!r}; check its path.", param_hint="FILE|URL"
        )
    return publish.preview(local.rules, local.manuscript_of_file(path), now())


def _of_url(url: str, rules: SummaryRules) -> tuple[Article, Outcome]:
    with services() as opened:
        article = publish.find(opened.store, url)
    return article, outcome_of(article, rules, now())


def _print(article: Article, outcome: Outcome) -> None:
    click.echo(click.style(article.headline.title, bold=True))
    if isinstance(outcome, Refusal):
        words = article_words(article)
        click.echo(f"No summary: {outcome.reason.value} ({words} words).")
        return
    for number, point in enumerate(outcome.points, 1):
        click.echo(f"\n{number}. {_plain(point)}")
        if point.source:
            where = f"   characters {point.source.start} to {point.source.end} of the text"
            click.echo(click.style(where, dim=True))


def _explain(article: Article, local: LocalServices) -> None:
    found = local.explain(article, local.rules.shape)
    if found.unsaid:
        said = ", ".join(found.unsaid)
        click.echo(click.style(f"The points do not say what the title says: {said}", bold=True))
    for each in found.sentences:
        score = "     -" if each.score is None else f"{each.score:6.2f}"
        features = ", ".join(f"{one.feature} {one.effect:+.2f}" for one in each.strongest)
        verdict = f"left out: {each.left_out}" if each.left_out else "chosen"
        click.echo(f"{score}  {_shortened(each.passage.quote)}")
        click.echo(click.style(f"        {verdict}", bold=not each.left_out))
        if features:
            click.echo(click.style(f"        {features}", dim=True))


def _shortened(text: str) -> str:
    line = folded(text)
    return line if len(line) <= SHOWN_CHARACTERS else line[: SHOWN_CHARACTERS - 1] + "…"


def _as_data(article: Article, outcome: Outcome) -> dict[str, object]:
    data: dict[str, object] = {"title": article.headline.title}
    if isinstance(outcome, Refusal):
        return data | {"state": "unavailable", "reason": outcome.reason.value}
    points = [
        {
            "text": _plain(point),
            "start": point.source.start if point.source else None,
            "end": point.source.end if point.source else None,
            "quote": point.source.quote if point.source else None,
        }
        for point in outcome.points
    ]
    return data | {"state": "ready", "origin": outcome.origin.value, "points": points}


def _plain(point: Point) -> str:
    return html.unescape(point.content.markup)
