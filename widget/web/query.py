"""What the query of a public address asks for besides its page."""

from __future__ import annotations

import re
from typing import Final

from flask import request

_OFF: Final = frozenset({"false", "0"})
_COLOUR: Final = re.compile(r"#(?:[0-9A-Fa-f]{3}){1,2}")
_SCHEMES: Final = {"light": "only light", "dark": "only dark"}


def is_on(name: str) -> bool:
    """Return whether the query switches this on: it is there, and not ``false`` or ``0``."""
    return says_yes(request.args.get(name, "false"))


def says_yes(value: str) -> bool:
    """Return whether this value of a query's field switches it on."""
    return value not in _OFF


def colour(name: str) -> str | None:
    """Return the colour ``#rgb`` or ``#rrggbb`` in the query; None for none and for all else."""
    given = request.args.get(name, "")
    return given if _COLOUR.fullmatch(given) else None


def scheme() -> str:
    """Return the color-scheme of the page around a frame, as ``?theme=`` says; else both."""
    return _SCHEMES.get(request.args.get("theme", ""), "light dark")
