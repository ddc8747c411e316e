"""The opening of a report is always there: the first sentence of its body, or its standfirst."""

from __future__ import annotations

import pytest

from tests.unit.test_extractive_choice import PLAIN, SHAPE, chosen, sentence
from widget.domain.article import Article
from widget.domain.block import Role
from widget.domain.draft import SummaryShape
from widget.summarizers.extractive.candidates import LONG_WORDS
from widget.summarizers.extractive.score import Weights
from widget.summarizers.extractive.selection import select
from widget.summarizers.extractive.summarizer import choose

from tests.unit.test_extractive import article  # isort: skip

LEANING = PLAIN._replace(has_dangling_opener=True)
BODY = (
    "A fire broke out in a nursing home in Harkness during the night to Tuesday, injuring 17"
    " people, three of them seriously.\n\n"
    "Police said that all 84 residents of the nursing home were brought to safety before the roof"
    " of the building fell in.\n\n"
    "The fire brigade was called at 2.40 in the morning by a nurse who had smelled smoke near the"
    " lift.\n\n"
    "The mayor of Harkness promised that the nursing home would be rebuilt within two years."
)


def told(title: str, *blocks: tuple[Role, str], shape: SummaryShape = SHAPE) -> list[str]:
    """Return the chosen sentences of an article whose roles are known."""
    text = "\n\n".join(words for _, words in blocks)
    subject = Article(article(text, title).headline, text, tuple(role for role, _ in blocks))
    choice = choose(subject, shape)
    return [choice.sentences[each].content for each in choice.chosen]


def paragraphs(text: str = BODY) -> list[tuple[Role, str]]:
    """Return the paragraphs of a text with that role."""
    return [(Role.PARAGRAPH, each) for each in text.split("\n\n")]


def test_the_first_sentence_is_chosen_whatever_its_score() -> None:
    article = [sentence(position) for position in range(6)]
    assert 0 in chosen(article, [-9.0, 3.0, 4.0, 9.0, 2.0, 5.0])


def test_the_first_sentence_may_be_long_lean_or_share_no_word() -> None:
    others = [sentence(each) for each in (1, 2, 3)]
    for opening in (
        sentence(0, words=LONG_WORDS + 15),
        sentence(0, form=LEANING),
        sentence(0)._replace(vector={}),
    ):
        assert 0 in chosen([opening, *others], [0.0, 1.0, 2.0, 3.0])


def test_an_opening_that_fills_the_summary_stands_alone() -> None:
    article = [sentence(0, words=140), *(sentence(each) for each in (1, 2, 3))]
    assert chosen(article, [0.0, 1.0, 2.0, 3.0]) == (0,)


def test_a_leaning_opening_gives_way_to_one_near_it_that_says_more_of_the_title() -> None:
    title = frozenset(["fire", "home"])
    leaning = sentence(0, form=LEANING)._replace(terms=frozenset(["fire"]))
    telling = sentence(1)._replace(terms=title)
    article = [leaning, telling, sentence(2)]
    alone = SummaryShape(points=1, words=70)
    assert select(article, [9.0, 0.0, 1.0], alone, Weights((), 1.0), title) == (1,)
    assert select(article, [9.0, 0.0, 1.0], alone, Weights((), 1.0)) == (0,)


def test_the_answer_to_a_question_that_is_not_shown_does_not_open() -> None:
    answer = sentence(1, form=LEANING)
    question = sentence(0)._replace(unfit="asks what the summary would not answer")
    alone = SummaryShape(points=1, words=70)
    assert chosen([question, answer, sentence(2)], [9.0, 9.0, 0.0], alone) == (2,)


def test_a_first_paragraph_about_something_else_does_not_open() -> None:
    stray = "Gardeners in the north can plant their tulips until the middle of the month."
    found = choose(article(f"{stray}\n\n{BODY}", "Fire in a nursing home"), SHAPE)
    shown = [found.sentences[each].content for each in found.chosen]
    assert stray not in shown
    assert shown[0].startswith("A fire broke out")


def test_standfirst_and_first_sentence_are_never_both_chosen() -> None:
    standfirst = (Role.STANDFIRST, "Seventeen people were hurt when a home in Harkness burned.")
    found = told("Fire in a nursing home injures 17 people", standfirst, *paragraphs())
    assert found[0].startswith("A fire broke out")
    assert standfirst[1] not in found


def test_a_standfirst_that_says_more_of_the_title_takes_the_place_of_the_first_sentence() -> None:
    standfirst = (Role.STANDFIRST, "A fire in a nursing home in Harkness injured 17 people.")
    scene = "Marge Kolbe still smells of smoke when she opens the door of her flat on Tuesday."
    title = "Fire in a nursing home injures 17 people"
    found = told(title, standfirst, (Role.PARAGRAPH, scene), *paragraphs()[1:])
    assert found[0] == standfirst[1]
    assert scene not in found


@pytest.mark.parametrize("role", [Role.CAPTION, Role.SUBHEAD, Role.ASIDE, Role.NOTE])
def test_what_is_no_story_is_never_chosen_nor_the_opening(role: Role) -> None:
    stray = "The fire in the nursing home in Harkness injured 17 people during the night."
    found = told("Fire in a nursing home injures 17 people", (role, stray), *paragraphs())
    assert stray not in found
    assert found[0].startswith("A fire broke out")


def test_a_quotation_is_chosen_only_after_the_paragraph_that_names_who_speaks() -> None:
    words = "I smelled smoke near the lift of the nursing home and rang the fire brigade at once."
    blocks = paragraphs()
    title = "Nurse rang fire brigade: I smelled smoke near the lift of the nursing home"
    found = told(title, *blocks[:2], blocks[3], (Role.QUOTATION, words), blocks[2])
    assert words not in found or blocks[3][1] in found


def test_roles_of_another_number_of_paragraphs_are_not_believed() -> None:
    headline = article(BODY, "Fire in a nursing home").headline
    wrong = choose(Article(headline, BODY, (Role.CAPTION, Role.CAPTION)), SHAPE)
    assert wrong.chosen == choose(Article(headline, BODY), SHAPE).chosen


SCENE = "It is ten past five when it rings. On the square nobody runs, and the sun is out."
NEWS = "The fire in the nursing home was put out within an hour, and 17 people were hurt."


def test_behind_a_scene_the_sentence_opens_that_says_what_the_title_says() -> None:
    blocks = [(Role.PARAGRAPH, each) for each in (SCENE, NEWS, *BODY.split("\n\n")[2:])]
    found = told("Fire in a nursing home: 17 people hurt", *blocks)
    assert found[0] == NEWS
    assert not any(sentence in SCENE for sentence in found)


def test_a_first_paragraph_with_a_word_of_the_title_opens() -> None:
    blocks = [(Role.PARAGRAPH, each) for each in (f"{SCENE} The fire is out.", NEWS)]
    found = told("Fire in a nursing home: 17 people hurt", *blocks, *paragraphs())
    assert found[0] in SCENE
