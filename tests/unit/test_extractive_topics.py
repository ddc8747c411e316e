"""What news, rulings, obituaries, studies and matches must tell is told."""

from __future__ import annotations

from tests.unit.genre_articles import article, genre, points
from tests.unit.test_extractive_genres import LIFE
from widget.domain.draft import SummaryShape
from widget.summarizers.extractive.genres import Genre

RULING = (
    "The court of Rostock has taken the permit from the hotel on the beach.",
    "The hotel has 212 rooms and gives work to people of the town in summer.",
    "The judges said that the permit was given on the grounds of a false measure of the hotel.",
    "The verdict was read before many people of the town on the beach.",
)


def test_a_ruling_is_told_with_its_reason() -> None:
    found = article(*RULING, title="Court takes permit from the hotel")
    assert genre(found) is Genre.COURT
    assert RULING[2] in points(found, SummaryShape(2, 70))


def test_a_birth_beside_an_age_is_no_point_of_an_obituary() -> None:
    found = points(article(*LIFE, title="Anna Berg, painter, dies at 84"))
    assert LIFE[1] not in found
    assert LIFE[3] in found


STUDY = (
    "Crows tell their fellows how many nuts there are, a study of the university says.",
    "Walnuts were cheap in the shops of the town in the month of March.",
    "Fields of the university were dug over again for the crows in spring.",
    "Biologists found that calls of crows came faster at bowls that held twelve.",
    "A biologist who was not involved warned of reading too much into twelve nuts.",
)


def test_a_report_of_a_study_tells_the_finding_and_the_doubt() -> None:
    found = points(article(*STUDY, title="Why crows count"), SummaryShape(3, 90))
    assert found == [STUDY[0], *STUDY[3:]]


SLIDE = (
    "A slide of mud has closed the only road to the village of Nes since Thursday.",
    "A driver had to brake on the road when the mud of the slide came down.",
    "Nobody was hurt.",
    "It rained 94 millimetres on the road to the village within a day.",
    "The village has asked for a wall beside the road three times.",
)


def test_the_report_of_an_accident_tells_that_nobody_was_hurt() -> None:
    assert SLIDE[2] in points(article(*SLIDE, title="Slide closes the road to Nes"))


MATCH = (
    "Carmona lost for the fifth time in a row at home on a day of many errors.",
    "The home crowd waved white cloths at the players of Carmona after the match.",
    "Salinera had not won a match away from home since November.",
    "The match ended 0-2, and the club from Carmona is in the last place but two.",
)


def test_the_report_of_a_match_tells_the_score() -> None:
    found = article(*MATCH, title="Carmona lose at home", section="Football")
    assert MATCH[3] in points(found, SummaryShape(2, 70))
    later = article(*MATCH, title="Carmona lose at home", section="Politics")
    assert genre(later) is Genre.NEWS
