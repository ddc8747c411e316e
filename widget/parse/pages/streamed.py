"""Puts what a server streams behind a page into the places where its scripts put it.

React sends a page with gaps, ``<template id="B:0">``, and later what belongs there, in
``<div hidden id="S:0">``: often the article.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from lxml.html import HtmlElement

GAPS: Final = 2_000
"""Gaps of one page that are filled."""

_GAP: Final = re.compile(
    r"""<template\s+id=["']?([BP]:[0-9a-f]{1,8})["']?\s*>\s*</template\s*>""", re.I
)
_ID: Final = re.compile(r"[BP]:[0-9a-f]{1,8}")


def with_gaps(html: str) -> str:
    """Return the HTML with an element for each gap, which a parser of pages would leave out."""
    return _GAP.sub(r'<span id="\1"></span>', html) if "<template" in html else html


def fill_gaps(tree: HtmlElement) -> None:
    """Move what was streamed behind the page into its gaps."""
    gaps = [gap for gap in tree.iter("span") if _ID.fullmatch(gap.get("id") or "")][:GAPS]
    if not gaps:
        return
    streamed = {box.get("id"): box for box in tree.iter("div") if box.get("hidden") is not None}
    for gap in gaps:
        box = streamed.pop(f"S:{gap.get('id', '')[2:]}", None)
        if box is not None and all(around is not box for around in gap.iterancestors()):
            _fill(gap, box)


def _fill(gap: HtmlElement, box: HtmlElement) -> None:
    """Put the text and the elements of a box in front of a gap."""
    if box.text and box.text.strip():
        gap.text = box.text
    for element in list(box):
        gap.addprevious(element)
    box.drop_tree()
