"""Blocks: the paragraphs of an article with their roles, in JSON and between processes."""

from __future__ import annotations

from typing import Any

import pytest

from tests.unit import sandbox_calls as calls
from tests.unit.test_manuscripts import read
from widget.domain.block import Block, Role
from widget.domain.errors import InvalidField, LimitExceeded
from widget.domain.limits import BLOCKS
from widget.fetch.sandbox.protocol import OddAnswer, decode, encode


def test_blocks_find_their_place_and_a_block_without_a_role_is_a_paragraph() -> None:
    sent = [{"role": "standfirst", "text": "In short."}, {"text": "At length."}]
    told = read(blocks=sent)
    assert told.blocks == (Block(Role.STANDFIRST, "In short."), Block(Role.PARAGRAPH, "At length."))
    assert told.text is None
    assert told.body == "In short.\n\nAt length."


def test_every_role_can_be_sent() -> None:
    told = read(blocks=[{"role": role.value, "text": "x"} for role in Role])
    assert tuple(block.role for block in told.blocks) == tuple(Role)


def test_there_may_be_as_many_blocks_as_the_limit_says() -> None:
    assert len(read(blocks=[{"text": "x"}] * BLOCKS).blocks) == BLOCKS
    with pytest.raises(LimitExceeded) as caught:
        read(blocks=[{"text": "x"}] * (BLOCKS + 1))
    assert (caught.value.field, caught.value.limit) == ("blocks", BLOCKS)


@pytest.mark.parametrize(
    ("sent", "field", "cure"),
    [
        ("One.", "blocks", "takes a list of objects, not a string"),
        ([], "blocks", "is an empty list; send the article's paragraphs"),
        (["One."], "blocks[0]", "takes an object {\u2026}, not a string"),
        ([{"text": "x"}, {"role": "item"}], "blocks[1].text", "is missing"),
        ([{"text": 5}], "blocks[0].text", "not a number"),
        ([{"text": "x", "rolle": "item"}], "blocks[0].rolle", "did you mean 'role'?"),
        ([{"text": "x", "role": 1}], "blocks[0].role", "not a number"),
        ([{"text": "x", "role": "subhed"}], "blocks[0].role", "is no role here; did you mean 'sub"),
        ([{"text": "x", "role": "Item"}], "blocks[0].role", "did you mean 'item'?"),
        ([{"text": "x", "role": ""}], "blocks[0].role", "Known: paragraph, standfirst"),
    ],
)
def test_wrong_blocks_are_refused_with_their_place_and_the_cure(
    sent: object, field: str, cure: str
) -> None:
    with pytest.raises(InvalidField) as caught:
        read(blocks=sent)
    assert caught.value.field == field
    assert cure in caught.value.message


@pytest.mark.parametrize(
    ("one", "other"), [("text", "html"), ("text", "blocks"), ("html", "blocks")]
)
def test_an_article_has_its_text_in_one_way(one: str, other: str) -> None:
    ways: dict[str, Any] = {"text": "One.", "html": "<p>One.", "blocks": [{"text": "One."}]}
    with pytest.raises(InvalidField) as caught:
        read(**{one: ways[one], other: ways[other]})
    assert caught.value.field == other
    assert f"is sent together with {one}; send one of the two." in caught.value.message


def test_blocks_come_back_with_their_roles() -> None:
    sent = encode(calls.IN_BLOCKS, calls.manuscript_in_blocks)
    assert decode(sent, calls.manuscript_in_blocks) == calls.IN_BLOCKS
    with pytest.raises(OddAnswer):
        decode(sent.replace(b"standfirst", b"headline"), calls.manuscript_in_blocks)
