"""A link to a passage has the words by which a browser finds it."""

from __future__ import annotations

from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from widget.rules.text_fragments import directive, passage_link

KEY = "https://news.example/city/bridge"


def edges(quote: str) -> list[str]:
    """Return the decoded parts of the link's text directive."""
    return [unquote(part) for part in directive(quote).partition("text=")[2].split(",")]


def test_a_short_quote_is_linked_whole() -> None:
    link = passage_link(KEY, directive("The well-known A & B,\n they said."))
    assert link == f"{KEY}#:~:text=The%20well%2Dknown%20A%20%26%20B%2C%20they%20said"


def test_a_long_quote_is_linked_by_its_first_and_last_words() -> None:
    quote = " ".join(f"word{number}" for number in range(40))
    assert edges(quote) == [
        "word0 word1 word2 word3 word4",
        "word35 word36 word37 word38 word39",
    ]


def test_a_long_quote_without_spaces_is_linked_by_its_first_and_last_clause() -> None:
    quote = "\u6e2f" * 60 + "\uff0c" + "\u6865" * 60 + "\u3002"
    assert edges(quote) == ["\u6e2f" * 60, "\u6865" * 60]


@pytest.mark.parametrize("quote", [" ", "", "… — “”", "[1]"])
def test_a_link_to_a_quote_without_letters_is_the_article(quote: str) -> None:
    assert passage_link(KEY, directive(quote)) == KEY


@pytest.mark.parametrize(
    ("quote", "start", "end"),
    [
        (
            "“The council voted on Tuesday to mend the old bridge, and work begins soon” he said.",
            "The council voted on Tuesday",
            "bridge, and work begins soon",
        ),
        (
            "Council[1] members voted on Tuesday to mend the bridge by the spring of next year.[2]",
            "Council members voted on Tuesday",
            "the spring of next year",
        ),
        (
            "It’s the council’s plan to rebuild the old bridge before the end of this year1",
            "plan to rebuild the",
            "before the end of this",
        ),
        (
            "Well—the port pays for 14 million crowns of the work, as the town’s mayor says",
            "port pays for 14 million",
            "the work, as the",
        ),
    ],
)
def test_the_words_are_those_that_stand_in_any_edition_of_the_page(
    quote: str, start: str, end: str
) -> None:
    assert edges(quote) == [start, end]


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"]), min_size=1, max_size=200))
def test_a_text_directive_has_no_sign_with_a_meaning_of_its_own(quote: str) -> None:
    found = directive(quote).partition("#:~:text=")[2]
    assert found.count(",") <= 1
    assert not set(found) & set("-& #\"'<>")


@given(
    st.lists(st.sampled_from(["the", "port’s", "14", "bridge", "a—b", "of", "(new)"]), min_size=1)
)
def test_both_ends_stand_in_the_quote_in_their_order(words: list[str]) -> None:
    quote = " ".join(words)
    start, *end = edges(quote)
    assert start in quote
    assert all(quote.rindex(each) >= quote.index(start) for each in end)
