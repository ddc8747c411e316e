"""Reads examples: articles with what people wrote about them, and their first sentences.

A line of a file is an object: ``text``, or ``blocks`` as in an article that is published;
``summary``, one text with a sentence a line, or a list of such texts by several people; and
``title`` and ``language`` where they are known.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Final

import sentencex

from widget.domain.article import Article, Headline
from widget.domain.draft import Passage
from widget.parse import manuscripts
from widget.rules import fields

if TYPE_CHECKING:
    from pathlib import Path

PUBLISHED: Final = datetime(2000, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Example:
    """An article and what people wrote about it."""

    article: Article
    references: tuple[tuple[str, ...], ...]
    """A summary of each person, in sentences."""


def examples(path: Path, language: str, limit: int) -> list[Example]:
    """Return the examples of a file; ``language`` is that of lines that name none.

    Raises InvalidField or LimitExceeded for blocks that could not be published.
    """
    with path.open(encoding="utf-8") as lines:
        records = [json.loads(line) for line in lines][: limit or None]
    return [example_of(record, language) for record in records]


def example_of(record: dict[str, Any], language: str) -> Example:
    """Return the example of one line. Raises as ``examples``."""
    named = record.get("language", language)
    headline = Headline(
        "bench", "https://bench.example/", record.get("title", ""), named, PUBLISHED, ""
    )
    written = record.get("summary", "")
    summaries = [written] if isinstance(written, str) else written
    references = tuple(tuple(summary.split("\n")) for summary in summaries)
    if record.get("blocks") is None:
        return Example(Article(headline, record["text"]), references)
    manuscript = manuscripts.from_data({"blocks": record["blocks"]}, "body")
    return Example(Article(headline, *fields.body(manuscript)), references)


def first_sentences(text: str, language: str) -> tuple[Passage, ...]:
    """Return the sentences of a text as sentencex finds them, nothing dropped but blank lines.

    This is the one plain baseline, and what all peers choose from. ``language`` is a primary
    subtag.
    """
    found, end = [], 0
    for sentence in sentencex.segment(language, text):
        if content := sentence.strip():
            start = text.index(content, end)
            end = start + len(content)
            found.append(Passage(start, end, content))
    return tuple(found)
