"""Gives the lines of a story their roles: paragraph, subhead, item, quotation."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from widget.domain.block import Block, Role
from widget.parse.pages.lines import HEADINGS, ends_a_sentence

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lxml.html import HtmlElement

    from widget.parse.pages.lines import Line

_NEAR: Final = 4
"""Boxes around a line that may say what it is."""


def blocks_of(story: Sequence[Line]) -> tuple[Block, ...]:
    """Return the blocks of a story; the cells of a table's row are one block.

    Rows are the items of a story that is mostly tables. Else they stand beside it: a row of numbers
    is no sentence of a report.
    """
    cells = sum(line.length for line in story if _is_cell(line))
    prose = sum(line.length for line in story if line.is_prose)
    return tuple(_blocks(story, Role.ASIDE if prose > cells else Role.ITEM))


def _blocks(story: Sequence[Line], of_rows: Role) -> Iterator[Block]:
    row, cells = None, list[str]()
    for line in story:
        its_row = next((one for one in _around(line) if one.tag == "tr"), None)
        if cells and its_row is not row:
            yield Block(of_rows, ", ".join(cells))
            cells = []
        row = its_row
        if its_row is not None and _is_cell(line):
            cells.append(line.text)
        else:
            yield Block(role_of(line), line.text)
    if cells:
        yield Block(of_rows, ", ".join(cells))


def _is_cell(line: Line) -> bool:
    return line.element.tag in ("td", "th") and not line.is_prose


def role_of(line: Line) -> Role:
    """Return the role that a line's elements give it."""
    tags = [one.tag for one in _around(line)]
    if line.element.tag in HEADINGS:
        return Role.SUBHEAD
    if line.element.tag == "pre" and not ends_a_sentence(line.text):
        return Role.ASIDE
    if "blockquote" in tags:
        return Role.QUOTATION
    return Role.ITEM if "li" in tags[:2] else Role.PARAGRAPH


def _around(line: Line) -> list[HtmlElement]:
    return [line.element, *line.element.iterancestors()][:_NEAR]
