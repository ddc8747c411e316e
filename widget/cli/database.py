"""Commands that maintain the database."""

from __future__ import annotations

from pathlib import Path

import click

from widget.bootstrap import administration, copy_database, now
from widget.cli.context import Group, settings
from widget.cli.progress import Progress

_FAILED = 6


@click.group(cls=Group)
def database() -> None:
    """Migrate, check, back up, restore and copy the database."""


@database.command(short_help="Bring the database to this version's schema.")
def migrate() -> None:
    """Bring the database to this version's schema; make it where there is none."""
    revision = administration(settings()).migrate()
    click.echo(f"The database is at revision {revision}.")


@database.command()
@click.pass_context
def check(context: click.Context) -> None:
    """Check the database's integrity and schema."""
    problems = administration(settings()).check()
    for problem in problems:
        click.echo(problem, err=True)
    if problems:
        context.exit(_FAILED)
    click.echo("The database is sound.")


@database.command(short_help="Copy the database to a new file.")
@click.argument("file", type=click.Path(path_type=Path))
def backup(file: Path) -> None:
    """Copy the database to FILE while the server runs; FILE must not exist."""
    with Progress("Copying pages") as progress:
        administration(settings()).backup(file, progress.step)
    click.echo(f"Wrote {file}.")


@database.command(short_help="Put a backup in the place of the database.")
@click.argument("file", type=click.Path(path_type=Path))
def restore(file: Path) -> None:
    """Put a copy of the backup FILE in the place of the database; stop the server before.

    The backup is checked first. The database of before stays beside the new one.
    """
    done = administration(settings()).restore(file, now())
    click.echo(f"Restored {done.database} from {file}.")
    if done.kept:
        click.echo(f"What was there before is {done.kept}.", err=True)
    if not done.is_current:
        click.echo("An older version made it; now run `widget database migrate`.", err=True)


@database.command(short_help="Copy a database to another engine.")
@click.argument("source")
@click.argument("target")
def copy(source: str, target: str) -> None:
    """Copy the database at the URL SOURCE to the one at the URL TARGET, and verify the copy.

    Such as sqlite:///var/widget.db and postgresql://widget@db.example/widget, or the other way
    round. Stop the server first. The target must be empty. A copy that was stopped goes on when the
    same command is given again.
    """
    with Progress("Copying rows") as progress:
        copied = copy_database(source, target, progress.step)
    rows = sum(copied.values())
    click.echo(f"Copied {rows:,} rows of {len(copied)} tables; counts and hashes agree.")
