"""A column is told by what its writer holds, a review by its verdict; not by the first scene."""

from __future__ import annotations

import pytest

from tests.unit.genre_articles import article, genre, points
from widget.domain.article import Marks
from widget.domain.block import Role
from widget.domain.draft import SummaryShape
from widget.summarizers.extractive.genres import Genre

SCENE = (
    "At twenty to nine each morning the street becomes a place of horns and of tempers.",
    "A man in a white van gets out to explain a line on the ground to a woman.",
)
ISSUE = "The council has decided to close the street to cars for an hour a day."
VIEW = "Children should walk to school, and the rest of the town should slow down."
MORE = "The wardens of the street cost the council less than a new car park would cost."
PERSONAL = "I have driven to school for ten years and should know what a street is worth."
OPINION = Marks(opinion=True)


def test_a_column_is_told_by_what_it_is_about_and_what_its_writer_holds() -> None:
    found = article(
        *SCENE, ISSUE, MORE, PERSONAL, VIEW, title="Let children walk to school", marks=OPINION
    )
    assert genre(found) is Genre.COLUMN
    assert points(found, SummaryShape(2, 70)) == [ISSUE, VIEW]


def test_the_standfirst_of_a_column_comes_first() -> None:
    above = "The school street can be closed to cars, and the town will be better for it."
    body = [(Role.PARAGRAPH, each) for each in (*SCENE, ISSUE, MORE, VIEW)]
    found = article((Role.STANDFIRST, above), *body, title="Let children walk", marks=OPINION)
    assert points(found)[0] == above
    assert VIEW in points(found)


def test_nobody_says_i_in_a_column_where_others_say_as_much() -> None:
    found = article(*SCENE, ISSUE, PERSONAL, MORE, VIEW, title="To school", marks=OPINION)
    assert PERSONAL not in points(found)


def test_what_the_writer_announces_as_a_proposal_is_shown_without_the_announcement() -> None:
    announced = "So here is what I suggest. Put one person with a soft voice into the street."
    found = points(
        article(
            *SCENE,
            ISSUE,
            announced,
            MORE,
            MORE.replace("less", "more"),
            title="The street",
            marks=OPINION,
        ),
        SummaryShape(2, 70),
    )
    assert found == [ISSUE, announced.split(". ", 1)[1]]


def test_a_view_that_leans_on_the_sentence_before_it_is_shown_with_it() -> None:
    before = "In the next town the rule for the school failed, because nobody moved the barrier."
    view = "So the council should pay for wardens at the school, and go on paying for them."
    found = article(*SCENE, f"{before} {view}", title="School wardens", marks=OPINION)
    assert f"{before} {view}" in points(found)


REVIEW = (
    "Whoever has looked at the sea for a whole life sees nothing but obstacles on land.",
    "\u201cThe Keeper\u201d, the new novel by Theresa Wall, tells of a woman in a lighthouse.",
    "She locks herself in and answers the letters of the authority in Morse.",
    "A diary lies under the boards of the tower, where diaries lie in novels.",
    "\u201cThe Keeper\u201d is half a masterpiece, which is more than most novels are.",
)


def test_a_review_is_told_by_the_work_and_the_verdict() -> None:
    found = article(*REVIEW, title="Review: \u201cThe Keeper\u201d by Theresa Wall")
    assert genre(found) is Genre.REVIEW
    assert points(found, SummaryShape(2, 70)) == [REVIEW[1], REVIEW[4]]


@pytest.mark.parametrize(
    ("language", "fact", "view"),
    [
        (
            "de",
            "Der Rat hat beschlossen, die Straße vor der Schule für Autos zu schließen.",
            "Die Straße sollte den Kindern gehören, denn das ist besser als jedes Auto.",
        ),
        (
            "fr",
            "Le conseil a décidé de fermer la rue devant l'école aux voitures.",
            "La rue devrait appartenir aux enfants, car cela vaut mieux que les voitures.",
        ),
        (
            "es",
            "La ciudad ha decidido cerrar la calle de la escuela a los coches.",
            "La calle debería ser de los niños, porque es mejor que los coches.",
        ),
        (
            "no",
            "Byen har vedtatt å stenge gata foran skolen for biler hver dag.",
            "Gata burde være barnas, fordi barn er viktigere enn biler er.",
        ),
        (
            "tr",
            "Belediye okulun önündeki sokağı arabalara kapatma kararını dün akşam açıkladı.",
            "Sokak çocukların olmalı, çünkü çocuklar arabalardan daha iyi komşulardır.",
        ),
    ],
)
def test_views_are_known_in_many_languages(language: str, fact: str, view: str) -> None:
    scene = "Loo Ammer 12 Berg Karsh 14 Focken Drum 16 Pell Bray 18 Nes."
    more = "Tarn Oxley 31 Ostal Nantle 40 Halt 17 Rovers 99 Cradley Stoll."
    found = article(scene, fact, more, view, marks=OPINION, language=language)
    assert points(found, SummaryShape(2, 70)) == [fact, view]


def test_what_the_page_quotes_from_a_column_is_a_view() -> None:
    view = "We have built a machine that works only where everyone lies to it."
    pairs = [(Role.PARAGRAPH, each) for each in (*SCENE, ISSUE, MORE, f"So it is. {view}")]
    found = article(*pairs, (Role.QUOTATION, view[:-1]), title="Faces", marks=OPINION)
    assert view in points(found, SummaryShape(2, 70))


def test_a_quotation_of_a_column_that_its_text_has_not_is_shown_whole() -> None:
    view = "We were not guarded against thieves. We were guarded against the neighbours."
    pairs = [(Role.PARAGRAPH, each) for each in (*SCENE, ISSUE, MORE)]
    found = article(*pairs, (Role.QUOTATION, view), title="Thieves", marks=OPINION)
    assert view in points(found, SummaryShape(2, 70))


@pytest.mark.parametrize(
    ("language", "before", "view"),
    [
        (
            "en",
            "I do not ask for the old porters of the school.",
            "I propose a more modest thing: a warden should stand in the street.",
        ),
        (
            "fr",
            "Je ne demande pas le retour des loges dans la rue.",
            "Je propose une chose plus modeste : une sonnette devant la rue.",
        ),
        (
            "es",
            "No pido que vuelvan los porteros de la calle.",
            "Propongo algo más modesto: un timbre en la calle de la escuela.",
        ),
    ],
)
def test_a_proposal_that_compares_is_shown_with_what_it_is_compared_to(
    language: str, before: str, view: str
) -> None:
    scene = "Loo Ammer 12 Berg Karsh 14 Focken Drum 16 Pell Bray 18 Nes."
    found = article(scene, scene[4:], f"{before} {view}", marks=OPINION, language=language)
    assert f"{before} {view}" in points(found, SummaryShape(2, 70))
