"""An interview is told by who is asked, and by questions that can be understood alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.unit.genre_articles import LEAD, OTHERS, article, genre, points
from widget.domain.block import Role
from widget.domain.draft import SummaryShape
from widget.summarizers.extractive.genres import Genre

if TYPE_CHECKING:
    from collections.abc import Callable

QUESTIONS = (
    ("Why did the city buy three ferries?", "We needed ships that can sail in a storm."),
    ("What will passengers pay for the ferries?", "No passenger will pay more than today."),
    ("When does the first ferry sail?", "The first ferry sails on the second of May."),
)


def test_questions_with_their_answers_make_an_interview() -> None:
    lines = [line for pair in QUESTIONS for line in pair]
    assert genre(article(LEAD, *lines)) is Genre.INTERVIEW
    assert genre(article(LEAD, *lines[:4])) is Genre.NEWS
    assert genre(article(LEAD, *lines[:4], title="Interview: Anna Berg")) is Genre.INTERVIEW
    titled = article(*lines[:4], title="Anna Berg im Gespräch", language="de")
    assert genre(titled) is Genre.INTERVIEW
    assert genre(article(LEAD, *OTHERS, title="Interview: Anna Berg")) is Genre.NEWS


def test_subheads_that_ask_make_an_interview_only_where_the_title_says_so() -> None:
    blocks = [pair for q, a in QUESTIONS for pair in ((Role.SUBHEAD, q), (Role.PARAGRAPH, a))]
    opening = (Role.PARAGRAPH, LEAD)
    assert genre(article(opening, *blocks, title="What we know of the ferries")) is Genre.EXPLAINER
    assert genre(article(opening, *blocks, title="Interview: Anna Berg")) is Genre.INTERVIEW


@pytest.mark.parametrize("look", [str.upper, "1. {}".format], ids=["capitals", "numbered"])
def test_questions_that_look_like_subheads_make_no_interview(look: Callable[[str], str]) -> None:
    lines = [line for q, a in QUESTIONS for line in (look(q), a)]
    assert genre(article(LEAD, *lines, title="What we know of the ferries")) is not Genre.INTERVIEW
    assert genre(article(LEAD, *lines, title="Interview: Anna Berg")) is Genre.INTERVIEW


def test_a_report_that_asks_now_and_then_is_no_interview() -> None:
    lines = [line for pair in QUESTIONS for line in pair]
    report = [f"The ferry number {number} sailed with the tide." for number in range(25)]
    assert genre(article(LEAD, *lines, *report)) is Genre.NEWS
    assert genre(article(LEAD, *lines, *report[:20])) is Genre.INTERVIEW


def test_an_interview_is_told_by_questions_with_their_answers() -> None:
    lines = [line for pair in QUESTIONS for line in pair]
    assert points(article(LEAD, *lines)) == [
        LEAD,
        " ".join(QUESTIONS[0]),
        " ".join(QUESTIONS[1]),
    ]


def test_roles_tell_the_questions_of_an_interview() -> None:
    blocks = [
        (Role.PARAGRAPH, LEAD),
        (Role.QUESTION, "Tell us of the ferries."),
        (Role.ANSWER, "We needed ships that can sail in a storm."),
        (Role.QUESTION, "And the price of them?"),
        (Role.ANSWER, "No passenger will pay more than today. Is that not fair?"),
        (Role.QUESTION, "Go on, please."),
        (Role.ANSWER, "Nobody wants that. The first ferry sails on the second of May."),
    ]
    found = article(*blocks)
    assert genre(found) is Genre.INTERVIEW
    assert points(found, SummaryShape(4, 90)) == [
        LEAD,
        "Tell us of the ferries. We needed ships that can sail in a storm.",
    ]


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("Where?", "The pier of the islands will be built anew for them next year."),
        ("They had promised it. What happened then?", "The council voted for the ferries."),
        ("And why did they not tell anybody?", "The council voted for the ferries in secret."),
    ],
    ids=["too short", "states something", "leans"],
)
def test_a_question_that_cannot_be_understood_alone_is_not_shown(
    question: str, answer: str
) -> None:
    lines = [question, answer, *(line for pair in QUESTIONS for line in pair)]
    assert points(article(LEAD, *lines)) == [LEAD, " ".join(QUESTIONS[0]), " ".join(QUESTIONS[1])]


def test_an_answer_is_not_cut_before_the_sentence_that_turns_it() -> None:
    asked, answer = (
        "Were the owners of the ferries pleased?",
        "One of them sent flowers. Another sent a lawyer.",
    )
    lines = [asked, answer, *(line for pair in QUESTIONS[1:] for line in pair)]
    assert f"{asked} {answer}" in points(article(LEAD, *lines, title="Interview: Anna Berg"))


def test_a_standfirst_and_the_body_introduce_who_is_asked() -> None:
    above, more = "She bought three ferries for the islands.", "She talks of storms and of money."
    body = "Anna Berg has led the harbour of the town since the month of May."
    asked = [pair for q, a in QUESTIONS for pair in ((Role.QUESTION, q), (Role.ANSWER, a))]
    found = article((Role.STANDFIRST, f"{above} {more}"), (Role.PARAGRAPH, body), *asked)
    assert points(found) == [above, body, " ".join(QUESTIONS[0])]


def test_an_interview_without_a_clear_question_is_told_by_its_introduction() -> None:
    about = "Anna Berg has led the harbour of the town since the month of May."
    lines = [line for pair in QUESTIONS for line in ("Why?", pair[1])]
    assert points(article(LEAD, about, *lines)) == [LEAD, about]


def test_a_question_with_a_pronoun_for_what_is_not_shown_is_not_shown() -> None:
    lines = [line for pair in QUESTIONS for line in pair]
    asked = ["Is it making a profit for the city?", "The ferry makes a small profit for the city."]
    first = [*lines[:2], *asked, *lines[2:]]
    assert points(article(LEAD, *first))[1:] == [" ".join(QUESTIONS[0]), " ".join(QUESTIONS[1])]
    known = ["Is it true that ferries pay?", "The ferry makes a small profit for the city."]
    assert " ".join(known) in points(
        article(LEAD, *known, *lines, title="Ferries that pay: interview")
    )


@pytest.mark.parametrize(
    ("language", "question"),
    [
        ("es", "¿Cómo supo que había que cerrarlo?"),
        ("de", "Warum haben Sie es trotzdem gemacht?"),
        ("fr", "Pourquoi avez-vous décidé de cela ?"),
        ("no", "Hvorfor ville du ikke kjøpe den?"),
        ("tr", "Neden bunu hemen yapmak istediniz?"),
    ],
)
def test_pronouns_of_questions_are_known_in_many_languages(language: str, question: str) -> None:
    asked = [
        line for pair in QUESTIONS for line in (*pair, question, "Ferries 1234 Anna Berg 567.")
    ]
    assert question not in " ".join(points(article(LEAD, *asked, language=language)))


def test_the_answer_that_has_the_words_of_the_title_is_shown() -> None:
    lines = [line for pair in QUESTIONS for line in pair]
    found = points(article(LEAD, *lines, title="Interview: the second of May"), SummaryShape(2, 70))
    assert found == [LEAD, " ".join(QUESTIONS[2])]


def test_a_short_answer_is_shown_whole() -> None:
    answer = "No. I think of it often. Nobody told the passengers of the storm on that day in May."
    lines = [line for pair in QUESTIONS[1:] for line in pair]
    found = article(
        LEAD, "Were you afraid of the storm?", answer, *lines, title="Afraid of the storm"
    )
    assert f"Were you afraid of the storm? {answer}" in points(found)


def test_the_first_question_may_state_something() -> None:
    lines = [line for pair in QUESTIONS for line in pair]
    first = [
        "You were at the top of your trade. What happened?",
        "The storm sank two of our ships.",
    ]
    assert " ".join(first) in points(article(LEAD, *first, *lines, title="Top trade, storm, ships"))


def test_where_somebody_was_met_is_no_news() -> None:
    scene = "Anna Berg receives us in her office between models of ships."
    about = "Anna Berg has led the harbour of the town since the month of May."
    lines = [line for pair in QUESTIONS for line in pair]
    found = points(article(scene, about, *lines), SummaryShape(2, 70))
    assert found == [about, " ".join(QUESTIONS[0])]


def test_an_explainer_answers_the_question_of_its_title() -> None:
    asked = [
        ("How much will passengers pay?", "No passenger will pay more than two euros."),
        ("Why are there new ferries?", "The old ones could not sail in a storm of the north."),
        ("When will they sail?", "The first ferry sails on the second of May."),
    ]
    blocks = [pair for q, a in asked for pair in ((Role.SUBHEAD, q), (Role.PARAGRAPH, a))]
    title = "Why the harbour gets ferries"
    found = article(
        (Role.PARAGRAPH, f"{LEAD} Here is what you need to know."), *blocks, title=title
    )
    assert genre(found) is Genre.EXPLAINER
    assert points(found, SummaryShape(2, 70)) == [LEAD, " ".join(asked[1])]
