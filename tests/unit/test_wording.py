"""An extract's sentences are counted where each point is surely one, and only there."""

from __future__ import annotations

import pytest

from widget.domain.draft import Passage
from widget.domain.summary import Point
from widget.rules.sanitize import escape
from widget.rules.sentence_ends import may_be_several
from widget.rules.wording import Wording, wording


def point(content: str, quote: str | None = None) -> Point:
    """Return a point that rests on this quote, or on just what it says."""
    said = content if quote is None else quote
    return Point(escape(content), Passage(0, len(said), said))


@pytest.mark.parametrize(
    "one",
    [
        "It rained.",
        "It rained.[1]",
        "“Why?” he said … and left, on 3.5 wheels, for example.com (again).",
        "She rows for the U.N. and sleeps.",
        "„Wirklich?“ fragte er.",
        "Est-ce vrai ? demanda-t-il.",
        "橋が開いた。",
        "「橋が開いた」と述べた。",
        "هل غادر؟",
        "غادر الوزير، ثم عاد.",
        "पुल खुल गया।",
        "«Τι έγινε;» είπε.",
    ],
)
def test_what_has_no_mark_before_its_end_is_one_sentence(one: str) -> None:
    assert not may_be_several(one)


@pytest.mark.parametrize(
    "several",
    [
        "It rained. He left.",
        "It rained.[1] He left.",
        "It rained.¹ He left.",
        "It rained.Then he left.",
        "Why? “Because I can.”",
        "It rained. eBay fell.",
        "It rained. 34 people left.",
        "Warum? – Weil es geht.",
        "Il pleut… Elle part.",
        "« Il pleut. » Elle part.",
        "Het regende. 's Avonds ging hij.",
        "開いた。閉じた。",
        "「開いた。」閉じた。",
        "وصل. غادر.",
        "وصل الوزير.وقال ذلك.",
        "هل غادر؟ نعم.",
        "पुल खुला। नदी बही।",
        "Τι έγινε; Ο Μίλερ είπε.",
        "ხიდი გაიხსნა. ის წავიდა.",
    ],
)
def test_a_sentence_behind_a_mark_is_found(several: str) -> None:
    assert may_be_several(several)


@pytest.mark.parametrize("unsure", ["Dr. Miller left.", "Three new ferries", "ฝนตก เขาไป", ""])
def test_what_is_not_sure_may_be_several(unsure: str) -> None:
    assert may_be_several(unsure)


@pytest.mark.parametrize("mark", [".", "?", "\n", ".\n", ". ", "(.", "a."])
def test_a_text_of_marks_is_read_once(mark: str) -> None:
    """Read again from each mark on, it would take hours."""
    assert may_be_several(mark * 200_000 + "x")


def test_one_point_that_may_be_several_sentences_ends_the_count() -> None:
    one, two = point("It rained."), point("Why? Because.")
    assert wording([one, one]) is Wording.COUNTED
    assert wording([one, two]) is Wording.UNCOUNTED


def test_marks_are_looked_for_in_what_is_shown_and_lines_in_the_passage() -> None:
    assert wording([point("She said no.", "ROME, Feb. 3 (AP) — She said no.")]) is Wording.COUNTED
    assert wording([point('She & I said "no".')]) is Wording.COUNTED
    assert wording([point("It\nrained.")]) is Wording.COUNTED
    lines = point("Go on Nobody wants that.", "Go on\n\nNobody wants that.")
    assert wording([lines]) is Wording.UNCOUNTED


def test_a_point_without_passage_has_no_names_that_were_put_in() -> None:
    assert wording([Point(escape("It [surely] rained."), None)]) is Wording.COUNTED


@pytest.mark.parametrize(
    ("said", "quote"),
    [
        ("Then [Anna] Berg left.", "Then Berg left."),
        ("Then [Anna] Berg left.", "[Oslo, 3 May] - Then Berg left."),
        ("Why? Then [Anna] Berg left.", "Why?\n\nThen Berg left."),
        ("Dann ging [Jürgen] Müller.", "Dann ging Müller."),
        ("Puis [Élodie] Martin est partie.", "Puis Martin est partie."),
        ("ثم غادر [محمد] الحداد.", "ثم غادر الحداد."),
        ("फिर [राम] शर्मा गए।", "फिर शर्मा गए।"),
        ("その後[太郎] 山田は去った。", "その後山田は去った。"),
    ],
)
def test_a_name_in_brackets_that_the_passage_lacks_comes_first(said: str, quote: str) -> None:
    assert wording([point("It rained."), point(said, quote)]) is Wording.WITH_NAMES


@pytest.mark.parametrize(
    "quote",
    ["He [Berg] left.", "[Oslo, 3 May] - He [Berg] left.", "He [Berg] left. (Photo: AP)"],
)
def test_brackets_of_the_article_are_the_articles(quote: str) -> None:
    assert wording([point("He [Berg] left.", quote)]) is Wording.COUNTED
