"""Writes the roles of an article's paragraphs as one short string, and reads them."""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING, Final

from widget.domain.block import Role

if TYPE_CHECKING:
    from collections.abc import Iterable

LETTERS: Final = {
    Role.PARAGRAPH: "p",
    Role.STANDFIRST: "s",
    Role.SUBHEAD: "h",
    Role.ITEM: "i",
    Role.QUOTATION: "q",
    Role.CAPTION: "c",
    Role.ASIDE: "b",
    Role.NOTE: "n",
    Role.QUESTION: "u",
    Role.ANSWER: "a",
}
"""One letter for each role."""

_ROLES: Final = {letter: role for role, letter in LETTERS.items()}
_RUN: Final = re.compile(r"([a-z])([0-9]*)")


def coded(roles: Iterable[Role]) -> str:
    """Return the roles as letters, each followed by how often it stands in a row unless once.

    A standfirst, twelve paragraphs and a subhead are ``sp12h``.
    """
    runs = ((LETTERS[role], sum(1 for _ in same)) for role, same in groupby(roles))
    return "".join(f"{letter}{count if count > 1 else ''}" for letter, count in runs)


def decoded(code: str) -> tuple[Role, ...]:
    """Return the roles that ``coded`` wrote so."""
    runs = _RUN.findall(code)
    return tuple(_ROLES[letter] for letter, count in runs for _ in range(int(count or 1)))
