"""The command that asks five questions and writes settings, systemd unit and proxy file."""

from __future__ import annotations

import getpass
import os
import re
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from widget.cli import installation
from widget.cli.installation import Installation, Places, Proxy
from widget.domain.errors import InvalidField, OutsideWorldError, WidgetError
from widget.rules import fields

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

_MODE: Final = 0o644
_PROXY: Final = click.Choice([proxy.value for proxy in Proxy])
_QUESTIONS: Final[dict[str, tuple[str, Callable[[str], object]]]] = {
    "data": ("Folder for the database", lambda path: installation.check_data(_absolute(path))),
    "public_url": ("Address under which readers reach it", installation.check_public_url),
    "page_host": ("Host of your article pages", installation.check_page_host),
    "language": ("Language of the articles", fields.language),
    "proxy": (f"Proxy in front of it ({', '.join(Proxy)})", Proxy),
}
_PROGRAM: Final = """\
The program lies in a home folder, which the service's user cannot read. Install it for all users,
and call `widget init` again:
  UV_TOOL_DIR=/opt/uv UV_TOOL_BIN_DIR=/usr/local/bin uv tool install summary-widget
  pipx install --global summary-widget"""


@click.command(short_help="Ask five questions; write settings, systemd unit and proxy file.")
@click.option("--data", help="Folder for the database; /var/lib/widget or ./var by default.")
@click.option("--public-url", help="Address under which readers reach this server.")
@click.option("--page-host", help="Host of your article pages, such as news.example.")
@click.option("--language", help="Language of articles that name none themselves.")
@click.option("--proxy", type=_PROXY, help="Program in front of the server: nginx, caddy or none.")
@click.option(
    "--bind", default="127.0.0.1:8000", show_default=True, help="Where the server listens."
)
@click.option(
    "--system",
    is_flag=True,
    help="Write where the server, systemd and the proxy look: below /etc.",
)
@click.option(
    "--folder",
    type=click.Path(file_okay=False, path_type=Path),
    help="Write here; the current folder by default, with --system the root of an image.",
)
@click.option("--yes", "-y", is_flag=True, help="Ask nothing: take the default of what is missing.")
@click.option("--force", is_flag=True, help="Overwrite files that are there.")
def init(**options: Any) -> None:  # the options are the answers
    """Ask five questions, and write settings, systemd unit and proxy file.

    Each answer can be an option. Nothing is started, no database is made.

    \b
    Example:
      widget init --system --public-url https://widget.example --proxy nginx
    """
    places = _places(options)
    answers = _answers(options)
    chosen = _installation(answers, options)
    made = installation.files(chosen, places)
    if not options["force"]:
        _refuse_existing(made)
    usual = installation.files(chosen, installation.of_system(Path("/")))
    for (path, text), place in zip(made.items(), usual, strict=True):
        _write(path, text)
        click.echo(f"Wrote {path}" + ("" if places.are_found else f", for {place}"), err=True)
    if chosen.user == installation.SERVICE_USER and chosen.lies_in_a_home:
        click.echo(_PROGRAM, err=True)
    click.echo("Next:", err=True)
    for number, command in enumerate(next_commands(chosen, answers, places), 1):
        click.echo(f"  {number}. {command}")


def next_commands(
    chosen: Installation, answers: dict[str, str], places: Places
) -> tuple[str, str, str]:
    """Return the three commands that come after this one."""
    host = answers["page_host"]
    key, widget = key_of(host), _called(chosen)
    add = f'{widget} sites add {key} --name "{key.title()}" --page-host {host}'
    add += f" --language {answers['language']}" if answers["language"] != "en" else ""
    if places.are_found:
        return (_start(chosen), _open(chosen, places), f"{add} && {widget} snippet {key}")
    where = places.settings.parent
    enter = "" if where == Path() else f"cd {where} && "
    return (f"{enter}{add}", f"{widget} snippet {key}", f"{widget} serve")


def _called(chosen: Installation) -> str:
    """Return how the command is called in a shell."""
    return "widget" if shutil.which("widget") else str(chosen.program)


def _start(chosen: Installation) -> str:
    user, start = chosen.user, "systemctl enable --now widget"
    if chosen.data != installation.USUAL_DATA:  # which systemd makes
        start = f"install -d -m 700 -o {user} {chosen.data} && {start}"
    if user != installation.SERVICE_USER:
        return start
    add = f"adduser --system --group --home {chosen.data} {user}"
    return f"id {user} >/dev/null 2>&1 || {add}; {start}"


def _open(chosen: Installation, places: Places) -> str:
    """Return the command that lets readers reach the server."""
    if chosen.proxy is Proxy.NONE:
        return f"curl http://{chosen.bind}/readyz"
    if chosen.proxy is Proxy.CADDY:
        check = f"caddy validate --config {places.proxies[Proxy.CADDY]}"
        return f"{check} && systemctl reload caddy"
    # nginx does not start by a file whose certificate is not there yet, so certbot answers itself.
    hooks = '--pre-hook "systemctl stop nginx" --post-hook "systemctl start nginx"'
    return f"certbot certonly --standalone -d {chosen.host} {hooks}"


def key_of(host: str) -> str:
    """Return a key for the site with these pages: www.the-daily.co.uk is the-daily."""
    parts = [part for part in host.partition(":")[0].lower().split(".") if part != "www"]
    return re.sub(r"[^a-z0-9-]+", "-", parts[0]).strip("-") or "site"


def _places(options: dict[str, Any]) -> Places:
    if options["system"]:
        return installation.of_system(options["folder"] or Path("/"))
    return installation.in_folder(options["folder"] or Path())


def _answers(options: dict[str, Any]) -> dict[str, str]:
    """Return what was given, asked for, or else is usual."""
    usual = {
        "data": "/var/lib/widget" if options["system"] else str(Path("var").absolute()),
        "public_url": f"http://{options['bind']}",
        "page_host": "news.example",
        "language": "en",
        "proxy": Proxy.NONE.value,
    }
    installation.check_bind(options["bind"])
    answers: dict[str, str] = {}
    for name, (question, check) in _QUESTIONS.items():
        given = options[name]
        if given is None and not options["yes"]:
            given = _ask(question, usual[name], check)
        answers[name] = usual[name] if given is None else given
        check(answers[name])
    return answers


def _ask(question: str, usual: str, check: Callable[[str], object]) -> str:
    def checked(answer: str) -> str:
        try:
            check(answer.strip())
        except (WidgetError, ValueError) as error:
            raise click.BadParameter(str(error)) from error
        return answer.strip()

    try:
        return str(click.prompt(question, default=usual, value_proc=checked, err=True))
    except click.Abort as error:
        raise click.UsageError(
            "There was no answer. Give the answers as options, or take the defaults with --yes."
        ) from error


def _installation(answers: dict[str, str], options: dict[str, Any]) -> Installation:
    return Installation(
        data=Path(_absolute(answers["data"])),
        public_url=answers["public_url"],
        proxy=Proxy(answers["proxy"]),
        bind=options["bind"],
        program=Path(sys.executable).with_name("widget"),
        user=installation.SERVICE_USER if os.geteuid() == 0 else getpass.getuser(),
    )


def _absolute(path: str) -> str:
    return str(Path(path).absolute())


def _refuse_existing(made: Iterable[Path]) -> None:
    for path in made:
        if path.exists() or path.is_symlink():
            raise InvalidField("file", f"{path} exists and is not overwritten; --force does it.")


def _write(path: Path, text: str) -> None:
    """Write the file whole or not at all; everybody may read it, whatever the umask is."""
    new = path.with_name(f".{path.name}.new")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        new.write_text(text, encoding="utf-8")
        new.chmod(_MODE)
        new.replace(path)
    except OSError as error:
        new.unlink(missing_ok=True)
        raise OutsideWorldError(
            f"{path} cannot be written ({error.strerror}). Call `widget init` as root, or name "
            "another --folder.",
            permanent=True,
        ) from error
