"""Lines that are no prose do not reach a summary, wherever they stand in an article."""

from __future__ import annotations

import pytest

from bench.quality.junk import APART, SEEN, lines, places_chosen, rate
from widget.summarizers.extractive.junk import junk_rule

NEWS = [
    "Share prices fell by 3 per cent on Monday, and the bank closed early.",
    "Support for the app has grown since the council paid for it.",
    "Call centres on the islands employ 400 people.",
    "Help for the ferry company will cost 3 million euros this year.",
    "Pictures from the harbour showed two boats on their sides.",
    "Members of the union voted to stop work on Friday.",
    "The newspaper sued the city over access to the report.",
    "Like her father, Ann Lind went to sea at the age of sixteen.",
    "Tom Berg has covered the roof of the old pier with copper.",
    "Tickets for the ferry cost 12 euros, twice as much as last year.",
    "Sigue la búsqueda de los dos marineros en la costa norte.",
    "Les deux ferries ont été vendus en 2019.",
    "Leia is the name that most parents in the north chose last year.",
    "Del budsjettet som gjelder havnen, ble vedtatt mandag.",
]


def test_there_are_at_least_sixty_kinds_and_none_twice() -> None:
    for path in (SEEN, APART):
        kinds = [each.kind for each in lines(path)]
        assert len(kinds) == len(set(kinds)) >= 60


def test_no_line_stands_in_both_files() -> None:
    seen, apart = ({each.line for each in lines(path)} for path in (SEEN, APART))
    assert not seen & apart


def test_no_line_is_chosen_that_rules_were_written_for() -> None:
    assert [each.line for each in lines(SEEN) if places_chosen(each)] == []


def test_few_lines_are_chosen_of_those_that_were_kept_apart() -> None:
    assert rate(lines(APART)) <= 2


@pytest.mark.parametrize("sentence", NEWS)
def test_news_that_begins_like_a_prompt_is_no_junk(sentence: str) -> None:
    assert junk_rule(sentence) is None


@pytest.mark.parametrize(
    "prompt",
    [
        "Leia também: o porto fecha em novembro.",
        "Klikk her for å se bildene.",
        "Haberin devamı için tıklayın.",
        "Lesen Sie hier, was die Fähren kosten.",
        "और खबरें यहां पढ़ें।",
        "تابعونا على فيسبوك.",
    ],
)
def test_a_prompt_is_known_by_how_it_begins_or_ends(prompt: str) -> None:
    assert junk_rule(prompt) is not None


def test_a_long_sentence_that_ends_like_a_prompt_is_news() -> None:
    asked = "Belediye başkanı " + "limanın bu yıl kapanmaması için " * 3 + "destek olun"
    assert junk_rule(asked) is None
