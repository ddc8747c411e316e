"""Reads the lines of a page: what a reader sees as one paragraph, heading, item or cell."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from lxml.etree import iterwalk

from widget.parse.pages.box_names import names_of
from widget.rules.text import folded

if TYPE_CHECKING:
    from lxml.html import HtmlElement

BLOCKS: Final = frozenset(
    {"p", "li", "blockquote", "pre", "dd", "dt", "div", "section", "article", "main", "td", "th"}
    | {"tr", "table", "ul", "ol", "dl", "h1", "h2", "h3", "h4", "h5", "h6", "body", "hr"}
    | {"address", "aside", "center", "details", "fieldset", "figcaption", "figure", "form"}
    | {"header", "footer", "html", "nav", "summary", "tbody", "thead", "head", "title", "button"}
)
HEADINGS: Final = frozenset({"h2", "h3", "h4", "h5", "h6"})

PROSE: Final = 60
"""Characters from which a line is taken for a paragraph."""

LINKED: Final = 0.5
"""The part of a line in links from which it is none."""

_NOWHERE: Final = re.compile(r"\s*(?:#|javascript:.*)?\s*", re.I | re.S)
_WIDE: Final = re.compile(r"[\u2e80-\ud7ff\uf900-\ufaff]")
_SENTENCE_END: Final = re.compile(
    r"(?:[^\W\d_]{2}|[\d)\]])[.!?\u2026][\"'\u00bb\u201d\u201c\u2019)]*$"
)
_END: Final = re.compile(
    r"[.!?\u2026\u3002\uff01\uff1f\u061f\u0964][\"'\u2019\u201d\u201c\u00bb\u300d)\]]*$"
)


@dataclass(slots=True, eq=False)
class Line:
    """One line: its text, the innermost block that holds it, and the characters in links."""

    text: str
    element: HtmlElement
    linked: int
    length: int = field(init=False)
    """Characters; each of a script without spaces counts as three."""
    is_prose: bool = field(init=False)
    """Whether the line reads like a paragraph: long, mostly not in links, no heading."""

    def __post_init__(self) -> None:
        self.length = length_of(self.text)
        self.is_prose = (
            self.length >= PROSE
            and self.link_share < LINKED
            and self.element.tag not in HEADINGS
            and self.element.tag not in ("h1", "title")
        )

    @property
    def link_share(self) -> float:
        """The part of the line that is in links."""
        return min(self.linked / max(len(self.text), 1), 1.0)


def is_link(element: HtmlElement) -> bool:
    """Tell whether an element leads somewhere; ``href="#"`` opens what stands below, say."""
    return element.tag == "a" and _NOWHERE.fullmatch(element.get("href", "#")) is None


def length_of(text: str) -> int:
    """Return the characters of a text, each of a script without spaces counted as three."""
    return len(text) + (0 if text.isascii() else 2 * len(_WIDE.findall(text)))


def ends_a_sentence(text: str) -> bool:
    """Tell whether a text ends as sentences do, whatever closes behind the sign."""
    return _END.search(text) is not None


def squeezed(text: str) -> str:
    """Return the text without white space, as it is compared."""
    return "".join(text.split())


def lines_of(tree: HtmlElement) -> list[Line]:
    """Return all lines of the tree in their order, without walking recursively."""
    found: list[Line] = []
    started = _Started(tree, in_link=0)
    for event, element in iterwalk(tree, events=("start", "end")):
        start = event == "start"
        if element.tag in BLOCKS:
            if line := started.line():
                found.append(line)
            started = _Started(element if start else _box(element, tree), started.in_link)
        started.add(element, element.text if start else element.tail, start=start)
    if line := started.line():
        found.append(line)
    return found


def _box(element: HtmlElement, tree: HtmlElement) -> HtmlElement:
    """Return the block around an element."""
    parent = element.getparent()
    while parent is not None and parent.tag not in BLOCKS:
        parent = parent.getparent()
    return tree if parent is None else parent


class _Started:
    """A line that is being read, piece by piece."""

    __slots__ = ("_linked", "_pieces", "element", "in_link")

    def __init__(self, element: HtmlElement, in_link: int) -> None:
        self.element = element
        self.in_link = in_link
        self._pieces: list[str] = []
        self._linked = 0

    def add(self, element: HtmlElement, text: str | None, *, start: bool) -> None:
        if is_link(element):
            self.in_link += 1 if start else -1
        if element.tag == "br" and start:
            self._pieces.append(" ")
        if not text:
            return
        if self.in_link > 0:
            self._linked += len(text.strip())
        if not start and len(self._pieces) == 1 and _is_initial(element):
            text = text.lstrip()
        elif self._pieces and text[0].isupper() and _SENTENCE_END.search(self._pieces[-1][-8:]):
            self._pieces.append(" ")
        self._pieces.append(text)

    def line(self) -> Line | None:
        text = folded("".join(self._pieces))
        return Line(text, self.element, self._linked) if text else None


def _is_initial(element: HtmlElement) -> bool:
    """Whether an element is the first letter of a story, which goes on behind it."""
    return len((element.text or "").strip()) == 1 and "initial" in names_of(element)
