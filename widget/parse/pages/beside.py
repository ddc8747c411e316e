"""Tells what stands between the paragraphs of a story and is none of it."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Final

from widget.parse.pages.box_names import names_of
from widget.parse.pages.lines import HEADINGS, ends_a_sentence
from widget.parse.pages.region import upward
from widget.rules.word_lists import alternatives, file_beside, phrases

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lxml.html import HtmlElement

    from widget.parse.pages.lines import Line
    from widget.parse.pages.region import Region

REPEATED: Final = (20, 3)
"""Least characters of a text that stands this often on a page and so is no part of a story."""

MANY: Final = 0.5
"""The part of a page's text from which repeated lines are how it is written, and stay."""

LINK: Final = (0.9, 200)
"""The part of a line in links, and its most characters, with which it is a link to elsewhere."""

CAPTION: Final = 250
"""Most characters of the line under a picture."""

ROOM: Final = 120
"""Characters that the box of a picture may have besides the caption."""

_BOXES: Final = frozenset({"facts", "repeats"})
_FILE: Final = file_beside(__file__)
_CREDIT: Final = re.compile(
    rf"\((?:{alternatives(phrases(_FILE, 'sources'))})\b"
    rf"|\b(?:{alternatives(phrases(_FILE, 'labels'))})\s?[:\uff1a]|[\u00a9\u2117]"
    rf"|(?:/|\b)(?:{alternatives(phrases(_FILE, 'agencies'))})\)?$"
)


class Beside:
    """What stands beside a story in its region; asked for each line of one page."""

    def __init__(self, lines: Sequence[Line], region: Region) -> None:
        self._repeated = _repeated(lines)
        self._known: dict[HtmlElement, bool] = dict.fromkeys(region.boxes, False)

    def holds(self, line: Line) -> bool:
        """Tell whether the line is a caption, in a box of its own, a mere link, or repeated."""
        return (
            id(line) in self._repeated
            or _is_link(line)
            or self._in_box(line.element)
            or _is_caption(line)
        )

    def _in_box(self, element: HtmlElement) -> bool:
        passed: list[HtmlElement] = []
        held = False
        for one in upward(element):
            if one in self._known:
                held = self._known[one]
                break
            passed.append(one)
            if one.tag in ("figcaption", "figure") or not _BOXES.isdisjoint(names_of(one)):
                held = True
                break
        self._known |= dict.fromkeys(passed, held)
        return held


def _repeated(lines: Sequence[Line]) -> set[int]:
    """Return the identities of sentences that stand often on the page, and of what heads them."""
    least, often = REPEATED
    times = Counter(line.text for line in lines)
    many = [times[line.text] >= often for line in lines]
    said = [
        ok and len(line.text) >= least and line.text[-1] != "?" and ends_a_sentence(line.text)
        for line, ok in zip(lines, many, strict=True)
    ]
    whole = sum(len(line.text) for line in lines)
    if sum(len(line.text) for line, ok in zip(lines, said, strict=True) if ok) > MANY * whole:
        return set()
    heads = [ok and below for ok, below in zip(many, [*said, False][1:], strict=True)]
    return {id(line) for line, *of in zip(lines, said, heads, strict=True) if any(of)}


def _is_link(line: Line) -> bool:
    share, most = LINK
    return line.link_share >= share and line.length < most and line.element.tag not in ("li", "td")


def _is_caption(line: Line) -> bool:
    """Whether a line is all the text of a box with a picture, and reads like a caption."""
    element = line.element
    if line.length > CAPTION or element.tag in HEADINGS or element.tag == "blockquote":
        return False
    if element.tag == "p" and not _reads_like_a_caption(line):
        return False
    box = None
    for one in upward(element):
        if not _holds_at_most(one, len(line.text) + ROOM):
            break
        box = one
    return box is not None and next(box.iter("img", "picture"), None) is not None


def _holds_at_most(box: HtmlElement, characters: int) -> bool:
    """Whether the text of a box is no longer than this; of a long one only the start is read."""
    held = 0
    for text in box.itertext():
        held += len(text.strip())
        if held > characters:
            return False
    return True


def _reads_like_a_caption(line: Line) -> bool:
    """Whether a paragraph names whose the picture is, or is no sentence and starts with it."""
    if (line.element.text or "").strip():
        return False
    return not ends_a_sentence(line.text) or _CREDIT.search(line.text) is not None
