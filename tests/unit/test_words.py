"""How many words a text has: for the least length of an article and for that of a summary."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from widget.domain.article import Article, Headline
from widget.domain.block import Role
from widget.domain.draft import SummaryShape
from widget.domain.summary import Reason, Refusal
from widget.rules.words import article_words, count_words
from widget.summarizers.extractive import ExtractiveSummarizer
from widget.summarizers.extractive.summarizer import choose
from widget.usecases.summaries.summarize import SummaryRules, outcome_of

NOW = datetime(2026, 5, 1, 8, tzinfo=UTC)
ARTICLES = {
    "en": "The mayor spoke of 3,000 well-known ferries. The council met at 10:45 and/or later. "
    * 4,
    "hi": "परिषद ने बजट पारित किया। महापौर बहुत खुश थे। स्कूल अब बंद होगा। " * 4,
    "ja": "港の予算が可決された。市長はNATOの会議で満足した。学校は2026年に閉鎖される。" * 4,
    "de": "Die Wohnungsbaugesellschaft kündigte Mieterhöhungen an. Der Stadtrat tagte. " * 4,
}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", 0),
        ("One, two; three.", 3),
        ("The mayor spoke", 3),
        ("It's a 4.5-metre hull", 4),
        ("3,000 people at 10:45", 4),
        ("the sea—and the port", 5),
        ("日本語の文章です", 4),
        ("市" * 60, 30),
        ("港の予算 for NATO", 4),
        ("परिषद ने बजट पारित किया।", 5),
        ("ก" * 60, 10),
        ("— … !", 0),
        ("\U0001f600 - -", 1),
    ],
)
def test_words_are_counted_as_readers_would(text: str, words: int) -> None:
    assert count_words(text) == words


@pytest.mark.parametrize("language", ARTICLES)
def test_the_minimum_and_the_summary_count_in_the_same_words(language: str) -> None:
    headline = Headline("daily", "https://a.example/1", "Port", language, NOW, "f" * 32)
    article = Article(headline, ARTICLES[language])
    count = count_words(article.text)
    for minimum, refused in ((count, False), (count + 1, True)):
        made = outcome_of(
            article, SummaryRules(ExtractiveSummarizer(), SummaryShape(), minimum), NOW
        )
        assert (isinstance(made, Refusal) and made.reason is Reason.TOO_SHORT) is refused
    choice = choose(article, SummaryShape())
    assert choice.features
    lengths = [count_words(sentence.content) for sentence in choice.sentences]
    assert [each.words for each in choice.features] == lengths


def test_an_article_is_as_long_as_its_story() -> None:
    headline = Headline("daily", "https://a.example/1", "Port", "en", NOW, "f" * 32)
    text = "The port opens.\n\nWhat it costs\n\nIt costs nothing."
    assert article_words(Article(headline, text)) == 9
    roles = (Role.STANDFIRST, Role.SUBHEAD, Role.ANSWER)
    assert article_words(Article(headline, text, roles)) == 6
    assert article_words(Article(headline, "A note.", (Role.NOTE,))) == 0
