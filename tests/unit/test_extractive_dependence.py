"""What a chosen sentence refers to is shown with it; else the first sentences are."""

from __future__ import annotations

import pytest

from tests.unit.test_extractive_choice import chosen, sentence
from widget.domain.draft import SummaryShape
from widget.summarizers.extractive.denials import denies
from widget.summarizers.extractive.dependence import dependences, not_understood
from widget.summarizers.extractive.people import Partial
from widget.summarizers.extractive.sentences import sentences

PAIR = SummaryShape(points=2, words=70)
NOUN = Partial(0, "recording", "", frozenset((1,)))


def test_a_sentence_that_goes_on_with_another_brings_it_along_or_is_not_chosen() -> None:
    goes_on = sentence(3)._replace(continues=True)
    article = [sentence(0), sentence(1), sentence(2), goes_on, sentence(4)]
    assert chosen(article, [1.0, 0.0, 0.5, 9.0, 1.0]) == (0, 2, 3)
    assert chosen(article, [1.0, 0.0, 0.5, 9.0, 1.0], PAIR) == (0, 4)


def test_a_noun_that_was_introduced_brings_its_introduction_along() -> None:
    refers = sentence(4)._replace(unexplained=(NOUN,))
    article = [*(sentence(each) for each in range(4)), refers]
    assert chosen(article, [1.0, 0.5, 1.0, 0.9, 9.0]) == (0, 1, 4)


def test_where_nothing_else_is_left_the_summary_goes_on_where_a_chosen_sentence_ends() -> None:
    far = Partial(0, "recording", "", frozenset((9,)))
    article = [sentence(0), *(sentence(each)._replace(unexplained=(far,)) for each in (1, 2, 3))]
    assert chosen(article, [1.0, 0.0, 0.0, 9.0]) == (0, 1, 2)


def test_nobody_is_named_by_surname_only_because_nothing_else_is_left() -> None:
    stranger = Partial(0, "Berg", "", frozenset((9,)))
    article = [sentence(0), sentence(1)._replace(unexplained=(stranger,))]
    assert chosen(article, [1.0, 9.0]) == (0,)


def test_a_denial_is_chosen_before_another_detail() -> None:
    article = [*(sentence(each) for each in range(4))]
    scored = [1.0, 0.5, 0.3, 0.4]
    assert chosen(article, scored, PAIR) == (0, 1)
    article[2] = article[2]._replace(denies=True)
    assert chosen(article, scored, PAIR) == (0, 2)


def test_a_claim_is_shown_with_its_denial_or_hardly() -> None:
    article = [sentence(each)._replace(spoken=15) for each in range(4)]
    article[3] = article[3]._replace(denies=True, words=10, spoken=10)
    shape = SummaryShape(points=3, words=55, most=5)
    assert chosen(article, [1.0, 0.5, 2.0, -9.0], shape) == (0, 1, 2, 3)
    article[3] = article[3]._replace(denies=False)
    assert chosen(article, [1.0, 0.5, 2.0, -9.0], shape) == (0, 1, 2)
    article = [sentence(0), sentence(1)._replace(is_denied=True), sentence(2)]
    assert chosen(article, [1.0, 1.0, 0.9], PAIR) == (0, 2)


def test_a_denial_of_few_words_is_told_of_the_claim_before_it() -> None:
    found = sentences("A critic said that Berg bought the gloves. Berg denied it. It rained.", "en")
    assert [row.is_denied for row in dependences(found, [()] * 3, "", "en")] == [True, False, False]


def test_a_sentence_with_a_word_of_a_chosen_one_is_preferred_to_one_without() -> None:
    linked = sentence(4)._replace(vector={"term0": 0.1})
    article = [*(sentence(each) for each in range(4)), linked]
    assert chosen(article, [1.0, 0.0, 0.8, 0.7, 0.6], PAIR) == (0, 4)


def test_what_is_not_understood_is_counted() -> None:
    article = [
        sentence(0),
        sentence(1),
        sentence(2)._replace(continues=True),
        sentence(3)._replace(unexplained=(NOUN, NOUN._replace(word="Berg", given="Anna"))),
    ]
    assert not_understood(article, (0, 2, 3)) == 2
    assert not_understood(article, (0, 1, 2, 3)) == 0
    assert not_understood(article, (0, 1)) == 0


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "Kastellan denied that he had offered a house."),
        ("de", "Kastellan bestreitet, ein Haus angeboten zu haben."),
        ("fr", "Kastellan dément avoir offert une maison."),
        ("es", "Kastellan negó haber ofrecido una casa."),
        ("it", "Kastellan nega di aver offerto una casa."),
        ("pt", "Kastellan negou ter oferecido uma casa."),
        ("nl", "Kastellan ontkent dat hij een huis aanbood."),
        ("nb", "Kastellan nekter for å ha tilbudt et hus."),
        ("sv", "Kastellan förnekar att han erbjöd ett hus."),
        ("da", "Kastellan nægter at have tilbudt et hus."),
        ("fi", "Kastellan kiistää tarjonneensa taloa."),
        ("pl", "Kastellan zaprzecza, że oferował dom."),
        ("tr", "Kastellan ev teklif ettiğini yalanladı."),
    ],
)
def test_a_denial_is_told_by_its_verb(language: str, sentence: str) -> None:
    (found,) = sentences(sentence, language)
    assert denies(found, language)
    assert not denies(found, "ja")


def test_each_sentence_is_told_what_it_depends_on() -> None:
    text = "Anna sold a recording. It rained in Bray. The recording was old. Many said they knew."
    found = sentences(text, "en")
    rows = dependences(found, [()] * 4, "", "en")
    assert [row.continues for row in rows] == [False, False, False, True]
    assert [[each.word for each in row.unexplained] for row in rows] == [[], [], ["recording"], []]
    titled = dependences(found, [()] * 4, "A recording is sold", "en")
    assert [row.unexplained for row in titled] == [()] * 4
