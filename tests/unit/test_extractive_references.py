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
