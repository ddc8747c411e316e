"""Converts an error of PostgreSQL to StoreUnavailable, with a message that says what to do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from widget.domain.errors import StoreUnavailable
from widget.store.failures import BUSY_SECONDS


@dataclass(frozen=True, slots=True)
class _Failure:
    message: str
    permanent: bool = False


_UNREACHABLE: Final = _Failure(
    "The database {where} cannot be reached: {detail}. Start its server, or mend the way there; "
    "nothing else need be started again."
)
_BUSY: Final = _Failure(
    f"The database {{where}} was busy for more than {BUSY_SECONDS:.0f} seconds. Try again; if it "
    "stays so, look in pg_stat_activity for a session that keeps a transaction open."
)
_SLOW: Final = _Failure(
    "The database {where} took too long for a statement. Try again; if it stays so, run VACUUM "
    "ANALYZE in it, and look at the load of its server."
)
_SCHEMA: Final = _Failure(
    "The database {where} has another schema than this version needs. "
    "Run `widget database migrate`.",
    permanent=True,
)
_RIGHT: Final = _Failure(
    "The database {where} refused something to its user: {detail}. Let the user of the URL own "
    "the database and its tables.",
    permanent=True,
)
_LOGIN: Final = _Failure(
    "The database {where} lets nobody in: {detail}. Correct user and password in "
    "WIDGET_DATABASE_URL, or the server's pg_hba.conf.",
    permanent=True,
)
_NONE: Final = _Failure(
    "There is no database at {where} ({detail}). Make it with createdb, and then its tables with "
    "`widget database migrate`.",
    permanent=True,
)
_STANDBY: Final = _Failure(
    "The database {where} takes no writes: {detail}. Name the primary in WIDGET_DATABASE_URL, or "
    "all servers with target_session_attrs=read-write.",
)
_FULL: Final = _Failure(
    "The server of the database {where} has no room left ({detail}). Free some space, then try "
    "again."
)
_MANY: Final = _Failure(
    "The server of the database {where} takes no more connections ({detail}). Raise its "
    "max_connections, or run fewer workers."
)
_RULE: Final = _Failure(
    "The database {where} refused a write that would break its own rules ({detail}); nothing was "
    "kept. Run `widget database check`.",
    permanent=True,
)
_CORRUPT: Final = _Failure(
    "The database {where} is damaged ({detail}). Stop the server, and restore the latest backup.",
    permanent=True,
)
_OTHER: Final = _Failure("The database {where} failed: {detail}. Run `widget database check`.")

# By SQLSTATE, the longest beginning counts:
# https://www.postgresql.org/docs/current/errcodes-appendix.html
_BY_STATE: Final = {
    "08": _UNREACHABLE,
    "57P": _UNREACHABLE,
    "25P03": _UNREACHABLE,  # it ended a transaction in which nothing happened
    "55P03": _BUSY,
    "40": _BUSY,
    "57014": _SLOW,
    "42P01": _SCHEMA,
    "42703": _SCHEMA,
    "3F000": _SCHEMA,
    "42501": _RIGHT,
    "28": _LOGIN,
    "3D000": _NONE,
    "25006": _STANDBY,
    "53": _FULL,
    "53300": _MANY,
    "23": _RULE,
    "22": _RULE,
    "54": _RULE,
    "XX001": _CORRUPT,
    "XX002": _CORRUPT,
}

# A refused connection has no SQLSTATE: https://github.com/psycopg/psycopg/issues/388
_BY_WORDS: Final = (
    ("authentication failed", _LOGIN),
    ("no password supplied", _LOGIN),
    ("pg_hba.conf", _LOGIN),
    ("role ", _LOGIN),
    ("database ", _NONE),
    ("too many clients", _MANY),
    ("remaining connection slots", _MANY),
    ("session is read-only", _STANDBY),
)


def unavailable(error: BaseException, where: str) -> StoreUnavailable:
    """Return what an error of the driver means for the database at ``where``."""
    failure = _failure(error)
    detail = " ".join(str(error).split()).rstrip(".")
    message = failure.message.format(where=where, detail=detail)
    return StoreUnavailable(message, permanent=failure.permanent)


def busy(where: str) -> StoreUnavailable:
    """Return the error of somebody whose turn, or connection, did not come in time."""
    return StoreUnavailable(_BUSY.message.format(where=where), permanent=_BUSY.permanent)


def missing(where: str) -> StoreUnavailable:
    """Return the error of a database without our tables."""
    return StoreUnavailable(
        f"The database {where} is empty. Let WIDGET_DATABASE_URL name the one that the server "
        "uses; `widget database migrate` makes the tables of a new one.",
        permanent=True,
    )


def is_damage(error: BaseException | None) -> bool:
    """Tell whether an error of the driver says that the database is damaged."""
    return error is not None and _failure(error) is _CORRUPT


def _failure(error: BaseException) -> _Failure:
    state = getattr(error, "sqlstate", None)
    if state:
        known = (_BY_STATE.get(state[:length]) for length in (5, 3, 2))
        return next(filter(None, known), _OTHER)
    text = str(error)
    if "FATAL" in text or "session is read-only" in text:
        return next((failure for words, failure in _BY_WORDS if words in text), _UNREACHABLE)
    return _UNREACHABLE
