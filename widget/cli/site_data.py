"""Commands that write all data of a site to a file, and remove it."""

from __future__ import annotations

import json
import os
import sys
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, TYPE_CHECKING

import click

from widget.bootstrap import now
from widget.cli.context import services
from widget.cli.counting import counted
from widget.cli.progress import Progress
from widget.domain.errors import InvalidField, OutsideWorldError
from widget.usecases.sites import removal
from widget.usecases.sites.export import export_site

if TYPE_CHECKING:
    from collections.abc import Iterator

    from widget.domain.ports import Store

_MODE = 0o600
"""An export is for who made it: it has articles under embargo."""


@click.command(short_help="Write all data of a site to a file.")
@click.argument("key")
@click.argument("file", required=False, type=click.Path(path_type=Path))
def export(key: str, file: Path | None) -> None:
    """Write the site KEY, its sources, articles and summaries to FILE, or to standard output.

    One JSON object a line; `article` in it can be published again. FILE must not exist.
    """
    with services() as opened:
        if file is None:
            _write(opened.store, key, sys.stdout)
        else:
            _export(opened.store, key, file)


@click.command(short_help="Remove a site with all its data.")
@click.argument("key")
@click.option(
    "--export",
    "file",
    type=click.Path(path_type=Path),
    help="Where its data are written first; without it KEY-TIME.jsonl in this folder.",
)
@click.option("--no-export", is_flag=True, help="Write no file first.")
@click.option("--confirm", metavar="KEY", help="The key once more, instead of the question.")
def remove(key: str, file: Path | None, no_export: bool, confirm: str | None) -> None:  # noqa: FBT001 - a switch
    """Remove the site KEY: its articles, summaries, sources, key and secret.

    It asks for the key to be typed, and writes all data to a file first. There is no way back
    but that file and a backup. Call it again if it is stopped.
    """
    if no_export and file:
        raise click.UsageError("Give --export or --no-export, not both.")
    with services() as opened:
        count = removal.count_articles(opened.store, key)
        _confirm(key, count, confirm)
        if not no_export:
            _export(opened.store, key, file or Path(f"{key}-{now():%Y%m%dT%H%M%SZ}.jsonl"))
        with Progress("Removing") as progress:
            for done in removal.remove_site(opened.store, key):
                progress.step(done, max(done, count))
    click.echo(f"Removed the site {key} with {counted(count, 'article')}.", err=True)


def _confirm(key: str, count: int, typed: str | None) -> None:
    if typed is None:
        question = f"{key} has {counted(count, 'article')}. Type its key to remove all of it"
        typed = click.prompt(question, err=True)
    if typed != key:
        raise click.UsageError(f"{typed!r} is not {key!r}; nothing was removed.")


def _export(store: Store, key: str, file: Path) -> None:
    with _new_file(file) as out:
        count = _write(store, key, out)
    click.echo(f"Wrote {counted(count, 'article')} to {file}.", err=True)


def _write(store: Store, key: str, out: IO[str]) -> int:
    count = 0
    with Progress("Writing") as progress:
        total = removal.count_articles(store, key)
        for entry in export_site(store, key):
            out.write(f"{json.dumps(entry, ensure_ascii=False)}\n")
            count += "article" in entry
            progress.step(count, max(count, total))
    return count


@contextmanager
def _new_file(path: Path) -> Iterator[IO[str]]:
    """Open a file that is not there yet; it is gone again where it cannot be filled."""
    try:
        handle = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY | os.O_CLOEXEC, _MODE)
    except FileExistsError as error:
        raise InvalidField("file", f"{path} exists and is not overwritten.") from error
    except OSError as error:
        raise _refused(path, error) from error
    try:
        with open(handle, "w", encoding="utf-8") as out:
            yield out
            out.flush()
            os.fsync(handle)
    except OSError as error:
        path.unlink(missing_ok=True)
        raise _refused(path, error) from error
    except BaseException:
        with suppress(OSError):
            path.unlink()
        raise


def _refused(path: Path, error: OSError) -> OutsideWorldError:
    return OutsideWorldError(
        f"{path} cannot be written ({error.strerror}); name a file in another folder.",
        permanent=True,
    )
