"""Finds the marks of a page: opinion, live blog, paywall, noindex."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from widget.parse.pages import json_ld
from widget.parse.pages.breadcrumbs import breadcrumbs
from widget.parse.pages.head import own_addresses
from widget.rules.article_kinds import marks_by

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from widget.domain.article import Marks
    from widget.parse.pages.head import Head
    from widget.parse.pages.json_ld import Node

_PAID_TIERS: Final = {"locked", "metered", "paid", "premium", "subscriber", "subscribers"}
_NO: Final = {"false", "no", "0"}
PARTS: Final = 50
"""Parts of one node that are read."""
_YES: Final = re.compile(r"true|yes|1|opinion", re.I)


def marks_of(head: Head, nodes: Sequence[Node]) -> Marks:
    """Return the marks of the page: each counts, whichever of the page's own nodes says it."""
    own = json_ld.own_nodes(nodes, own_addresses(head))
    named = marks_by(_labels(head, nodes, own))
    robots = ",".join(filter(None, (head.meta("robots"), head.meta("googlebot")))).lower()
    directives = {word.strip() for word in robots.split(",")}
    return replace(
        named,
        opinion=named.opinion or bool(_YES.fullmatch(head.meta("article:opinion") or "")),
        paywalled=_paywalled(head, own),
        noindex=bool(directives & {"noindex", "none"}),
    )


def _labels(head: Head, nodes: Sequence[Node], own: Sequence[Node]) -> Iterator[str]:
    """Yield what the article is filed under: types, sections, genres, breadcrumbs."""
    yield head.meta("article:section") or ""
    for node in own:
        yield from json_ld.types(node)
        for name in ("articleSection", "genre"):
            yield from json_ld.texts(node.get(name))
    yield from breadcrumbs(nodes)


def _paywalled(head: Head, own: Sequence[Node]) -> bool:
    tier = (head.meta("article:content_tier") or "").lower()
    said = [head.meta("isaccessibleforfree")]
    for node in own:
        parts = node.get("hasPart")
        listed = [node, *(parts if isinstance(parts, list) else [parts])][:PARTS]
        said += [each.get("isAccessibleForFree") for each in listed if isinstance(each, dict)]
    return tier in _PAID_TIERS or any(map(_is_no, said))


def _is_no(said: object) -> bool:
    """Tell whether a value says no, as a truth value, a word, or a type of schema.org."""
    return str(said).strip().lower().rsplit("/", 1)[-1] in _NO
