"""Every ``widget`` command that the pages show runs, and prints what they show."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from tests.conftest import STORY
from tests.docs.newspaper import newspaper
from tests.docs.pages import blocks
from tests.docs.terminal import Terminal, commands_of, is_for_us, shows
from tests.house.source import ROOT, name_of
from widget.cli.command import widget

if TYPE_CHECKING:
    from tests.conftest import Newsroom

pytestmark = pytest.mark.slow

TUTORIAL = ROOT / "docs" / "tutorial" / "first-summary.md"
README = ROOT / "README.md"
SOURCES = ROOT / "docs" / "howto" / "sources.md"
HOW_TO = [
    page
    for page in sorted((ROOT / "docs" / "howto").glob("*.md"))
    if page != SOURCES and any(is_for_us(block) for block in blocks(page))
]


@pytest.fixture
def story_folder(
    environment: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> dict[str, str]:
    """Go to a folder with the stories that the pages speak of; return the settings."""
    (tmp_path / "story.txt").write_text(f"Swing bridge\n\n{STORY}\n", encoding="utf-8")
    (tmp_path / "notes.txt").write_text(f"Notes from the quay\n\n{STORY}\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return environment


def call(lines: list[str], environment: dict[str, str]) -> None:
    """Call ``widget`` with the words of each line, in this process: the tutorial starts others."""
    for line in lines:
        name, *words = shlex.split(line)
        done = CliRunner().invoke(widget, words, env=environment, catch_exceptions=False)
        assert name == "widget"
        assert done.exit_code == 0, f"{line}\n{done.output}"


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


def test_the_first_site_of_the_readme_works(story_folder: dict[str, str]) -> None:
    commands = next(
        block.content for block in blocks(README) if block.content.startswith("widget sites add")
    )
    *before, last = commands.splitlines()
    assert last == "widget serve"  # which the tutorial starts
    Path("examples").symlink_to(ROOT / "examples")
    call(before, story_folder)


@pytest.mark.parametrize("page", HOW_TO, ids=name_of)
def test_the_commands_of_a_guide_work(
    page: Path, story_folder: dict[str, str], newsroom: Newsroom, tmp_path: Path
) -> None:
    assert newsroom.site_key == "daily"
    for example in [block.content for block in blocks(page) if block.language == "json"][:1]:
        (tmp_path / "story.json").write_text(example, encoding="utf-8")
    call(
        [line for block in blocks(page) if is_for_us(block) for line in commands_of(block)],
        story_folder,
    )


def test_the_guide_to_sources_can_be_followed_to_the_letter(tmp_path: Path) -> None:
    with newspaper() as address:
        settings = {"WIDGET_FETCH_NETWORKS": "127.0.0.0/8"}
        terminal = Terminal(tmp_path, settings=settings, newspaper=address)
        terminal.run("widget sites add daily --name 'The Daily' --page-host news.example")
        terminal.output = None
        terminal.follow(blocks(SOURCES))


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
