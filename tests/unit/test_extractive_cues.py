"""What leans on something unsaid is noticed: openers, quotes, figures, the writer's own voice."""

from __future__ import annotations

import pytest

from widget.summarizers.extractive import coherence
from widget.summarizers.extractive.words import tokens


@pytest.mark.parametrize(
    "opening",
    [
        "He also said the plan was late.",
        "But the mayor refused.",
        "That would cost the city millions.",
        "“He was a quiet man,” Ann Berg said.",
        "However, the vote was lost.",
        "In addition, two schools will close.",
        "The move follows months of protest.",
        "When he arrived in Paris, the talks were over.",
        "Two years later, the bridge was closed.",
        "Both men deny the charges.",
        "Some of them left early.",
        "It's a start, Ann Berg said.",
    ],
)
def test_a_sentence_that_points_back_has_a_dangling_opener(opening: str) -> None:
    assert coherence.has_dangling_opener(opening, "en")


@pytest.mark.parametrize(
    "opening",
    [
        "Heather Berg said the plan was late.",
        "Butter is getting dearer.",
        "Well-known actors met the mayor.",
        "At least 20 people were hurt.",
        "No deal is better than a bad deal, the mayor said.",
        "Both Berg and Lind deny the charges.",
        "The mayor said he was tired.",
        "When Ann Berg arrived, she was met by protesters.",
        "",
    ],
)
def test_a_sentence_that_stands_alone_has_none(opening: str) -> None:
    assert not coherence.has_dangling_opener(opening, "en")


@pytest.mark.parametrize(
    ("language", "opening"),
    [
        ("de", "Außerdem sagte er ab."),
        ("fr", "Cependant, le maire refuse."),
        ("es", "Además, el alcalde se negó."),
        ("es", "No aclaró qué ocurrió en las dos horas anteriores."),
        ("it", "Tuttavia il sindaco rifiuta."),
        ("it", "Ha aggiunto che i lavori sono finiti."),
        ("pt", "Disse que a obra está pronta."),
        ("pl", "Dodała, że most jest gotowy."),
        ("pt", "No entanto, o prefeito recusou."),
        ("nl", "Hij zei niets."),
        ("sv", "Dessutom stängs två skolor."),
        ("nb", "Han sa ingenting."),
        ("da", "Han sagde ingenting."),
        ("ru", "Однако мэр отказался."),
        ("uk", "Він відмовився."),
        ("pl", "Jednak burmistrz odmówił."),
        ("fi", "Hän ei vastannut."),
        ("tr", "Ancak belediye başkanı reddetti."),
        ("ar", "وأضاف العمدة أن الخطة جاهزة."),
        ("hi", "लेकिन महापौर ने मना कर दिया।"),
    ],
)
def test_openers_are_known_in_other_languages(language: str, opening: str) -> None:
    assert coherence.has_dangling_opener(opening, language)
    assert not coherence.has_dangling_opener(opening, "xx")


@pytest.mark.parametrize(
    ("quote", "orphaned"),
    [
        ("“We go on. We do not stop.”", True),
        ('"We go on," he said.', True),
        ('"We go on," said she.', True),
        ('"We go on," Ann Berg said.', False),
        ('"We go on," the mayor told reporters.', False),
        ("'We go on,' he said.", True),
        ("'We go on,' said Ann Berg.", False),
        ('The mayor said: "We go on.', True),
        ("„Wir machen weiter“, sagte Anna Berg.", False),
        ("»Wir machen weiter«, sagte Anna Berg.", False),
        ("”Vi fortsätter”, sa Anna Berg.", False),
        ('The mayor called it "a start".', False),
    ],
)
def test_a_quote_without_its_speaker_is_an_orphan(quote: str, orphaned: bool) -> None:  # noqa: FBT001
    assert coherence.has_orphaned_quote(quote) is orphaned


@pytest.mark.parametrize(
    ("text", "refers"),
    [
        ("The mayor (pictured) opened the bridge.", True),
        ("As the chart below shows, prices rose.", True),
        ("The winners are as follows.", True),
        ("The council decided three things:", True),
        ("The mayor opened the bridge.", False),
        ("The picture sold for $3 million.", False),
        ("Temperatures fell below zero.", False),
    ],
)
def test_a_reference_to_a_figure_or_a_list_is_noticed(text: str, refers: bool) -> None:  # noqa: FBT001
    assert coherence.refers_to_figure(text) is refers


@pytest.mark.parametrize(
    ("text", "personal"),
    [
        ("I went to the harbour myself.", True),
        ("What can you do about it, you may ask.", True),
        ("We’re going on.", True),
        ("“I went there,” Ann Berg said.", False),
        ("The island is small.", False),
    ],
)
def test_first_person_counts_outside_quotes_only(text: str, personal: bool) -> None:  # noqa: FBT001
    assert coherence.is_personal(text, tokens(text)) is personal


@pytest.mark.parametrize(
    ("sentence", "language", "dangles"),
    [
        ("De sier nei til planen.", "nb", True),
        ("De ansatte streiker fra mandag.", "nb", False),
        ("Det er tredje gang på ett år at havnen stenger.", "nb", False),
        ("Bunun üzerine belediye karar aldı.", "tr", True),
        ("Bu yıl limana iki feribot geldi.", "tr", False),
        ("Den nya hamnen öppnar på måndag.", "sv", False),
        ("Quest’anno il porto chiude a novembre.", "it", False),
        ("Quest’idea non piace al sindaco.", "it", True),
        ("Volgens hem was de haven te duur.", "nl", True),
        ("D’après elle, le port est trop cher.", "fr", True),
    ],
)
def test_words_that_also_open_sentences_of_their_own_are_told_apart(
    sentence: str,
    language: str,
    dangles: bool,  # noqa: FBT001
) -> None:
    assert coherence.has_dangling_opener(sentence, language) is dangles
