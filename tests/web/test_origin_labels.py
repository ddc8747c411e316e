"""The label of an extract says what is true of its points, in the words of the language."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from selectolax.lexbor import LexborHTMLParser

from tests.conftest import PAGE
from widget.translations import available, texts

if TYPE_CHECKING:
    from tests.conftest import Newsroom

FERRIES = (
    "The harbour of the city gets three new ferries this year.",
    "Why did the city buy three ferries?",
    "We needed ships that can sail in a storm.",
    "What will passengers pay for them?",
    "No passenger will pay more than today.",
    "When does the first ferry sail?",
    "The first ferry sails on the second of May.",
)
CELLAR = (
    "Photo: Anna Berg",
    "Water comes into the cellar when ferries pass too quickly, Berg said with a sigh.",
    "The harbour budget of the city was approved by the council on Monday evening.",
    "Passengers of all ferries will pay more for each ride from the first of May on.",
)
SOME = "Sentences from this article, unchanged"
NAMES = "Sentences from this article, with first names added in brackets"


@pytest.fixture
def environment(environment: dict[str, str]) -> dict[str, str]:
    """Return the settings of a server that summarises short articles too."""
    return environment | {"WIDGET_MINIMUM_WORDS": "10"}


def panel(newsroom: Newsroom, *lines: str, language: str = "en") -> tuple[str, list[str]]:
    """Return the label of the panel of an article of these lines, and its points."""
    assert newsroom.put(text="\n\n".join(lines), language=language).status_code == 201
    root = LexborHTMLParser(newsroom.client.get(f"/v1/sites/daily/summary?url={PAGE}").text)
    label = root.css_first(".summary-panel-label")
    assert label is not None
    points = [one.text() for one in root.css(".summary-panel-text")]
    return label.text().split("\n")[1].strip(), points


def test_points_that_are_one_sentence_each_are_counted(newsroom: Newsroom) -> None:
    label, points = panel(newsroom, *CELLAR[2:], *FERRIES[:1])
    assert len(points) == 3
    assert label == "Three sentences from this article, unchanged"


def test_questions_with_their_answers_are_not_counted(newsroom: Newsroom) -> None:
    label, points = panel(newsroom, *FERRIES)
    assert points[1] == f"{FERRIES[1]} {FERRIES[2]}"
    assert label == SOME


def test_a_first_name_that_was_put_in_is_told(newsroom: Newsroom) -> None:
    label, points = panel(newsroom, *CELLAR)
    assert [point for point in points if "[Anna] Berg" in point]
    assert label == NAMES


@pytest.mark.parametrize(("key", "english"), [("some", SOME), ("names", NAMES)])
def test_each_language_says_it_in_its_own_words(key: str, english: str) -> None:
    said = {one: texts(one).pgettext(f"origin-extract-{key}", english) for one in available()}
    assert len(set(said.values())) == len(said)
    assert [one for one, text in said.items() if text == english] == ["en"]


def test_an_interview_in_another_language_has_its_words(newsroom: Newsroom) -> None:
    label, points = panel(
        newsroom,
        "Der Hafen der Stadt bekommt in diesem Jahr drei neue Fähren.",
        "Warum hat die Stadt drei Fähren gekauft?",
        "Wir brauchten Schiffe, die im Sturm fahren können.",
        "Was werden die Fahrgäste dafür zahlen?",
        "Kein Fahrgast wird mehr zahlen als heute.",
        "Wann fährt die erste Fähre?",
        "Die erste Fähre fährt am zweiten Mai.",
        language="de",
    )
    assert "?" in points[1]
    assert label == "Sätze aus diesem Artikel, unverändert"
