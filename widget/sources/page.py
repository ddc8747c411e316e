"""The home of reading one page: its parts put together to a manuscript, or the reason why not."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from widget.errors import Unreadable
from widget.model import Manuscript
from widget.sources import json_ld
from widget.sources.page_body import body_of
from widget.sources.page_dates import modified, published
from widget.sources.page_head import addresses_of, head_of, image_of, language_of
from widget.sources.page_marks import marks_of
from widget.sources.page_source import page_of
from widget.sources.page_title import title_of

if TYPE_CHECKING:
    from widget.sources.json_ld import Node
    from widget.sources.page_head import Head

for name in ("trafilatura", "htmldate", "readability", "charset_normalizer"):
    logging.getLogger(name).setLevel(logging.CRITICAL)


def manuscript(body: bytes, url: str, content_type: str) -> Manuscript:
    """Return the manuscript of a page. Raises Unreadable."""
    page = page_of(body, url, content_type)
    node = json_ld.article_node(page.json_ld)
    head = head_of(page.tree, url)
    canonical, aliases = addresses_of(head, node)
    title = title_of(head, node, page.tree)
    published_at = published(head, node, page.tree)
    text = body_of(page.tree, title)
    if not text:
        raise Unreadable("There is no article on this page: no text was found in it.")
    return Manuscript(
        url=canonical,
        title=title,
        text=text,
        published_at=published_at,
        modified_at=modified(head, node),
        section=head.meta("article:section") or json_ld.text(node.get("articleSection")),
        language=language_of(head, node),
        author=_author(head, node),
        image=image_of(head, node),
        marks=marks_of(head, node),
        aliases=aliases,
    )


def _author(head: Head, node: Node) -> str | None:
    names = (
        json_ld.texts(node.get("author"))
        or tuple(
            name
            for key in ("author", "article:author", "parsely-author", "dc.creator", "byl")
            if (name := head.metas.get(key)) and "://" not in name
        )[:1]
    )
    return ", ".join(dict.fromkeys(names)) or None
