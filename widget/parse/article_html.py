"""Reads an article's HTML: its text, its title and what its head says about it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from selectolax.lexbor import LexborHTMLParser

from widget.domain.article import Manuscript
from widget.domain.errors import LimitExceeded
from widget.domain.limits import HTML_CHARACTERS, HTML_TAGS
from widget.parse.hidden import without_hidden
from widget.rules.language import tag_of
from widget.rules.sections import section_of
from widget.rules.text import folded
from widget.rules.times import moment
from widget.rules.urls import link_or_none

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

_DROPPED: Final = ["nav", "aside", "figure", "footer", "table", "button", "dialog", "title"]
_HEADINGS: Final = ["h1", "h2", "h3", "h4", "h5", "h6"]


def parse(html: str) -> Manuscript:
    """Return the manuscript of an HTML document or fragment.

    The text is that of the article's paragraphs, lists and quotations (the first ``article``,
    ``main`` or the body), without navigation, asides, figures, forms, tables and headings; where
    most of it stands outside of paragraphs, all of it. What the head says wrongly is left out.
    Raises LimitExceeded, naming ``html``.
    """
    tree = LexborHTMLParser(_simple(html))
    title = _meta(tree, "og:title") or _text(tree.css_first("h1")) or _text(tree.css_first("title"))
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


# --- before the parser -----------------------------------------------------------------------
#
# The parser is quadratic in nested elements and in the attributes of one tag (100,000 nested
# "<ul><li>" take it minutes). So the number of tags is limited, and each tag is written anew
# with the attributes that are read here and no others. Marks in the text say where a paragraph
# (or another block) begins and ends, and where a line breaks: no walk over the tree is needed.

_BLOCK, _PARAGRAPH, _BREAK = "\ue000", "\ue001", "\ue002"
_MARKS = re.compile(f"[{_BLOCK}{_PARAGRAPH}{_BREAK}]")

_TAG = re.compile(
    r"""<(?P<close>/?)(?P<name>[a-z][a-z0-9]*+)(?![a-z0-9:-])
        (?P<attributes>(?:[^<>"']{1,200}+|"[^"]{0,2000}+"|'[^']{0,2000}+'){0,100}+)>
        |<(?P<long_close>/?)(?P<long_name>[a-z][a-z0-9]*+)(?![a-z0-9:-])[^>]*+>?
        |<[a-z/!][^>]*+>?
        |<""",
    re.I | re.X,
)
_ATTRIBUTE = re.compile(
    r"""(?<![\w:-])(lang|property|name|content|rel|href|datetime)\s*+=\s*+
        (?:"([^"]*+)"|'([^']*+)'|([^\s"'<>]++))""",
    re.I | re.X,
)
_READ = {"html", "meta", "link", "time"}
_PARAGRAPHS = {"p", "li", "blockquote", "pre", "dd"}
_BLOCKS = frozenset(
    {"address", "article", "aside", "body", "button", "details", "dialog", "div", "dl", "dt"}
    | {"fieldset", "figcaption", "figure", "footer", "form", "head", "header", "hr", "main"}
    | {"nav", "ol", "section", "summary", "table", "tbody", "td", "th", "thead", "title", "tr"}
    | {"ul", *_PARAGRAPHS, *_HEADINGS}
)


def _simple(html: str) -> str:
    """Return the HTML with what is read here and no more: cheap to parse whatever came in."""
    if len(html) > HTML_CHARACTERS:
        raise LimitExceeded("html", HTML_CHARACTERS, len(html), "characters")
    shown, _ = without_hidden(_MARKS.sub("", html).replace("\x00", ""))
    tags = shown.count("<")
    if tags > HTML_TAGS:
        raise LimitExceeded("html", HTML_TAGS, tags, 'tags (each "<" is one)')
    return _TAG.sub(_rewritten, shown)


def _rewritten(tag: re.Match[str]) -> str:
    name = (tag["name"] or tag["long_name"] or "").lower()
    close = tag["close"] or tag["long_close"] or ""
    if not name:
        return "&lt;" if tag[0] == "<" else ""
    if name == "br":
        return _BREAK
    if name in _READ:
        return f"<{close}{name}{_attributes(tag['attributes'] or '')}>"
    if name not in _BLOCKS:
        return ""
    mark = _PARAGRAPH if name in _PARAGRAPHS and not close else _BLOCK
    tag_itself = f"<{close}{name}>"
    return f"{tag_itself}{mark}" if not close and name != "hr" else f"{mark}{tag_itself}{mark}"


def _attributes(written: str) -> str:
    """Return the attributes that are read, each once."""
    found: dict[str, str] = {}
    for name, *values in _ATTRIBUTE.findall(written):
        found.setdefault(name.lower(), "".join(values))
    safe = (
        (name, value.replace('"', "&quot;").replace("<", "&lt;")) for name, value in found.items()
    )
    return "".join(f' {name}="{value}"' for name, value in safe)


# --- after the parser ------------------------------------------------------------------------

_PIECE = re.compile(f"([{_BLOCK}{_PARAGRAPH}])")
_EMPTY_LINE = re.compile(rf"{_BREAK}\s*+{_BREAK}")


def _body(tree: LexborHTMLParser) -> str:
    tree.strip_tags([*_DROPPED, *_HEADINGS])
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
    mark = _BLOCK
    for piece in _PIECE.split(marked):
        if piece in (_BLOCK, _PARAGRAPH):
            mark = piece
            continue
        lines = [shown for line in _EMPTY_LINE.split(piece) if (shown := _folded(line))]
        everything += lines
        inside += lines if mark == _PARAGRAPH else []
    return inside if 2 * _length(inside) >= _length(everything) else everything


def _folded(text: str) -> str:
    return folded(_MARKS.sub(" ", text))


def _length(parts: list[str]) -> int:
    return sum(map(len, parts))


def _text(node: LexborNode | None) -> str | None:
    return (_folded(node.text()) or None) if node else None


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
