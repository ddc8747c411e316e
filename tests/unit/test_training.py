"""Training makes the same weights from the same examples, and learns what they show."""

from __future__ import annotations

import json
import random
from typing import TYPE_CHECKING

import pytest

from training.__main__ import OUT, main
from training.examples import read, rouge
from training.labels import labels, oracle
from widget.summarizers.extractive.features import NAMES
from widget.summarizers.extractive.score import from_json, weights

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.slow

TOWNS = ("Lund", "Visby", "Kalmar", "Malmo", "Ystad", "Gavle")
FACTS = (
    "The council of {town} approved a harbour budget of 40 million euros on Monday.",
    "Visitors like the narrow streets and the old market of the town.",
    "Three new ferries will sail from {town} to the islands from next summer.",
    "A choir sang in the square while children ate ice cream.",
    "The opposition in {town} called the harbour plan reckless and expensive.",
    "It rained in the evening and most of the cafes closed early.",
)


@pytest.fixture
def examples_file(tmp_path: Path) -> Path:
    """Return a file of examples whose summaries want what names the town."""
    path = tmp_path / "examples.jsonl"
    lines = []
    for number in range(12):
        town = TOWNS[number % len(TOWNS)]
        facts = [fact.format(town=town) for fact in FACTS]
        random.Random(number).shuffle(facts)
        summary = f"{town} approved a harbour budget .\nThree new ferries will sail from {town} ."
        lines.append(json.dumps({"text": "\n\n".join(facts), "summary": summary, "title": town}))
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def test_the_oracle_chooses_what_the_summary_was_made_of(examples_file: Path) -> None:
    for example in read(examples_file, "en", random.Random(1)):
        best = oracle(example)
        assert rouge(example, best) >= rouge(example, range(2))
        assert len(best) <= 3


def test_labels_are_shares_and_the_oracle_has_the_greatest(examples_file: Path) -> None:
    for example in read(examples_file, "en", random.Random(1)):
        shares = labels(example)
        assert sum(shares) == pytest.approx(1.0)
        assert shares.index(max(shares)) in oracle(example)


def test_titles_and_paragraphs_are_dropped_from_about_half(examples_file: Path) -> None:
    column = NAMES.index("opens_paragraph")
    found = read(examples_file, "en", random.Random(1))
    with_paragraphs = sum(example.features[1].values[column] for example in found)
    assert 0 < with_paragraphs < len(found)


def test_a_second_run_writes_the_same_bytes(examples_file: Path, tmp_path: Path) -> None:
    outs = [tmp_path / name for name in ("one.json", "two.json")]
    for out in outs:
        given = ["--train", str(examples_file), "--dev", str(examples_file), "--out", str(out)]
        assert main([*given, "--date", "2024-03-01"]) == 0
    one, two = (out.read_bytes() for out in outs)
    assert one == two
    record = json.loads(one)
    assert record["provenance"]["date"] == "2024-03-01"
    assert set(record["languages"]["en"]["weights"]) == set(NAMES)
    assert from_json(one.decode()).keys() == {"en", "others"}


def test_the_weights_that_are_shipped_say_where_they_come_from() -> None:
    assert OUT.stat().st_size < 40_000
    record = json.loads(OUT.read_text(encoding="utf-8"))
    assert record["provenance"].keys() >= {"date", "seed", "train", "dev", "command"}
    for language in record["languages"].values():
        assert set(language["weights"]) <= set(NAMES)
        assert language["cross_validation"]["rouge1"] > language["cross_validation"]["lead_rouge1"]
    assert weights("en") != weights("tr")
