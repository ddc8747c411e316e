"""Reads JSON-LD: which of a page's nodes is its article, and what the node says."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from html import unescape
from typing import Any, Final

from widget.rules.text import folded

Node = Mapping[str, Any]

BLOCKS: Final = 30
"""Blocks of one page that are read."""

NODES: Final = 500
"""Nodes of one page that are read."""

_WRAPPED: Final = re.compile(
    r"""^\s*+(?:<!--|/\*|//)?\s*+(?:<!\[CDATA\[)?(?:\s*+\*/)?
      |(?<![\s;])[\s;]*+(?:(?://|/\*)?\s*+\]\]>[\s*/]*+|-->)?\s*+$""",
    re.X,
)
_ARTICLE: Final = re.compile(r"article|blogposting|reportage|newsitem", re.I)
_ADDRESSES: Final = ("url", "mainEntityOfPage", "@id")
_ADDRESS: Final = re.compile(r"https?://(?:www\.)?([^?#]*[^?#/])")
_PAGE: Final = {"WebPage", "ItemPage", "CreativeWork", "WebContent"}
_WAYS_DOWN: Final = ("@graph", "mainEntity", "mainEntityOfPage")


def nodes_of(blocks: Sequence[str]) -> tuple[Node, ...]:
    """Return the page's own nodes.

    Those that an article or a list only points to are none of them. Of a block that is broken
    beyond repair the date of publication is all that is read.
    """
    return tuple(_nodes([value for block in blocks[:BLOCKS] for value in _values(block)]))


def article_node(nodes: Sequence[Node], addresses: Iterable[str]) -> Node:
    """Return the node of the article at these addresses, empty when the page has none.

    Of several the one that has such an address itself, before one that names none, before one
    of another page; then the first with the most of what an article has: headline, date, author.
    """
    slots = {_place(address) for address in addresses}
    articles = filter(_is_article, nodes)
    return max(articles, key=lambda node: (_nearness(node, slots), _completeness(node)), default={})


def own_nodes(nodes: Sequence[Node], addresses: Iterable[str]) -> tuple[Node, ...]:
    """Return the nodes of this article and of its page, not those of other articles.

    A node that names an address is of the page at that address; one that names none is of this
    page. A mark counts wherever it stands: sites have a second node, or say it of the page.
    """
    slots = {_place(address) for address in addresses}
    return tuple(node for node in nodes if _is_of_page(node) and _nearness(node, slots))


def _is_of_page(node: Node) -> bool:
    return not types(node) or _is_article(node) or bool(_PAGE & set(types(node)))


def _nearness(node: Node, slots: Collection[str]) -> int:
    named = {_place(url) for name in _ADDRESSES if (url := link(node.get(name)))} - {""}
    return 1 if not named else 2 * bool(named & set(slots))


def _place(address: str) -> str:
    """Return where a page is, without what differs between links to it; empty for no address."""
    found = _ADDRESS.match(address)
    return found[1].casefold() if found else ""


def said(nodes: Sequence[Node], article: Node, *names: str) -> str | None:
    """Return what is said under the first of these names: of the article, else of the page.

    A node without a type is of the page.
    """
    pages = [node for node in nodes if not types(node) or _PAGE & set(types(node))]
    return _first((article, *pages), names)


def said_beside(nodes: Sequence[Node], *names: str) -> str | None:
    """Return what is said under the first of these names of what is no article: a video, say."""
    return _first([node for node in nodes if not _is_article(node)], names)


def _first(nodes: Sequence[Node], names: Sequence[str]) -> str | None:
    values = (text(node.get(name)) for name in names for node in nodes)
    return next(filter(None, values), None)


def _is_article(node: Node) -> bool:
    return bool(_ARTICLE.search(" ".join(types(node))))


def types(node: Node) -> tuple[str, ...]:
    """Return the node's types without their vocabulary, such as NewsArticle."""
    named = node.get("@type")
    listed = named if isinstance(named, list) else [named]
    return tuple(name.rsplit("/", 1)[-1] for name in listed if isinstance(name, str))


def text(value: object) -> str | None:
    """Return a text that a value is or has by name: the first one of a list; None for none."""
    return next(filter(None, (folded(unescape(name)) for name in names(value))), None)


def names(value: object) -> Iterator[str]:
    """Yield the texts that a value is, has by name, or is a list of, as they are written."""
    if isinstance(value, list):
        for each in value[:10]:
            yield from names(each)
    if isinstance(value, dict):
        yield from names(value.get("name") or value.get("@value"))
    if isinstance(value, str):
        yield value


def texts(value: object) -> tuple[str, ...]:
    """Return the texts of a value that may be a list of them."""
    listed = value if isinstance(value, list) else [value]
    return tuple(found for item in listed[:20] if (found := text(item)))


def link(value: object) -> str | None:
    """Return the URL that a value is or has: an image, a page."""
    if isinstance(value, list):
        return next(filter(None, map(link, value[:10])), None)
    if isinstance(value, dict):
        return link(value.get("url") or value.get("@id") or value.get("contentUrl"))
    return unescape(value).strip() or None if isinstance(value, str) else None


def _completeness(node: Node) -> int:
    return sum(bool(node.get(name)) for name in ("headline", "datePublished", "author", "image"))


def _nodes(waiting: list[object]) -> Iterator[Node]:
    for _ in range(NODES):
        if not waiting:
            return
        value = waiting.pop(0)
        if isinstance(value, list):
            waiting += value
        elif isinstance(value, dict):
            yield value
            waiting += [value[way] for way in _WAYS_DOWN if isinstance(value.get(way), list | dict)]


def _values(block: str) -> list[object]:
    """Return what the block says, or what can be read of it when it is broken."""
    bare = _WRAPPED.sub("", block)
    for repair in (_as_it_is, _without_commas, unescape):
        try:
            return [json.loads(repair(bare), strict=False)]
        except (ValueError, RecursionError):
            continue
    date = _PUBLISHED.search(bare)
    return [{"datePublished": date[1]}] if date else []


def _as_it_is(block: str) -> str:
    return block


def _without_commas(block: str) -> str:
    return re.sub(r",\s*([}\]])", r"\1", block)


_PUBLISHED: Final = re.compile(r'"datePublished"\s{0,9}:\s{0,9}"([^"\n]{8,40})"')
