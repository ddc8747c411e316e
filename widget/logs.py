"""How a log record is printed: one line for each event, without article text and without keys."""

from __future__ import annotations

import json
import logging
import sys
from datetime import UTC, datetime
from typing import Any

# What every LogRecord has; everything else was given by ``extra`` and is data of the event.
_STANDARD = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime", "color_message"}


LONGEST_VALUE = 1_000
"""Characters of one value in a record; the rest is cut, so that no record floods the log."""


class JsonFormatter(logging.Formatter):
    """One JSON object a line: time, level, logger, event, and the event's own data."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the record as one line of JSON; line breaks in data are escaped by JSON."""
        return json.dumps(_fields(self, record), ensure_ascii=True, default=str)


class TextFormatter(logging.Formatter):
    """The same record for eyes: time, level, event, data as name=value."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the record as one line; values are quoted as JSON, so they stay on it."""
        entry = _fields(self, record)
        head = f"{entry.pop('time')} {entry.pop('level'):7} {entry.pop('event')}"
        data = (f"{name}={json.dumps(value, default=str)}" for name, value in entry.items())
        return " ".join((json.dumps(head)[1:-1], *data))


def _fields(formatter: logging.Formatter, record: logging.LogRecord) -> dict[str, Any]:
    entry: dict[str, Any] = {
        "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
        "level": record.levelname.lower(),
        "event": _cut(record.getMessage()),
        "logger": record.name,
    }
    given = {name: value for name, value in vars(record).items() if name not in _STANDARD}
    entry |= {name: _cut(value) for name, value in given.items()}
    if record.exc_info:
        entry["exception"] = formatter.formatException(record.exc_info)
    return entry


def _cut(value: object) -> object:
    if value is None or isinstance(value, (bool, int, float)):
        return value
    return str(value)[:LONGEST_VALUE]


def configuration(level: str, form: str) -> dict[str, Any]:
    """Return the ``logging.config`` dictionary for this level and form (json or text)."""
    formatter = JsonFormatter if form == "json" else TextFormatter
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"line": {"()": formatter}},
        "handlers": {
            "stderr": {
                "class": "logging.StreamHandler",
                "formatter": "line",
                "stream": sys.stderr,
            }
        },
        "root": {"level": level.upper(), "handlers": ["stderr"]},
        "loggers": {
            # Handlers of its own would print each of gunicorn's records twice.
            "gunicorn.error": {"handlers": [], "propagate": True},
            # Looks at the schema at every start and would tell of it.
            "alembic": {"level": "WARNING"},
            # Each of its tasks would be four lines; the worker's own records say what was done.
            "huey": {"level": "WARNING"},
            # Our own record of a request says more, and never the query.
            "gunicorn.access": {"handlers": [], "propagate": False, "level": "CRITICAL"},
        },
    }
