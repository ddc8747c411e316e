"""How an article is read from plain text."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.shared import shared
from widget.domain.article import Neighbour, Neighbours
from widget.parse.plain_text import parse


@pytest.fixture(scope="module")
def seed() -> str:
    """Return the article that the project began with."""
    return shared("data", "seed_article.txt").read_text(encoding="utf-8")


def test_the_first_article_comes_out_clean(seed: str) -> None:
    manuscript = parse(seed)
    assert manuscript.title == "Macron Signals Possible Putin Visit if Ukraine Talks Succeed"
    assert manuscript.text is not None
    paragraphs = manuscript.text.split("\n\n")
    assert [paragraph.split(",")[0] for paragraph in paragraphs] == [
        "France\u2019s president",
        "As France prepares to mark the 80th anniversary of the Allied landing in Normandy",
        "Earlier",
        "In related discussions",
        "Beyond European diplomacy",
    ]
    assert paragraphs[-1].endswith("diplomacy, and dialogue with Moscow and Beijing.")
    assert "\n" not in "".join(paragraphs)
    for absent in ("No time to read", "Get a summary", "attribution", "Article", "Seizures"):
        assert absent not in manuscript.text


def test_the_first_article_loses_no_other_word(seed: str) -> None:
    manuscript = parse(seed)
    body = seed.partition("Get a summary")[2].partition("No time to read?")[0]
    body = re.sub(r" \[attribution: .*?\]", "", body)
    assert manuscript.text is not None
    assert manuscript.text.split() == body.split()


def test_the_neighbours_titles_come_out_exactly_as_they_stand(seed: str) -> None:
    assert parse(seed).neighbours == Neighbours(
        previous=Neighbour("for Policy Negotiations on Border Security and Ukraine Aid"),
        next=Neighbour("Asset Seizures, Sanctions, and the Stakes in US-Russia Relations"),
    )


@pytest.mark.parametrize("line_end", ["\r\n", "\r"])
def test_line_ends_of_other_systems_change_nothing(seed: str, line_end: str) -> None:
    assert parse("\ufeff" + seed.replace("\n", line_end)) == parse(seed)


def test_several_blank_lines_and_stray_spaces_change_nothing(seed: str) -> None:
    assert parse(seed.replace("\n", " \n").replace("\n \n", "\n\n\t\n\n")) == parse(seed)


def test_the_body_may_follow_the_title_without_a_blank_line() -> None:
    manuscript = parse("A title\nFirst line\nof one paragraph.\n\nSecond.")
    assert manuscript.title == "A title"
    assert manuscript.text == "First line of one paragraph.\n\nSecond."


def test_without_blank_lines_a_line_that_ends_a_sentence_ends_its_paragraph() -> None:
    assert parse("T\nOne is\nhere.\nTwo \u201cends so.\u201d\nThree").text == (
        "One is here.\n\nTwo \u201cends so.\u201d\n\nThree"
    )


@pytest.mark.parametrize(
    ("text", "title", "body"),
    [
        ("", None, None),
        ("\n \n", None, None),
        ("Only a title", "Only a title", None),
        ("No time to read?\nGet a summary\n\nTitle\n\nBody", "Title", "Body"),
        ("no time to read? get a summary\nTitle\n\nBody", "Title", "Body"),
        (
            "Title\n\nShe asked: no time to read?\nMany.",
            "Title",
            "She asked: no time to read?\n\nMany.",
        ),
        ("Previous Article\nOlder\n\nTitle\n\nBody", "Title", "Body"),
    ],
)
def test_missing_and_moved_parts_are_no_trouble(
    text: str, title: str | None, body: str | None
) -> None:
    manuscript = parse(text)
    assert (manuscript.title, manuscript.text) == (title, body)


@pytest.mark.parametrize(
    ("tail", "previous", "following"),
    [
        ("Previous Article\nA", "A", None),
        ("NEXT ARTICLE:\n\n\nB", None, "B"),
        ("Next Article\nB\nPrevious Article\nA", "A", "B"),
        ("Previous Article\n\nNext Article\nB", None, "B"),
        ("Previous Article\nA\nPrevious Article\nC", "A", None),
        ("Next Article", None, None),
        ("The previous article was wrong.", None, None),
    ],
)
def test_a_neighbour_is_the_line_after_its_label(
    tail: str, previous: str | None, following: str | None
) -> None:
    neighbours = parse(f"Title\n\nBody\n\n{tail}").neighbours
    assert (neighbours.previous and neighbours.previous.title) == previous
    assert (neighbours.next and neighbours.next.title) == following


@pytest.mark.parametrize(
    "note",
    [
        "[attribution: a report]",
        "[Source: Ministry, p. 3]",
        "[Editor's note: a\nlonger note, with a full stop.]",
        "[Editor\u2019s note: x]",
        "[Note: see [1] below]",
        "[ Correction : it was 14.]",
    ],
)
def test_an_editorial_note_goes_and_the_sentence_keeps_its_full_stop(note: str) -> None:
    body = f"Title\n\nIt rained {note}. Then\nit {note} stopped.\n\n{note}\n\nEnd."
    assert parse(body).text == "It rained. Then it stopped.\n\nEnd."


@pytest.mark.parametrize(
    "kept",
    [
        "He said [...] that they [the ministers] agreed [sic].",
        "The note [see appendix] was short.",
        "He read [Exodus 3:14] aloud.",
        "[Laughs] Yes.",
        "[source: never closed",
        "The source: a minister [who left].",
        "[Update: the bridge is open.]",
    ],
)
def test_brackets_of_a_quotation_lose_no_word(kept: str) -> None:
    assert parse(f"Title\n\n{kept}").text == kept


@given(st.text(alphabet="aB.?[]: \n\r\t\u2028\u2029\ufeff", max_size=60), st.text(max_size=40))
def test_any_text_at_all_has_a_manuscript(shaped: str, free: str) -> None:
    for text in (shaped, free, shaped + "\nPrevious Article\n" + free):
        manuscript = parse(text)
        assert manuscript.title is None or manuscript.title == " ".join(manuscript.title.split())
        for paragraph in (manuscript.text or "x").split("\n\n"):
            assert paragraph == " ".join(paragraph.split()) != ""


def test_many_open_brackets_are_read_once() -> None:
    text = "Title\n\n" + "[note: " * 20_000
    assert parse(text).text == text.removeprefix("Title\n\n").strip()
