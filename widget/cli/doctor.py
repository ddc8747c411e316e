"""The command that says why readers of a page get no summary."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

import click

from widget.bootstrap import now
from widget.cli.context import ingest_services
from widget.cli.counting import counted
from widget.domain.diagnosis import CheckStatus
from widget.domain.embed_page import FileAnswer
from widget.domain.errors import FetchFailed, InvalidField, UnknownSite
from widget.usecases.diagnosis.doctor import diagnose
from widget.usecases.diagnosis.examination import DoctorContext

if TYPE_CHECKING:
    from widget.bootstrap.ingest import IngestServices
    from widget.domain.diagnosis import Check, Diagnosis

_COLOURS: Final = {
    CheckStatus.OK: "green",
    CheckStatus.WARNING: "yellow",
    CheckStatus.ERROR: "red",
}
_WRONG: Final = 1
"""The exit code when something keeps readers from a summary."""


@click.command(short_help="Say why readers of a page get no summary.")
@click.argument("page_url")
@click.option("--site", "site_key", help="Key of the site; without it the page's host decides.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON for a program.")
def doctor(page_url: str, site_key: str | None, as_json: bool) -> None:  # noqa: FBT001 - a switch
    """Fetch the page at PAGE_URL and say, line by line, what keeps its readers from a summary.

    Looked at are the page, the site, the snippet, the script, the canonical link, the
    Content-Security-Policy, the server's files, optimisers, the article, and what a press would
    show now. Nothing is stored, and nothing is pressed.

    Exit codes: 0 when readers get a summary, also with warnings; 1 when something keeps them from
    it; 2 for a wrong call.

    \b
    Example:
      widget doctor https://news.example/city/bridge
    """
    with ingest_services() as opened:
        try:
            found = diagnose(_context(opened), page_url, site_key, now())
        except UnknownSite as error:
            raise click.BadParameter(error.message, param_hint="--site") from None
        except InvalidField as error:
            raise click.BadParameter(error.message, param_hint="PAGE_URL") from None
        public_url = opened.settings.public_url
    if as_json:
        click.echo(json.dumps(_as_data(found, public_url), ensure_ascii=False, indent=2))
    else:
        _print(found, public_url)
    if found.status is CheckStatus.ERROR:
        click.get_current_context().exit(_WRONG)


def _context(opened: IngestServices) -> DoctorContext:
    def own_file(name: str) -> FileAnswer:
        return _in_process(opened, name)

    consumer = opened.consumer()
    return DoctorContext(
        ingest=opened.ingest,
        quota=opened.presses.quota,
        public_url=opened.settings.public_url,
        own_file=own_file,
        consumer_runs=consumer.alive and not consumer.hangs(now()),
        other_urls=opened.settings.further_urls,
    )


def _in_process(opened: IngestServices, name: str) -> FileAnswer:
    """Ask the server's own application for a file, without the network. Raises FetchFailed."""
    from widget.web import create_app  # noqa: PLC0415 - Flask is for this case alone

    answer = create_app(opened).test_client().get(f"/{name}")
    if answer.status_code != 200:
        raise FetchFailed(
            f"Asked in this process, /{name} is answered with {answer.status_code}.",
            permanent=True,
            status=answer.status_code,
        )
    origin = answer.headers.get("Access-Control-Allow-Origin", "")
    return FileAnswer(answer.content_type, origin)


def _as_data(found: Diagnosis, public_url: str) -> dict[str, object]:
    checks = [
        {
            "check": one.check.value,
            "status": one.status.value,
            "message": one.message,
            "cure": one.cure,
            "help": _help(one, public_url),
        }
        for one in found.checks
    ]
    head = {"page": found.page, "site": found.site_key, "status": found.status.value}
    return head | {"checks": checks}


def _help(check: Check, public_url: str) -> str:
    """Return the address of the section of the help page; "" where nothing is wrong."""
    return f"{public_url}/help/embed#{check.code}" if check.code else ""


def _print(found: Diagnosis, public_url: str) -> None:
    for one in found.checks:
        status = click.style(f"{one.status.value:8}", fg=_COLOURS[one.status], bold=True)
        click.echo(f"{status} {one.check.value:10} {_printable(one.message)}")
        if one.cure:
            click.echo(f"{'':19} {click.style('cure:', bold=True)} {_printable(one.cure)}")
        if help_url := _help(one, public_url):
            click.echo(click.style(f"{'':19} {help_url}", dim=True))
    click.echo(click.style(_verdict(found), fg=_COLOURS[found.status], bold=True))


def _verdict(found: Diagnosis) -> str:
    by_status = [one.status for one in found.checks]
    errors, warnings = (by_status.count(one) for one in (CheckStatus.ERROR, CheckStatus.WARNING))
    if errors:
        return f"{counted(errors, 'error')}, {counted(warnings, 'warning')}."
    return f"Readers get a summary; {counted(warnings, 'warning')}."


def _printable(text: str) -> str:
    """Return the text without characters that could steer a terminal."""
    return "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in text)
