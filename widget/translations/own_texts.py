"""Which texts a site may replace by its own, and what such a text must be."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from widget.domain.errors import InvalidField, LimitExceeded
from widget.domain.limits import SHORT_TEXT_CHARACTERS
from widget.rules.text import line

if TYPE_CHECKING:
    from collections.abc import Mapping

KEYS: Final = Path(__file__).with_name("keys.json")
"""What ``./dev words`` found in templates and code: each key with its English."""
_PLACEHOLDER: Final = re.compile(r"%\((\w+)\)s")
_FIELD: Final = "text"


class Replaceable(NamedTuple):
    """A text that a site may replace."""

    english: tuple[str, ...]
    """One text; of a plural that for one, and that for many."""

    @property
    def placeholders(self) -> frozenset[str]:
        """Return the names of what is filled in."""
        return frozenset(_PLACEHOLDER.findall(self.english[-1]))

    @property
    def is_plural(self) -> bool:
        """Tell whether it is said of a number."""
        return len(self.english) > 1


@cache
def replaceable() -> Mapping[str, Replaceable]:
    """Return all texts that a site may replace, by key."""
    known = json.loads(KEYS.read_text(encoding="utf-8"))
    return {key: Replaceable(tuple(english)) for key, english in known.items()}


def checked(key: str, text: str) -> str:
    """Return a site's own text for this key, as it is shown.

    It is plain text on one line with the placeholders of the text that it replaces; a plural may
    leave its number out. Raises InvalidField and LimitExceeded.
    """
    known = replaceable().get(key)
    if known is None:
        raise InvalidField(_FIELD, f"has no key {key!r}; `widget sites texts` lists the keys.")
    if len(text) > SHORT_TEXT_CHARACTERS:
        raise LimitExceeded(_FIELD, SHORT_TEXT_CHARACTERS, len(text), "characters")
    shown = line(text)
    if not shown or len(text.splitlines()) > 1:
        raise InvalidField(_FIELD, f"of {key} takes one line of plain text.")
    _check_placeholders(key, known, shown)
    return shown


def _check_placeholders(key: str, known: Replaceable, text: str) -> None:
    found = frozenset(_PLACEHOLDER.findall(text))
    complete = found <= known.placeholders if known.is_plural else found == known.placeholders
    if complete and text.count("%(") == len(_PLACEHOLDER.findall(text)):
        return
    wanted = " and ".join(f"%({name})s" for name in sorted(known.placeholders)) or "none"
    raise InvalidField(_FIELD, f"of {key} takes these placeholders, as they stand here: {wanted}.")
