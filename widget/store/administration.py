"""What an operator does to the database: make it, bring it up to date, check it."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from widget.domain.errors import StoreUnavailable
from widget.store import permissions
from widget.store.address import is_postgresql
from widget.store.backup import backup
from widget.store.failures import cannot_be_made, is_damage, missing, not_reached
from widget.store.schema import SchemaState, migrating, state_of
from widget.store.sqlite import IMMEDIATE, open_engine, path_of
from widget.store.tables import REVISION

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from types import ModuleType

    from sqlalchemy import Connection

    from widget.store.sqlite import Mode

__all__ = [
    "SchemaState",
    "backup",
    "check",
    "create_if_empty",
    "damages",
    "migrate",
    "require_current",
    "schema_state",
]

MIGRATION_SECONDS = 60
"""How long a migration waits for another one, which writes all the while."""
_PROBLEMS_SHOWN = 20


def migrate(url: str) -> str:
    """Bring the database to this version's schema and return its revision.

    Makes the file and its folder where they are missing. All or nothing: an interrupted
    migration leaves the database as it was, and of two at once the second finds nothing to
    do. Raises StoreUnavailable, also for a database that is not ours or is too new.
    """
    if schema_state(url) is SchemaState.UNKNOWN:
        raise _not_ours(url)
    if is_postgresql(url):
        return str(_postgresql().migrate(url))
    path = path_of(url)
    if path is None:
        return REVISION
    _make_file(path)
    with _connection(url, "rwc") as connection:
        migrating().upgrade(connection)
    return REVISION


def create_if_empty(url: str) -> None:
    """Make the tables of an empty database; leave a current one as it is.

    Files that any user may read are closed to them. Raises StoreUnavailable for any other
    database, naming the cure.
    """
    if schema_state(url) is SchemaState.EMPTY:
        migrate(url)
        return
    require_current(url)
    if not is_postgresql(url) and (path := path_of(url)) is not None:
        permissions.close_to_others(path)


def require_current(url: str) -> None:
    """Return when the database has this version's schema; change nothing.

    Raises StoreUnavailable otherwise, which names the file that was tried.
    """
    state = schema_state(url)
    if state is SchemaState.UNKNOWN:
        raise _not_ours(url)
    if state is SchemaState.EMPTY:
        raise _postgresql().missing(url) if is_postgresql(url) else missing(path_of(url))
    if state is not SchemaState.CURRENT:
        raise StoreUnavailable(
            f"The database {_where(url)} is {state}: its tables are not those that this version "
            "needs. Make a backup with `widget database backup`, then run "
            "`widget database migrate`.",
            permanent=True,
        )


def schema_state(url: str) -> SchemaState:
    """Return how the database stands to this version; changes nothing.

    A database in memory is made with its tables, so it is always current. Raises
    StoreUnavailable when the file cannot be read.
    """
    if is_postgresql(url):
        return SchemaState(_postgresql().schema_state(url))
    path = path_of(url)
    if path is None:
        return SchemaState.CURRENT
    if not _exists(path):
        return SchemaState.EMPTY
    with _connection(url, "ro") as connection:
        return state_of(connection)


def check(url: str) -> tuple[str, ...]:
    """Return the problems of the database, one sentence each; none when it is sound.

    Reads the whole file: pages, indices, references between rows, and the schema.
    """
    if is_postgresql(url):
        return tuple(_postgresql().check(url))
    path = path_of(url)
    try:
        if path is not None and not _exists(path):
            return (missing(path).message,)
        with _connection(url, "ro") as connection:
            return _schema_problems(connection, url) + _damages(connection)
    except StoreUnavailable as error:
        if not is_damage(error.__cause__):
            return (error.message,)
        found = f"The database {path} is damaged or is no SQLite database ({error.__cause__})."
        return (f"{found} Stop the server and restore the latest backup.",)


def _exists(path: Path) -> bool:
    try:
        return path.exists()
    except OSError as error:
        raise not_reached(path, error) from error


def damages(url: str) -> tuple[str, ...]:
    """Return what is damaged in a file, one sentence each, whatever its schema is.

    Raises StoreUnavailable when it cannot be read at all.
    """
    with _connection(url, "ro") as connection:
        return _damages(connection)


def _damages(connection: Connection) -> tuple[str, ...]:
    pages = connection.exec_driver_sql(f"PRAGMA integrity_check({_PROBLEMS_SHOWN})").scalars()
    problems = [f"The file is damaged: {line}." for line in pages if line != "ok"]
    orphans = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchmany(_PROBLEMS_SHOWN)
    problems += [
        f"Row {row[1]} of {row[0]} names a row of {row[2]} that is gone." for row in orphans
    ]
    return tuple(problems)


def _schema_problems(connection: Connection, url: str) -> tuple[str, ...]:
    if path_of(url) is None:
        return ()
    state = state_of(connection)
    if state is not SchemaState.CURRENT:
        return (f"The schema is {state}; this version needs revision {REVISION}.",)
    differences = migrating().differences(connection)
    return tuple(f"The schema differs from this version's: {change}." for change in differences)


@contextmanager
def _connection(url: str, mode: Mode) -> Iterator[Connection]:
    """Open one transaction on a connection of its own.

    One that may change tables writes, and with references unchecked until its end: SQLite
    changes a table by making it anew, and dropping the old one would drop what refers to it.
    """
    engine = open_engine(url, mode)
    try:
        with engine.connect() as connection:
            if mode == "rwc":
                _prepare_for_change(connection)
            with connection.begin():
                yield connection
    finally:
        engine.dispose()


def _prepare_for_change(connection: Connection) -> None:
    # SQLite ignores this switch inside a transaction, so it is set before one begins.
    driver = connection.connection.driver_connection
    if driver is not None:
        driver.execute("PRAGMA foreign_keys=OFF").close()
        driver.execute(f"PRAGMA busy_timeout={1000 * MIGRATION_SECONDS}").close()
    connection.execution_options(**IMMEDIATE)


def _make_file(path: Path) -> None:
    """Make the folder and the file where they are missing, and close them to others."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise cannot_be_made(f"The folder {path.parent} of the database", error) from error
    try:
        permissions.make_private(path)
    except OSError as error:
        raise cannot_be_made(f"The database {path.absolute()}", error) from error
    permissions.close_to_others(path)


def _not_ours(url: str) -> StoreUnavailable:
    return StoreUnavailable(
        f"The database {_where(url)} was made by a newer version or by another program. Install "
        "the version that made it, or name another database; `widget database migrate` cannot "
        "go back.",
        permanent=True,
    )


def _where(url: str) -> str:
    return str(_postgresql().place_of(url) if is_postgresql(url) else path_of(url))


def _postgresql() -> ModuleType:
    # A process with a database of SQLite loads no other driver.
    from widget.store.postgresql import administration  # noqa: PLC0415

    return administration
