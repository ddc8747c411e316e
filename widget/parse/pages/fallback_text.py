"""Reads a page a second time when the first reading found suspiciously little."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from lxml.etree import iterwalk

from widget.rules.text import folded

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.html import HtmlElement

BLOCKS: Final = frozenset(
    {"p", "li", "blockquote", "pre", "dd", "dt", "div", "section", "article", "main", "td", "th"}
    | {"tr", "table", "ul", "ol", "dl", "h1", "h2", "h3", "h4", "h5", "h6", "br", "body", "hr"}
    | {"address", "aside", "center", "details", "fieldset", "figcaption", "figure", "form"}
    | {"header", "footer", "html", "nav", "summary", "tbody", "thead", "head", "title"}
)
_HIDDEN: Final = {"head", "title", "figure", "figcaption"}

LONG: Final = 60
"""Characters from which a line of a page is taken for a paragraph of its article."""

_LINKED: Final = 0.5


def lines_of(tree: HtmlElement) -> list[str]:
    """Return the lines that a page shows, links left out that stand alone: all of its text."""
    return [line for line in map(folded, _lines(tree)) if line]


def prose_of(tree: HtmlElement) -> str:
    """Return the long lines of the page as paragraphs, and the short ones between two of them.

    It knows no structure, so nothing that is nested oddly or too deep escapes it.
    """
    lines = lines_of(tree)
    long = [place for place, line in enumerate(lines) if len(line) >= LONG]
    if not long:
        return ""
    kept = set(long)
    kept |= {place for place in range(long[0], long[-1]) if {place - 1, place + 1} <= kept}
    return "\n\n".join(line for place, line in enumerate(lines) if place in kept)


def _lines(tree: HtmlElement) -> Iterator[str]:
    """Return the text of the page line by line, without walking recursively."""
    line: list[str] = []
    linked = total = 0
    for event, element in iterwalk(tree, events=("start", "end")):
        text = element.text if event == "start" else element.tail
        if element.tag in BLOCKS:
            if total and linked <= _LINKED * total:
                yield "".join(line)
            line, linked, total = [], 0, 0
        if text and not (event == "start" and element.tag in _HIDDEN):
            length = len(text.strip())
            linked += length if event == "start" and element.tag == "a" else 0
            total += length
            line.append(text)
    if total and linked <= _LINKED * total:
        yield "".join(line)
