"""Progress on long work: a bar on a terminal, only when more than a second passes."""

from __future__ import annotations

import shutil
import sys
from time import monotonic
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from types import TracebackType

DELAY_SECONDS = 1.0
"""Seconds before a bar is drawn."""

BAR = 30
"""Characters of a bar, where the terminal is wide enough."""


def line(label: str, done: int, total: int, columns: int) -> str:
    """Return the line that shows the progress; without a bar where none would fit."""
    numbers = f"{done:,} of {total:,}"
    room = min(BAR, columns - len(f"{label} [] {numbers}") - 1)
    if room < 1:
        return numbers
    filled = room * done // max(total, 1)
    return f"{label} [{'#' * filled}{'-' * (room - filled)}] {numbers}"


class Progress:
    """A bar on standard error that appears after a second and takes (done, all) steps."""

    def __init__(self, label: str) -> None:
        self._label = label
        self._begun = monotonic()
        self._drawn = False

    def __enter__(self) -> Progress:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._drawn:
            click.echo(err=True)

    def step(self, done: int, total: int) -> None:
        """Draw that ``done`` of ``total`` pieces are done."""
        if not sys.stderr.isatty() or monotonic() - self._begun < DELAY_SECONDS:
            return
        drawn = line(self._label, done, total, shutil.get_terminal_size().columns)
        click.echo(f"\r{drawn}", nl=False, err=True)
        self._drawn = True
