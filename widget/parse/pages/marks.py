"""Finds the marks of a page: opinion, live blog, paywall, noindex."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from widget.parse.pages import json_ld
from widget.rules.article_kinds import marks_by

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from widget.domain.article import Marks
    from widget.parse.pages.head import Head
    from widget.parse.pages.json_ld import Node

_PAID_TIERS: Final = {"locked", "metered", "paid", "premium", "subscriber", "subscribers"}
_YES: Final = re.compile(r"true|yes|1|opinion", re.I)


def marks_of(head: Head, nodes: Sequence[Node], node: Node) -> Marks:
    """Return the marks of the page; ``node`` is the one of ``nodes`` that is its article."""
    named = marks_by(_labels(head, nodes, node))
    robots = ",".join(filter(None, (head.meta("robots"), head.meta("googlebot")))).lower()
    directives = {word.strip() for word in robots.split(",")}
    return replace(
        named,
        opinion=named.opinion or bool(_YES.fullmatch(head.meta("article:opinion") or "")),
        paywalled=_paywalled(head, node),
        noindex=bool(directives & {"noindex", "none"}),
    )


def _labels(head: Head, nodes: Sequence[Node], node: Node) -> Iterator[str]:
    """Yield what the article is filed under: types, sections, genres, breadcrumbs."""
    yield head.meta("article:section") or ""
    yield from json_ld.types(node)
    for name in ("articleSection", "genre"):
        yield from json_ld.texts(node.get(name))
    yield from json_ld.breadcrumbs(nodes)


def _paywalled(head: Head, node: Node) -> bool:
    tier = (head.meta("article:content_tier") or "").lower()
    parts = node.get("hasPart")
    said = [node, *(parts if isinstance(parts, list) else [parts])]
    return tier in _PAID_TIERS or any(
        str(each.get("isAccessibleForFree")).strip().lower() in ("false", "no", "0")
        for each in said[:50]
        if isinstance(each, dict)
    )
