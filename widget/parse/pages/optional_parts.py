"""Reads the parts of a page that an article can do without: none of them may refuse the page.

Each has its own small budget, counted in elements and characters, in its own module. What goes
wrong in one all the same (a library asks for a file behind the sandbox's walls, a tree is nested
too deeply) makes this part missing and no other.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, ParamSpec, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

P = ParamSpec("P")
T = TypeVar("T")

_log = logging.getLogger("widget.pages")


def read_or(otherwise: T, part: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    """Return what this part says of the page; ``otherwise`` where it fails, whatever it raises."""
    try:
        return part(*args, **kwargs)
    except Exception:  # noqa: BLE001 - whatever it raises, the article is there
        _log.warning("%s failed; the page is read without it", _name(part), exc_info=True)
        return otherwise


def _name(part: object) -> str:
    return getattr(part, "__name__", repr(part))
