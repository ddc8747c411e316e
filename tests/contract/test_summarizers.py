"""Every summarizer keeps the same promises, whatever the text."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.shared import shared
from widget.domain.article import Article, Headline
from widget.domain.draft import Origin, SummaryShape
from widget.domain.limits import SUMMARY_POINTS, TEXT_CHARACTERS
from widget.rules.text import folded
from widget.rules.verify import verify
from widget.summarizers.extractive import ExtractiveSummarizer

if TYPE_CHECKING:
    from widget.domain.draft import Draft
    from widget.domain.ports import Summarizer

SUMMARIZERS: list[Summarizer] = [ExtractiveSummarizer()]
every_summarizer = pytest.mark.parametrize("summarizer", SUMMARIZERS, ids=lambda each: each.name)

HOSTILE = {
    "nothing": "",
    "white space": " \n\n\t\u00a0 ",
    "no words": "*** --- !!!",
    "one word": "Word",
    "one line of the greatest size": "The mayor spoke to the council again. " * 5_263,
    "one word of the greatest size": "a" * TEXT_CHARACTERS,
    "opening quotes": "“" * TEXT_CHARACTERS,
    "blank lines": "\n" * TEXT_CHARACTERS,
    "Arabic": "قال العمدة إن الميزانية كافية. وافق المجلس على الخطة! هل يكفي المال؟ " * 9,
    "Japanese": "港の予算が可決された。市長は満足した。議会は反対した。学校は閉鎖される。" * 9,
    "Thai": "สภาเมืองอนุมัติงบประมาณท่าเรือ\n\n" * 9,
    "Hindi": "परिषद ने बजट पारित किया। महापौर खुश थे। स्कूल बंद होगा। लोग नाराज़ हैं।" * 3,
    "halves of surrogate pairs": "The \ud800 mayor spoke. The \udfff council left. " * 9,
    "emoji": "😀 The mayor 👨‍👩‍👧 spoke 🇫🇷 today. 🎉🎉🎉! The council 😀 left. " * 9,
    "marks that change direction": "\u202eThe mayor spoke.\u202c The \u200bcouncil left. " * 9,
    "control characters": "The \x00 mayor\x1b spoke. The\x07 council left. " * 9,
    "combining marks": "• \u0301The mayor spoke. \u0301\u0301 The council left. " * 9,
    "ligatures": "The ofﬁce ﬂoor is ½ full. ẞtraße İstanbul spoke. " * 9,
}

sentence_parts = st.sampled_from(
    [
        *("The mayor spoke to the council.", "He also left.", "“We go on.”", "PARIS (Reuters) - "),
        *(
            "Read more: x",
            "• ",
            "[source: y]",
            "\n",
            "\n\n",
            " ",
            "10:45 ",
            "Dr. ",
            "😀",
            "！",
            "。",
        ),
        *(
            "But ",
            "(CNN)",
            "A. ",
            '"',
            "’",
            "\u0301",
            "\ud83d",
            "\u00a0",
            "\u2028",
            "İ",
            "ﬁ",
            "a" * 40,
        ),
    ]
)
texts = st.lists(st.one_of(sentence_parts, st.text(max_size=12)), max_size=40).map("".join)
tags = st.sampled_from(["en", "en-GB", "de", "fr", "ja", "ar", "th", "", "x", "\ud800", "zh-Hant"])


def article(text: str, *, title: str = "Council approves budget", language: str = "en") -> Article:
    """Return an article with this text."""
    published = datetime(2024, 3, 1, tzinfo=UTC)
    headline = Headline("daily", "https://daily.example/a", title, language, published, "f" * 32)
    return Article(headline, text)


def assert_promises(draft: Draft, subject: Article, shape: SummaryShape) -> None:
    """Fail when a draft is not what the port promises."""
    assert len(draft.points) <= shape.points
    if draft.points:
        verify(draft, subject)
    if draft.origin is Origin.EXTRACT:
        for point in draft.points:
            assert point.source is not None
            assert point.content in folded(point.source.quote)


@every_summarizer
@pytest.mark.parametrize("kind", HOSTILE)
@pytest.mark.parametrize("language", ["en", "ja", ""])
def test_any_text_gets_a_draft_that_holds(summarizer: Summarizer, kind: str, language: str) -> None:
    subject = article(HOSTILE[kind], language=language)
    assert_promises(summarizer.summarize(subject, SummaryShape()), subject, SummaryShape())


@every_summarizer
@settings(max_examples=150, deadline=None)
@given(text=texts, title=st.text(max_size=30), tag=tags, points=st.integers(1, SUMMARY_POINTS))
def test_made_up_text_gets_a_draft_that_holds(
    summarizer: Summarizer, text: str, title: str, tag: str, points: int
) -> None:
    subject, shape = article(text, title=title, language=tag), SummaryShape(points=points)
    assert_promises(summarizer.summarize(subject, shape), subject, shape)


@every_summarizer
def test_the_draft_says_who_wrote_it(summarizer: Summarizer) -> None:
    draft = summarizer.summarize(article(HOSTILE["emoji"]), SummaryShape())
    assert draft.summarizer == summarizer.name
    assert "/" in summarizer.name


@every_summarizer
def test_an_empty_text_gets_a_draft_without_points(summarizer: Summarizer) -> None:
    assert summarizer.summarize(article(""), SummaryShape()).points == ()


@every_summarizer
def test_the_same_article_gets_the_same_draft(summarizer: Summarizer) -> None:
    subject = article(HOSTILE["Arabic"])
    first = summarizer.summarize(subject, SummaryShape())
    assert summarizer.summarize(subject, SummaryShape()) == first


@every_summarizer
def test_a_real_article_gets_as_many_points_as_asked_for(summarizer: Summarizer) -> None:
    title, _, text = shared("data", "seed_article.txt").read_text("utf-8").partition("\n\n")
    subject = article(text, title=title)
    for points in (2, 3):
        shape = SummaryShape(points=points, words=35 * points)
        draft = summarizer.summarize(subject, shape)
        assert len(draft.points) == points
        assert_promises(draft, subject, shape)
