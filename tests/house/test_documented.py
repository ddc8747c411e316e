"""Nothing can be set, called, asked for or go wrong that the reference does not name."""

from __future__ import annotations

import re
import signal
from dataclasses import Field, fields
from typing import TYPE_CHECKING

import click
import pytest

from tests.conftest import PAGE, SITE
from tests.house.reference import named, options, reference, rows, section
from widget.cli.command import widget
from widget.cli.context import EXIT_CODES, STOPPED
from widget.config import Settings, variable_of
from widget.domain import errors, limits
from widget.domain.article import Neighbours
from widget.domain.panel import Unavailable
from widget.domain.summary import Reason
from widget.web.error_responses import STATUS
from widget.web.presenter import shown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flask import Flask

LIMIT = "name in `widget/domain/limits.py`"


def family(root: type[errors.WidgetError]) -> Iterator[type[errors.WidgetError]]:
    yield root
    for child in root.__subclasses__():
        yield from family(child)


def plain(rule: str) -> str:
    """Return the route as the reference spells it: arguments without their converters."""
    return re.sub(r"<(?:[^<>]*:)?(\w+)>", r"<\1>", rule)


def commands(group: click.Group, prefix: str) -> Iterator[tuple[str, click.Command]]:
    for name, command in group.commands.items():
        if isinstance(command, click.Group):
            yield from commands(command, f"{prefix} {name}")
        else:
            yield f"{prefix} {name}", command


def wrong_limits(text: str) -> set[str]:
    """Return the limits whose own rows are missing, or tell another number."""
    told = [(name, row.numbers("at most")) for row in rows(text) for name in row.codes(LIMIT)]
    return {
        name
        for name, value in LIMITS.items()
        if {tuple(found[: len(value)]) for other, found in told if other == name} != {value}
    }


LIMITS: dict[str, tuple[int, ...]] = {
    name: value if isinstance(value, tuple) else (value,)
    for name, value in vars(limits).items()
    if name.isupper()
}
ERRORS = sorted(set(family(errors.WidgetError)), key=lambda error: error.code)
COMMANDS = list(commands(widget, "widget"))


@pytest.mark.parametrize("declared", fields(Settings), ids=lambda f: f.name)
def test_a_setting_is_documented_with_its_default(declared: Field[object]) -> None:
    [row] = named(reference("settings.md"), "variable", variable_of(declared))
    assert row.cells["default"].removesuffix(" (empty)") == f"`{declared.default}`"


def test_no_setting_is_documented_that_is_not_there() -> None:
    told = {name for row in rows(reference("settings.md")) for name in row.codes("variable")}
    assert told == {variable_of(declared) for declared in fields(Settings)}


@pytest.mark.parametrize(("name", "command"), COMMANDS, ids=[name for name, _ in COMMANDS])
def test_a_command_is_documented_with_its_options(name: str, command: click.Command) -> None:
    told = section(reference("commands.md"), f"`{name}")
    assert told, f"`{name} has no section of its own"
    known = {o.opts[0] for o in command.params if isinstance(o, click.Option)}
    assert options(told) == known


@pytest.mark.parametrize(("name", "command"), COMMANDS, ids=[name for name, _ in COMMANDS])
def test_a_command_has_help(name: str, command: click.Command) -> None:
    assert command.help, name
    assert all(p.help for p in command.params if isinstance(p, click.Option)), name


@pytest.mark.parametrize("error", ERRORS, ids=lambda e: e.__name__)
def test_an_error_is_documented_with_status_and_exit_code(error: type[errors.WidgetError]) -> None:
    [row] = named(reference("errors.md"), "code", error.code)
    assert row.cells["status"] == str(STATUS[error])
    assert row.cells["exit code"] == str(EXIT_CODES[error])


def test_no_error_is_documented_that_nothing_raises() -> None:
    told = {code for row in rows(reference("errors.md")) for code in row.codes("code")}
    assert told == {error.code for error in ERRORS}


def test_every_error_code_is_used_once() -> None:
    codes = [error.code for error in ERRORS]
    assert len(codes) == len(set(codes))


def test_every_exit_code_is_documented() -> None:
    told = [row.cells["code"] for row in rows(reference("commands.md")) if "code" in row.cells]
    by_others = {0, 2, STOPPED, 128 + signal.SIGPIPE}
    assert told == [str(code) for code in sorted({*EXIT_CODES.values(), *by_others})]


@pytest.mark.parametrize("reason", Reason)
def test_a_reason_for_no_summary_is_documented_with_its_status(app: Flask, reason: Reason) -> None:
    [row] = named(reference("http.md"), "reason", reason.value)
    with app.app_context():
        answered = shown(Unavailable(reason, None, Neighbours()), SITE, PAGE).status
    assert row.cells["status"] == str(answered)


def test_a_route_is_documented(app: Flask) -> None:
    routes = [(plain(str(rule)), rule.methods or set()) for rule in app.url_map.iter_rules()]
    text = reference("http.md")
    missing = [
        (route, method)
        for route, methods in routes
        for method in methods - {"HEAD", "OPTIONS"}
        if not [
            row for row in named(text, "route", route) if method in (row.codes("method") or ["GET"])
        ]
    ]
    assert missing == []


def test_no_route_is_documented_that_is_not_there(app: Flask) -> None:
    told = {row.codes("route")[0] for row in rows(reference("http.md")) if row.codes("route")}
    assert told == {plain(str(rule)) for rule in app.url_map.iter_rules()}


def test_every_limit_has_its_number_in_its_own_row() -> None:
    assert wrong_limits(reference("limits.md")) == set()


def test_no_limit_is_documented_that_is_not_there() -> None:
    told = {name for row in rows(reference("limits.md")) for name in row.codes(LIMIT)}
    assert told == set(LIMITS)


@pytest.mark.parametrize("name", LIMITS)
def test_a_row_with_the_number_of_another_limit_is_found(name: str) -> None:
    text, mine = reference("limits.md"), f"{LIMITS[name][-1]:,}"
    others = sorted({f"{value[-1]:,}" for value in LIMITS.values()} - {mine})
    for line in text.splitlines():
        if line.endswith(f"| `{name}` |"):
            swapped = line.replace(mine, others[len(name) % len(others)])
            assert wrong_limits(text.replace(line, swapped)) == {name}
