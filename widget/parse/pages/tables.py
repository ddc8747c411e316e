"""Finds the tables that are a page's story: results, standings, timetables."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING, Final

from widget.parse.pages.lines import LINKED

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lxml.html import HtmlElement

    from widget.parse.pages.lines import Line

SHARE: Final = 0.5
"""A table with this many times the characters of the paragraphs is what the page is about."""

ROWS: Final = 3
"""Rows of a table that says something; a layout has fewer."""

CELLS: Final = 2
"""Cells that such a row has at least, on average."""

LONGEST: Final = 80
"""Characters of a cell, on average; what has longer ones is a layout."""


BOXES: Final = 4
"""Boxes around a table in which there may be a paragraph of the story."""


@dataclass(slots=True)
class _Table:
    lines: list[Line] = field(default_factory=list)
    rows: set[HtmlElement] = field(default_factory=set)


def with_tables(lines: Sequence[Line], story: list[Line], start: int) -> list[Line]:
    """Return the story with the cells of its tables, in the order of the page.

    Its tables are those that stand among its paragraphs, and those that are most of it. Only tables
    behind the line ``start`` count, which is the headline.
    """
    shown = sum(line.length for line in story)
    homes = {line.element.getparent() for line in story if line.is_prose}
    told = [
        line
        for element, table in _tables(lines[start + 1 :]).items()
        if (_is_among(element, homes) and (_says_something(table) or _is_prose(table)))
        or (_says_something(table) and _size(table) >= SHARE * shown)
        for line in table.lines
    ]
    if not told:
        return story
    wanted = set(map(id, (*story, *told)))
    return [line for line in lines if id(line) in wanted]


def _is_among(table: HtmlElement, homes: set[HtmlElement | None]) -> bool:
    """Whether a table stands beside paragraphs of the story, in as few boxes as sites put it."""
    return any(box in homes for box in islice(table.iterancestors(), BOXES))


def _tables(lines: Sequence[Line]) -> dict[HtmlElement, _Table]:
    """Return the innermost tables with their lines."""
    found: dict[HtmlElement, _Table] = {}
    for line in lines:
        row = table = None
        for one in line.element.iterancestors("tr", "table"):
            if one.tag == "table":
                table = one
                break
            row = one if row is None else row
        if table is not None and row is not None:
            kept = found.setdefault(table, _Table())
            kept.lines.append(line)
            kept.rows.add(row)
    return found


def _size(table: _Table) -> int:
    return sum(line.length for line in table.lines)


def _is_prose(table: _Table) -> bool:
    """Whether a table is how a page lays out its paragraphs."""
    prose = sum(line.length for line in table.lines if line.is_prose)
    return prose >= SHARE * _size(table)


def _says_something(table: _Table) -> bool:
    size, cells = _size(table), len(table.lines)
    linked = sum(line.linked for line in table.lines)
    return (
        len(table.rows) >= ROWS
        and cells >= CELLS * len(table.rows)
        and size <= LONGEST * cells
        and linked < LINKED * size
    )
