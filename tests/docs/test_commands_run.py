"""Every ``widget`` command that the pages show runs, and prints what they show."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING

import pytest

from tests.conftest import SITE, STORY
from tests.docs.pages import blocks
from tests.docs.terminal import Terminal, is_for_us, shows
from tests.house.source import ROOT, name_of
from widget import operating
from widget.config import load
from widget.runtime import build, now

if TYPE_CHECKING:
    from pathlib import Path

TUTORIAL = ROOT / "docs" / "tutorial" / "first-summary.md"
README = ROOT / "README.md"
HOW_TO = [
    page
    for page in sorted((ROOT / "docs" / "howto").glob("*.md"))
    if any(is_for_us(block) for block in blocks(page))
]


@pytest.fixture
def terminal(tmp_path: Path) -> Terminal:
    """Return a terminal in a folder with the story that the pages speak of."""
    (tmp_path / "story.txt").write_text(f"Swing bridge\n\n{STORY}\n", encoding="utf-8")
    (tmp_path / "notes.txt").write_text(f"Notes from the quay\n\n{STORY}\n", encoding="utf-8")
    return Terminal(tmp_path)


def add_site(folder: Path, empty_database: Path) -> None:
    """Put a database with the site of the guides where the server looks for it."""
    database = folder / "var" / "widget.db"
    database.parent.mkdir()
    shutil.copy(empty_database, database)
    services = build(load({"WIDGET_DATABASE_URL": f"sqlite:///{database}"}))
    operating.add_site(services.store, SITE, now())
    services.close()


def test_the_tutorial_can_be_followed_to_the_letter(tmp_path: Path) -> None:
    terminal = Terminal(tmp_path)
    terminal.follow(blocks(TUTORIAL))
    assert (tmp_path / "var" / "widget.db").is_file()


def test_the_tutorials_page_has_the_two_lines_that_the_command_printed() -> None:
    found = blocks(TUTORIAL)
    at = next(n for n, b in enumerate(found) if b.content.startswith("widget snippet"))
    page = next(block.content for block in found if block.language == "html")
    lines = [line for line in found[at + 1].content.splitlines() if line.startswith("<")]
    assert len(lines) == 2
    assert [line for line in lines if line not in page] == []


def test_the_first_site_of_the_readme_works(terminal: Terminal) -> None:
    commands = next(
        block.content for block in blocks(README) if block.content.startswith("widget sites add")
    )
    *before, last = commands.splitlines()
    assert last == "widget serve"  # which the tutorial starts
    terminal.run("\n".join(before))


@pytest.mark.parametrize("page", HOW_TO, ids=name_of)
def test_the_commands_of_a_guide_work(page: Path, terminal: Terminal, empty_database: Path) -> None:
    add_site(terminal.folder, empty_database)
    examples = [block.content for block in blocks(page) if block.language == "json"]
    if examples:
        story = json.loads(examples[0])
        (terminal.folder / "story.json").write_text(json.dumps(story), encoding="utf-8")
    terminal.follow([block for block in blocks(page) if block.language == "sh"])


@pytest.mark.parametrize(
    ("shown", "output", "same"),
    [
        ("a\nb", "a\nb\n", True),
        ("key\nswk_…", "key\nswk_x8", True),
        ("a", "b", False),
        ("a…", "a\nb", False),
        ("(1 point)", "1 point", False),
    ],
)
def test_a_shown_output_is_compared_to_the_letter(shown: str, output: str, same: bool) -> None:  # noqa: FBT001 - a parameter of the table above
    assert shows(shown, output) is same
