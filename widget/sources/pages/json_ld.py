"""The home of JSON-LD: which of a page's nodes is its article, and what the node says."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from html import unescape
from typing import Any, Final

Node = Mapping[str, Any]

BLOCKS: Final = 30
"""Blocks of one page that are read."""

NODES: Final = 500
"""Nodes of one page that are looked at."""

_WRAPPED: Final = re.compile(
    r"^\s*(?:<!--|/\*|//)?\s*(?:<!\[CDATA\[)?(?:\s*\*/)?|[\s;]*(?:(?://|/\*)?\s*\]\]>[\s*/]*|-->)?\s*$"
)
_ARTICLE: Final = re.compile(r"article|blogposting|reportage|newsitem", re.I)
_WAYS_DOWN: Final = ("@graph", "mainEntity", "mainEntityOfPage")


def article_node(blocks: Sequence[str]) -> Node:
    """Return the node of the page's article, empty when there is none.

    Of several the first with the most of what an article has: headline, date, author. Nodes
    that an article or a list only points to are none of the page's own.
    """
    articles = [node for node in _nodes(blocks) if _ARTICLE.search(" ".join(types(node)))]
    return max(articles, key=_completeness, default={})


def dated_node(blocks: Sequence[str]) -> Node:
    """Return the node that says when the page was published, empty when there is none."""
    pages = [node for node in _nodes(blocks) if {"WebPage", "ItemPage"} & set(types(node))]
    return next((node for node in pages if node.get("datePublished")), {})


def types(node: Node) -> tuple[str, ...]:
    """Return the node's types without their vocabulary, such as NewsArticle."""
    named = node.get("@type")
    listed = named if isinstance(named, list) else [named]
    return tuple(name.rsplit("/", 1)[-1] for name in listed if isinstance(name, str))


def text(value: object) -> str | None:
    """Return a text that a value is or has by name: the first one of a list; None for none."""
    if isinstance(value, list):
        return next(filter(None, map(text, value[:10])), None)
    if isinstance(value, dict):
        return text(value.get("name") or value.get("@value"))
    if isinstance(value, str):
        return " ".join(unescape(value).split()) or None
    return None


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


def _nodes(blocks: Sequence[str]) -> Iterator[Node]:
    waiting = [value for block in blocks[:BLOCKS] for value in _values(block)]
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
    """Return what the block says; nothing when it is broken beyond repair."""
    bare = _WRAPPED.sub("", block)
    for candidate in (bare, re.sub(r",\s*([}\]])", r"\1", bare), unescape(bare)):
        try:
            return [json.loads(candidate, strict=False)]
        except (ValueError, RecursionError):
            continue
    return []
