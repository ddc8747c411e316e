"""Finds paragraphs that are not written as such: text in divs, or between other elements."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from lxml.html import Element

if TYPE_CHECKING:
    from lxml.html import HtmlElement

PARAGRAPH: Final = 60
"""Characters of bare text in a box from which it is taken for prose."""

_BOXES: Final = ("div", "article", "section", "main", "td", "center", "body", "form")
_INLINE: Final = frozenset(
    {"a", "abbr", "b", "br", "cite", "code", "em", "font", "i", "img", "mark", "q", "s", "small"}
    | {"span", "strong", "sub", "sup", "time", "u", "wbr"}
)


def name_paragraphs(tree: HtmlElement) -> None:
    """Make paragraphs of the text that stands bare in a box, as ledes and old pages do.

    The extractor prefers what is in paragraphs, and runs the rest together. Lines of code that are
    blocks of their own become one paragraph.
    """
    for code in tree.iter("pre"):
        _join(code)
    for box in list(tree.iter(*_BOXES)):
        if _bare_characters(box) < PARAGRAPH:
            continue
        if box.tag == "div" and all(child.tag in _INLINE for child in box.iterdescendants()):
            box.tag = "p"
        elif any(child.tag not in _INLINE for child in box):
            _wrap(box)


def _join(code: HtmlElement) -> None:
    """Make the lines of a code, each a block, into lines of one paragraph."""
    for line in code.iterdescendants("div", "p", "li", "tr", "td", "table", "ul", "ol"):
        line.tag = "span"
        line.tail = f"\n{line.tail or ''}"


def _bare_characters(box: HtmlElement) -> int:
    """Return how long the text of the box is that is in no block within it."""
    inside = sum(len(child.text_content()) for child in box if child.tag in _INLINE)
    tails = (child.tail for child in box)
    return inside + sum(len(text.strip()) for text in (box.text, *tails) if text)


def _wrap(box: HtmlElement) -> None:
    """Put each run of text and inline elements between two blocks into a paragraph."""
    run = _begun(box.text)
    box.text = None
    if run is not None:
        box.insert(0, run)
    for child in list(box):
        if child is run:
            continue
        if child.tag in _INLINE:
            if run is None:
                run = Element("p")
                child.addprevious(run)
            run.append(child)
            continue
        run = _begun(child.tail)
        if run is not None:
            child.tail = None
            child.addnext(run)


def _begun(text: str | None) -> HtmlElement | None:
    if not text or not text.strip():
        return None
    paragraph = Element("p")
    paragraph.text = text
    return paragraph
