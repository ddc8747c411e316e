"""Feeds that were made to break readers end in articles or in a clear refusal."""

from __future__ import annotations

import json
import subprocess
import sys
from functools import cache
from typing import TYPE_CHECKING, Any

import pytest

from tests.shared import ROOT, shared
from widget.parse.feeds.entries import PROBLEMS

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.slow


@cache
def outcomes(parser: str) -> tuple[dict[str, Any], ...]:
    """Return what became of all files of the corpus, the last record is what was opened."""
    folder = shared("corpora", "feeds")
    index = json.loads((folder / "INDEX.json").read_text(encoding="utf-8"))
    paths = [str(folder / entry["file"]) for entry in index]
    command = [sys.executable, "-m", "tests.unit.feeds_read", parser, *paths]
    result = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert result.returncode == 0, (result.stdout[-500:], result.stderr[-2000:])
    records = tuple(json.loads(line) for line in result.stdout.splitlines())
    assert len(records) == len(paths) + 1
    return records


@pytest.mark.parametrize("parser", ["feeds", "sitemaps"])
def test_every_file_ends_in_a_listing_or_a_refusal_that_says_why(parser: str) -> None:
    for record in outcomes(parser)[:-1]:
        assert record.get("refused", "It is.").endswith("."), record
        assert "addresses" in record or record["refused"]
        assert len(record.get("problems", ())) <= PROBLEMS


@pytest.mark.parametrize("parser", ["feeds", "sitemaps"])
def test_no_file_makes_a_parser_open_a_file_or_a_connection(parser: str) -> None:
    assert outcomes(parser)[-1] == {"opened": []}


def test_most_files_are_read_as_what_they_are() -> None:
    records = outcomes("feeds")[:-1]
    refused = [record["refused"] for record in records if "refused" in record]
    assert len(refused) < len(records) / 20
    assert all("KML" in refusal or "give the feed" in refusal for refusal in refused), refused


def test_the_watch_sees_what_is_opened(tmp_path: Path) -> None:
    source = (
        "import sys, tests.unit.feeds_read as r;"
        "r.PARSERS['feeds'] = lambda body, url: open(sys.argv[2]).close();"
        "r.outcome = lambda parse, body: {'x': parse(body, '')};"
        "r.main()"
    )
    file = tmp_path / "feed.xml"
    file.write_text("<rss/>", encoding="utf-8")
    command = [sys.executable, "-c", source, "feeds", str(file)]
    result = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    assert str(file) in json.loads(result.stdout.splitlines()[-1])["opened"][0]
