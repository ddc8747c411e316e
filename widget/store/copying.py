"""Copies a database to another one, of the same engine or of the other, and verifies the copy.

Each part is one transaction, and rows go in the order of their keys: so the last row of the target
says where a copy that was stopped goes on. Until it is whole, the target has a revision that no
version knows, so that no server starts over a half.
"""

from __future__ import annotations

from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import column, func, select, table, tuple_, update

from widget.domain.errors import SettingsError, StoreUnavailable
from widget.store.address import is_postgresql
from widget.store.administration import migrate, require_current, schema_state
from widget.store.all_tables import REVISION, metadata
from widget.store.schema import SchemaState
from widget.store.sqlite import IMMEDIATE, open_engine, path_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from sqlalchemy import Connection, Engine, Row, Table

ROWS_AT_ONCE: Final = 500
"""Rows of one part; an article has up to 200,000 characters of text."""

_LEFT_OUT: Final = {"consumers"}
"""What is true of the running processes alone."""

_TABLES: Final = tuple(one for one in metadata.sorted_tables if one.name not in _LEFT_OUT)
_VERSIONS: Final = table("alembic_version", column("version_num"))


@dataclass(frozen=True, slots=True)
class Content:
    """What a table holds."""

    rows: int
    digest: str
    """The SHA-256 of all rows, in the order of their keys."""


def copy(source: str, target: str, progress: Callable[[int, int], None]) -> Mapping[str, Content]:
    """Copy all rows of the database at ``source`` to the one at ``target``, and compare them.

    The target has no rows, or is an earlier copy of this source that was stopped. Nobody writes to
    the source meanwhile. ``progress`` is told the rows done and all rows, each read twice.
    Returns what each table holds. Raises SettingsError, StoreUnavailable.
    """
    require_current(source)
    mark = _mark(source, target)
    _begin(target, mark)
    with ExitStack() as opened:
        reading = opened.enter_context(_reading(source))
        writing = opened.enter_context(_engine(target))
        total = 2 * sum(_count(reading, one) for one in _TABLES)
        steps = _Steps(total, progress)
        for one in _TABLES:
            _copy_table(reading, writing, one, steps)
        content = _compared(reading, writing, steps)
        with _transaction(writing) as connection:
            _set_sequences(connection)
            connection.execute(update(_VERSIONS).values(version_num=REVISION))
    return content


class _Steps:
    def __init__(self, total: int, progress: Callable[[int, int], None]) -> None:
        self._done, self._total, self._progress = 0, total, progress

    def add(self, rows: int) -> None:
        self._done += rows
        self._progress(min(self._done, self._total), self._total)


def _mark(source: str, target: str) -> str:
    """Return the revision of a target that is not whole, which names its source."""
    for url in (source, target):
        if not is_postgresql(url) and path_of(url) is None:
            raise SettingsError("A database in memory cannot be copied; use sqlite:///PATH.")
    if source == target:
        raise SettingsError("Source and target are the same database; name two.")
    return f"copy-{sha256(source.rpartition('@')[2].encode()).hexdigest()[:16]}"


def _begin(target: str, mark: str) -> None:
    """Make the target's tables where there are none, and mark it as not whole.

    Raises SettingsError for a database that holds something else.
    """
    if schema_state(target) is SchemaState.EMPTY:
        migrate(target)
    with _engine(target) as engine, _transaction(engine) as connection:
        revision = connection.execute(select(_VERSIONS.c.version_num)).scalar()
        if revision == mark:
            return
        if revision != REVISION or any(_count(connection, one) for one in _TABLES):
            raise SettingsError(
                "The target of a copy must be empty, or a copy of the same source that was "
                "stopped. Name a new database; nothing was changed in this one."
            )
        connection.execute(update(_VERSIONS).values(version_num=mark))


def _copy_table(reading: Connection, writing: Engine, one: Table, steps: _Steps) -> None:
    with _transaction(writing) as connection:
        steps.add(_count(connection, one))
        last = _last_key(connection, one)
    for rows in _parts(reading, one, last):
        with _transaction(writing) as connection:
            connection.execute(one.insert(), [dict(row._mapping) for row in rows])
        steps.add(len(rows))


def _parts(
    connection: Connection, one: Table, last: tuple[Any, ...] | None
) -> Iterator[list[Row[*tuple[Any, ...]]]]:
    key = tuple(one.primary_key.columns)
    while True:
        wanted = select(one).order_by(*key).limit(ROWS_AT_ONCE)
        if last is not None:
            wanted = wanted.where(tuple_(*key) > tuple_(*last, types=[each.type for each in key]))
        rows = list(connection.execute(wanted))
        if not rows:
            return
        yield rows
        last = tuple(rows[-1]._mapping[each.name] for each in key)


def _last_key(connection: Connection, one: Table) -> tuple[Any, ...] | None:
    key = tuple(one.primary_key.columns)
    row = connection.execute(select(*key).order_by(*(each.desc() for each in key)).limit(1)).first()
    return None if row is None else tuple(row)


def _compared(reading: Connection, writing: Engine, steps: _Steps) -> Mapping[str, Content]:
    """Return what each table holds, in the source and in the target alike."""
    found = {}
    with _transaction(writing) as connection:
        for one in _TABLES:
            found[one.name] = there = _content(connection, one, steps)
            here = _content(reading, one, _Steps(0, lambda *_: None))
            if here != there:
                raise StoreUnavailable(
                    f"The copy differs from its source in the table {one.name}: {there.rows:,} "
                    f"rows of {here.rows:,}. Somebody wrote meanwhile; stop the server, empty the "
                    "target, and copy again.",
                    permanent=True,
                )
    return found


def _content(connection: Connection, one: Table, steps: _Steps) -> Content:
    digest, count = sha256(), 0
    for rows in _parts(connection, one, None):
        for row in rows:
            digest.update(repr(tuple(row)).encode())
        count += len(rows)
        steps.add(len(rows))
    return Content(count, digest.hexdigest())


def _count(connection: Connection, one: Table) -> int:
    return int(connection.execute(select(func.count()).select_from(one)).scalar_one())


def _set_sequences(connection: Connection) -> None:
    """Let PostgreSQL give the numbers after those that are there; SQLite sees to it by itself."""
    if connection.dialect.name != "postgresql":
        return
    for one in _TABLES:
        number = one.autoincrement_column
        if number is not None:
            sequence = func.pg_get_serial_sequence(one.name, number.name)
            highest = select(func.coalesce(func.max(number), 0)).scalar_subquery()
            connection.execute(select(func.setval(sequence, highest + 1, False)))  # noqa: FBT003


@contextmanager
def _reading(url: str) -> Iterator[Connection]:
    """Open one view of the source for the whole of the copy."""
    with _engine(url) as engine, _view(engine) as connection:
        yield connection


@contextmanager
def _engine(url: str) -> Iterator[Engine]:
    if is_postgresql(url):
        from widget.store.postgresql import connecting  # noqa: PLC0415

        engine = connecting.open_engine(url, connecting.COPY)
    else:
        engine = open_engine(url, "rw")
    try:
        yield engine
    finally:
        engine.dispose()


@contextmanager
def _view(engine: Engine) -> Iterator[Connection]:
    with engine.begin() as connection:
        yield connection


@contextmanager
def _transaction(engine: Engine) -> Iterator[Connection]:
    options: dict[str, Any] = dict(IMMEDIATE)
    if engine.dialect.name == "postgresql":
        from widget.store.postgresql import connecting  # noqa: PLC0415

        options = {"begin": connecting.WRITE}
    with engine.execution_options(**options).begin() as connection:
        yield connection
