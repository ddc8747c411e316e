"""What is SQLite's own: how a database is opened, and how a transaction begins.

- WAL: readers and the one writer do not wait for each other.
- ``synchronous=FULL``: a commit is on the disk before it is acknowledged, so it survives
  power loss, not only the end of the process.
- A transaction begins with BEGIN IMMEDIATE: it waits for its turn before it reads, so
  nothing that it has read changes under it.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing, suppress
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NoReturn, cast
from urllib.parse import quote

from sqlalchemy import create_engine, create_mock_engine, event
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite as sqlite_dialect
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError
from sqlalchemy.pool import QueuePool, StaticPool

from widget.domain.errors import SettingsError
from widget.store.all_tables import metadata
from widget.store.failures import BUSY_SECONDS, MEMORY, unavailable
from widget.store.reserve import make_room_to_open

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine
    from sqlalchemy.engine import ExceptionContext

Mode = Literal["rw", "rwc", "ro"]
"""SQLite's open modes: an existing file, the file or a new one, an existing file to read."""

IMMEDIATE = {"begin": "BEGIN IMMEDIATE"}
"""Execution options of a connection that writes."""

_KEPT_CONNECTIONS = 16
_FILE_PRAGMAS = ("journal_mode=WAL",)
# Each connection keeps a quarter of a megabyte of pages; the system keeps them once for all.
_PRAGMAS = ("foreign_keys=ON", "synchronous=FULL", "cache_size=-256")


def path_of(url: str) -> Path | None:
    """Return the file of a database URL, None for a database in memory.

    Raises SettingsError for a URL that is none of SQLite's, and for a folder.
    """
    try:
        parsed = make_url(url)
    except ArgumentError:
        _refuse("it is not a URL")
    if parsed.get_backend_name() != "sqlite":
        _refuse(f"{parsed.drivername} is not supported")
    if parsed.query or parsed.host:
        _refuse("it has a host or options")
    if parsed.database in {None, "", MEMORY}:
        return None
    path = Path(str(parsed.database))
    with suppress(PermissionError):  # whoever opens it says so
        if path.is_dir():
            _refuse(f"{path} is a folder")
    return path


def open_engine(url: str, mode: Mode = "rw") -> Engine:
    """Return an engine for the database; nothing is opened yet.

    Its connections may be used by any thread, and every error of the driver is raised as
    StoreUnavailable. Raises SettingsError for a URL that is none of SQLite's.
    """
    path = path_of(url)
    if path is None:
        engine = create_engine("sqlite://", creator=_open_memory, poolclass=StaticPool)
    else:
        engine = create_engine(
            "sqlite://",
            creator=partial(open_file, path, mode),
            poolclass=QueuePool,
            pool_size=_KEPT_CONNECTIONS,
            max_overflow=-1,
        )
    where = str(path or MEMORY)
    event.listen(engine, "begin", partial(_begin, where))
    event.listen(engine, "handle_error", partial(_translate, where))
    return engine


def open_file(path: Path, mode: Mode) -> sqlite3.Connection:
    """Return a driver's connection to the file, set up as above; raises sqlite3.Error."""
    make_room_to_open(path)
    connection = _connect(f"file:{quote(str(path.absolute()))}?mode={mode}")
    try:
        if mode != "ro":
            _set_up(connection, _FILE_PRAGMAS + _PRAGMAS)
    except sqlite3.Error:
        connection.close()
        raise
    return connection


def _open_memory() -> sqlite3.Connection:
    """Return a new database in memory with its tables, since no migration can reach it."""
    connection = _connect(MEMORY)
    _set_up(connection, _PRAGMAS)
    connection.executescript(";".join(_statements()))
    return connection


@cache
def _statements() -> tuple[str, ...]:
    statements: list[str] = []
    dialect = sqlite_dialect()
    engine = create_mock_engine(
        "sqlite://", lambda ddl, *_, **__: statements.append(str(ddl.compile(dialect=dialect)))
    )
    metadata.create_all(engine, checkfirst=False)
    return tuple(statements)


def _connect(name: str) -> sqlite3.Connection:
    return sqlite3.connect(
        name, uri=True, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False
    )


def _set_up(connection: sqlite3.Connection, pragmas: tuple[str, ...]) -> None:
    for pragma in pragmas:
        with closing(connection.execute(f"PRAGMA {pragma}")):
            pass


def _begin(where: str, connection: Connection) -> None:
    # Said to the driver itself: through SQLAlchemy it costs a view a fifth of its time.
    driver = connection.connection.driver_connection
    begin = connection.get_execution_options().get("begin", "BEGIN")
    connection.info["where"] = where
    try:
        cast("sqlite3.Connection", driver).execute(begin).close()
    except sqlite3.Error as error:
        raise unavailable(error, where) from error


def _translate(where: str, context: ExceptionContext) -> None:
    if isinstance(context.original_exception, sqlite3.Error):
        raise unavailable(context.original_exception, where) from context.original_exception


def _refuse(problem: str) -> NoReturn:
    raise SettingsError(
        f"The database URL cannot be used: {problem}. Write sqlite:///PATH, such as "
        "sqlite:///var/widget.db, or sqlite:////var/lib/widget/widget.db for an absolute path; or "
        "postgresql://USER:PASSWORD@HOST/NAME."
    )
