"""An obituary is told from the sentence that says who died, whatever scene is before it."""

from __future__ import annotations

import pytest

from tests.unit.genre_articles import article, genre, points
from widget.domain.block import Role
from widget.domain.draft import SummaryShape
from widget.summarizers.extractive.genres import Genre

SCENE = (
    "In the winter of 1974 Anna Berg, a nurse, asked for old peas in a parish paper. "
    "She expected perhaps a dozen answers from the readers."
)
GREW = "From that post grew the seed library, which today holds 2,300 kinds of vegetable."
DIES = "Berg, who has died aged 94, ran it from her kitchen for 22 years."
MORE = "Her interest was roused by a law on the seed of the old vegetables."
WROTE = "She wrote one book on the library, which sold poorly and is now sought."


def test_the_death_is_told_and_not_the_scene_before_it() -> None:
    found = article(SCENE, f"{GREW} {DIES}", MORE, WROTE, title="Anna Berg obituary")
    assert points(found)[:2] == [GREW, DIES]


def test_the_standfirst_of_an_obituary_is_shown_beside_the_death() -> None:
    above = (Role.STANDFIRST, "Collector who saved them by writing to village newspapers")
    body = [(Role.PARAGRAPH, each) for each in (SCENE, f"{GREW} {DIES}", MORE, WROTE)]
    found = points(article(above, *body, title="Anna Berg obituary"), SummaryShape(3, 60))
    assert found == [above[1], GREW, DIES]


def test_what_the_title_tells_is_no_scene() -> None:
    sold = "In 1972 Barney Rusk sold people a plot on the Moon for two pounds an acre."
    jailed = "Rusk, who has died aged 84, came out of prison with a list of books."
    shop = "He filled a chapel in the town with books that nobody else would sell."
    title = "The man who sold the Moon: Barney Rusk, 1941\u20132026"
    found = article(sold, f"{jailed} {shop}", title=title)
    assert genre(found) is Genre.OBITUARY
    assert points(found, SummaryShape(2, 60)) == [sold, jailed]


@pytest.mark.parametrize(
    ("language", "title", "scene", "death"),
    [
        (
            "de",
            "Zum Tod von Anna Berg",
            "Am Hafen hatte es geregnet.",
            "Anna Berg ist am Montag in Bremen gestorben.",
        ),
        ("fr", "Nécrologie : Anna Berg", "Il pleuvait sur le port.", "Anna Berg est morte mardi."),
        ("es", "Obituario: Anna Berg", "Llovía en el puerto.", "Anna Berg falleció el lunes."),
        (
            "no",
            "Minneord: Anna Berg",
            "Det regnet ved havna.",
            "Anna Berg døde på mandag i Bergen.",
        ),
        (
            "tr",
            "Vefat ilanı: Anna Berg",
            "Limanda yağmur vardı.",
            "Anna Berg pazartesi günü İzmir'de hayatını kaybetti.",
        ),
    ],
)
def test_the_death_opens_in_many_languages(
    language: str, title: str, scene: str, death: str
) -> None:
    rest = "Tarn Oxley 31 Ostal Nantle 40 Halt 17 Rovers 99 Cradley Stoll."
    more = "Loo Ammer 12 Berg Karsh 14 Focken Drum 16 Pell Bray 18 Nes."
    found = article(scene, f"{scene} {scene[:-1]} 1974.", death, rest, more, title=title,
                    language=language)  # fmt: skip
    assert points(found, SummaryShape(2, 40))[0] == death


def test_a_standfirst_that_says_the_same_gives_way_to_the_death() -> None:
    above = (Role.STANDFIRST, "For 34 years she read the weather of the sea on the radio.")
    first = "Anna Berg, who read the weather of the sea on the radio, has died in Bremen."
    body = [(Role.PARAGRAPH, each) for each in (first, MORE, WROTE)]
    found = points(article(above, *body, title="Anna Berg obituary"))
    assert found[0] == first
    assert above[1] not in found


def test_a_death_in_the_title_and_a_birth_in_the_text_make_an_obituary() -> None:
    first = "Anna Berg, the voice of the sea, has died in Bremen."
    born = "She was born in Kiel in 1937 and wanted to play in the theatre of the town."
    assert genre(article(first, MORE, born, title="Anna Berg is dead")) is Genre.OBITUARY


def test_an_obituary_is_not_told_by_marriage_and_mourners() -> None:
    first = "Anna Berg, who kept the seed library of the town, has died aged 94."
    family = "Berg is survived by two daughters and a sister, who keep the library of the town."
    found = points(article(first, MORE, family, WROTE, title="Anna Berg obituary"))
    assert family not in found
