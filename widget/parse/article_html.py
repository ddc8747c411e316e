"""Reads an article's HTML: its text, its title and what its head says about it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from widget.domain.article import Manuscript
from widget.parse.markup import BLOCK, BREAK, HEADINGS, MARKS, PARAGRAPH, tree_of
from widget.rules.language import tag_of
from widget.rules.sections import section_of
from widget.rules.text import folded
from widget.rules.times import moment
from widget.rules.urls import link_or_none

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser, LexborNode

_DROPPED: Final = ["nav", "aside", "figure", "footer", "table", "button", "dialog", "title"]


def parse(html: str) -> Manuscript:
    """Return the manuscript of an HTML document or fragment.

    The text is that of the article's paragraphs, lists and quotations (the first ``article``,
    ``main`` or the body), without navigation, asides, figures, forms, tables and headings; where
    most of it stands outside of paragraphs, all of it. What the head says wrongly is left out.
    Raises LimitExceeded, naming ``html``.
    """
    tree = tree_of(html)
    title = _meta(tree, "og:title") or _text(tree.css_first("h1")) or _title(tree)
    published = _meta(tree, "article:published_time") or _attribute(
        tree, "time[datetime]", "datetime"
    )
    return Manuscript(
        url=_link(_attribute(tree, 'link[rel="canonical" i]', "href") or _meta(tree, "og:url")),
        title=title,
        text=_body(tree) or None,
        published_at=moment(published),
        modified_at=moment(_meta(tree, "article:modified_time")),
        section=section_of((_meta(tree, "article:section"),)),
        language=tag_of(_attribute(tree, "html", "lang")),
        author=_author(tree),
        image=link_or_none(_meta(tree, "og:image")),
    )


def text_of(html: str) -> str:
    """Return the text of an article's HTML, paragraphs separated by a blank line.

    Raises LimitExceeded, naming ``html``.
    """
    return parse(html).text or ""


_PIECE = re.compile(f"([{BLOCK}{PARAGRAPH}])")
_OUR_TAG = re.compile("</?span[^<>]*>")
_EMPTY_LINE = re.compile(rf"{BREAK}\s*+{BREAK}")


def _body(tree: LexborHTMLParser) -> str:
    tree.strip_tags([*_DROPPED, *HEADINGS])
    # Some systems put the whole page into one form.
    for form in tree.css("form:not(:has(article, main, p + p))"):
        form.decompose()
    for selector in ("article", "main", "body"):
        container = tree.css_first(selector)
        body = "\n\n".join(_paragraphs(container.text())) if container else ""
        if body:
            return body
    return ""


def _paragraphs(marked: str) -> list[str]:
    """Return the paragraphs of a text with marks; all blocks when most text is in none."""
    inside, everything = [], []
    mark = BLOCK
    for piece in _PIECE.split(marked):
        if piece in (BLOCK, PARAGRAPH):
            mark = piece
            continue
        lines = [shown for line in _EMPTY_LINE.split(piece) if (shown := _folded(line))]
        everything += lines
        inside += lines if mark == PARAGRAPH else []
    return inside if 2 * _length(inside) >= _length(everything) else everything


def _folded(text: str) -> str:
    return folded(MARKS.sub(" ", text))


def _length(parts: list[str]) -> int:
    return sum(map(len, parts))


def _text(node: LexborNode | None) -> str | None:
    return (_folded(node.text()) or None) if node else None


def _title(tree: LexborHTMLParser) -> str | None:
    """Return the title of the document; in it our tags are text, and no others are left."""
    title = _text(tree.css_first("title"))
    return _folded(_OUR_TAG.sub("", title)) or None if title else None


def _attribute(tree: LexborHTMLParser, selector: str, name: str) -> str | None:
    node = tree.css_first(selector)
    value = node.attributes.get(name) if node else None
    return (_folded(value) or None) if value else None


def _meta(tree: LexborHTMLParser, name: str) -> str | None:
    return _attribute(tree, f'meta[property="{name}" i]', "content") or _attribute(
        tree, f'meta[name="{name}" i]', "content"
    )


def _author(tree: LexborHTMLParser) -> str | None:
    names = (_meta(tree, "author"), _meta(tree, "article:author"))
    return next((name for name in names if name and not _link(name)), None)


def _link(value: str | None) -> str | None:
    return value if value and re.match(r"https?://", value, re.I) else None
