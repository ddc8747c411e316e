"""Reads the texts in and around a link of a page: labels, and the title that is left."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Final

from lxml import etree

from widget.domain.limits import TITLE_CHARACTERS
from widget.parse.pages.link_words import announced, label_of, led_by, says_nothing, without_arrows
from widget.rules.text import folded

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

EVENTS: Final = 80
"""Starts and ends of elements inside one link that are read."""

_CHARACTERS: Final = 1_000
_LEVELS: Final = 4
_SIBLINGS: Final = 3
_INLINE: Final = frozenset(
    (
        "em",
        "i",
        "b",
        "strong",
        "q",
        "cite",
        "mark",
        "sub",
        "sup",
        "font",
        "span",
        "bdi",
        "bdo",
        "wbr",
    )
)
_HEADINGS: Final = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_TITLE: Final = re.compile(r"title|headline|heading", re.I)
_NO_TITLE: Final = re.compile(
    r"date|time|meta(?!-nav)|categor|author|byline|excerpt|summary|desc|icon|arrow|kicker",
    re.I,
)
_WORDS_OF_A_TITLE: Final = 3


@dataclass(frozen=True, slots=True)
class Block:
    """A run of text that stands by itself, and the element around it."""

    text: str
    element: _Element


def blocks_of(element: _Element) -> list[Block]:
    """Return the runs of text in an element, in order; inline markup does not part them."""
    if not len(element):
        text = _folded(element.text or "")
        return [Block(text, element)] if text else []
    blocks: list[Block] = []
    open_run: list[str] = []
    owner = element

    def flush(next_owner: _Element) -> None:
        nonlocal owner
        text = _folded("".join(open_run))
        if text:
            blocks.append(Block(text, owner))
        open_run.clear()
        owner = next_owner

    for event, node in islice(etree.iterwalk(element, events=("start", "end")), EVENTS):
        if node is element:
            open_run += [node.text or ""] if event == "start" else []
            continue
        parts = _parts(node)
        if parts:
            flush(node if event == "start" else node.getparent())
        open_run.append((node.text if event == "start" else node.tail) or "")
    flush(element)
    return blocks


def _parts(node: _Element) -> bool:
    """Tell whether an element parts the text: a block, a box with a class, a label in bold."""
    if node.tag not in _INLINE:
        return True
    if node.tag == "span" and node.get("class"):
        return True
    text = "".join(islice(node.itertext(), 4))[:60]
    return label_of(text) is not None or text.rstrip().endswith(":")


def _folded(text: str) -> str:
    return folded(text[:_CHARACTERS])


# --- beside the link -------------------------------------------------------------------------


def texts_before(around: tuple[_Element, ...]) -> Iterator[str]:
    """Yield the texts that stand before a link, nearest first, up to the link before it.

    ``around`` are the link and the elements around it in which there is no other link.
    """
    for element in around[:_LEVELS]:
        siblings = list(islice(element.itersiblings(preceding=True), _SIBLINGS + 1))
        for sibling in siblings[:_SIBLINGS]:
            yield _folded(sibling.tail or "")
            if _has_link(sibling):
                return
            yield _folded("".join(islice(sibling.itertext(), 8)))
        parent = element.getparent()
        if parent is not None and len(siblings) <= _SIBLINGS:
            yield _folded(parent.text or "")


def texts_after(around: tuple[_Element, ...]) -> Iterator[str]:
    """Yield the texts that stand after a link within the elements that hold only this link."""
    for element in around[:-1][:_LEVELS]:
        yield _folded(element.tail or "")
        for sibling in islice(element.itersiblings(), _SIBLINGS):
            yield _folded("".join(islice(sibling.itertext(), 8)))
            yield _folded(sibling.tail or "")


def _has_link(element: _Element) -> bool:
    return next(element.iter("a"), None) is not None


# --- the title -------------------------------------------------------------------------------


def titles(blocks: list[Block], attributes: list[str]) -> Iterator[str]:
    """Yield what may be the title that the link shows, best first, labels and arrows taken off.

    ``attributes`` are what the link says of itself in its attributes.
    """
    shown = [(block, _without_label(block.text)) for block in blocks]
    named = [(block, text) for block, text in shown if text and not _is_aside(block.element)]
    for wanted in (_is_title, lambda _: True):
        fitting = [text for block, text in named if wanted(block.element)]
        long = [text for text in fitting if is_headline(text)]
        for text in (*long, *fitting):
            yield _whole(text, attributes)
            break
    yield from (text for attribute in attributes if (text := _without_label(_folded(attribute))))


def is_headline(text: str) -> bool:
    """Tell whether a text is long enough to be a headline, in any script."""
    words = text.split()
    wide = sum(1 for c in text if c > "\u2e7f")
    return len(words) >= _WORDS_OF_A_TITLE or wide >= 2 * _WORDS_OF_A_TITLE


def _whole(text: str, attributes: list[str]) -> str:
    """Return the title in full when the page shows it cut short and an attribute has it all."""
    start = text.rstrip(". \u2026")
    if text != start:
        for attribute in map(_folded, attributes):
            if len(attribute) > len(start) and start in attribute:
                return _without_label(attribute) or text
    return text


def _without_label(text: str) -> str:
    """Return what is left of a text without its label, empty for nothing of interest."""
    bare = without_arrows(text)
    said = announced(bare) or led_by(bare)
    rest = without_arrows(said[1]) if said else bare
    return "" if says_nothing(rest) else rest[:TITLE_CHARACTERS]


def _is_title(element: _Element) -> bool:
    for node in _up(element):
        if node.tag in _HEADINGS or _TITLE.search(node.get("class", "")):
            return True
    return False


def _is_aside(element: _Element) -> bool:
    return any(
        node.tag in ("time", "figcaption", "svg") or _NO_TITLE.search(node.get("class", ""))
        for node in _up(element)
    )


def _up(element: _Element) -> Iterator[_Element]:
    """Yield the element and those around it up to its link."""
    for _ in range(_LEVELS):
        if element is None or element.tag == "a":
            return
        yield element
        element = element.getparent()
