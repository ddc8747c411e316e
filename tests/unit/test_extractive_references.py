""" "The suspect", "the company", "that day": nothing is taken for known that was not said."""

from __future__ import annotations

import pytest

from widget.summarizers.extractive.references import references, unexplained
from widget.summarizers.extractive.sentences import sentences


def referred(text: str, language: str = "en") -> list[tuple[str, list[int]]]:
    """Return the references in a text, and the positions of what introduces each."""
    rows = unexplained(text, sentences(text, language), language)
    return [(each.word, sorted(each.introduced)) for row in rows for each in row]


@pytest.mark.parametrize(
    ("language", "text", "words"),
    [
        ("en", "A shop was robbed. It rained. The suspect ran away.", "the suspect"),
        ("en", "A shop was robbed. It rained. The 34-year-old ran away.", "the 34-year-old"),
        ("en", "a shop was closed. It rained. Later the company said so.", "the company"),
        ("en", "A shop was robbed. It rained. He ran away that day.", "that day"),
        ("de", "Ein Laden brennt. Es regnet. Da lief der Verdächtige weg.", "der verdächtige"),
        ("de", "Ein Laden brennt. Es regnet. Der 34-Jährige schweigt.", "der 34-jährige"),
        ("de", "Ein Laden brennt. Es regnet. An diesem Tag war Fest.", "an diesem tag"),
        ("fr", "Un magasin brûle. Il pleut. Le suspect a fui.", "le suspect"),
        ("fr", "Un magasin brûle. Il pleut. Ce jour-là tout allait.", "ce jour-là"),
        ("es", "Arde una tienda. Llueve mucho. El sospechoso huyó.", "el sospechoso"),
        ("es", "Arde una tienda. Llueve mucho. El joven de 34 años huyó.", "el joven de 34 años"),
        ("it", "Brucia un negozio. Piove molto. Il sospettato è fuggito.", "il sospettato"),
        ("nl", "Een winkel brandt. Het regent. De verdachte vluchtte.", "de verdachte"),
        ("nl", "Een winkel brandt. Het regent. De 34-jarige vluchtte.", "de 34-jarige"),
        ("sv", "En butik brinner. Det regnar. Den misstänkte flydde.", "den misstänkte"),
        ("no", "En butikk brenner. Det regner. 34-åringen flyktet.", "34-åringen"),
        ("nb", "En butikk brenner. Det regner. Den siktede flyktet.", "den siktede"),
        ("da", "En butik brænder. Det regner. Den 34-årige flygtede.", "den 34-årige"),
        ("pt", "Uma loja arde. Chove muito. O suspeito fugiu.", "o suspeito"),
        ("pl", "Sklep płonie. Pada deszcz. Tego dnia było święto.", "tego dnia"),
        ("tr", "Dükkan yanıyor. Yağmur yağıyor. O gün bayramdı.", "o gün"),
        ("fi", "Kauppa palaa. Sataa vettä. Sinä päivänä oli juhla.", "sinä päivänä"),
    ],
)
def test_a_reference_needs_the_sentence_before_it(language: str, text: str, words: str) -> None:
    assert referred(text, language) == [(words, [1])]


@pytest.mark.parametrize(
    ("text", "introduced"),
    [
        ("Police seek a suspect. It rained. Then the suspect ran.", [0, 1]),
        ("Police seek Anna Berg. It rained. Then the suspect ran.", [0, 1]),
        ("Police seek a man, 34. It rained. Then the 34-year-old ran.", [0, 1]),
        ("Cars of Volvo burn. It rained. Later the company knew.", [0, 1]),
        ("It rained in May. It snowed. On Friday that day was gone.", [1]),
    ],
)
def test_any_sentence_before_that_tells_will_do(text: str, introduced: list[int]) -> None:
    assert [where for _, where in referred(text)] == [introduced]


@pytest.mark.parametrize(
    "text",
    [
        "The suspect ran away. It rained.",
        "It rained. Anna Berg, the suspect, ran away.",
        "It rained. A suspect ran and the suspect fell.",
        "It rained. In June Volvo said that the company knew.",
        "It rained. On 3 March he left, and that day it snowed.",
        "It rained. The suspected thief ran away.",
        "It rained. The suspect-to-be ran away.",
    ],
)
def test_what_the_sentence_itself_tells_needs_no_other(text: str) -> None:
    assert referred(text) == []


def test_a_language_without_words_for_it_has_no_references() -> None:
    found = sentences("Ok. Bir. Iki.", "vi")
    assert references(found, "vi", frozenset()) == ((),) * len(found)


@pytest.mark.parametrize(
    ("language", "text", "words"),
    [
        ("de", "Es fehlen 40 Leute. Es regnet. Die Stadt bestätigt die Zahl.", "die zahl"),
        ("en", "Forty are missing. It rained. The town confirmed the figure.", "the figure"),
        ("fr", "Il manque 40 agents. Il pleut. La ville confirme ce chiffre.", "ce chiffre"),
        ("es", "Faltan 40 agentes. Llueve mucho. La ciudad confirma la cifra.", "la cifra"),
        ("nb", "Det mangler 40 folk. Det regner. Byen bekrefter tallet.", "tallet"),
        ("en", "It rained in 2023. It snowed. A fitter saw it that August.", "that august"),
        ("de", "Es brannte 2023. Es regnet. Er sah es in jenem August.", "jenem august"),
        ("es", "Ardió en 2023. Llueve mucho. Lo vio aquel agosto.", "aquel agosto"),
        ("fr", "Il pleut. Tout dort. Le bulletin de 20 heures, ce soir-là, fut lu.", "ce soir-là"),
        ("fr", "Un immeuble brûle. Il pleut. Le voleur avait le code.", "le voleur"),
    ],
)
def test_what_sums_up_or_dates_needs_the_sentence_before_it(
    language: str, text: str, words: str
) -> None:
    assert referred(text, language) == [(words, [1])]


@pytest.mark.parametrize(
    ("language", "text", "words"),
    [
        ("de", "Es kostet 7.000 Euro. Es regnet. Eine gab die 7.000 Euro.", "die 7.000 euro"),
        ("en", "It costs £4.6m. It rained. The town has the £4.6m.", "the £4.6"),
        (
            "es",
            "Cuesta 1,7 millones. Llueve. Ana pagó los 1,7 millones.",
            "los 1,7 millones",
        ),
        ("fr", "Il faut 640 euros. Il pleut. Anna paie les 640 euros.", "les 640 euros"),
    ],
)
def test_a_known_amount_needs_the_sentence_that_told_it(
    language: str, text: str, words: str
) -> None:
    assert referred(text, language) == [(words, [0])]


def test_an_amount_that_nobody_told_before_is_told_by_its_own_sentence() -> None:
    assert referred("It rained. It snowed. The £4.6m for the bridge is gone.") == []


def test_who_the_woman_is_says_only_what_stands_behind_the_scene_with_her() -> None:
    text = "It begins with a woman and a fish. Ida Berg wrote it. The woman is Marta Quill."
    assert referred(text) == [("the woman", [0])]
