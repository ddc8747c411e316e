"""The home of what a page says against a summary: opinion, live blog, paywall, noindex."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from widget.domain.article import Marks
from widget.parse.pages import json_ld

if TYPE_CHECKING:
    from widget.parse.pages.head import Head
    from widget.parse.pages.json_ld import Node

_OPINION: Final = {"OpinionNewsArticle", "ReviewNewsArticle"}
_PAID_TIERS: Final = {"locked", "metered", "paid", "premium", "subscriber", "subscribers"}
_YES: Final = re.compile(r"true|yes|1|opinion", re.I)


def marks_of(head: Head, node: Node) -> Marks:
    """Return the marks of the page; sections are judged elsewhere."""
    kinds = set(json_ld.types(node))
    robots = ",".join(filter(None, (head.meta("robots"), head.meta("googlebot")))).lower()
    directives = {word.strip() for word in robots.split(",")}
    return Marks(
        opinion=bool(kinds & _OPINION or _YES.fullmatch(head.meta("article:opinion") or "")),
        live="LiveBlogPosting" in kinds,
        paywalled=_paywalled(head, node),
        noindex=bool(directives & {"noindex", "none"}),
    )


def _paywalled(head: Head, node: Node) -> bool:
    tier = (head.meta("article:content_tier") or "").lower()
    parts = node.get("hasPart")
    said = [node, *(parts if isinstance(parts, list) else [parts])]
    return tier in _PAID_TIERS or any(
        str(each.get("isAccessibleForFree")).strip().lower() in ("false", "no", "0")
        for each in said[:50]
        if isinstance(each, dict)
    )
