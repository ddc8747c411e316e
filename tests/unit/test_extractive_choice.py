"""The sentences that are chosen tell most, stand together, and lean on nothing unsaid."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import pytest

from widget.domain.draft import SummaryShape
from widget.summarizers.extractive.candidates import LEANING_WORDS, LONG_WORDS
from widget.summarizers.extractive.features import NAMES, Features, features
from widget.summarizers.extractive.form import Form
from widget.summarizers.extractive.score import Weights, scores, weights
from widget.summarizers.extractive.selection import STRETCH, lead, select
from widget.summarizers.extractive.sentences import sentences
from widget.summarizers.extractive.vectors import centralities, cosine, near_lead, space
from widget.summarizers.extractive.words import (
    LISTED,
    has_known_script,
    stop_words,
    terms,
    tokens,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

SHAPE = SummaryShape(points=3, words=70)
PLAIN = Form(
    is_question=False,
    is_personal=False,
    has_note=False,
    refers_to_figure=False,
    has_dangling_opener=False,
    has_orphaned_quote=False,
)


def sentence(position: int, *, words: int = 15, form: Form = PLAIN, term: str = "") -> Features:
    """Return the features of a sentence that is like no other."""
    return Features(
        position=position,
        words=words,
        vector={term or f"term{position}": 1.0},
        form=form,
        values=(0.0,) * len(NAMES),
    )


def chosen(
    article: Sequence[Features], scored: Sequence[float], shape: SummaryShape = SHAPE
) -> tuple[int, ...]:
    """Return what is chosen when saying the same again costs one point of the score."""
    return select(article, scored, shape, Weights((), 1.0))


def value(features: Features, name: str) -> float:
    """Return one number of the features."""
    return features.values[NAMES.index(name)]


def measured(text: str, title: str = "") -> tuple[Features, ...]:
    """Return the features of the sentences of an English text."""
    return features(sentences(text, "en"), title, "en")


def test_a_dangling_sentence_is_chosen_only_after_the_one_before_it() -> None:
    dangling = PLAIN._replace(has_dangling_opener=True)
    article = [sentence(0), sentence(1), sentence(2, form=dangling), sentence(3)]
    assert chosen(article, [0.1, 0.0, 9.0, 2.0], SummaryShape(points=2, words=70)) == (0, 3)
    assert chosen(article, [0.1, 3.0, 2.0, 0.2], SHAPE) == (0, 1, 2)


def test_a_few_words_that_lean_on_another_sentence_are_never_chosen() -> None:
    dangling = PLAIN._replace(has_dangling_opener=True)
    article = [sentence(0), sentence(1, form=dangling, words=LEANING_WORDS - 1), sentence(2)]
    assert chosen(article, [3.0, 9.0, 0.2], SummaryShape(points=2, words=70)) == (0, 2)


def test_a_sentence_that_shares_no_word_with_the_article_is_chosen_last() -> None:
    article = [*(sentence(each) for each in (0, 1, 2)), sentence(3)._replace(vector={})]
    assert chosen(article, [1.0, 1.0, 1.0, 9.0]) == (0, 1, 2)
    assert chosen([article[0], article[3]._replace(position=1)], [1.0, 9.0]) == (0, 1)


def test_a_word_of_most_news_does_not_make_a_sentence_one_of_the_article() -> None:
    article = [*(sentence(each) for each in (0, 1, 2)), sentence(3, term="year")]
    common = Weights((), 1.0, frozenset(["year"]))
    assert select(article, [1.0, 1.0, 1.0, 9.0], SHAPE, common) == (0, 1, 2)


def test_what_has_a_word_of_the_title_is_one_of_the_article() -> None:
    titled = tuple(float(name == "title_overlap") for name in NAMES)
    article = [sentence(0), sentence(1), sentence(2)._replace(vector={}, values=titled)]
    assert chosen(article, [1.0, 1.0, 9.0], SummaryShape(points=2, words=70)) == (0, 2)


def test_common_terms_are_those_of_most_news() -> None:
    common = weights("en").common
    assert {"year", "people", "four"} <= common
    assert not {"harbour", "ferry", "council"} & common
    assert not weights("de").common


def test_an_orphaned_quote_is_chosen_only_after_the_one_before_it() -> None:
    orphan = PLAIN._replace(has_orphaned_quote=True)
    article = [sentence(0), sentence(1), sentence(2, form=orphan), sentence(3)]
    assert chosen(article, [0.0, 0.5, 9.0, 3.0], SummaryShape(points=2, words=70)) == (0, 3)


def test_the_chosen_sentences_come_in_article_order() -> None:
    article = [sentence(position) for position in range(6)]
    assert chosen(article, [1.0, 3.0, 0.0, 9.0, 0.0, 5.0]) == (0, 3, 5)


def test_what_was_said_is_not_said_again() -> None:
    article = [sentence(0, term="same"), sentence(1, term="same"), sentence(2)]
    assert chosen(article, [9.0, 8.0, 0.0]) == (0, 2)


def test_no_more_words_are_chosen_than_the_shape_stretches_to() -> None:
    limit = int(70 * STRETCH)
    article = [sentence(0, words=40), sentence(1, words=limit - 39), sentence(2, words=limit - 40)]
    assert chosen(article, [9.0, 8.0, 0.0]) == (0, 2)


def test_room_is_kept_for_the_points_that_are_still_to_be_chosen() -> None:
    article = [*(sentence(each, words=40) for each in range(3)), sentence(3, words=13)]
    assert chosen(article, [9.0, 8.0, 7.0, 0.0]) == (0, 1, 3)
    article = [sentence(0, words=40), sentence(1, words=43), *(sentence(each) for each in (2, 3))]
    assert chosen(article, [9.0, 8.0, 7.0, 0.0]) == (0, 2, 3)


def test_the_lead_is_the_first_sentences_that_fit() -> None:
    assert lead([20, 20, 20, 20], SHAPE) == (0, 1, 2)
    assert lead([60, 60, 20], SHAPE) == (0,)
    assert lead([900], SHAPE) == (0,)
    assert lead([], SHAPE) == ()


def test_a_very_long_sentence_loses_to_shorter_ones_that_lean_on_nothing() -> None:
    article = [*(sentence(each) for each in (0, 1, 2)), sentence(3, words=LONG_WORDS + 1)]
    assert chosen(article, [1.0, 2.0, 3.0, 9.0]) == (0, 1, 2)
    assert chosen(article[:2], [9.0, 1.0]) == (0, 1)


def test_a_sentence_that_points_at_a_figure_is_never_chosen() -> None:
    figure = PLAIN._replace(refers_to_figure=True)
    assert chosen([sentence(0, form=figure), sentence(1)], [9.0, 1.0]) == (1,)


@pytest.mark.parametrize("language", ["en", "de"])
def test_earlier_sentences_central_ones_and_those_near_the_title_weigh_more(language: str) -> None:
    weighed = dict(zip(NAMES, weights(language).values, strict=True))
    assert all(weighed[name] > 0 for name in ("early", "centrality", "title_overlap"))
    assert weighed["first"] >= 0


def test_what_is_only_true_of_english_weighs_nothing_in_other_languages() -> None:
    english, other = (dict(zip(NAMES, weights(each).values, strict=True)) for each in ("en", "tr"))
    for name in ("capitals_share", "personal", "short"):
        assert english[name] != 0
        assert other[name] == 0


def test_the_score_is_the_weighed_sum_of_the_features() -> None:
    weighed = weights("en")
    plain, first = sentence(0), sentence(0)._replace(values=(1.0, *(0.0,) * (len(NAMES) - 1)))
    assert scores([plain, first], weighed) == (0.0, weighed.values[0])


def test_features_have_as_many_numbers_as_names() -> None:
    assert {len(each.values) for each in measured("It rained. Dogs bark loudly.")} == {len(NAMES)}
    assert len(set(NAMES)) == len(NAMES)


def test_the_sentence_that_shares_most_with_the_others_is_most_central() -> None:
    found = measured(
        "The harbour budget was approved. Ferries in the harbour get a budget. "
        "Dogs bark loudly. The budget pays harbour ferries."
    )
    assert min(found, key=lambda each: value(each, "centrality")).position == 2


def test_title_overlap_is_the_share_of_the_title_that_a_sentence_says() -> None:
    found = measured("The harbour budget was approved. Dogs bark loudly.", "Harbour budget doubled")
    assert [round(value(each, "title_overlap"), 2) for each in found] == [0.67, 0.0]


BAGS: tuple[list[str], ...] = (["harbour", "budget"], ["ferry", "harbour"], ["dog"], ["ferry"], [])


def whole_vector(bag: Sequence[str]) -> dict[str, float]:
    """Return a bag's vector of length 1, with the terms that no other bag of ``BAGS`` has."""
    counts = {term: sum(term in other for other in BAGS) for term in bag}
    weights = {term: math.log(1 + len(BAGS) / count) for term, count in counts.items()}
    length = math.hypot(*weights.values()) or 1.0
    return {term: weight / length for term, weight in weights.items()}


def dot(one: dict[str, float], other: dict[str, float]) -> float:
    return sum(weight * other.get(term, 0.0) for term, weight in one.items())


def total(vectors: Sequence[dict[str, float]]) -> dict[str, float]:
    terms = {term for vector in vectors for term in vector}
    return {term: sum(vector.get(term, 0.0) for vector in vectors) for term in terms}


def test_sentences_are_compared_as_if_their_lone_terms_were_there() -> None:
    vectors = [whole_vector(bag) for bag in BAGS]
    found = space(BAGS)
    everything, lead = total(vectors), total(vectors[:3])
    nearest = max(dot(vector, everything) for vector in vectors)
    for position, vector in enumerate(vectors):
        central, early = centralities(found)[position], near_lead(found)[position]
        assert central == pytest.approx(dot(vector, everything) / nearest)
        assert early == pytest.approx(dot(vector, lead) / math.hypot(*lead.values()))
    assert cosine(*found.vectors[:2]) == pytest.approx(dot(*vectors[:2]))


def test_an_article_without_terms_has_no_centre() -> None:
    empty = space([[], []])
    assert centralities(empty) == near_lead(empty) == [0.0, 0.0]


def test_cosine_is_one_for_equal_and_zero_for_unlike_vectors() -> None:
    assert cosine({"a": 0.6, "b": 0.8}, {"a": 0.6, "b": 0.8}) == pytest.approx(1.0)
    assert cosine({"a": 1.0}, {"b": 1.0}) == 0.0
    assert cosine({}, {"b": 1.0}) == 0.0


def test_stop_words_and_endings_do_not_make_terms() -> None:
    assert terms(tokens("the mayor’s approval was approved in 2024")) == [
        "mayor",
        "approva",
        "approve",
        "2024",
    ]


@pytest.mark.parametrize(
    ("text", "known"),
    [
        ("The mayor spoke", True),
        ("Мэр говорил", True),
        ("Ο δήμαρχος μίλησε", True),
        ("市長は満足した", True),
        ("สภาเมืองอนุมัติ", False),
        ("ສະພາເມືອງ", False),
        ("قال العمدة", True),
        ("परिषद ने बजट पारित किया", True),
        ("สภา said: อนุมัติ", False),
        ("123 !", False),
    ],
)
def test_scripts_with_words_that_can_be_compared_are_known(text: str, known: bool) -> None:  # noqa: FBT001
    assert has_known_script(text) is known


@pytest.mark.parametrize(
    ("language", "stop", "topic"),
    [
        ("de", "werden", "Hafen"),
        ("nb", "ikke", "havnen"),
        ("tr", "ancak", "liman"),
        ("ru", "который", "бюджет"),
        ("hi", "और", "बजट"),
        ("ar", "الذي", "ميزانية"),
    ],
)
def test_stop_words_are_known_in_other_languages(language: str, stop: str, topic: str) -> None:
    assert terms([stop, topic.lower()], language) == [topic.lower()]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("“The U.S. mayor’s well-known plan,” he said.", "The U.S mayor’s well-known plan he said"),
        ("It cost $3.5 million (40%)…", "It cost 3.5 million 40"),
        ("Ferries—old ones--and/or trains", "Ferries old ones and or trains"),
        ("परिषद ने बजट पारित किया।", "परिषद ने बजट पारित किया"),
        ("؟قال العمدة،", "قال العمدة"),
        ("— ! …", ""),
    ],
)
def test_words_are_what_stands_between_spaces_and_marks(text: str, words: str) -> None:
    assert tokens(text) == words.split()


def test_every_listed_language_has_stop_words_and_others_none() -> None:
    assert all(len(stop_words(language)) > 50 for language in [*LISTED, "nn"])
    assert stop_words("xx") == frozenset()
