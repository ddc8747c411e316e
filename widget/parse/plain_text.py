"""Reads plain text: title, paragraphs, editorial notes, previous and next article."""

from __future__ import annotations

import re
from typing import Final

from widget.domain.article import Manuscript, Neighbour, Neighbours
from widget.rules.text import folded, with_plain_line_ends

PROMPTS: Final = frozenset({"no time to read?", "get a summary", "no time to read? get a summary"})
"""Lines, in lower case, that are the widget's own and no part of an article."""

_LABEL = re.compile(r"(previous|next) article\s*:?", re.I)

# Only a labelled note is an editor's: [attribution: ...]. What else stands in square brackets
# ([sic], [...], [the minister]) belongs to a quotation, and without it words would be lost.
_NOTE = re.compile(
    r"""\s*\[\s*(?:attributions?|sources?|citations?|corrections?|clarifications?|disclosures?
          |(?:(?:editor|translator|author)['\u2019]?s?['\u2019]?\s+|ed\.?\s+)?notes?)
        \s*:(?:[^\[\]]|\[[^\[\]]*+\])*+\]""",
    re.I | re.X,
)
_SENTENCE_END = re.compile(r"[.!?\u2026\u3002\uff01\uff1f\u061f\u0964][\"'\u2019\u201d\u00bb)\]]*$")


def parse(text: str) -> Manuscript:
    """Return the manuscript of a text: title line, paragraphs, "Previous Article" and its title.

    The widget's own prompts, labelled editorial notes in square brackets and the titles of the
    neighbours are no part of the body. Any text has a manuscript, if only an empty one; nothing
    is raised.
    """
    lines = list(map(folded, _lines(text)))
    lines = [line for line in lines if line.casefold() not in PROMPTS]
    lines, neighbours = _without_neighbours(lines)
    title = next((line for line in lines if line), None)
    body = lines[lines.index(title) + 1 :] if title else []
    return Manuscript(title=title, text=_body(body) or None, neighbours=neighbours)


def _lines(text: str) -> list[str]:
    return with_plain_line_ends(text.removeprefix("\ufeff")).split("\n")


def _without_neighbours(lines: list[str]) -> tuple[list[str], Neighbours]:
    """Return the lines without labels and what they announce, and the neighbours by their titles.

    The title is the next line that is not empty, unless that is a label itself.
    """
    kept: list[str] = []
    found: dict[str, Neighbour] = {}
    awaited: str | None = None
    for line in lines:
        label = _LABEL.fullmatch(line)
        if label:
            awaited = label[1].lower()
        elif awaited and line:
            found.setdefault(awaited, Neighbour(title=line))
            awaited = None
        elif not awaited:
            kept.append(line)
    return kept, Neighbours(previous=found.get("previous"), next=found.get("next"))


def _body(lines: list[str]) -> str:
    """Return the paragraphs with one blank line between them, without editorial notes."""
    paragraphs = (_NOTE.sub("", paragraph).strip() for paragraph in _paragraphs(lines))
    return "\n\n".join(paragraph for paragraph in paragraphs if paragraph)


def _paragraphs(lines: list[str]) -> list[str]:
    """Return the paragraphs: parted by blank lines or, without any, by the ends of sentences."""
    text = "\n".join(lines).strip("\n")
    if "\n\n" in text:
        return [part.replace("\n", " ") for part in re.split(r"\n{2,}", text)]
    paragraphs, started = [], ""
    for line in text.split("\n"):
        started = f"{started} {line}" if started else line
        if _SENTENCE_END.search(line):
            paragraphs.append(started)
            started = ""
    return [*paragraphs, started]
