"""Commands for shells and manuals: completion of what is typed, and a man page of the help."""

from __future__ import annotations

import inspect
from typing import TYPE_CHECKING, Final

import click
from click.shell_completion import get_completion_class

if TYPE_CHECKING:
    from collections.abc import Iterator

_SHELLS: Final = ("bash", "zsh", "fish")
_VARIABLE: Final = "_WIDGET_COMPLETE"
_VERBATIM: Final = "\b"
"""Stands before a paragraph of help whose lines are kept, as click has it."""


@click.command(short_help="Print the script by which a shell completes `widget`.")
@click.argument("shell", type=click.Choice(_SHELLS))
@click.pass_context
def completion(context: click.Context, shell: str) -> None:
    """Print the script by which SHELL completes commands and options of `widget`.

    \b
    Examples:
      eval "$(widget completion bash)"
      widget completion fish >~/.config/fish/completions/widget.fish
    """
    found = get_completion_class(shell)
    if found is None:  # click knows them all
        raise click.UsageError(f"There is no completion for {shell}.")
    root = context.find_root()
    click.echo(found(root.command, {}, "widget", _VARIABLE).source())


@click.command(short_help="Print the man page.")
@click.pass_context
def man(context: click.Context) -> None:
    """Print the man page, which says the same as --help of every command.

    \b
    Examples:
      widget man | man -l -
      widget man >/usr/local/share/man/man1/widget.1
    """
    click.echo("\n".join(page(context.find_root())))


def page(root: click.Context) -> Iterator[str]:
    """Yield the lines of the man page of this command and of all below it, as roff."""
    name = root.command.name or ""
    yield f'.TH {name.upper()} 1 "" "" "Summary widget server"'
    yield ".SH NAME"
    yield _escaped(f"{name} - {root.command.get_short_help_str(200)}")
    yield ".SH DESCRIPTION"
    yield from _paragraphs(root.command.help)
    yield ".SH COMMANDS"
    yield from _below(root, name)
    yield ".SH EXIT STATUS"
    yield from _paragraphs(root.command.epilog)


def _below(context: click.Context, path: str) -> Iterator[str]:
    group = context.command
    for name in group.list_commands(context) if isinstance(group, click.Group) else ():
        command = group.get_command(context, name) if isinstance(group, click.Group) else None
        if command is not None and not command.hidden:
            inner = click.Context(command, info_name=name, parent=context)
            yield from _section(inner, f"{path} {name}")


def _section(context: click.Context, path: str) -> Iterator[str]:
    if isinstance(context.command, click.Group):
        yield from _below(context, path)
        return
    usage = " ".join(context.command.collect_usage_pieces(context))
    yield f'.SS "{_escaped(f"{path} {usage}")}"'
    yield from _paragraphs(context.command.help)
    for parameter in context.command.get_params(context):
        record = parameter.get_help_record(context)
        if record and record[1]:
            yield ".TP"
            yield f".B {_escaped(record[0])}"
            yield _escaped(record[1])


def _paragraphs(help_text: str | None) -> Iterator[str]:
    for paragraph in inspect.cleandoc(help_text or "").split("\n\n"):
        lines = [_escaped(line) for line in paragraph.splitlines() if line.strip() != _VERBATIM]
        kept = paragraph.lstrip().startswith(_VERBATIM)
        yield from (".PP", ".nf", *lines, ".fi") if kept else (".PP", *lines)


def _escaped(text: str) -> str:
    """Return a line of text so that roff prints it as it is."""
    plain = text.replace("\\", "\\e").replace("-", "\\-").replace('"', "\\(dq")
    return f"\\&{plain}" if plain.startswith((".", "'")) else plain
