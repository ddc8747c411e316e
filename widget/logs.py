"""How a log record is printed: one line for each event, without article text and without keys."""

from __future__ import annotations

import json
import logging
import re
import sys
from datetime import UTC, datetime
from typing import Any

# What every LogRecord has; everything else was given by ``extra`` and is data of the event.
_STANDARD = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime", "color_message"}


LONGEST_VALUE = 1_000
"""Characters of one value in a record; the rest is cut, so that no record floods the log."""

MASK = "***"
"""What stands in a record for a token."""

_PARAMETER = re.compile(r"([?&][\w.\[\]%-]{1,64})=([^&\s\"'<>#]+)")
_SHORT_VALUE = re.compile(r"[\w.,:-]{1,10}")
_SECRET_NAME = re.compile(r"(?i)tok|key|secret|auth|pass|pwd|sig|hash|code|session|sid")
_USER = re.compile(r"(\w://)[^/\s@\"']{1,512}@")


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
        entry["exception"] = masked(formatter.formatException(record.exc_info))
    return entry


def _cut(value: object) -> object:
    if value is None or isinstance(value, (bool, int, float)):
        return value
    return masked(str(value))[:LONGEST_VALUE]


def masked(text: str) -> str:
    """Return the text without what opens a door in the addresses in it.

    That are user names and passwords before a host, and values of a query that are long or that
    have the name of a secret. Short ones, such as the number of a post, stay.
    """
    if "?" in text or "&" in text:
        text = _PARAMETER.sub(_masked_parameter, text)
    return _USER.sub(rf"\1{MASK}@", text) if "@" in text else text


def _masked_parameter(found: re.Match[str]) -> str:
    name, value = found.group(1), found.group(2)
    is_harmless = _SHORT_VALUE.fullmatch(value) and not _SECRET_NAME.search(name)
    return found.group() if is_harmless else f"{name}={MASK}"


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
