"""A sentence goes on with the one before it, though its first word does not show it."""

from __future__ import annotations

import pytest

from widget.summarizers.extractive.continuations import continuing
from widget.summarizers.extractive.sentences import sentences


def goes_on(sentence: str, language: str = "en") -> bool:
    """Tell whether a sentence goes on with another one, which is the third of a text."""
    found = sentences(f"It rained in Bray on Monday. It snowed in Bray. {sentence}", language)
    return continuing(found, language)[-1]


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "About half of them asked who she was; the others complained about the sleeve."),
        ("en", "A local official told CNN they had since been taken to Tunis."),
        ("en", "Fortunately, he had sent the family away before the storm reached Port Vila."),
        ("en", "The judge did not, and Rusk spent four months in prison."),
        ("en", "The judge didn’t, and Rusk spent four months in prison."),
        ("en", "I include myself among those who were wrong."),
        ("en", "Tunisians had just launched the spring."),
        ("de", "Etwa die Hälfte fragte, wer sie war."),
        ("de", "Die Richterin tat es nicht, und Rusk saß vier Monate in Haft."),
        ("de", "Am Ende lobten die anderen den Ärmel."),
        ("fr", "La moitié demandait qui elle était."),
        ("fr", "Le juge ne l'a pas fait, et Rusk a passé quatre mois en prison."),
        ("fr", "Depuis lors, la ville attend un nouveau pont."),
        ("es", "La mitad preguntó quién era ella."),
        ("es", "El juez no lo hizo, y Rusk pasó cuatro meses en prisión."),
        ("it", "Da allora la città aspetta un nuovo ponte."),
        ("pt", "Metade perguntou quem ela era."),
        ("nl", "Ongeveer de helft vroeg wie hij was."),
        ("nl", "De rechter deed dat niet, en Rusk zat vier maanden vast."),
        ("nb", "Omtrent halvparten spurte hvem hun var."),
        ("no", "Dommeren gjorde det ikke, og Rusk satt fire måneder inne."),
        ("sv", "Ungefär hälften frågade vem hon var."),
        ("da", "Omtrent halvdelen spurgte, hvem hun var."),
        ("fi", "Siitä lähtien kaupunki on odottanut siltaa."),
        ("pl", "Od tego czasu miasto czeka na nowy most."),
        ("tr", "Yarısı onun kim olduğunu sordu."),
        ("tr", "Yargıç yapmadı, Rusk dört ay hapiste kaldı."),
    ],
)
def test_what_is_only_understood_after_another_sentence_goes_on_with_it(
    language: str, sentence: str
) -> None:
    assert goes_on(sentence, language)


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "Anna Berg said she would stay, and the others left."),
        ("en", "When he was a boy, Anton Rusk sold fish."),
        ("en", "At 24, not yet in his prime, Anton Rusk left the team."),
        ("en", "The children asked whether they could stay."),
        ("en", "Police said they had found the car."),
        ("en", "More people came than did, and more left."),
        ("en", "“I am tired and they know it,” Anna Berg said."),
        ("de", "Anna Berg sagte, dass sie bleibt."),
        ("de", "Als er jung war, verkaufte Anton Rusk Fisch."),
        ("fr", "La maire a dit qu’elle resterait."),
        ("es", "La alcaldesa dijo que ella se quedaría."),
        ("nb", "Anna Berg sa at hun ville bli."),
        ("tr", "Anna Berg onun kim olduğunu sordu."),
        ("ja", "彼女は残ると言った。"),
    ],
)
def test_what_is_explained_in_its_own_sentence_stands_alone(language: str, sentence: str) -> None:
    assert not goes_on(sentence, language)


def test_the_answer_to_a_question_of_a_few_words_goes_on_with_it() -> None:
    assert goes_on("Where? In the cellar of the port.")
    assert not goes_on("Who was it that rang the bell of the church? Anna Berg rang the bell.")


def test_the_first_sentence_goes_on_with_nothing() -> None:
    assert continuing(sentences("Many asked who she was. It rained.", "en"), "en") == [False] * 2
    assert continuing((), "en") == []


def test_who_tells_the_whole_story_needs_no_introduction() -> None:
    told = sentences("I came to Bray. The rain fell. I saw a ferry of my youth. I left.", "en")
    assert continuing(told, "en") == [False] * 4
