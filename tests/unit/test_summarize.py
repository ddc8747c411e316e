"""From an article to an outcome."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime

import pytest

from widget.domain.article import Article, Headline, Marks
from widget.domain.draft import Draft, DraftPoint, Origin, Passage, SummaryShape
from widget.domain.errors import LimitExceeded, SummarizerFailed
from widget.domain.summary import Reason, Refusal, Summary
from widget.usecases.summaries.summarize import (
    SummaryRules,
    newsroom_summary,
    outcome_of,
)

NOW = datetime(2026, 5, 1, 8, tzinfo=UTC)
TEXT = "The bridge is <b>rebuilt</b> & painted. " * 30


@dataclass(frozen=True)
class Says:
    """A summarizer that returns what it is given, or raises."""

    points: tuple[DraftPoint, ...] = ()
    error: SummarizerFailed | None = None
    name: str = "says/1"

    def summarize(self, article: Article, shape: SummaryShape) -> Draft:  # noqa: ARG002 - the port
        """Return the draft."""
        if self.error:
            raise self.error
        return Draft(self.points[: shape.points], Origin.EXTRACT, self.name)


def article(text: str = TEXT.strip()) -> Article:
    return Article(Headline("daily", "https://news.example/a", "A", "en", NOW, "f" * 32), text)


def outcome(summarizer: Says, text: str = TEXT.strip(), minimum: int = 100) -> object:
    rules = SummaryRules(summarizer, SummaryShape(), minimum)
    return outcome_of(article(text), rules, NOW)


def quoted(content: str, quote: str = "The bridge is <b>rebuilt</b> & painted.") -> DraftPoint:
    start = TEXT.find(quote)
    return DraftPoint(content, Passage(start, start + len(quote), quote))


def test_an_extract_is_escaped_and_never_taken_for_markup() -> None:
    made = outcome(Says((quoted("The bridge is <b>rebuilt</b> & painted."),)))
    assert isinstance(made, Summary)
    markup = made.points[0].content.markup
    assert markup == "The bridge is &lt;b&gt;rebuilt&lt;/b&gt; &amp; painted."


def test_an_extract_that_says_something_else_is_refused_for_good() -> None:
    made = outcome(Says((quoted("The bridge was never there."),)))
    assert isinstance(made, Refusal)
    assert made.reason is Reason.SUMMARIZER_FAILED


def test_an_article_that_the_site_leaves_out_is_not_even_shown_to_the_summarizer() -> None:
    opinion = replace(article().headline, marks=Marks(opinion=True))
    rules = SummaryRules(Says((quoted("x"),)), SummaryShape(), 10)
    made = outcome_of(replace(article(), headline=opinion), rules, NOW)
    assert isinstance(made, Refusal)
    assert made.reason is Reason.OPINION


def test_a_short_text_is_not_even_shown_to_the_summarizer() -> None:
    made = outcome(
        Says(error=SummarizerFailed("asked", permanent=False)), "Five words are too few."
    )
    assert isinstance(made, Refusal)
    assert made.reason is Reason.TOO_SHORT


def test_the_minimum_is_the_operators() -> None:
    made = outcome(Says(()), "Five words are too few.", minimum=5)
    assert isinstance(made, Refusal)
    assert made.reason is Reason.NOTHING_TO_EXTRACT


def test_a_passing_failure_is_no_outcome() -> None:
    with pytest.raises(SummarizerFailed):
        outcome(Says(error=SummarizerFailed("busy", permanent=False)))


def test_a_lasting_failure_is_an_outcome() -> None:
    made = outcome(Says(error=SummarizerFailed("no", permanent=True)))
    assert isinstance(made, Refusal)
    assert made.reason is Reason.SUMMARIZER_FAILED


def test_the_newsrooms_words_are_sanitised() -> None:
    made = newsroom_summary(article(), ("It <b>is</b><script>alert(1)</script>.",), NOW)
    assert made.origin is Origin.NEWSROOM
    assert "<script" not in made.points[0].content.markup
    assert "<b>is</b>" in made.points[0].content.markup


def test_the_newsrooms_words_have_limits() -> None:
    with pytest.raises(LimitExceeded, match="summary"):
        newsroom_summary(article(), ("<ul><li>" * 5_000,), NOW)
