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
_CATALOGUES: Final = frozenset({"citation_author", "dc.creator", "dcterms.creator"})
_TYPES: Final = re.compile(r"Organi[sz]ation|Corporation")


def authors_of(
    head: Head, nodes: Sequence[Node], node: Node, tree: HtmlElement, heading: HtmlElement | None
) -> str | None:
    """Return the names of those who wrote it, separated by commas; None where nobody is named.

    The names of the site, addresses and numbers are none. By weight of evidence: people in
    JSON-LD (also where a graph only points to them), the head, what is marked as the author on
    the page, the line that is called so, and the line that says so; then an agency that JSON-LD
    names, which stands beside the people where it names both.
    """
    sites = frozenset(_keys(site_names(head, node))) - _owner(node)
    people, others = _said(nodes, node if _has_author(node) else _page_with_author(nodes))
    if _names(people, sites):
        return _names([*people, *others], sites)
    named, shown = _names(_in_head(tree), sites), shown_authors(tree, heading, sites)
    if named and shown and ", " not in named and named.casefold() not in shown.casefold():
        return shown  # a single name that the page does not show is a company's, or a login
    return named or shown or _names(others, sites)


def _has_author(node: Node) -> bool:
    return bool(node.get("author") or node.get("creator"))


def _page_with_author(nodes: Sequence[Node]) -> Node:
    """Return the page's own node where that names an author, and no article does."""
    pages = (node for node in nodes if "WebPage" in json_ld.types(node) and _has_author(node))
    return next(pages, {})


def _owner(node: Node) -> frozenset[str]:
    """Return the key of whoever publishes the site as a person: it is called as its author is."""
    publisher = node.get("publisher")
    is_person = isinstance(publisher, dict) and json_ld.types(publisher) == ("Person",)
    return frozenset({title_key(json_ld.text(publisher) or "")} if is_person else ())


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
            found.setdefault(name, []).append(_turned(content, name))
    return next((found[name] for name in _METAS if name in found), [])


def _turned(written: str, meta: str) -> str:
    """Return a name that is written as in a catalogue, "Berg, Anna", in the order of speech."""
    last, comma, first = (part.strip() for part in written.partition(","))
    alone = comma and "," not in first and " " not in last
    is_turned = alone and (" " not in first or meta in _CATALOGUES)
    return f"{first} {last}" if is_turned and first and last else written
