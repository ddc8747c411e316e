"""What an editor would object to is counted by rules that are not those of the summarizer."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from bench.quality.counts import counts, defects, main, subjects
from tests.unit.test_extractive_opening import BODY
from widget.domain.draft import SummaryShape

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    from bench.quality.counts import Subject

FIRST = BODY.split("\n\n")[0]
BLOCKS = [
    {"role": "caption", "text": "The nursing home in Harkness after the fire on Tuesday morning."},
    *({"role": "paragraph", "text": each} for each in BODY.split("\n\n")),
]


def subject(tmp_path: Path, **record: object) -> Subject:
    """Return the one article of a file."""
    path = tmp_path / "one.jsonl"
    path.write_text(json.dumps({"id": "a", "title": "Fire in Harkness", **record}))
    (found,) = subjects(path)
    return found


def test_a_summary_without_first_sentence_and_headline_lacks_the_opening(tmp_path: Path) -> None:
    of = subject(tmp_path, text=BODY)
    other = "Police said that all 84 residents were brought to safety in time."
    assert list(defects(of, [other])) == ["no opening"]
    assert list(defects(of, [FIRST])) == []
    assert list(defects(of, ["The fire in Harkness was put out before noon."])) == []


def test_points_with_the_same_content_words_say_one_thing_twice(tmp_path: Path) -> None:
    again = "A fire broke out in a home in Harkness, injuring 17 people."
    assert list(defects(subject(tmp_path, text=BODY), [FIRST, again])) == ["said twice"]


def test_captions_questions_and_fragments_are_junk(tmp_path: Path) -> None:
    of = subject(tmp_path, blocks=BLOCKS)
    for point in (BLOCKS[0]["text"], "What caused the fire in the home?", "The fire in Harkness"):
        assert "junk" in list(defects(of, [FIRST, point]))


def test_few_words_for_a_long_article_are_short(tmp_path: Path) -> None:
    long = subject(tmp_path, text="\n\n".join([BODY] * 6))
    assert list(defects(long, [FIRST])) == ["short"]
    assert list(defects(long, [])) == ["no point"]


def test_a_folder_of_texts_is_counted_and_the_kind_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "fire.txt").write_text(f"Fire in Harkness\n\n{BODY}")
    (tmp_path / "none.txt").write_text("Nothing\n\n***")
    found = counts(tmp_path, SummaryShape(), unaided=True)
    assert (found.seen, found.found["no point"]) == (2, ["none.txt"])
    assert main([str(tmp_path), "--list", "no point"]) == 0
    assert "50.0 %" in capsys.readouterr().out
