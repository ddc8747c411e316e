"""References that a summary does not explain are counted as a reader finds them."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from bench.quality.unexplained import main, unexplained
from widget.domain.article import Article, Headline
from widget.domain.draft import Passage

if TYPE_CHECKING:
    from pathlib import Path

FIRST = "A recording of the choir of Bray was sold on Monday."
BETWEEN = "Anna Berg and many others had waited for hours in the rain."


def kinds(sentence: str, *shown: str, title: str = "") -> list[str]:
    """Return what is counted in a summary of the first sentences ``shown`` and this one."""
    text = f"{FIRST} {BETWEEN} {sentence}"
    passages = []
    for each in (*shown, sentence):
        start = text.index(each)
        passages.append(Passage(start, start + len(each), each))
    now = datetime(2000, 1, 1, tzinfo=UTC)
    headline = Headline("bench", "https://bench.example/", title, "en", now, "")
    return [each.kind for each in unexplained(Article(headline, text), passages)]


@pytest.mark.parametrize(
    ("kind", "sentence"),
    [
        ("pronoun", "About half of them asked for the choir of Bray."),
        ("known noun", "Many in Bray found that the recording was dear."),
        ("stand-in", "The choir of Bray sang while the others complained."),
        ("verb", "Bray did not, and the choir of Monday sang."),
        ("I", "The choir of Bray knows how I sang."),
        ("alone", "Trams were full of passengers."),
    ],
)
def test_what_refers_to_a_sentence_that_is_not_shown_is_counted(kind: str, sentence: str) -> None:
    shown = () if kind == "known noun" else (FIRST,)
    assert kinds(sentence, *shown) == [kind]
    assert kinds(sentence, FIRST, BETWEEN) == []


def test_a_noun_of_the_title_is_explained() -> None:
    sentence = "Many in Bray found that the recording was dear."
    assert kinds(sentence, title="A recording is sold") == []


def test_a_quote_refers_to_what_its_speaker_knows() -> None:
    assert kinds("“I saw them,” the choir of Bray said.", FIRST) == []


def test_ours_and_the_first_sentences_are_counted(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "one.jsonl"
    path.write_text(json.dumps({"text": f"{FIRST} {BETWEEN}", "summary": FIRST}))
    assert main([str(path)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in lines[1:]] == ["ours", "first"]
    assert all(line.endswith("of 1") for line in lines[1:])
