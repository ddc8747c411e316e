"""The checks of single values."""

from __future__ import annotations

import json
from contextlib import suppress
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.shared import shared
from widget.domain.article import Manuscript
from widget.domain.block import Block, Role
from widget.domain.errors import InvalidField, LimitExceeded
from widget.domain.limits import TEXT_CHARACTERS
from widget.rules import fields


def naughty() -> list[str]:
    kept = json.loads(shared("corpora", "naughty_strings.json").read_text(encoding="utf-8"))
    return [text for text in kept if isinstance(text, str)]


def test_a_line_is_one_line() -> None:
    assert fields.one_line("  A \r\n  title\t here ", "title", 100) == "A title here"


def test_an_empty_line_is_nothing() -> None:
    assert fields.one_line(" \n\u200b\x00 ".replace("\u200b", ""), "title", 100) is None


def test_a_line_past_its_limit_is_refused() -> None:
    assert fields.one_line("x" * 100, "title", 100) == "x" * 100
    with pytest.raises(LimitExceeded, match="title: at most 100 characters"):
        fields.one_line("x" * 101, "title", 100)


def test_paragraphs_are_folded_and_parted_by_one_blank_line() -> None:
    assert fields.paragraphs("a\nb\r\n\r\n \n c  d", "text") == "a b\n\nc d"


def test_a_text_past_its_limit_is_refused() -> None:
    assert fields.paragraphs("x" * TEXT_CHARACTERS, "text") == "x" * TEXT_CHARACTERS
    with pytest.raises(LimitExceeded):
        fields.paragraphs("x" * (TEXT_CHARACTERS + 1), "text")


@pytest.mark.parametrize("tag", ["en", "de-AT", "zh-Hant", "sr-Latn-RS"])
def test_a_language_tag_is_taken(tag: str) -> None:
    assert fields.language(tag) == tag
    assert fields.language(tag.upper().replace("-", "_")) == tag


@pytest.mark.parametrize(
    "tag", ["", "e", "x-klingon", "en-", 'en" onload="x', "english!", "a" * 500]
)
def test_what_is_no_language_tag_is_refused(tag: str) -> None:
    with pytest.raises(InvalidField, match="BCP 47"):
        fields.language(tag)


def test_a_time_is_in_utc() -> None:
    zoned = datetime(2026, 5, 1, 12, tzinfo=timezone(timedelta(hours=3)))
    assert fields.utc(zoned, "published_at") == datetime(2026, 5, 1, 9, tzinfo=UTC)


@pytest.mark.parametrize("text", naughty())
def test_no_naughty_string_leaves_a_control_character(text: str) -> None:
    line = fields.one_line(text, "title", 10_000)
    assert line is None or not any(ord(c) < 32 or 127 <= ord(c) < 160 for c in line)


@given(st.text(st.characters()))
def test_a_cleaned_text_is_clean(text: str) -> None:
    line = fields.one_line(text, "title", 100_000)
    assert line == fields.one_line(line, "title", 100_000)
    if line:
        line.encode()


def test_a_body_of_plain_text_has_no_roles() -> None:
    assert fields.body(Manuscript(text="One.\n\nTwo.")) == ("One.\n\nTwo.", ())


def test_a_body_of_blocks_has_a_role_for_each_of_its_paragraphs() -> None:
    blocks = (
        Block(Role.STANDFIRST, " In  short.\r\n"),
        Block(Role.PARAGRAPH, "\u200b \x00"),
        Block(Role.QUOTATION, "First.\n \nSecond."),
    )
    text, roles = fields.body(Manuscript(blocks=blocks))
    assert text == "In short.\n\nFirst.\n\nSecond."
    assert roles == (Role.STANDFIRST, Role.QUOTATION, Role.QUOTATION)


def test_blocks_without_any_text_are_no_body() -> None:
    with pytest.raises(InvalidField, match="send the article's text, html or blocks"):
        fields.body(Manuscript(blocks=(Block(Role.ITEM, " "),)))


def test_blocks_are_together_no_longer_than_a_text() -> None:
    half = Block(Role.PARAGRAPH, "x" * (TEXT_CHARACTERS // 2 - 1))
    fields.body(Manuscript(blocks=(half, half)))
    with pytest.raises(LimitExceeded) as caught:
        fields.body(Manuscript(blocks=(half, half, Block(Role.NOTE, "x"))))
    assert (caught.value.field, caught.value.limit) == ("text", TEXT_CHARACTERS)


@given(st.lists(st.tuples(st.sampled_from(Role), st.text(max_size=20)), max_size=6))
def test_every_paragraph_has_exactly_one_role(sent: list[tuple[Role, str]]) -> None:
    manuscript = Manuscript(blocks=tuple(Block(*each) for each in sent))
    with suppress(InvalidField):
        text, roles = fields.body(manuscript)
        assert len(text.split("\n\n")) == len(roles) or not sent
