"""Words behind a dash are somebody's: without a speaker they are no point."""

from __future__ import annotations

import pytest

from tests.unit.genre_articles import article
from widget.summarizers.extractive.sentences import sentences

NEWS = {
    "no": "Kommunen stenger løypa over vannet fra mandag av.",
    "fr": "La commune ferme la piste du lac à partir de lundi.",
    "es": "El ayuntamiento cierra la pista del lago desde el lunes.",
    "en": "The council closes the track over the lake on Monday.",
}


def contents(text: str, language: str) -> list[str]:
    return [each.content for each in sentences(article(text).text, language)]


@pytest.mark.parametrize(
    ("language", "named", "unnamed"),
    [
        (
            "no",
            "– Jeg har gått på ski der hele livet, sier Gunvor Moe.",
            "– Jeg har gått på ski der i seksti år.",
        ),
        (
            "fr",
            "— Nous attendons la glace depuis trois hivers, dit Anne Roche.",
            "— Je skie ici depuis soixante ans avec mes enfants.",
        ),
        (
            "es",
            "—No hay nieve desde hace tres inviernos —dijo Ana Ruiz.",
            "—Yo esquío aquí desde hace sesenta años.",
        ),
    ],
)
def test_speech_is_kept_with_its_speaker_and_left_out_without(
    language: str, named: str, unnamed: str
) -> None:
    text = f"{NEWS[language]}\n\n{named}\n\n{unnamed}"
    shown = [content.lstrip("–— ") for content in contents(text, language)]
    assert shown == [NEWS[language], named.lstrip("–— ")]


def test_a_list_with_dashes_is_no_speech() -> None:
    items = [f"- Løype {number} er stengt fra mandag av." for number in (1, 2, 3)]
    assert len(contents("\n\n".join([NEWS["no"], *items]), "no")) == 4


def test_in_english_a_dash_is_a_bullet() -> None:
    said = "– The track will be closed until the ice is thick enough."
    assert len(contents(f"{NEWS['en']}\n\n{said}", "en")) == 2
