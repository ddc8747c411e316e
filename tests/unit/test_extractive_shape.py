"""Nothing is said twice, the headline's news is told, and a summary is as long as it was asked."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from tests.unit.test_extractive import article
from tests.unit.test_extractive_choice import PLAIN, SHAPE, chosen, sentence
from tests.unit.test_summarize import Says
from widget.domain.draft import SummaryShape
from widget.domain.limits import SUMMARY_POINTS
from widget.domain.site import Site
from widget.summarizers.extractive.explaining import explain
from widget.summarizers.extractive.headline import stems, unsaid
from widget.summarizers.extractive.junk import junk_rule
from widget.summarizers.extractive.score import Weights
from widget.summarizers.extractive.selection import FURTHER_WORDS, SPARE_WORDS, repeats, select
from widget.summarizers.extractive.summarizer import choose
from widget.usecases.summaries.summarize import SummaryRules

OPEN = SummaryShape(points=3, words=70, most=SUMMARY_POINTS)
LEANING = PLAIN._replace(has_dangling_opener=True)
NOW = datetime(2026, 3, 1, tzinfo=UTC)


def test_a_sentence_with_most_of_the_words_of_a_chosen_one_says_the_same() -> None:
    council = sentence(0)._replace(terms=frozenset(["council", "harbour", "budget", "vote"]))
    again = sentence(1)._replace(terms=frozenset(["council", "budget", "monday", "debate"]))
    other = sentence(2)._replace(terms=frozenset(["council", "school", "teacher", "roof"]))
    assert repeats(council, again)
    assert not repeats(council, other)
    assert chosen([council, again, other], [3.0, 9.0, 1.0]) == (0, 2)


def test_a_sentence_of_hardly_any_words_repeats_whatever_has_one_of_them() -> None:
    long = sentence(0)._replace(terms=frozenset(["clinton", "account", "server", "computer"]))
    bare = sentence(1)._replace(terms=frozenset(["clinton"]))
    assert repeats(long, bare)
    assert not repeats(long, sentence(2))


def test_parts_of_words_with_hyphens_are_words() -> None:
    text = (
        "Two friends invented board games about Marmite at dinner. "
        "The Marmite-themed board games won a prize in London."
    )
    choice = choose(article(text), SummaryShape(1, 70))
    assert repeats(*choice.features)


def test_a_standfirst_of_a_plain_text_and_its_paraphrase_are_not_both_chosen() -> None:
    standfirst = (
        "Council approves 40 million euros for the harbour and ends the dispute over ferries."
    )
    lead = (
        "The city council approved 40 million euros for the harbour on Monday, which ends a"
        " dispute over ferries that had lasted two years."
    )
    rest = (
        "Work on the old pier begins in May, the engineers said in a statement.\n\n"
        "Residents of the islands had asked for boats since 2019, when two were sold.\n\n"
        "The opposition wants to spend the money on schools instead of ferries."
    )
    choice = choose(article(f"{standfirst}\n\n{lead}\n\n{rest}", "Harbour budget"), SHAPE)
    shown = [choice.sentences[each].content for each in choice.chosen]
    assert len({standfirst, lead} & set(shown)) == 1


def test_a_further_point_is_chosen_while_words_are_left() -> None:
    article = [sentence(each, words=12)._replace(spoken=12) for each in range(8)]
    scored = [float(-each) for each in range(8)]
    assert chosen(article, scored) == (0, 1, 2)
    assert chosen(article, scored, OPEN) == (0, 1, 2, 3, 4)


def test_no_further_point_is_chosen_where_few_words_are_left() -> None:
    spoken = (70 - SPARE_WORDS) // 3 + 1
    article = [sentence(each, words=spoken)._replace(spoken=spoken) for each in range(8)]
    assert chosen(article, [1.0] * 8, OPEN) == (0, 1, 2)


def test_there_are_never_more_than_most() -> None:
    article = [sentence(each, words=10)._replace(spoken=5) for each in range(9)]
    assert len(chosen(article, [1.0] * 9, OPEN)) == SUMMARY_POINTS
    assert len(chosen(article, [1.0] * 9, SummaryShape(3, 70, 4))) == 4


def test_a_further_point_stands_alone_and_tells_something() -> None:
    short = [sentence(each, words=10)._replace(spoken=10) for each in range(3)]
    leaning = sentence(3, words=10, form=LEANING)._replace(spoken=10)
    tiny = sentence(4, words=FURTHER_WORDS - 1)._replace(spoken=7)
    assert chosen([*short, leaning, tiny], [9.0, 8.0, 7.0, 6.0, 5.0], OPEN) == (0, 1, 2)


def test_a_site_that_asks_for_a_number_of_points_gets_no_more() -> None:
    rules = SummaryRules(Says(), OPEN, 100)
    fixed = rules.of_site(Site("daily", "Daily", (), (), "en", points=3))
    free = rules.of_site(Site("daily", "Daily", (), (), "en", words=90))
    assert fixed.shape.limit == 3
    assert free.shape == SummaryShape(3, 90, SUMMARY_POINTS)
    assert fixed.author == "says/1, 3 points, 70 words"
    assert free.author == "says/1, 3 to 5 points, 90 words"


def test_a_sentence_with_what_the_headline_says_and_no_chosen_one_does_is_worth_more() -> None:
    title = frozenset(["mayor", "resigns"])
    news = sentence(5)._replace(terms=frozenset([*title, "monday"]))
    article = [*(sentence(each) for each in range(5)), news]
    rated = [9.0, 1.0, 1.0, 1.0, 1.0, 0.5]
    weights = Weights((), 1.0)
    assert 5 not in select(article, rated, SHAPE, weights)
    assert 5 in select(article, rated, SHAPE, weights, title)


STORY = (
    "The council of Harkness met on Monday for the last time before the summer.\n\n"
    "Its members spoke for three hours about the price of parking in the old town.\n\n"
    "A ferry will link the islands with the harbour from May until the end of September.\n\n"
    "Residents had asked for cheaper parking and for more benches in the old town."
)


def test_words_of_the_title_that_the_points_do_not_say_are_named() -> None:
    title = "Ferry links the islands with Oslo"
    choice = choose(article(STORY, title), SHAPE)
    assert unsaid(title, "en", choice.features, (0, 1)) == ("Ferry", "islands")
    assert unsaid(title, "en", choice.features, (0, 2)) == ()
    assert unsaid("", "en", choice.features, (0,)) == ()


def test_a_summary_without_the_news_of_its_headline_is_flagged() -> None:
    text = STORY.replace("A ferry", "But a ferry").replace("from May", "with a ramp from May")
    title = "Ferry with a ramp to the islands"
    found = explain(article(text, title), SummaryShape(1, 20))
    assert found.unsaid == ("Ferry", "ramp", "islands")
    assert explain(article(STORY, "Council speaks about parking"), SHAPE).unsaid == ()


def test_the_stems_of_a_title_are_those_of_its_content_words() -> None:
    assert stems("The Mayor’s ferries", "en") == {"mayor", "ferries"}


@pytest.mark.parametrize(
    "note",
    [
        "Article mis à jour lundi à 21 h 40 avec le nouveau bilan.",
        "In einer früheren Fassung dieses Textes hieß es, der Bürgermeister sei zurückgetreten.",
        "Mit Material der Nachrichtenagentur dpa.",
        "I en tidligere versjon av denne saken sto det at ordføreren hadde gått av.",
        "Haberin önceki bir sürümünde belediye başkanının istifa ettiği yazıyordu.",
        "Uma versão anterior deste texto dizia que o prefeito tinha renunciado.",
        "The reporter’s travel was paid for by the festival.",
    ],
)
def test_what_a_site_notes_of_an_article_is_no_news(note: str) -> None:
    assert junk_rule(note) == "editorial note"


@pytest.mark.parametrize(
    "news",
    [
        "In einer früheren Fassung des Gesetzes war die Steuer höher.",
        "An earlier version of the bridge fell into the river in 1911.",
        "Members of the US team rallied for the union before the strike.",
    ],
)
def test_news_that_begins_like_a_note_is_news(news: str) -> None:
    assert junk_rule(news) is None
