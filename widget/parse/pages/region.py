"""Finds where on a page its story stands: the boxes that hold most of its prose."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lxml.html import HtmlElement

    from widget.parse.pages.lines import Line

SIBLINGS: Final = 6
"""Boxes around the story's own box whose siblings of the same shape may go on with it."""

LONG: Final = 100
"""Characters of a paragraph that speaks for a sibling; it needs two."""


class Region:
    """One or several boxes, and whether an element is in one of them."""

    def __init__(self, boxes: Sequence[HtmlElement]) -> None:
        self.boxes = frozenset(boxes)
        self._known: dict[HtmlElement, bool] = dict.fromkeys(boxes, True)

    def holds(self, element: HtmlElement) -> bool:
        """Tell whether the element is one of the boxes or stands in one."""
        passed: list[HtmlElement] = []
        held = False
        for one in upward(element):
            if one in self._known:
                held = self._known[one]
                break
            passed.append(one)
        self._known |= dict.fromkeys(passed, held)
        return held


def region_of(prose: Sequence[Line], share: float) -> Region:
    """Return the region of the innermost box that holds this share of the prose, and its like."""
    box = _innermost(prose, share)
    return Region([] if box is None else [box, *_like(box)])


def around(region: Region, boxes: int) -> Region:
    """Return the region of so many boxes around this one, the page's body not among them."""
    wider: list[HtmlElement] = []
    for box in region.boxes:
        outside = [one for one in box.iterancestors() if one.tag not in ("body", "html")]
        wider += [box, *outside][boxes : boxes + 1] or outside[-1:]
    return Region(wider)


def upward(element: HtmlElement) -> Iterator[HtmlElement]:
    """Yield an element and the boxes around it, from the inside out."""
    yield element
    yield from element.iterancestors()


def _innermost(prose: Sequence[Line], share: float) -> HtmlElement | None:
    weights: Counter[HtmlElement] = Counter()
    for line in prose:
        for element in upward(line.element):
            weights[element] += line.length
    enough = share * sum(line.length for line in prose)
    heavy = [element for element in weights if weights[element] >= enough]
    return min(heavy, key=lambda element: (weights[element], -_depth(element)), default=None)


def _depth(element: HtmlElement) -> int:
    return sum(1 for _ in element.iterancestors())


def _like(box: HtmlElement) -> list[HtmlElement]:
    """Return the boxes beside this one, or beside one around it, that go on with the same story."""
    found: list[HtmlElement] = []
    for _ in range(SIBLINGS):
        parent = box.getparent()
        if parent is None or box.tag in ("body", "main", "article"):
            break
        if name := box.get("class"):
            found += [one for one in parent if one is not box and _goes_on(one, box.tag, name)]
        box = parent
    return found


def _goes_on(one: HtmlElement, tag: str, name: str) -> bool:
    """Whether a box of the same shape has prose, and neither headline nor article of its own."""
    if one.tag != tag or one.get("class") != name:
        return False
    if one.find(".//h1") is not None or one.find(".//article") is not None:
        return False
    return sum(len(each.text_content()) >= LONG for each in one.iter("p")) >= 2
