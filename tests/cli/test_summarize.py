"""`widget summarize`: what is chosen of a file or of a published article, and why."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from tests.cli.terminal import ADD, Terminal
from tests.conftest import PAGE, STORY

if TYPE_CHECKING:
    from pathlib import Path


COUNCIL = """The council of Harkness met on Monday for the last time before the summer.

Members of the council spoke for three hours about the price of parking in the old town.

A ferry with a ramp will link the islands with the harbour from May until September.

Residents had asked for cheaper parking and for more benches in the old town."""
SHORT = """The council approved a harbour budget on Monday.

Three ferries will be built before next summer.

The opposition would rather spend it on schools.

Residents of the islands had asked for boats.

Engineers begin to repair the old pier in May.

Mayor Lind said the islands were not forgotten.

Two of four boats were sold abroad in 2019."""


def test_a_first_try_needs_no_database(story: Path) -> None:
    nowhere = Terminal({"WIDGET_DATABASE_URL": "sqlite:////nowhere/at/all.db"})
    result = nowhere.run("summarize", str(story))
    assert result.exit_code == 0
    assert "1. " in result.stdout
    assert "characters 0 to" in result.stdout


def test_an_explanation_names_each_sentence_its_score_and_why_it_was_left_out(
    story: Path,
) -> None:
    result = Terminal({}).run("summarize", str(story), "--explain")
    assert result.exit_code == 0
    assert result.stdout.count("        chosen\n") == 3
    assert result.stdout.count("        left out: ") == STORY.count(".") - 3
    assert "The harbour council voted on Tuesday" in result.stdout


def test_an_explanation_tells_when_the_points_miss_the_news_of_the_title(tmp_path: Path) -> None:
    path = tmp_path / "story.txt"
    path.write_text(f"Harkness: ferry with a ramp to the islands\n\n{COUNCIL}")
    result = Terminal({}).run("summarize", str(path), "--explain", "--points", "1")
    missed = "The points do not say what the title says: ferry, ramp, islands"
    assert missed in result.stdout.splitlines()
    told = Terminal({}).run("summarize", str(path), "--explain", "--points", "3")
    assert "The points do not say" not in told.stdout


def test_a_number_of_points_that_is_asked_for_is_not_exceeded(tmp_path: Path) -> None:
    path = tmp_path / "story.txt"
    path.write_text(f"Council approves harbour budget\n\n{SHORT}")
    for asked, points in (((), 4), (("--points", "3"), 3)):
        result = Terminal({"WIDGET_MINIMUM_WORDS": "20"}).run("summarize", str(path), *asked)
        assert f"\n{points}. " in result.stdout
        assert f"\n{points + 1}. " not in result.stdout


def test_a_published_article_can_be_summarised_by_its_url(terminal: Terminal, story: Path) -> None:
    terminal.run(*ADD)
    terminal.run("articles", "publish", str(story), "--site", "daily", "--url", PAGE)
    result = terminal.run("summarize", PAGE, "--json", "--points", "1")
    data = json.loads(result.stdout)
    [point] = data["points"]
    assert point["quote"] == STORY[point["start"] : point["end"]]
