"""Tells the role of an element of an article's mark-up by its name and its classes."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Final

from widget.domain.block import Role
from widget.rules.word_lists import file_beside, phrases

if TYPE_CHECKING:
    from collections.abc import Mapping

LEFT_OUT: Final = frozenset({Role.CAPTION, Role.ASIDE})
"""Roles of what is no part of an article's text."""

_BY_NAME: Final = {
    "li": Role.ITEM,
    "blockquote": Role.QUOTATION,
    **dict.fromkeys(("h2", "h3", "h4", "h5", "h6"), Role.SUBHEAD),
}
_BY_CLASS: Final = (
    *(Role.CAPTION, Role.ASIDE, Role.NOTE, Role.STANDFIRST, Role.QUESTION, Role.ANSWER),
)
_WHOLE: Final = frozenset({"html", "body", "main", "article"})
"""Elements that hold the whole article: what they are named for is not its text."""
_BEFORE: Final = re.compile("^(?:article|story|post|entry)-")


def role_of(element: str, attributes: Mapping[str, str]) -> Role | None:
    """Return the role that an element says it has; None where it says nothing.

    Names of elements and attributes are in small letters. A class counts as a whole name only.
    """
    if element in _WHOLE:
        return None
    named = _by_class(attributes["class"]) if "class" in attributes else None
    return named or _BY_NAME.get(element)


@lru_cache(maxsize=4_096)
def _by_class(value: str) -> Role | None:
    written = value.lower().replace("__", "-").replace("_", "-").split()
    names = {*written, *(_BEFORE.sub("", name) for name in written)}
    return next((role for role in _BY_CLASS if not _names(role).isdisjoint(names)), None)


@cache
def _names(role: Role) -> frozenset[str]:
    return frozenset(phrases(file_beside(__file__), role.value))
