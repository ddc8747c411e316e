"""An explanation names for each sentence its score, its strongest features and its fate."""

from __future__ import annotations

from tests.unit.test_extractive import STORY, article
from widget.domain.draft import SummaryShape
from widget.summarizers.extractive import ExtractiveSummarizer
from widget.summarizers.extractive.explaining import STRONGEST, Explanation, explain
from widget.summarizers.extractive.features import NAMES

SHAPE = SummaryShape()
TITLE = "Council approves harbour budget"
REASONS = {
    "He also": "opens with a word that points back",
    '"We never': "is a quote without its speaker",
    "By Jane": "no prose: byline",
    "Read more": "no prose: read more",
    "We use": "no prose: cookie notice",
}


def test_what_is_explained_as_chosen_is_the_summary() -> None:
    subject = article(STORY, TITLE)
    chosen = [each.passage for each in explain(subject, SHAPE).sentences if each.left_out is None]
    points = ExtractiveSummarizer().summarize(subject, SHAPE).points
    assert chosen == [point.source for point in points]


def test_each_line_and_sentence_is_explained_once_and_in_order() -> None:
    found = explain(article(STORY, TITLE), SHAPE).sentences
    spans = [(each.passage.start, each.passage.end) for each in found]
    assert spans == sorted(spans)
    said = "".join("".join(each.passage.quote.split()) for each in found)
    assert said == "".join(STORY.split())
    assert all(
        STORY[start:end] == each.passage.quote
        for (start, end), each in zip(spans, found, strict=True)
    )


def test_what_was_left_out_says_why() -> None:
    found = explain(article(STORY, TITLE), SHAPE).sentences
    for opening, reason in REASONS.items():
        (each,) = [each for each in found if each.passage.quote.startswith(opening)]
        assert each.left_out == reason


def test_a_scored_sentence_names_its_strongest_features_first() -> None:
    scored = [
        each for each in explain(article(STORY, TITLE), SHAPE).sentences if each.score is not None
    ]
    assert scored
    for each in scored:
        effects = [abs(strength.effect) for strength in each.strongest]
        assert 0 < len(effects) <= STRONGEST
        assert effects == sorted(effects, reverse=True)
        assert {strength.feature for strength in each.strongest} <= set(NAMES)


def test_a_text_that_shows_its_lead_has_no_scores() -> None:
    found = explain(
        article(
            "สภาเมืองอนุมัติงบประมาณ\n\nนายกเทศมนตรีพอใจ\n\nฝ่ายค้านไม่เห็นด้วย\n\nโรงเรียนปิด",
            language="th",
        ),
        SHAPE,
    ).sentences
    assert [each.score for each in found] == [None] * 4
    assert [each.left_out is None for each in found] == [True, True, True, False]


def test_an_empty_text_has_nothing_to_explain() -> None:
    assert explain(article(""), SHAPE) == Explanation((), ())
