"""What summaries are measured by: references, blocks, and one baseline."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from bench.quality import rouge, side_by_side
from bench.quality.examples import Example, example_of, examples, first_sentences
from bench.quality.overlap import overlap
from bench.quality.peers import split
from widget.domain.block import Role
from widget.domain.draft import SummaryShape
from widget.domain.errors import InvalidField

if TYPE_CHECKING:
    from pathlib import Path

TEXT = "The port opens.\n\n\n\nIt was closed.\n\n \n\nNobody knows why.  It rains."
SENTENCES = ["The port opens.", "It was closed.", "Nobody knows why.", "It rains."]


def example(**fields: Any) -> Example:
    return example_of({"text": TEXT, "summary": "The port opens."} | fields, "en")


def test_blank_lines_are_no_sentences() -> None:
    found = first_sentences(TEXT, "en")
    assert [passage.quote for passage in found] == SENTENCES
    assert [TEXT[passage.start : passage.end] for passage in found] == SENTENCES


def test_everybody_measures_by_the_same_first_sentences() -> None:
    article = example().article
    assert [each.quote for each in rouge.lead(article, SummaryShape(points=3))] == SENTENCES[:3]
    assert list(side_by_side.first(example())) == SENTENCES
    assert split(TEXT, "en") == SENTENCES


def test_all_references_of_an_example_count() -> None:
    several = example(summary=["The port opens.", "Snow falls.\nIt rains."])
    assert several.references == (("The port opens.",), ("Snow falls.", "It rains."))
    each = [
        side_by_side.scored(example(summary=one), SENTENCES[:1])
        for one in ("The port opens.", "Snow falls.\nIt rains.")
    ]
    assert (each[0].one, each[1].one) == (100, 0)
    assert side_by_side.scored(several, SENTENCES[:1]).one == 50
    assert overlap(several.references, SENTENCES[:1]).longest == 50


def test_an_article_may_come_in_blocks(tmp_path: Path) -> None:
    blocks = [{"role": "standfirst", "text": "The port opens."}, {"text": "It rains."}]
    path = tmp_path / "x.jsonl"
    record = {"blocks": blocks, "summary": "x", "title": "T", "language": "de"}
    path.write_text(json.dumps(record) + "\n" + json.dumps({"text": TEXT}) + "\n", "utf-8")
    first, second = examples(path, "fr", 0)
    assert first.article.text == "The port opens.\n\nIt rains."
    assert first.article.roles == (Role.STANDFIRST, Role.PARAGRAPH)
    assert (first.article.headline.title, first.article.headline.language) == ("T", "de")
    assert (second.article.text, second.article.roles) == (TEXT, ())
    assert second.article.headline.language == "fr"
    assert len(examples(path, "fr", 1)) == 1


def test_blocks_that_could_not_be_published_are_refused() -> None:
    with pytest.raises(InvalidField, match="is no role here"):
        example(blocks=[{"role": "box", "text": "x"}])
