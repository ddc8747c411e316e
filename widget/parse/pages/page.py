"""Reads one page: its parts become a manuscript, or the reason why not."""

from __future__ import annotations

import logging
import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from widget.domain.article import Manuscript, Neighbours
from widget.domain.errors import Unreadable
from widget.parse.pages import json_ld
from widget.parse.pages.authors import authors_of
from widget.parse.pages.body import body_of
from widget.parse.pages.breadcrumbs import section_in
from widget.parse.pages.dates import Dated, modified, precision_of, published
from widget.parse.pages.head import (
    addresses_of,
    head_of,
    image_of,
    language_of,
    own_addresses,
)
from widget.parse.pages.html_tree import page_of
from widget.parse.pages.links import neighbours_in
from widget.parse.pages.marks import marks_of
from widget.parse.pages.not_shown import drop_hidden
from widget.parse.pages.optional_parts import read_or
from widget.parse.pages.title import shown_title, title_of
from widget.parse.pages.told import Told
from widget.parse.pages.visible_dates import heading_of
from widget.rules.sections import section_of
from widget.rules.text_language import language_in

if TYPE_CHECKING:
    from collections.abc import Sequence

    from widget.domain.block import Block
    from widget.parse.pages.head import Head
    from widget.parse.pages.html_tree import Page
    from widget.parse.pages.json_ld import Node

for name in ("trafilatura", "charset_normalizer"):
    logging.getLogger(name).setLevel(logging.CRITICAL)

PROSE: Final = 200
"""Characters in long paragraphs from which a page is taken for an article that does not say so."""

LONG: Final = 60
"""Characters of a long paragraph."""

_WIDE: Final = re.compile(r"[\u2e80-\ud7ff\uf900-\ufaff]")
_PUBLISHED: Final = ("datePublished", "pubDate")
_CREATED: Final = ("datePublished", "uploadDate", "dateCreated")
_FRONT: Final = {"", "/", "/index.html", "/index.htm", "/index.php"}


def manuscript(body: bytes, url: str, content_type: str) -> Manuscript:
    """Return the manuscript of a page. Raises Unreadable."""
    page = page_of(body, url, content_type)
    nodes = json_ld.nodes_of(page.json_ld)
    head = head_of(page.tree, url)
    node = json_ld.article_node(nodes, own_addresses(head))
    shown = shown_title(head, node, page.tree)
    described = _described(page, head, nodes, node, shown)
    drop_hidden(page.tree)
    found = body_of(page, _told(shown, head, node))
    read = replace(described, blocks=_checked(found.blocks, head, node), doubt=found.doubt)
    language = read_or(read.language, language_in, read.body or "", read.language)
    return replace(read, language=language)


def _described(
    page: Page, head: Head, nodes: Sequence[Node], node: Node, shown: str | None
) -> Manuscript:
    """Return all that a page says of its article, while its tree is whole."""
    canonical, aliases = addresses_of(head, node)
    title = title_of(head, node, shown)
    language = read_or(None, language_of, head, node)
    modified_at = read_or(None, modified, head, json_ld.said(nodes, node, "dateModified"))
    said = _said_of_time(nodes, node)
    dated = Dated(head, page.tree, shown, language, *said, modified_at, page.written)
    published_at = read_or(None, published, dated)
    heading = heading_of(page.tree, shown)
    return Manuscript(
        url=canonical,
        title=title,
        published_at=published_at,
        published_precision=precision_of(published_at),
        modified_at=modified_at,
        section=read_or(None, _section, head, nodes, node, title),
        language=language,
        author=read_or(None, authors_of, head, nodes, node, page.tree, heading),
        image=read_or(None, image_of, head, node),
        neighbours=read_or(Neighbours(), neighbours_in, page.tree, page.url),
        marks=marks_of(head, nodes),
        aliases=aliases,
    )


def _said_of_time(nodes: Sequence[Node], node: Node) -> tuple[str | None, str | None]:
    """Return what JSON-LD says of the article's publication, and of something beside it."""
    beside = json_ld.said(nodes, node, "dateCreated") or json_ld.said_beside(nodes, *_CREATED)
    return json_ld.said(nodes, node, *_PUBLISHED), beside


def _section(head: Head, nodes: Sequence[Node], node: Node, title: str | None) -> str | None:
    named = (head.meta("article:section"), *json_ld.names(node.get("articleSection")))
    return section_of((*named, section_in(nodes, head.url, title)))


def _checked(body: tuple[Block, ...], head: Head, node: Node) -> tuple[Block, ...]:
    """Return the body when the page is an article. Raises Unreadable."""
    if not body:
        raise Unreadable("There is no article on this page: no text was found in it.")
    if node or (head.meta("og:type") or "").lower().startswith("article"):
        return body
    address = urlsplit(head.url)
    if address.path in _FRONT and not address.query:
        raise Unreadable("This is the front page of a site, not an article.")
    lengths = (_length(block.text) for block in body)
    if sum(length for length in lengths if length >= LONG) < PROSE:
        raise Unreadable("This page is no article: it does not say so, and has no paragraphs.")
    return body


def _told(title: str | None, head: Head, node: Node) -> Told:
    """Return what the head and the data of the page tell of its article."""
    about = (head.meta("description"), head.meta("og:description"), node.get("description"))
    body = node.get("articleBody")
    return Told(
        title=title,
        descriptions=tuple(text for text in about if isinstance(text, str) and text),
        body=body if isinstance(body, str) else "",
    )


def _length(text: str) -> int:
    """Return the characters of a text, each of a script without spaces counted as three."""
    return len(text) + 2 * len(_WIDE.findall(text))
