"""A point is a whole sentence: long enough, with an end, and with a verb where that can be told."""

from __future__ import annotations

import pytest

from tests.unit.test_extractive import article, points
from widget.domain.article import Article
from widget.domain.block import Role
from widget.domain.draft import SummaryShape
from widget.summarizers.extractive.fitness import is_labelled, unfit_rules
from widget.summarizers.extractive.sentences import sentences
from widget.summarizers.extractive.summarizer import choose
from widget.summarizers.extractive.verbs import lacks_verb

FIT = [
    ("en", "The council approved the budget."),
    ("en", "The harbour will be closed in May, the council said.[3]"),
    ("en", "“Children want a school near the harbour,” the mayor told us."),
    ("de", "Der Stadtrat hat den Haushalt beschlossen."),
    ("de", "Am Montag kam der Haushalt in den Rat."),
    ("de", "Er brauche mehr Zeit für die Prüfung, so Lind."),
    ("fr", "Le conseil a approuvé le budget du port."),
    ("es", "Sánchez va a Roma con Ana Lind."),
    ("hi", "परिषद ने सोमवार को बंदरगाह का बजट पारित किया।"),
    ("ar", "وافق المجلس على ميزانية الميناء يوم الاثنين."),
    ("zh", "市议会周一批准了港口预算。"),
    ("ja", "市議会は月曜日に港の予算を可決した。"),
    ("ko", "시의회는 항만 예산을 승인했다."),
]
UNFIT = [
    ("en", "The council left.", "too short"),
    ("de", "Rostock.", "too short"),
    ("zh", "市议会同意了。", "too short"),
    ("en", "What caused the fire in the old harbour?", "asks"),
    ("ja", "港の火事の原因は何だったのだろうか？", "asks"),
    ("ar", "ما سبب الحريق في الميناء القديم يا ترى؟", "asks"),
    ("en", "Mayor Ann Lind at the opening of the bridge.", "no verb"),
    ("en", "Oct. 6, 1923: First football game at the Coliseum.", "no verb"),
    ("de", "Die Feuerwehr am Einsatzort in der Rostocker Innenstadt.", "no verb"),
    ("de", "Ein weiterer Schritt in einer Ausnahmekarriere.", "no verb"),
    ("ko", "월요일 항구에서 열린 개통식에 참석한 시장의 모습.", "no verb"),
    ("fr", "Correspondance, de Clémence Aubert, 4 h 02.", "no verb"),
    ("es", "Porteros: Carlos Acevedo (Santos), David Ochoa (Real Salt Lake).", "no verb"),
]


def rules(text: str, language: str) -> list[str | None]:
    """Return why each sentence of a text cannot be a point."""
    return unfit_rules(sentences(text, language), language)


def among_news(sentence: str, language: str) -> str | None:
    """Return why the sentence cannot be a point, in a text of others that can."""
    news = next(words for tag, words in FIT if tag == language)
    return rules("\n\n".join([sentence, *[news] * 4]), language)[0]


@pytest.mark.parametrize(("language", "sentence"), FIT)
def test_a_whole_sentence_can_be_a_point(language: str, sentence: str) -> None:
    assert among_news(sentence, language) is None


@pytest.mark.parametrize(("language", "sentence", "reason"), UNFIT)
def test_what_is_no_whole_sentence_cannot(language: str, sentence: str, reason: str) -> None:
    assert reason in (among_news(sentence, language) or "")


def test_a_line_without_an_end_cannot() -> None:
    line = "Council approves the harbour budget of 40 million euros " * 3
    assert among_news(line.strip(), "en") == "does not end as a sentence"


def test_the_question_of_an_interviewer_cannot() -> None:
    text = "So the fire began in a kitchen of the inn.\n\nIt began in the kitchen of the old inn."
    found = sentences(text, "en", "", (Role.QUESTION, Role.ANSWER))
    assert unfit_rules(found, "en") == ["is the question of an interview", None]


def test_where_many_sentences_have_no_verb_the_language_is_another_and_all_are_fit() -> None:
    zulu = ["Abemi boMzantsi Afrika abaphakathi kweminyaka eli mali yabo.", FIT[0][1]]
    assert rules("\n\n".join(zulu * 3), "en") == [None] * 6


def test_languages_whose_verbs_are_not_known_are_left_alone() -> None:
    (found,) = sentences("Belediye başkanı köprünün açılışında konuştu.", "tr")
    assert not lacks_verb(found, "tr")


@pytest.mark.parametrize(
    ("language", "sentence", "labelled"),
    [
        ("en", "High visibility: The council spent millions on the harbour.", True),
        ("en", "Mayor Ann Lind: The council spent millions on the harbour.", True),
        ("en", "The council says it: The harbour will be closed for a year.", False),
        ("en", "BHOPAL: The council spent millions on the harbour.", False),
        ("en", "The council named three: the harbour, the ferries and a school.", False),
        ("de", "Das Problem: Die Stadt hat kein Geld für den Hafen.", False),
    ],
)
def test_a_kicker_before_a_sentence_is_known_in_english(
    language: str,
    sentence: str,
    labelled: bool,  # noqa: FBT001
) -> None:
    (found,) = sentences(sentence, language)
    assert is_labelled(found, language) is labelled


SHORT = (
    "The council met. It was late. Rostock. "
    "The council approved a harbour budget of 40 million euros on Monday."
)


def test_the_lead_of_a_short_text_is_of_whole_sentences_too() -> None:
    assert points(SHORT) == ["The council approved a harbour budget of 40 million euros on Monday."]


def test_a_text_in_which_nothing_can_be_a_point_gives_its_first_sentences() -> None:
    assert points("He spoke. She left.") == ["He spoke.", "She left."]


def test_a_question_is_no_point_even_when_it_has_the_words_of_the_title() -> None:
    question = "What caused the fire in the harbour?"
    text = (
        "A fire in the harbour destroyed three ferries on Monday, the council said.\n\n"
        f"{question}\n\n"
        "Investigators look for the cause of the fire in the kitchen of one of the ferries.\n\n"
        "The harbour will be closed until the ferries are towed away, which takes a week.\n\n"
        "Mayor Ann Lind thanked the crews that fought the fire for eleven hours."
    )
    choice = choose(Article(article(text, question).headline, text), SummaryShape(4, 90))
    shown = [choice.sentences[each].content for each in choice.chosen]
    assert question not in shown
    assert shown


@pytest.mark.parametrize(
    ("language", "content"),
    [
        ("en", "Here is what is behind the rise of the water bill."),
        ("de", "Das müssen Sie wissen, bevor Sie den Antrag stellen."),
        ("fr", "Voici ce que prévoit le texte voté mardi soir."),
        ("es", "Esto es lo que cambia para los inquilinos en julio."),
        ("no", "Dette må du vite om de nye reglene for leie."),
        ("tr", "Kiracılar ve ev sahipleri için merak edilenleri derledik."),
    ],
)
def test_a_sentence_that_announces_what_follows_is_no_point(language: str, content: str) -> None:
    assert rules(content, language) == ["announces what it does not say"]


def above(text: str) -> str | None:
    """Return why a standfirst cannot be a point."""
    (found,) = sentences(text, "en", "", (Role.STANDFIRST,))
    return unfit_rules([found], "en")[0]


def test_a_standfirst_may_have_no_period_as_headlines_have_none() -> None:
    assert (
        above("The engineer who saved the bridge wants every bridge looked at once a year") is None
    )
    assert above("Judge of the town speaks") == "does not end as a sentence"


@pytest.mark.parametrize(
    ("language", "content"),
    [("no", "Ingen mennesker er skadet."), ("en", "Nobody was hurt."), ("fr", "Aucun blessé.")],
)
def test_that_nobody_was_hurt_may_be_said_in_few_words(language: str, content: str) -> None:
    assert rules(content, language) == [None]
