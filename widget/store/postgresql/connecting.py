"""What is PostgreSQL's own: how a connection is opened, and how a transaction begins.

- A view is ``REPEATABLE READ``: under READ COMMITTED each statement would see another state.
- A transaction takes one lock of the whole database before it reads, so transactions take turns.
  Its statements are READ COMMITTED: a snapshot would be from before the wait for the lock.
- Every wait for an answer ends. A server that is stopped, or cut off, sends nothing, and none of
  libpq's settings ends the wait for that.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, Final, NamedTuple, TypeVar, cast

import psycopg
from psycopg import conninfo, errors
from sqlalchemy import create_engine, event
from sqlalchemy.pool import QueuePool

from widget.domain.errors import SettingsError
from widget.store.address import libpq_url
from widget.store.failures import BUSY_SECONDS
from widget.store.postgresql.failures import unavailable

if TYPE_CHECKING:
    from collections.abc import Generator

    from psycopg import waiting
    from sqlalchemy import Connection, Engine
    from sqlalchemy.engine import ExceptionContext

T = TypeVar("T")

WRITERS_LOCK: Final = 0x77_69_64_67_65_74
"""The advisory lock of the database that the one writer has."""

CONNECTIONS: Final = 8
"""How many a process has at most, beside the one that watches for changes."""

VIEW_SECONDS: Final = 5
"""How long the server may take for a statement of a view."""

WRITE_SECONDS: Final = 60
"""The same for a transaction, once its turn has come: a clean-up deletes many rows."""

MIGRATION_SECONDS: Final = 60
"""How long a change of the schema waits for its turn."""

_GRACE_SECONDS: Final = 1
"""How much longer than the server's own limit we wait for it to say so."""


class Begin(NamedTuple):
    """How a transaction begins, and how long the server is waited for."""

    sql: str
    first: float = VIEW_SECONDS + _GRACE_SECONDS
    """Seconds for the beginning itself, with the wait for the lock."""
    then: float = VIEW_SECONDS + _GRACE_SECONDS
    """Seconds for each statement after it."""


def _alone(lock_seconds: float, seconds: float) -> str:
    return (
        "BEGIN ISOLATION LEVEL READ COMMITTED; "
        f"SET LOCAL statement_timeout = {int(1000 * seconds)}; "
        f"SET LOCAL lock_timeout = {int(1000 * lock_seconds)}; "
        f"SELECT pg_advisory_xact_lock({WRITERS_LOCK})"
    )


VIEW: Final = Begin("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
WRITE: Final = Begin(_alone(BUSY_SECONDS, WRITE_SECONDS), then=WRITE_SECONDS + _GRACE_SECONDS)
CHANGE_SCHEMA: Final = Begin(
    _alone(MIGRATION_SECONDS, 0), MIGRATION_SECONDS + _GRACE_SECONDS, 24 * 3600
)
COPY: Final = Begin(
    f"{VIEW.sql}; SET LOCAL statement_timeout = 0; "
    "SET LOCAL idle_in_transaction_session_timeout = 0",
    then=3600,
)
_OPTIONS: Final = {
    "statement_timeout": 1000 * VIEW_SECONDS,
    "lock_timeout": int(1000 * BUSY_SECONDS),
    "idle_in_transaction_session_timeout": 1000 * WRITE_SECONDS,
    # An acknowledged write is on the disk, whatever the server's default is.
    "synchronous_commit": "on",
    # The server notices a machine that is cut off, and lets go of its locks.
    "tcp_keepalives_idle": 5,
    "tcp_keepalives_interval": 5,
    "tcp_keepalives_count": 3,
    "tcp_user_timeout": 15_000,
}
_OWN: Final[dict[str, Any]] = {
    "connect_timeout": 5,
    "keepalives_idle": 5,
    "keepalives_interval": 5,
    "keepalives_count": 3,
    "tcp_user_timeout": 15_000,
    "application_name": "summary-widget",
    # Of several hosts in the URL the primary; with one host nothing changes.
    "target_session_attrs": "read-write",
}


class NotAnswered(psycopg.OperationalError):
    """The server said nothing for as long as we wait."""


class BoundedConnection(psycopg.Connection[tuple[Any, ...]]):
    """A connection that is closed when the server says nothing for ``seconds``."""

    seconds: float = VIEW_SECONDS + _GRACE_SECONDS

    def wait(
        self,
        gen: Generator[waiting.Wait, waiting.Ready | int, T],
        interval: float = 0.1,
        timeout: float | None = None,
    ) -> T:
        """Wait for the server, as the driver does, but never longer than ``seconds``."""
        longest = self.seconds if timeout is None else min(timeout, self.seconds)
        try:
            return super().wait(gen, interval, timeout=longest)
        except errors._WaitTimeout as error:
            # Its answer may come later, to another question.
            self.pgconn.finish()
            raise NotAnswered(f"it said nothing for {longest:g} seconds") from error


def parameters_of(url: str) -> dict[str, Any]:
    """Return what libpq connects with. Raises SettingsError for a URL that it does not know."""
    try:
        return conninfo.conninfo_to_dict(libpq_url(url))
    except psycopg.Error as error:
        problem = str(error).strip().splitlines()[0]
        raise SettingsError(
            f"The database URL cannot be used: {problem}. Write "
            "postgresql://USER:PASSWORD@HOST:PORT/DATABASE, or postgresql:///DATABASE for a "
            "server on this machine."
        ) from error


def place_of(url: str) -> str:
    """Return which database the URL names, without user and password."""
    known = parameters_of(url)
    host, port = known.get("host", ""), known.get("port")
    return f"postgresql://{host}{f':{port}' if port else ''}/{known.get('dbname', '')}"


def connect(url: str) -> BoundedConnection:
    """Return a connection whose transactions are ours to begin. Raises psycopg.Error."""
    known = parameters_of(url)
    options = " ".join(f"-c {name}={value}" for name, value in _OPTIONS.items())
    known["options"] = f"{options} {known.get('options', '')}".strip()
    return BoundedConnection.connect(autocommit=True, **{**_OWN, **known})


def open_engine(url: str, begin: Begin = VIEW) -> Engine:
    """Return an engine whose transactions begin so; nothing is opened yet.

    Its connections may be used by any thread, and every error of the driver is raised as
    StoreUnavailable. Raises SettingsError for a URL that libpq does not know.
    """
    where = place_of(url)
    engine = create_engine(
        "postgresql+psycopg://",
        creator=partial(connect, url),
        poolclass=QueuePool,
        pool_size=CONNECTIONS // 2,
        max_overflow=CONNECTIONS // 2,
        pool_timeout=BUSY_SECONDS,
        use_native_hstore=False,
    ).execution_options(begin=begin)
    event.listen(engine, "begin", partial(_begin, where))
    event.listen(engine, "handle_error", partial(_translate, where))
    return engine


def driver_of(connection: Connection) -> BoundedConnection:
    """Return the driver's own connection."""
    return cast("BoundedConnection", connection.connection.driver_connection)


def _begin(where: str, connection: Connection) -> None:
    driver, begin = driver_of(connection), connection.get_execution_options()["begin"]
    driver.seconds = begin.first
    try:
        driver.execute(begin.sql).close()
    except psycopg.Error as error:
        raise unavailable(error, where) from error
    driver.seconds = begin.then


def _translate(where: str, context: ExceptionContext) -> None:
    if isinstance(context.original_exception, psycopg.Error):
        raise unavailable(context.original_exception, where) from context.original_exception
