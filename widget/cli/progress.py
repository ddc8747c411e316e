"""Progress on long work: a bar on a terminal, only when more than a second passes."""

from __future__ import annotations

import sys
from time import monotonic
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from types import TracebackType

PATIENCE_SECONDS = 1.0


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
        if not sys.stderr.isatty() or monotonic() - self._begun < PATIENCE_SECONDS:
            return
        filled = 30 * done // max(total, 1)
        bar = "#" * filled + "-" * (30 - filled)
        click.echo(f"\r{self._label} [{bar}] {done:,} of {total:,}", nl=False, err=True)
        self._drawn = True
