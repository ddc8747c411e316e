"""Loads JSON that strangers send in listings, within limits."""

from __future__ import annotations

import json
from typing import Any, Final

from widget.domain.errors import Unreadable

CONTAINERS: Final = 500_000
"""Objects and lists in one document."""

VALUES: Final = 4_000_000
"""Values in one document, counted by the commas between them (those in strings count too)."""


def load(body: bytes) -> Any:
    """Return the value that the document holds, UTF-8 or UTF-16 or -32.

    Raises Unreadable for what is no JSON, or more of it than fits into memory.
    """
    if body.count(b"{") + body.count(b"[") > CONTAINERS:
        raise Unreadable(f"It has more than {CONTAINERS:,} objects; offer smaller pages.")
    if body.count(b",") > VALUES:
        raise Unreadable(f"It has more than {VALUES:,} values; offer smaller pages.")
    try:
        encoding = json.detect_encoding(body)
        return json.loads(body.decode(encoding, "replace").lstrip("\ufeff \t\r\n"))
    except json.JSONDecodeError as error:
        place = f"line {error.lineno}, column {error.colno}"
        raise Unreadable(f"It is no JSON at {place}: {error.msg}.") from error
    except RecursionError as error:
        raise Unreadable("Its JSON is nested too deeply; offer it with fewer levels.") from error
    except ValueError as error:  # an integer of thousands of digits
        raise Unreadable("Its JSON holds a number that is too long; leave it out.") from error


def at(value: Any, *path: str | int) -> Any:
    """Return what lies at the path of names and positions; None when the way ends before."""
    for step in path:
        if isinstance(step, str) and isinstance(value, dict):
            value = value.get(step)
        elif isinstance(step, int) and isinstance(value, list) and step < len(value):
            value = value[step]
        else:
            return None
    return value


def string(value: Any, *path: str | int) -> str:
    """Return the string at the path, without lone surrogates; empty when there is none."""
    found = at(value, *path)
    return found.encode("utf-8", "replace").decode() if isinstance(found, str) else ""


def objects(value: Any, *path: str | int) -> list[dict[str, Any]]:
    """Return the objects of the list at the path."""
    found = at(value, *path)
    return [one for one in found if isinstance(one, dict)] if isinstance(found, list) else []
