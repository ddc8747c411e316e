"""Nobody is named by a part of a name unless a sentence before gives the whole one."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from widget.domain.article import Article, Headline
from widget.domain.draft import DraftPoint, SummaryShape
from widget.rules.verify import verify
from widget.summarizers.extractive import ExtractiveSummarizer
from widget.summarizers.extractive.people import Partial, people
from widget.summarizers.extractive.points import points
from widget.summarizers.extractive.sentences import Sentence, sentences


def found(text: str, language: str = "en") -> tuple[Sentence, ...]:
    return sentences(text, language)


def named(text: str, language: str = "en") -> list[list[str]]:
    """Return for each sentence the names that it gives in part."""
    return [
        [each.word for each in row]
        for row in people(text, found(text, language), language).partials
    ]


def shown(text: str, *chosen: int, most: int = 3, language: str = "en") -> list[str]:
    """Return the points of these sentences."""
    read = found(text, language)
    made = points(text, read, chosen, people(text, read, language).partials, most)
    return [point.content for point in made]


@pytest.mark.parametrize(
    ("language", "text", "part"),
    [
        ("en", "Jack Miller opened the park. The council thanked Miller.", "Miller"),
        ("en", "Jack Miller opened the park. The crowd thanked Mr. Miller.", "Miller"),
        ("en", "President Barack Obama came. President Obama left early.", "Obama"),
        ("en", "Police found Mary O’Neill. They said O’Neill’s dog was there.", "O’Neill"),
        ("en", "Ursula von der Leyen spoke. On Friday von der Leyen left.", "Leyen"),
        ("en", "Fenggang Yang, a scholar, spoke. Later Yang left.", "Yang"),
        ("de", "Der Bürgermeister Hans Müller tritt zurück. Müllers Partei schwieg.", "Müllers"),
        ("de", "Ursula von der Leyen reist. Am Dienstag trifft von der Leyen alle.", "Leyen"),
        ("fr", "Emmanuel Macron a parlé. Selon M. Macron, tout va bien.", "Macron"),
        ("es", "Gabriel García Márquez murió. García Márquez nació aquí.", "Márquez"),
        ("es", "Pedro Sánchez habló ayer. El presidente Sánchez pidió calma.", "Sánchez"),
        ("it", "Matteo Salvini ha parlato. Per Salvini la legge serve.", "Salvini"),
        ("nl", "Jan van der Berg won. Van der Berg was blij.", "Berg"),
        ("sv", "Ulf Kristersson avgår. Kristerssons parti beklagar.", "Kristerssons"),
        ("no", "Jonas Gahr Støre går av. Da sa Støre nei.", "Støre"),
        ("da", "Mette Frederiksen går af. Frederiksens parti er trist.", "Frederiksens"),
        ("pt", "Luiz Inácio Lula da Silva viajou. Ontem Da Silva chegou.", "Silva"),
        ("pl", "Donald Tusk zrezygnował. Decyzja Tuska zaskoczyła.", "Tuska"),
        ("tr", "Ekrem İmamoğlu konuştu. İmamoğlu’nun partisi destekledi.", "İmamoğlu"),
        ("fi", "Sanna Marin eroaa. Marinin puolue suree.", "Marinin"),
    ],
)
def test_a_part_of_a_name_is_seen(language: str, text: str, part: str) -> None:
    assert named(text, language) == [[], [part]]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Jack Miller opened the park. Jack Miller left."),
        ("en", "Miller opened the park. Jack Miller left."),
        ("en", "The White House was closed. The House voted on it."),
        ("en", "The Boston Marathon was run. Boston was proud of it."),
        ("en", "Rachel Green, who paints, won. The park was green. Green is a colour."),
        ("en", "Jack Miller came on Monday. Later Mary Miller and Jack Miller left."),
        ("en", "Police arrested him in Northern Ireland. He left Ireland in June."),
        ("de", "Die Deutsche Bank hebt Preise an. Die Bank erklärte das."),
        ("de", "Die Stadt Rostock baut. Das kostet Rostock viel."),
        ("fr", "La Banque Centrale a baissé ses taux. Selon la Banque, c'est assez."),
        ("ja", "市長の田中太郎は話した。田中は去った。"),
    ],
)
def test_whole_names_and_other_words_are_no_parts(language: str, text: str) -> None:
    assert [row for row in named(text, language) if row] == []


def test_whoever_bears_a_part_introduces_it_in_each_sentence_before() -> None:
    text = "Jack Miller spoke. It rained. Jack Miller left. Then Miller slept."
    (partial,) = people(text, found(text), "en").partials[3]
    assert partial == Partial(text.index("Miller slept"), "Miller", "Jack", frozenset({0, 2}))


def test_a_name_in_a_line_that_is_no_prose_introduces_nobody() -> None:
    text = "Photo: Anna Berg\n\nThe harbour was closed on Monday. Berg said so to the council."
    row = people(text, found(text), "en").partials[1]
    assert [(each.given, each.introduced) for each in row] == [("Anna", frozenset())]


STORY = (
    "The harbour budget of the city was approved by the council on Monday evening.\n\n"
    "Anna Berg runs a small shop for old books and older maps.\n\n"
    "Water comes into the cellar when ferries pass too quickly, Berg said with a sigh.\n\n"
    "Passengers of all ferries will pay more for each ride from the first of May on."
)


def summary(text: str, shape: SummaryShape) -> tuple[DraftPoint, ...]:
    """Return the points of a summary, proven."""
    now = datetime(2024, 3, 1, tzinfo=UTC)
    headline = Headline("daily", "https://daily.example/a", "", "en", now, "f" * 32)
    draft = ExtractiveSummarizer().summarize(Article(headline, text), shape)
    verify(draft, Article(headline, text))
    return draft.points


@pytest.mark.parametrize("number", [1, 2, 3])
def test_a_summary_names_nobody_who_was_not_introduced(number: int) -> None:
    contents = [point.content for point in summary(STORY, SummaryShape(number, 25 * number))]
    assert len(contents) == number
    text = " ".join(contents)
    assert "Berg said" not in text or text.index("Anna Berg") < text.index("Berg said")


def test_who_is_introduced_in_a_dropped_line_gets_the_first_name_in_brackets() -> None:
    text = "\n\n".join(["Photo: Anna Berg", STORY.split("\n\n")[2]])
    (point,) = summary(text, SummaryShape(3, 70))
    assert point.content.endswith("when ferries pass too quickly, [Anna] Berg said with a sigh.")
    assert point.source is not None
    assert "[" not in point.source.quote


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ursula von der Leyen spoke. On Friday von der Leyen left.", "[Ursula] von der Leyen"),
        ("Anna B. Berg spoke. On Friday Berg left and Berg slept.", "[Anna B.] Berg left and Berg"),
        ("Anna Berg spoke. On Friday Berg’s dog left.", "[Anna] Berg’s dog"),
        ("Anna Berg spoke. Mary Berg left. On Friday Berg slept.", "On Friday Berg slept."),
        ("Fenggang Yang spoke. On Friday Yang left.", "On Friday Yang left."),
        ("Anna Berg spoke. On Friday Anna left.", "On Friday Anna left."),
    ],
)
def test_only_a_first_name_that_is_sure_is_put_in(text: str, expected: str) -> None:
    last = len(found(text)) - 1
    assert expected in shown(text, last)[0]


def test_nothing_is_put_in_where_a_chosen_sentence_introduces() -> None:
    text = "Anna Berg spoke. It rained. On Friday Berg left."
    assert shown(text, 0, 2) == ["Anna Berg spoke.", "On Friday Berg left."]


def test_two_neighbours_are_one_point_where_there_are_too_many() -> None:
    text = "It rained. Anna Berg spoke. On Friday Berg left.\n\nIt snowed."
    assert shown(text, 0, 1, 2, most=2) == ["It rained.", "Anna Berg spoke. On Friday Berg left."]
    assert len(shown(text, 0, 1, 2, most=3)) == 3
    assert len(shown(text, 0, 1, 3, most=2)) == 3


def test_neighbours_in_two_paragraphs_stay_two_points() -> None:
    text = "Anna Berg spoke.\n\nOn Friday Berg left."
    assert len(shown(text, 0, 1, most=1)) == 2
