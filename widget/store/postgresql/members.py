"""The consumers of a PostgreSQL database: who they are, and which of them leads.

The lead is a lock of the database that a session holds: the server gives it back when the process
ends, or its machine is cut off. A leader that is there and says nothing is put off.
"""

from __future__ import annotations

import logging
import os
from contextlib import suppress
from datetime import datetime, timedelta
from threading import Lock
from time import monotonic
from typing import TYPE_CHECKING, Any, Final

import psycopg

from widget.background.clock import agree_with
from widget.background.presence import BEAT_SECONDS, SILENT_AFTER, Presence
from widget.store.rows import microseconds, moment

if TYPE_CHECKING:
    from collections.abc import Callable

    from widget.store.postgresql.connecting import BoundedConnection

_log = logging.getLogger("widget.background")

LEAD: Final = (0x77_69, 0x64_67)
"""The two numbers of the leader's lock."""

_ASK_SECONDS: Final = 0.5
"""How often we ask at most, however often we are asked."""

_ANSWER_SECONDS: Final = 5.0
"""How long the server is waited for: shorter than it keeps the lock of somebody who is cut off."""

_TRY: Final = "SELECT pg_try_advisory_lock(%s, %s), clock_timestamp()"
_STILL: Final = "SELECT true, clock_timestamp()"
_PUT_OFF: Final = """
SELECT pg_terminate_backend(held.pid) FROM pg_locks AS held JOIN pg_stat_activity AS session
  USING (pid) WHERE held.locktype = 'advisory' AND held.classid = %s AND held.objid = %s
  AND held.granted AND session.datname = current_database()
  AND session.state_change < clock_timestamp() - %s
"""
_WRITE: Final = """
INSERT INTO consumers (name, host, pid, since, last_seen, last_poll)
  VALUES (%(name)s, %(host)s, %(pid)s, %(since)s, %(seen)s, %(poll)s)
  ON CONFLICT (name) DO UPDATE SET pid = excluded.pid, since = excluded.since,
  last_seen = excluded.last_seen, last_poll = coalesce(excluded.last_poll, consumers.last_poll)
"""
_FORGET: Final = "DELETE FROM consumers WHERE last_seen < %s"
LATEST: Final = (
    "SELECT host, pid, since, last_seen, last_poll FROM consumers ORDER BY last_seen DESC"
)

_KEPT: Final = timedelta(days=7)


class PostgresqlMember:
    """One consumer, over a session of its own."""

    def __init__(self, connect: Callable[[], BoundedConnection], folder: str) -> None:
        """``connect`` opens a session; the folder is the one of this machine's own files."""
        self._connect = connect
        self._name = f"{os.uname().nodename}:{folder}"
        self._turn = Lock()
        self._session: BoundedConnection | None = None
        self._leads = False
        self._asked = self._written = float("-inf")
        self._since: datetime | None = None
        self._poll: datetime | None = None

    def leads(self) -> bool:
        """Say that we are at work, and return whether we lead; see the port."""
        with self._turn:
            if monotonic() - self._asked >= _ASK_SECONDS:
                try:
                    self._ask()
                except psycopg.Error as error:
                    _log.warning("lead_unknown", extra={"problem": str(error).strip()})
                    self._let_go()
                self._asked = monotonic()
            return self._leads

    def polled(self, now: datetime) -> None:
        """Remember that a source was asked; it is written with the next beat."""
        self._poll = now

    def close(self) -> None:
        """Leave the lead to others."""
        with self._turn:
            self._let_go()

    def _ask(self) -> None:
        if self._session is None:
            self._session = self._connect()
            self._session.seconds = _ANSWER_SECONDS
        led, session = self._leads, self._session
        if not led:
            session.execute(_PUT_OFF, (*LEAD, SILENT_AFTER))
        asked = session.execute(_STILL) if led else session.execute(_TRY, LEAD)
        row: tuple[Any, ...] | None = asked.fetchone()
        if row is None:
            raise psycopg.OperationalError("no row")
        self._leads = bool(row[0])
        agree_with(row[1])
        if self._leads and not led:
            _log.info("consumer_leads", extra={"pid": os.getpid()})
        if monotonic() - self._written >= BEAT_SECONDS:
            self._write(session, row[1])

    def _write(self, session: BoundedConnection, there: datetime) -> None:
        self._since = self._since or there
        session.execute(
            _WRITE,
            {
                "name": self._name,
                "host": os.uname().nodename,
                "pid": os.getpid(),
                "since": microseconds(self._since, "time"),
                "seen": microseconds(there, "time"),
                "poll": self._poll and microseconds(self._poll, "time"),
            },
        )
        session.execute(_FORGET, (microseconds(there - _KEPT, "time"),))
        self._written = monotonic()

    def _let_go(self) -> None:
        session, self._session, self._leads = self._session, None, False
        if session is not None:
            with suppress(psycopg.Error):
                session.close()


def latest(rows: list[tuple[Any, ...]], now: datetime) -> Presence:
    """Return what is known of the consumer that was at work last; the rows come newest first."""
    if not rows:
        return Presence()
    host, pid, *times = rows[0]
    since, seen, poll = (None if time is None else moment(time) for time in times)
    alive = seen is not None and now - seen <= SILENT_AFTER
    return Presence(alive, pid, host, since, seen, poll)
