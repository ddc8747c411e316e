"""What the name of a section is: one reading of it for every way in."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING, Final

from widget.domain.limits import SHORT_TEXT_CHARACTERS
from widget.rules import text

if TYPE_CHECKING:
    from collections.abc import Iterable

_READ_CHARACTERS: Final = 20 * SHORT_TEXT_CHARACTERS
"""Characters of a name from somebody else's page that are read."""

_ENTITY: Final = re.compile(r"&(?:#\d{1,7}|#x[0-9a-f]{1,6}|[a-z][a-z0-9]{1,31});", re.I)
_TAG: Final = re.compile(r"</?[a-z!][^<>]*+>", re.I)
_ROUNDS: Final = 4
"""How often a name may have been escaped, once by each program on its way."""


def name_of(written: str | None) -> str | None:
    """Return the name on one line, of any length, entities resolved and tags left out.

    It keeps its capitals, and is one name whatever signs are in it: ``News/Politics`` and
    ``Arts, Culture & Media`` are not taken apart. None where nothing is left.
    """
    name = text.line(written or "")
    for _ in range(_ROUNDS if "&" in name or "<" in name else 0):
        before = name
        name = text.line(_TAG.sub(" ", _ENTITY.sub(_resolved, name)))
        if name == before:
            break
    return name or None


def section_of(names: Iterable[str | None]) -> str | None:
    """Return the section of an article: the first of the names that is one.

    It has at most SHORT_TEXT_CHARACTERS; of a longer one the end is left out at a space.
    """
    read = (name_of(name[:_READ_CHARACTERS]) for name in names if name)
    first = next(filter(None, read), None)
    return text.cut(first, SHORT_TEXT_CHARACTERS) if first else None


def _resolved(entity: re.Match[str]) -> str:
    return unescape(entity[0])
