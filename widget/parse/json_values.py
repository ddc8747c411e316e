"""Takes typed values out of parsed JSON that anyone may have sent."""

from __future__ import annotations

from difflib import get_close_matches
from typing import Any, Final

from widget.domain.errors import InvalidField


def object_of(value: object, field: str, known: tuple[str, ...]) -> dict[str, Any]:
    """Return the object; its names must be known, and ``field`` is what holds it.

    Raises InvalidField.
    """
    if not isinstance(value, dict):
        raise InvalidField(field, f"takes an object {{…}}, not {kind_of(value)}.")
    for name in value:
        if name not in known:
            path = short_name(name) if field == "body" else f"{field}.{short_name(name)}"
            raise InvalidField(path, unknown("field", name, known))
    return value


def unknown(what: str, name: str, known: tuple[str, ...]) -> str:
    """Return the message for a name that is not known, with the nearest that is."""
    nearest = get_close_matches(short_name(name).lower(), known, n=1)
    guess = f" did you mean {nearest[0]!r}?" if nearest else ""
    return f"is no {what} here;{guess} Known: {', '.join(known)}."


def string_of(fields: dict[str, Any], name: str, path: str | None = None) -> str | None:
    """Return a string that may be missing. Raises InvalidField, naming ``path`` or the name."""
    value = fields.get(name)
    if value is None or isinstance(value, str):
        return value
    raise InvalidField(path or name, f'takes a string "…", not {kind_of(value)}.')


_KINDS: Final = {bool: "true or false", int: "a number", float: "a number", str: "a string"}


def kind_of(value: object) -> str:
    """Return what a value of another type than the wanted one is, for a message."""
    if isinstance(value, list):
        odd = [item for item in value if not isinstance(item, str)]
        return f"a list with {kind_of(odd[0])}" if odd else "a list"
    return "null" if value is None else _KINDS.get(type(value), "an object")


def short_name(name: str) -> str:
    """Return a name that a stranger chose so that it can stand in a message."""
    return "".join(c if c.isprintable() else "?" for c in name[:40])
