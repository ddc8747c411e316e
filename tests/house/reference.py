"""The pages of docs/reference as the house tests read them: row by row, section by section."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tests.house.source import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

REFERENCE = ROOT / "docs" / "reference"
_RULE = re.compile(r"\|(?:\s*:?-+:?\s*\|)+")
_CODE = re.compile(r"`([^`]*)`")
_NUMBER = re.compile(r"\d[\d,]*")


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table: the heading that it stands under, and its cells by their columns."""

    heading: str
    cells: Mapping[str, str]

    def codes(self, column: str) -> list[str]:
        """Return what stands between backticks in this column; nothing where there is none."""
        return _CODE.findall(self.cells.get(column, ""))

    def numbers(self, column: str) -> list[int]:
        """Return the numbers of this column, in order."""
        return [int(found.replace(",", "")) for found in _NUMBER.findall(self.cells[column])]


def reference(name: str) -> str:
    """Return the text of a page."""
    return (REFERENCE / name).read_text(encoding="utf-8")


def rows(text: str) -> Iterator[Row]:
    """Yield the rows of all tables of a page."""
    heading, columns = "", [""]
    lines = text.splitlines()
    for line, after in zip(lines, [*lines[1:], ""], strict=True):
        if line.startswith("#"):
            heading = line.lstrip("# ")
        elif line.startswith("|") and _RULE.fullmatch(after):
            columns = _cells(line)
        elif line.startswith("|") and not _RULE.fullmatch(line):
            yield Row(heading, dict(zip(columns, _cells(line), strict=True)))


def named(text: str, column: str, name: str) -> list[Row]:
    """Return the rows whose cell in this column names it, as a whole word in backticks."""
    return [row for row in rows(text) if name in row.codes(column)]


def section(text: str, heading: str) -> str:
    """Return what stands under the heading that begins with these words; "" without one."""
    wanted = re.compile(re.escape(heading) + r"(?![\w-])")
    sections = re.split(r"^## ", text, flags=re.M)[1:]
    return next((one for one in sections if wanted.match(one)), "")


def options(text: str) -> set[str]:
    """Return the options that the items of a list tell of, each before what it says of them."""
    items = re.findall(r"^- ((?:`--[^`]+`,?\s*)+)", text, re.M)
    return {name for item in items for name in _CODE.findall(item)}


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.strip().strip("|").split("|")]
