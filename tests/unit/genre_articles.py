"""Articles of a genre, and what the default summarizer makes of them."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from widget.domain.article import Article, Headline, Marks
from widget.domain.draft import SummaryShape
from widget.rules.verify import verify
from widget.summarizers.extractive import ExtractiveSummarizer, summarizer

if TYPE_CHECKING:
    from widget.domain.block import Role
    from widget.summarizers.extractive.genres import Genre

SHAPE = SummaryShape(3, 70)


def article(
    *blocks: str | tuple[Role, str],
    title: str = "T",
    language: str = "en",
    section: str | None = None,
    marks: Marks = Marks(),  # noqa: B008 (frozen)
) -> Article:
    """Return an article of these paragraphs; with roles if each is given with one."""
    pairs = [each for each in blocks if isinstance(each, tuple)]
    now = datetime(2024, 3, 1, tzinfo=UTC)
    headline = Headline(
        "daily", "https://d.example/a", title, language, now, "f", section=section, marks=marks
    )
    text = "\n\n".join(each if isinstance(each, str) else each[1] for each in blocks)
    return Article(headline, text, tuple(role for role, _ in pairs))


def genre(found: Article) -> Genre:
    """Return the genre that the summarizer tells."""
    return summarizer.choose(found, SHAPE).genre


def points(found: Article, shape: SummaryShape = SHAPE) -> list[str]:
    """Return the contents of the points, proven."""
    draft = ExtractiveSummarizer().summarize(found, shape)
    verify(draft, found)
    return [each.content for each in draft.points]


LEAD = "The harbour of the city gets three new ferries this year."
OTHERS = (
    "The council had argued over the harbour budget for two long years.",
    "Ferries cost the city nine million euros, says a report of the council.",
    "Passengers of the harbour had asked for new ferries since the last storm.",
    "A report on the harbour budget and the ferries is due in autumn.",
)
