"""Nothing can be set, called, asked for or go wrong that the reference does not name."""

from __future__ import annotations

import re
from dataclasses import fields
from typing import TYPE_CHECKING

import click
import pytest

from tests.house.source import ROOT
from widget.cli.command import widget
from widget.cli.context import EXIT_CODES
from widget.config import Settings, variable_of
from widget.domain import errors, limits
from widget.domain.summary import Reason
from widget.web.error_responses import STATUS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flask import Flask

REFERENCE = ROOT / "docs" / "reference"


def reference(name: str) -> str:
    return (REFERENCE / name).read_text(encoding="utf-8")


def family(root: type[errors.WidgetError]) -> Iterator[type[errors.WidgetError]]:
    yield root
    for child in root.__subclasses__():
        yield from family(child)


def commands(group: click.Group, prefix: str) -> Iterator[tuple[str, click.Command]]:
    for name, command in group.commands.items():
        if isinstance(command, click.Group):
            yield from commands(command, f"{prefix} {name}")
        else:
            yield f"{prefix} {name}", command


ERRORS = sorted(set(family(errors.WidgetError)), key=lambda error: error.code)
COMMANDS = list(commands(widget, "widget"))


@pytest.mark.parametrize("declared", fields(Settings), ids=lambda f: f.name)
def test_a_setting_is_documented_with_its_default(declared: object) -> None:
    name = variable_of(declared)  # type: ignore[arg-type]
    line = next(line for line in reference("settings.md").splitlines() if f"`{name}`" in line)
    assert f"`{declared.default}`" in line  # type: ignore[attr-defined]


@pytest.mark.parametrize(("name", "command"), COMMANDS, ids=[name for name, _ in COMMANDS])
def test_a_command_is_documented_with_its_options(name: str, command: click.Command) -> None:
    text = reference("commands.md")
    assert f"`{name}" in text
    options = [p for p in command.params if isinstance(p, click.Option)]
    section = text.split(f"`{name}", 1)[1].split("\n## ", 1)[0]
    assert [o.opts[0] for o in options if o.opts[0] not in section] == []


@pytest.mark.parametrize(("name", "command"), COMMANDS, ids=[name for name, _ in COMMANDS])
def test_a_command_has_help(name: str, command: click.Command) -> None:
    assert command.help, name
    assert all(p.help for p in command.params if isinstance(p, click.Option)), name


@pytest.mark.parametrize("error", ERRORS, ids=lambda e: e.__name__)
def test_an_error_is_documented_with_status_and_exit_code(error: type[errors.WidgetError]) -> None:
    line = next(x for x in reference("errors.md").splitlines() if f"`{error.code}`" in x)
    assert f" {STATUS[error]} " in line
    assert f" {EXIT_CODES[error]} " in line


def test_every_error_code_is_used_once() -> None:
    codes = [error.code for error in ERRORS]
    assert len(codes) == len(set(codes))


@pytest.mark.parametrize("reason", Reason)
def test_a_reason_for_no_summary_is_documented(reason: Reason) -> None:
    assert f"`{reason.value}`" in reference("http.md")


def test_a_route_is_documented(app: Flask) -> None:
    rules = {
        re.sub(r"<(?:[^<>]*:)?(\w+)>", r"<\1>", str(rule)) for rule in app.url_map.iter_rules()
    }
    assert sorted(rule for rule in rules if f"`{rule}`" not in reference("http.md")) == []


def test_every_limit_has_its_number_in_the_reference() -> None:
    text = reference("limits.md")
    named = {name: value for name, value in vars(limits).items() if name.isupper()}
    numbers = {
        name: value if isinstance(value, tuple) else (value,) for name, value in named.items()
    }
    missing = [
        name for name, all_of in numbers.items() if any(f"{n:,}" not in text for n in all_of)
    ]
    assert missing == []
