"""Chooses the lines of a page that are its story."""

from __future__ import annotations

from collections import Counter
from itertools import islice
from typing import TYPE_CHECKING, Final

from widget.parse.pages.beside import Beside
from widget.parse.pages.lines import HEADINGS, LINKED, ends_a_sentence
from widget.parse.pages.region import around, region_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from lxml.html import HtmlElement

    from widget.parse.pages.lines import Line

Shape = tuple[str, tuple[str, str], tuple[str, str]]

MOST: Final = 0.75
"""The part of the prose in the story's own box."""

SEVERAL: Final = 3
"""Paragraphs of a shape from which shorter ones belong to the story as well."""

UNLISTED: Final = 0.25
"""The part of missed paragraphs that is no items of lists; what is all items is another list."""

AROUND: Final = 3
"""Boxes around the story's own box in which it may have begun before."""


_LISTED: Final = frozenset({"li", "dd", "dt"})


def story_of(lines: Sequence[Line], likely: Sequence[bool]) -> list[Line]:
    """Return the lines of the story, given those that are likely to be part of it.

    In the story's own box these stay, and paragraphs and headings of the same shape; before it
    only likely paragraphs; behind it nothing. Where that is not half of the paragraphs in the box,
    all of these are likely. Where all stands in boxes of pictures or facts, these are the story.
    """
    box = _Box(lines, likely)
    kept = box.story(likely)
    missed = box.missed(kept)
    paragraphs = weight_of(line for line in missed if line.element.tag not in _LISTED)
    if weight_of(missed) > weight_of(kept) and paragraphs > UNLISTED * weight_of(missed):
        added = set(map(id, missed))
        kept = box.story([ok or id(line) in added for line, ok in zip(lines, likely, strict=True)])
    return _trimmed(kept or _prose(lines, likely))


def weight_of(lines: Iterable[Line]) -> int:
    """Return the characters of paragraphs among these lines."""
    return sum(line.length for line in lines if line.is_prose)


class _Box:
    """The story's own box on a page, and what stands beside the story in it."""

    def __init__(self, lines: Sequence[Line], likely: Sequence[bool]) -> None:
        self._lines = lines
        self._inner = region_of(_prose(lines, likely), MOST)
        self._outer = around(self._inner, AROUND)
        self._beside = Beside(lines, self._inner)

    def story(self, likely: Sequence[bool]) -> list[Line]:
        """Return the story's lines, not trimmed, given those that are likely."""
        prose = _prose(self._lines, likely)
        shapes = Counter(shape_of(line.element) for line in prose)
        homes = {line.element.getparent() for line in prose}
        kept: list[Line] = []
        begun = False
        for line, ok in zip(self._lines, likely, strict=True):
            inside = self._inner.holds(line.element)
            begun = begun or (inside and ok and line.is_prose)
            if inside:
                taken = ok or _fits(line, shapes, homes)
            else:
                taken = not begun and ok and line.is_prose and self._outer.holds(line.element)
            if taken and not self._beside.holds(line):
                kept.append(line)
        return kept

    def missed(self, kept: Sequence[Line]) -> list[Line]:
        """Return the paragraphs in the box that are none of the lines that were kept."""
        had = set(map(id, kept))
        return [
            line
            for line in self._lines
            if line.is_prose
            and id(line) not in had
            and self._inner.holds(line.element)
            and not self._beside.holds(line)
        ]


def _prose(lines: Sequence[Line], likely: Sequence[bool]) -> list[Line]:
    return [line for line, ok in zip(lines, likely, strict=True) if ok and line.is_prose]


def shape_of(element: HtmlElement) -> Shape:
    """Return what paragraphs of one story have in common: their element and the two around it."""
    boxes = [(one.tag, one.get("class") or "") for one in element.iterancestors()][:2]
    return (element.tag, *boxes, *[("", "")] * (2 - len(boxes)))


def _fits(line: Line, shapes: Counter[Shape], homes: set[HtmlElement | None]) -> bool:
    """Whether a line is a paragraph like those of the story, or a heading beside such."""
    shape = shape_of(line.element)
    if line.element.tag in HEADINGS:
        return line.link_share < LINKED and shapes[("p", *shape[1:])] > 0
    if line.element.tag == "li":
        return line.link_share < LINKED and line.element.getparent().getparent() in homes
    if line.element.tag == "pre":
        return any(box in homes for box in islice(line.element.iterancestors(), AROUND))
    if line.element.tag == "p" and shapes[shape] >= SEVERAL:
        return line.link_share < LINKED
    quoted = "blockquote" in (line.element.tag, *(tag for tag, _ in shape[1:]))
    return line.is_prose and (quoted or shapes[shape] > 0)


def _trimmed(kept: list[Line]) -> list[Line]:
    """Leave out what stands before the first paragraph or behind the last and is no sentence."""
    prose = [place for place, line in enumerate(kept) if line.is_prose]
    if not prose:
        return kept
    start, end = prose[0], len(kept)
    homes = {kept[place].element.getparent() for place in prose}
    while end > prose[-1] + 1 and _trails(kept[end - 1], homes):
        end -= 1
    before = [line for line in kept[:start] if ends_a_sentence(line.text)]
    return [line for line in (*before, *kept[start:end]) if line.element.tag != "h1"]


def _trails(line: Line, homes: set[HtmlElement | None]) -> bool:
    """Whether the last line is a heading, a link, or a remark in a box of its own."""
    if line.element.tag in HEADINGS or line.link_share >= LINKED:
        return True
    at_home = line.element.tag == "li" or line.element.getparent() in homes
    return not at_home and not ends_a_sentence(line.text)
