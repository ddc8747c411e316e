"""Finds who wrote an article: in JSON-LD, in the head, or in the line that names them."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING, Any, Final

from widget.parse.pages import json_ld
from widget.parse.pages.author_names import LINE, names_said
from widget.parse.pages.bylines import MOST, shown_authors
from widget.parse.pages.title import site_names, title_key

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Sequence

    from lxml.html import HtmlElement

    from widget.parse.pages.head import Head
    from widget.parse.pages.json_ld import Node

_METAS: Final = (
    *("author", "article:author", "og:article:author", "parsely-author", "sailthru.author"),
    *("dc.creator", "dcterms.creator", "citation_author", "byl", "authors"),
)
_TYPES: Final = re.compile(r"Organi[sz]ation|Corporation")


def authors_of(
    head: Head, nodes: Sequence[Node], node: Node, tree: HtmlElement, heading: HtmlElement | None
) -> str | None:
    """Return the names of those who wrote it, separated by commas; None where nobody is named.

    The names of the site, addresses and numbers are none. By weight of evidence: people in
    JSON-LD (also where a graph only points to them), the head, what is marked as the author on
    the page, and the line that is called so; then an agency that JSON-LD names.
    """
    sites = frozenset(_keys(site_names(head, node)))
    people, others = _said(nodes, node)
    if names := _names(people, sites):
        return names
    shown = shown_authors(tree, heading, sites)
    named = _names(_in_head(tree), sites)
    if named and shown and ", " not in named and named.casefold() not in shown.casefold():
        return shown  # a single name that the page does not show is a company's, or a login
    return named or shown or _names(others, sites)


def _keys(names: Iterable[str]) -> Iterator[str]:
    for name in names:
        yield title_key(name)
        yield title_key(name).removeprefix("the")


def _names(written: Iterable[str], sites: Container[str]) -> str | None:
    names = dict.fromkeys(name for each in written for name in names_said(each[: LINE * 5], sites))
    return ", ".join(islice(names, MOST)) or None


# --- JSON-LD and the head ------------------------------------------------------------------------


def _said(nodes: Sequence[Node], node: Node) -> tuple[list[str], list[str]]:
    """Return the people whom JSON-LD names as authors, and the organizations."""
    known = {each["@id"]: each for each in nodes if isinstance(each.get("@id"), str)}
    people: list[str] = []
    others: list[str] = []
    for value in _listed(node.get("author") or node.get("creator")):
        named = known.get(value.get("@id"), value) if isinstance(value, dict) else value
        named = value if isinstance(value, dict) and value.get("name") else named
        kinds = json_ld.types(named) if isinstance(named, dict) else ()
        name = json_ld.text(named) or _in_parts(named)
        if name:
            (others if _TYPES.search(" ".join(kinds)) else people).append(name)
    return people, others


def _in_parts(person: object) -> str:
    parts = person if isinstance(person, dict) else {}
    said = (json_ld.text(parts.get(name)) for name in ("givenName", "familyName"))
    return " ".join(filter(None, said))


def _listed(value: object) -> list[Any]:
    listed = value if isinstance(value, list) else [value]
    return [inner for each in listed[:20] for inner in (each if isinstance(each, list) else [each])]


def _in_head(tree: HtmlElement) -> list[str]:
    """Return what the first kind of meta element says that names authors at all."""
    found: dict[str, list[str]] = {}
    for element in islice(tree.iter("meta"), 500):
        name = (element.get("name") or element.get("property") or "").strip().lower()
        content = element.get("content") or element.get("value") or ""
        if name in _METAS and "://" not in content and content.strip():
            found.setdefault(name, []).append(content)
    return next((found[name] for name in _METAS if name in found), [])
