"""Makes the quality page: Markdown and a plot from tables of ROUGE."""

from __future__ import annotations

from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bench.quality.tables import Row, Table

DOCS: Final = Path(__file__).parents[2] / "docs"
PAGE: Final = DOCS / "explanation" / "quality.md"
PLOT: Final = DOCS / "images" / "quality.svg"
BEGIN: Final = "<!-- table: begin -->"
END: Final = "<!-- table: end -->"
WIDTH: Final = 760
BAR: Final = 18
LEFT: Final = 190


def markdown(tables: Sequence[Table]) -> str:
    """Return the tables as Markdown."""
    return "\n".join(_markdown(table) for table in tables)


def write(tables: Sequence[Table], conditions: str) -> None:
    """Put the tables between the marks of the page, and draw the plot."""
    before, _, rest = PAGE.read_text(encoding="utf-8").partition(BEGIN)
    _, _, after = rest.partition(END)
    body = f"{BEGIN}\n\n{markdown(tables)}\nMade with {conditions}.\n\n{END}"
    PAGE.write_text(before + body + after, encoding="utf-8")
    PLOT.write_text(plot([each for each in tables if "sentences" in each.length]), encoding="utf-8")


def plot(tables: Sequence[Table]) -> str:
    """Return an SVG with a bar of ROUGE-1 for each summarizer of each table."""
    parts, top = [], 10
    for table in tables:
        parts.append(_text(10, top + 16, f"{table.file}, {table.length}: ROUGE-1", "bold"))
        top += 26
        for row in sorted(table.rows, key=lambda each: -each.mean("one")):
            parts.append(_bar(row, top))
            top += BAR + 4
        top += 14
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {top}" '
        'font-family="sans-serif" font-size="13" role="img" '
        'aria-label="ROUGE-1 of each summarizer"><rect width="100%" height="100%" fill="#fff"/>'
        + "".join(parts)
        + "</svg>\n"
    )


def _markdown(table: Table) -> str:
    lines = [
        f"**{table.file}**, {table.articles} articles, {table.length}:",
        "",
        "| | ROUGE-1 | ROUGE-2 | ROUGE-L | ROUGE-1 over clean lead (95 %) |",
        "|---|---:|---:|---:|---:|",
    ]
    baseline = next(row for row in table.rows if row.interval == (0.0, 0.0)).mean("one")
    for row in sorted(table.rows, key=lambda each: -each.mean("one")):
        low, high = row.interval
        apart = f"{row.mean('one') - baseline:+.2f} ({low:+.2f} to {high:+.2f})"
        scores = " | ".join(f"{row.mean(kind):.2f}" for kind in ("one", "two", "longest"))
        lines.append(f"| {row.name} | {scores} | {apart if (low, high) != (0.0, 0.0) else '0'} |")
    return "\n".join([*lines, ""])


def _bar(row: Row, top: int) -> str:
    score = row.mean("one")
    length = round(score * 11)
    colour = "#1f6f54" if row.name.startswith("extractive") else "#9aa8b5"
    return (
        _text(10, top + 14, row.name)
        + f'<rect x="{LEFT}" y="{top}" width="{length}" height="{BAR}" fill="{colour}"/>'
        + _text(LEFT + length + 6, top + 14, f"{score:.1f}")
    )


def _text(left: int, top: int, text: str, weight: str = "normal") -> str:
    return f'<text x="{left}" y="{top}" font-weight="{weight}" fill="#222">{escape(text)}</text>'
