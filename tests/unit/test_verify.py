"""An extract says only what its article says, in the article's order."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from widget.domain.article import Article, Headline
from widget.domain.draft import Draft, DraftPoint, Origin, Passage
from widget.domain.errors import SummarizerFailed
from widget.domain.limits import SUMMARY_POINTS
from widget.rules.verify import verify

TEXT = (
    "LONDON \u2014 She said  no.\n\nThe \ufb01rst bridge opened. "
    "\u6865\u5df2\u7ecf\u5f00\u653e\u3002 It rained."
)
ARTICLE = Article(
    Headline(
        site_key="daily",
        url="https://news.example/x",
        title="T",
        language="en",
        published_at=datetime(2024, 5, 1, tzinfo=UTC),
        fingerprint="0" * 32,
    ),
    TEXT,
)


def passage(quote: str) -> Passage:
    """Return the passage of the article with these words."""
    start = TEXT.index(quote)
    return Passage(start, start + len(quote), quote)


def point(quote: str, content: str | None = None) -> DraftPoint:
    """Return a point that rests on these words."""
    return DraftPoint(quote if content is None else content, passage(quote))


def draft(*points: DraftPoint, origin: Origin = Origin.EXTRACT) -> Draft:
    """Return a draft with these points."""
    return Draft(points, origin, "test 1")


FIRST, SECOND, THIRD = "LONDON \u2014 She said  no.", "The \ufb01rst bridge opened.", "It rained."


@pytest.mark.parametrize(
    "sound",
    [
        draft(point(FIRST), point(SECOND), point(THIRD)),
        draft(point(FIRST, "She said no.")),
        draft(point(SECOND, "the first BRIDGE")),
        draft(point("\u6865\u5df2\u7ecf\u5f00\u653e\u3002", "\u5df2\u7ecf\u5f00\u653e")),
        draft(DraftPoint("written by a person", None), origin=Origin.NEWSROOM),
        draft(point(THIRD, "in other words"), point(FIRST), origin=Origin.AI_UNCHECKED),
    ],
)
def test_a_sound_draft_passes(sound: Draft) -> None:
    verify(sound, ARTICLE)


@pytest.mark.parametrize(
    ("unsound", "message"),
    [
        (draft(), "0 points"),
        (draft(*[point(THIRD)] * (SUMMARY_POINTS + 1)), "6 points; a summary has 1 to 5"),
        (draft(point(FIRST), point(THIRD, " \n")), "point 2 is empty"),
        (draft(DraftPoint("x", None)), "point 1 rests on no passage"),
        (draft(DraftPoint("x", Passage(-1, 3, "x"))), "-1 to 3, which is no span"),
        (draft(DraftPoint("x", Passage(3, 3, ""))), "3 to 3, which is no span"),
        (draft(DraftPoint("x", Passage(4, 3, ""))), "4 to 3, which is no span"),
        (draft(DraftPoint("x", Passage(0, len(TEXT) + 1, TEXT))), "which is no span"),
        (draft(DraftPoint("It", Passage(0, 2, "It"))), "a quote that is not what"),
        (draft(point(THIRD, "It snowed.")), "says something that its passage does not say"),
        (draft(point(FIRST, "he said no.")), "says something that its passage does not say"),
        (draft(point(SECOND, "The first bridge open")), "says something"),
        (draft(point(THIRD), point(FIRST)), "point 2 rests on a passage that overlaps or stands"),
        (draft(point(FIRST), point("She said  no.")), "point 2 rests on a passage that overlaps"),
        (draft(point(FIRST), point(FIRST)), "point 2 rests on a passage that overlaps"),
        (
            draft(DraftPoint("x", Passage(0, 2, "It")), origin=Origin.AI_UNCHECKED),
            "a quote that is not what",
        ),
    ],
)
def test_an_unsound_draft_is_refused_for_good_and_by_name(unsound: Draft, message: str) -> None:
    with pytest.raises(SummarizerFailed) as caught:
        verify(unsound, ARTICLE)
    assert message in str(caught.value)
    assert caught.value.message.startswith("test 1: ")
    assert caught.value.permanent


def test_a_proof_makes_no_pattern_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("a pattern with all letters takes longer to make than a summary")

    monkeypatch.setattr("re.compile", refuse)
    verify(draft(point(FIRST, "She said no."), point(SECOND), point(THIRD)), ARTICLE)


def test_a_draft_of_as_many_points_as_a_summary_may_have_passes() -> None:
    words = [f"Number {number}." for number in range(SUMMARY_POINTS)]
    article = Article(ARTICLE.headline, " ".join(words))
    spans = [(article.text.index(each), each) for each in words]
    points = (DraftPoint(each, Passage(at, at + len(each), each)) for at, each in spans)
    verify(draft(*points), article)


def test_words_that_first_stand_inside_of_another_are_found_where_they_stand_alone() -> None:
    text = "She he said."
    article = Article(ARTICLE.headline, text)
    verify(draft(DraftPoint("he said", Passage(0, len(text), text))), article)
