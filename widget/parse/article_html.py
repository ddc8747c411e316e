"""Reads an article's HTML: its text, its title and what its head says about it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, NamedTuple

from widget.domain.article import Manuscript
from widget.domain.block import Block, Role
from widget.parse.interviews import Piece, blocks_of
from widget.parse.markup import (
    BLOCK,
    BOLD,
    BREAK,
    END,
    LINK,
    MARKS,
    PARAGRAPH,
    ROLES,
    line_of,
    tree_of,
)
from widget.rules.language import tag_of
from widget.rules.sections import section_of
from widget.rules.times import moment
from widget.rules.urls import link_or_none

if TYPE_CHECKING:
    from collections.abc import Iterator

    from selectolax.lexbor import LexborHTMLParser, LexborNode

_DROPPED: Final = ["nav", "aside", "figure", "footer", "table", "button", "dialog", "title"]


class Body(NamedTuple):
    """The text of an article, in one of the two ways in which a manuscript has it."""

    text: str | None = None
    blocks: tuple[Block, ...] = ()

    @property
    def characters(self) -> int:
        """How long the text is."""
        return len("\n\n".join(block.text for block in self.blocks) or self.text or "")


def parse(html: str) -> Manuscript:
    """Return the manuscript of an HTML document or fragment.

    The text is that of the article's paragraphs, lists, quotations and subheads (the first
    ``article``, ``main`` or the body), in blocks, without navigation, asides, figures, forms and
    tables; where most of it stands outside of paragraphs, all of it but the subheads, as text. What
    the head says wrongly is left out.
    Raises LimitExceeded, naming ``html``.
    """
    tree = tree_of(html)
    title = _meta(tree, "og:title") or _text(tree.css_first("h1")) or _title(tree)
    published = _meta(tree, "article:published_time") or _attribute(
        tree, "time[datetime]", "datetime"
    )
    body = _body(tree)
    return Manuscript(
        url=_link(_attribute(tree, 'link[rel="canonical" i]', "href") or _meta(tree, "og:url")),
        title=title,
        text=body.text,
        blocks=body.blocks,
        published_at=moment(published),
        modified_at=moment(_meta(tree, "article:modified_time")),
        section=section_of((_meta(tree, "article:section"),)),
        language=tag_of(_attribute(tree, "html", "lang")),
        author=_author(tree),
        image=link_or_none(_meta(tree, "og:image")),
    )


def body_of(html: str) -> Body:
    """Return the body of an article's HTML: in blocks, or as text where most is in no paragraph.

    Raises LimitExceeded, naming ``html``.
    """
    return _body(tree_of(html))


_MARK = re.compile(f"({MARKS.pattern})")
_OUR_TAG = re.compile("</?span[^<>]*>")
_LEVELS = 32
"""Elements around a text that are looked at."""
_FIRST = (Role.SUBHEAD, Role.QUOTATION, Role.NOTE)
"""Roles that count before others of the elements around a text."""


def _body(tree: LexborHTMLParser) -> Body:
    tree.strip_tags([*_DROPPED, "h1"])
    # Some systems put the whole page into one form.
    for form in tree.css("form:not(:has(article, main, p + p))"):
        form.decompose()
    for selector in ("article", "main", "body"):
        container = tree.css_first(selector)
        body = _read(container.text()) if container else Body()
        if body.text or body.blocks:
            return body
    return Body()


def _read(marked: str) -> Body:
    """Return the paragraphs of a text with marks; all blocks when most text is in none."""
    lines = list(_Lines().of(marked))
    inside = [each.piece for each in lines if each.inside]
    everything = [each.piece for each in lines if each.piece.role is not Role.SUBHEAD]
    if 2 * _length(inside) >= _length(everything):
        return Body(blocks=blocks_of(_without_links(inside)))
    return Body("\n\n".join(each.text for each in everything) or None)


def _without_links(pieces: list[Piece]) -> list[Piece]:
    """Return the pieces without paragraphs that are a link to another story, if others are more."""
    kept = [each for each in pieces if each.role is not None or not each.linked]
    return kept if 2 * _length(kept) >= _length(pieces) else pieces


class _Line(NamedTuple):
    """One line of a text with marks, and whether it stands in a paragraph."""

    piece: Piece
    inside: bool


@dataclass(slots=True)
class _Lines:
    """Takes a text with marks apart."""

    _inside: bool = False
    _open: list[str] = field(default_factory=list)
    """The signs of the elements around, the innermost last."""
    _texts: list[str] = field(default_factory=list)
    _role: Role | None = None
    _looks: set[str] = field(default_factory=lambda: {BOLD, LINK})
    """How all of the text looks so far."""

    def of(self, marked: str) -> Iterator[_Line]:
        """Return the lines."""
        for part in _MARK.split(marked):
            if part in (BLOCK, PARAGRAPH) or (part == BREAK and self._parts()):
                yield from self._ended()
                self._inside = part == PARAGRAPH or (part == BREAK and self._inside)
            elif part == END:
                self._open = self._open[:-1]
            elif part in (BOLD, LINK) or part in ROLES:
                self._open.append(part)
            else:
                self._add(part)
        yield from self._ended()

    def _parts(self) -> bool:
        """Tell whether a break parts paragraphs: a second one, or one behind a bold line."""
        _, earlier, last = "".join(self._texts).rpartition(BREAK)
        if not last.strip():
            return bool(earlier)
        return BOLD in self._looks and BOLD not in self._open

    def _add(self, text: str) -> None:
        if text.strip() and text != BREAK:
            around = self._open[-_LEVELS:]
            self._looks &= set(around)
            self._role = self._role or _role_in(around)
        self._texts.append(text)

    def _ended(self) -> Iterator[_Line]:
        text = line_of("".join(self._texts))
        role, looks, inside = self._role, self._looks, self._inside
        self._texts, self._role, self._looks = [], None, {BOLD, LINK}
        if text:
            piece = Piece(text, role, bold=BOLD in looks, linked=LINK in looks)
            yield _Line(piece, inside or role is not None)


def _role_in(signs: list[str]) -> Role | None:
    """Return the role of a text in elements with these signs: the innermost, or one of _FIRST."""
    found = [ROLES[sign] for sign in signs if sign in ROLES]
    return next((role for role in _FIRST if role in found), found[-1] if found else None)


def _length(pieces: list[Piece]) -> int:
    return sum(len(each.text) for each in pieces if each.role is not Role.SUBHEAD)


def _text(node: LexborNode | None) -> str | None:
    return (line_of(node.text()) or None) if node else None


def _title(tree: LexborHTMLParser) -> str | None:
    """Return the title of the document; in it our tags are text, and no others are left."""
    title = _text(tree.css_first("title"))
    return line_of(_OUR_TAG.sub("", title)) or None if title else None


def _attribute(tree: LexborHTMLParser, selector: str, name: str) -> str | None:
    node = tree.css_first(selector)
    value = node.attributes.get(name) if node else None
    return (line_of(value) or None) if value else None


def _meta(tree: LexborHTMLParser, name: str) -> str | None:
    return _attribute(tree, f'meta[property="{name}" i]', "content") or _attribute(
        tree, f'meta[name="{name}" i]', "content"
    )


def _author(tree: LexborHTMLParser) -> str | None:
    names = (_meta(tree, "author"), _meta(tree, "article:author"))
    return next((name for name in names if name and not _link(name)), None)


def _link(value: str | None) -> str | None:
    return value if value and re.match(r"https?://", value, re.I) else None
