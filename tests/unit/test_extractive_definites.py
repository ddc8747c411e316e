""" "The recording" is not said where "a recording" was left out."""

from __future__ import annotations

import pytest

from widget.summarizers.extractive.definites import definites
from widget.summarizers.extractive.sentences import sentences


def known(text: str, language: str = "en", *title: str) -> list[tuple[int, str, list[int]]]:
    """Return the nouns that a text takes for known: in which sentence, and what introduces each."""
    rows = definites(sentences(text, language), title, language)
    return [
        (position, each.word, sorted(each.introduced))
        for position, row in enumerate(rows)
        for each in row
    ]


@pytest.mark.parametrize(
    ("language", "text", "noun"),
    [
        (
            "en",
            "A recording of a choir is lost. It rained. The recording, old, is dear.",
            "recording",
        ),
        ("en", "Four gloves were lost. It rained. Each of the 600 gloves is dear.", "gloves"),
        ("en", "A penalty was given. It rained. The hotly disputed penalty was dear.", "penalty"),
        ("de", "Anna fand eine Aufnahme. Es regnete. Die Aufnahme ist alt.", "aufnahme"),
        ("de", "Anna fand einen Handschuh. Es regnete. Im roten Handschuh war Geld.", "handschuh"),
        ("fr", "Elle a trouvé un gant rouge. Il pleuvait. Le gant est exposé.", "gant"),
        ("fr", "Elle raconte une affaire. Il pleuvait. L’affaire a fait du bruit.", "l’affaire"),
        ("es", "Halló una grabación. Llovía mucho. La grabación dura una hora.", "grabación"),
        ("it", "Ha trovato un'opera. Pioveva. L'opera è al museo.", "l'opera"),
        ("pt", "Achou uma gravação. Chovia muito. A gravação dura uma hora.", "gravação"),
        ("nl", "Hij vond een opname. Het regende. De opname duurt een uur.", "opname"),
        ("no", "Hun fant et opptak. Det regnet. Opptaket varer en time.", "opptaket"),
        ("nb", "Hun fant en hanske. Det regnet. Hansken ble stilt ut.", "hansken"),
        ("sv", "Hon hittade en handske. Det regnade. Handsken ställdes ut.", "handsken"),
        ("da", "Hun fandt en handske. Det regnede. Handsken blev udstillet.", "handsken"),
    ],
)
def test_a_known_noun_needs_the_sentence_that_introduced_it(
    language: str, text: str, noun: str
) -> None:
    assert known(text, language) == [(2, noun, [0])]


@pytest.mark.parametrize(
    "text",
    [
        "The wall fell. It rained. The wall was old.",
        "A bridge fell. It rained. The police came.",
        "A bridge fell. It rained. The bridge of Bray fell, too.",
        "A bridge fell. It rained. A new bridge fell, too, so the bridge is gone.",
        "A bridge fell. It rained. Nobody who lives in the town of Bray came by the bridge.",
    ],
    ids=["first mention", "needs no introduction", "told behind", "told before", "late"],
)
def test_a_noun_is_no_riddle_that_the_reader_knows_or_is_told(text: str) -> None:
    assert known(text) == []


def test_a_noun_of_the_title_is_known() -> None:
    text = "A bridge fell. It rained. The bridge was old."
    assert known(text) == [(2, "bridge", [0])]
    assert known(text, "en", "bridges", "of", "bray") == []


def test_a_language_without_articles_has_no_known_nouns() -> None:
    assert known("Bir köprü çöktü. Yağmur yağdı. Köprü eskiydi.", "tr") == []
    assert known("橋が落ちた。雨が降った。橋は古かった。", "ja") == []
