"""The summarizer, which writes drafts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from widget.domain.article import Article
    from widget.domain.draft import Draft, SummaryShape


class Summarizer(Protocol):
    """Turns an article into a draft."""

    @property
    def name(self) -> str:
        """Name and version, kept with every summary it made."""

    def summarize(self, article: Article, shape: SummaryShape) -> Draft:
        """Return a draft of at most ``shape.points`` points; none when the text offers none.

        Raises SummarizerFailed.
        """
