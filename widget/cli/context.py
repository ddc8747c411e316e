"""What every command shares: settings, services, and the one place where errors get exit codes."""

from __future__ import annotations

import errno
import os
import signal
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import click

from widget.bootstrap import build, build_existing, build_existing_ingest
from widget.config import load
from widget.domain import errors

if TYPE_CHECKING:
    from collections.abc import Iterator

    from widget.bootstrap import Services
    from widget.bootstrap.ingest import IngestServices
    from widget.config import Settings

EXIT_CODES: dict[type[errors.WidgetError], int] = {
    errors.UnknownSite: 3,
    errors.UnknownArticle: 3,
    errors.UnknownSource: 3,
    errors.InvalidField: 4,
    errors.LimitExceeded: 4,
    errors.ForeignUrl: 4,
    errors.SiteExists: 5,
    errors.ConsumerRunning: 5,
    errors.NotAuthorised: 5,
    errors.BadSignature: 5,
    errors.TooManyDeliveries: 6,
    errors.BudgetSpent: 6,
    errors.TooManyRequests: 6,
    errors.StoreUnavailable: 6,
    errors.SummarizerFailed: 6,
    errors.FetchFailed: 6,
    errors.Unreadable: 6,
    errors.OutsideWorldError: 6,
    errors.SettingsError: 7,
    errors.WidgetError: 1,
}
"""0 is success, 1 a bug, 2 a wrong call (click's own)."""

STOPPED = 128 + signal.SIGINT
"""Exit code of what was ended with Ctrl-C, as shells count."""

_CLOSED_PIPE = 128 + signal.SIGPIPE
_NO_ROOM = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO}


class Group(click.Group):
    """A group of commands whose errors end in a message and an exit code, never a traceback."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command."""
        ctx.color = _wants_colour()
        try:
            return super().invoke(ctx)
        except errors.WidgetError as error:
            click.echo(f"widget: {error.message}", err=True)
            ctx.exit(EXIT_CODES[type(error)])
        except KeyboardInterrupt:
            click.echo("\nwidget: Stopped.", err=True)
            ctx.exit(STOPPED)
        except BrokenPipeError:  # the reading program ended, as head does
            _discard_output()
            ctx.exit(_CLOSED_PIPE)
        except PermissionError as error:
            place = error.filename or "A file"
            click.echo(
                f"widget: {place} may not be used ({error.strerror}). Let this user read it, and "
                "write it where the command does; or run the command as its owner.",
                err=True,
            )
            ctx.exit(EXIT_CODES[errors.OutsideWorldError])
        except OSError as error:
            if error.errno not in _NO_ROOM or error.filename:
                raise
            click.echo(
                f"widget: The output cannot be written: {error.strerror}. Free some space, or "
                "redirect the output to another place.",
                err=True,
            )
            _discard_output()
            ctx.exit(EXIT_CODES[errors.OutsideWorldError])


def _wants_colour() -> bool | None:
    """Return whether colours are wanted; None leaves it to what is printed on."""
    unwanted = os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb"
    return False if unwanted else None


def _discard_output() -> None:
    """Discard what is still to be printed: Python would report an error of it at its end."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)


def settings() -> Settings:
    """Return the settings of the environment; raises SettingsError."""
    return load(os.environ)


@contextmanager
def services() -> Iterator[Services]:
    """Open the services for one command and close them after it; the database must be there."""
    opened = build_existing(settings())
    try:
        yield opened
    finally:
        opened.close()


@contextmanager
def first_services() -> Iterator[Services]:
    """Open the services for a command with which a new database may begin."""
    opened = build(settings())
    try:
        yield opened
    finally:
        opened.close()


@contextmanager
def ingest_services() -> Iterator[IngestServices]:
    """Open the services of ingest for one command and close them after it, as above."""
    opened = build_existing_ingest(settings())
    try:
        yield opened
    finally:
        opened.close()
