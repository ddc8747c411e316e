"""The articles of the demo newspaper: read from JSON, and as they are published to the widget."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from examples.news.words import WORDS, Words

if TYPE_CHECKING:
    from collections.abc import Iterator

FOLDER = Path(__file__).parent / "articles"
SECTIONS = ("City", "Science")

Block = dict[str, Any]
"""One block of a body: ``p``, ``h2``, ``quote`` with ``by``, ``ul``, or ``figure``."""


@dataclass(frozen=True, slots=True)
class Article:
    """One article as the newspaper keeps it."""

    slug: str
    title: str
    section: str
    language: str
    author: str
    published_at: datetime
    modified_at: datetime | None
    body: tuple[Block, ...]

    @property
    def path(self) -> str:
        """Where the article stands on the site: ``/section/slug``."""
        return f"/{self.section.lower()}/{self.slug}"

    @property
    def words(self) -> Words:
        """The newspaper's own words in the article's language."""
        return WORDS[self.language]

    @property
    def lede(self) -> str:
        """The first paragraph."""
        return next(str(block["p"]) for block in self.body if "p" in block)

    @property
    def figure(self) -> Block | None:
        """The first figure, if there is one."""
        return next((block for block in self.body if "figure" in block), None)


def read_articles(folder: Path = FOLDER) -> tuple[Article, ...]:
    """Return all articles of a folder of JSON files, the latest first."""
    articles = (_from_json(path) for path in folder.glob("*.json"))
    return tuple(sorted(articles, key=lambda article: article.published_at, reverse=True))


def to_publish(article: Article, site_base: str) -> dict[str, str]:
    """Return the JSON object that ``widget articles publish`` takes for this article."""
    fields = {
        "url": site_base + article.path,
        "title": article.title,
        "text": "\n\n".join(_paragraphs(article)),
        "section": article.section,
        "language": article.language,
        "author": article.author,
        "published_at": article.published_at.isoformat(),
    }
    if article.modified_at:
        fields["modified_at"] = article.modified_at.isoformat()
    return fields


def _from_json(path: Path) -> Article:
    fields = json.loads(path.read_text(encoding="utf-8"))
    modified_at = fields.pop("modified_at", None)
    return Article(
        **{
            **fields,
            "published_at": datetime.fromisoformat(fields["published_at"]),
            "modified_at": datetime.fromisoformat(modified_at) if modified_at else None,
            "body": tuple(fields["body"]),
        }
    )


def _paragraphs(article: Article) -> Iterator[str]:
    """Yield what is read as text; subheadings, captions and credits are left to the page."""
    for block in article.body:
        if "p" in block:
            yield block["p"]
        elif "quote" in block:
            yield f"{block['quote'].join(article.words.marks)} — {block['by']}"
        elif "ul" in block:
            yield from block["ul"]
