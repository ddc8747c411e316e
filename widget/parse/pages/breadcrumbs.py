"""Reads the lists of breadcrumbs in a page's JSON-LD: under which pages the article is filed."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from widget.parse.pages.json_ld import link, text, types
from widget.rules.word_lists import file_beside, phrases

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import Any

    from widget.parse.pages.json_ld import Node

CRUMBS: Final = 20
"""Crumbs of one list that are read."""

_HOME: Final = frozenset(phrases(file_beside(__file__)))


def breadcrumbs(nodes: Sequence[Node]) -> tuple[str, ...]:
    """Return the names of the pages above this one, as far as lists of breadcrumbs name them."""
    return tuple(name for crumb in _crumbs(nodes) if (name := _name(crumb)))


def section_in(nodes: Sequence[Node], url: str, title: str | None) -> str | None:
    """Return the first page below the home page, unless that is the article itself."""
    own = (urlsplit(url).path.rstrip("/"), (title or "").casefold())
    for crumb in _crumbs(nodes):
        name = _name(crumb) or ""
        address = link(crumb.get("item")) or link(crumb.get("@id"))
        path = urlsplit(address).path.rstrip("/") if address else None
        if not name or path == "" or name.casefold() in _HOME:
            continue
        if path == own[0] or name.casefold() == own[1] or (path is None and not crumb.get("item")):
            return None
        return name
    return None


def _crumbs(nodes: Sequence[Node]) -> Iterator[dict[str, Any]]:
    """Yield the crumbs of all lists, each list in the order of its positions."""
    for node in nodes:
        listed = node.get("itemListElement") if "BreadcrumbList" in types(node) else None
        if isinstance(listed, list):
            crumbs = [crumb for crumb in islice(listed, CRUMBS) if isinstance(crumb, dict)]
            yield from sorted(crumbs, key=_position)


def _position(crumb: dict[str, Any]) -> int:
    written = str(crumb.get("position"))
    return int(written) if written.isascii() and written.isdigit() and len(written) < 4 else 0


def _name(crumb: dict[str, Any]) -> str | None:
    return text(crumb) or text(crumb.get("item"))
