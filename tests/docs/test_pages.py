"""Every page leads where it says, and speaks only of the project."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest

from tests.docs.pages import anchors, blocks, images, links, pages
from tests.house.source import ROOT, name_of
from widget.config import Settings, load, variable_of
from widget.config.setting_sources import CONFIG, FILE_SUFFIX

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PAGES = pages()
NOT_OURS = {"node_modules", "vendor", "var", "dist", "build", "__pycache__", "stop_words"}
UNFINISHED = re.compile(r"\b(?:TO" + "DO|FIX" + "ME|XX" + r"X)\b|(?i:lo" + "rem ipsum)")
MACHINE = re.compile(r"/(?:work|home|root|Users)" + "/")
SHIPPED = [
    ROOT / "Containerfile",
    *(ROOT / "docs" / "howto").glob("compose.yaml"),
    *(ROOT / "docs" / "howto").glob("nginx.conf"),
    *(ROOT / "docs").rglob("*.service"),
]


def text_files(folder: Path = ROOT) -> Iterator[Path]:
    """Yield the text files of the project, without what others wrote and what is built."""
    for path in sorted(folder.iterdir()):
        if path.name in NOT_OURS or path.name.startswith(".") or path.name.endswith(".egg-info"):
            continue
        if path.is_dir():
            yield from text_files(path)
        elif b"\0" not in path.read_bytes():
            yield path


def text_of(path: Path) -> str:
    return path.read_text(encoding="utf-8", errors="replace")


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_a_link_leads_somewhere(page: Path) -> None:
    missing = []
    for link in links(page):
        if urlsplit(link).scheme:
            continue
        name, _, anchor = link.partition("#")
        target = (page.parent / name).resolve() if name else page
        if not target.exists() or (anchor and anchor not in anchors(target)):
            missing.append(link)
    assert missing == []


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_an_image_is_there(page: Path) -> None:
    assert [image for image in images(page) if not (page.parent / image).is_file()] == []


def test_every_page_can_be_reached_from_the_first_one() -> None:
    reached: set[Path] = set()
    waiting = [ROOT / "README.md"]
    while waiting:
        page = waiting.pop()
        reached.add(page)
        targets = {(page.parent / link.partition("#")[0]).resolve() for link in links(page)}
        waiting += [each for each in targets - reached if each.suffix == ".md" and each.is_file()]
    assert [name_of(page) for page in PAGES if page not in reached] == []


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_a_settings_file_that_a_page_shows_can_be_loaded(page: Path, tmp_path: Path) -> None:
    file = tmp_path / "widget.toml"
    for block in blocks(page):
        if block.language == "toml":
            file.write_text(block.content, encoding="utf-8")
            load({CONFIG: str(file)})


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_a_json_example_is_json(page: Path) -> None:
    for block in blocks(page):
        if block.language == "json":
            json.loads(block.content)


def test_the_developers_verbs_that_the_pages_name_exist() -> None:
    script = (ROOT / "dev").read_text(encoding="utf-8")
    verbs = set(re.findall(r"^  ([a-z]+)\) #", script, re.M))
    named = {verb for page in PAGES for verb in re.findall(r"\./dev ([a-z]+)", page.read_text())}
    assert verbs
    assert named - verbs == set()
    contributing = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    assert [verb for verb in sorted(verbs) if f"`./dev {verb}" not in contributing] == []


@pytest.mark.parametrize("page", [*PAGES, *SHIPPED], ids=name_of)
def test_a_setting_that_a_page_names_exists(page: Path) -> None:
    known = {variable_of(declared) for declared in Settings.__dataclass_fields__.values()}
    known |= {f"{name}{FILE_SUFFIX}" for name in known} | {CONFIG}
    named = set(re.findall(r"\bWIDGET_[A-Z_]*[A-Z]", page.read_text(encoding="utf-8")))
    assert named - known == set()


def test_modules_and_tests_that_the_pages_name_exist() -> None:
    named: set[str] = set()
    for page in PAGES:
        if page.name != "CHANGELOG.md":
            named |= set(
                re.findall(
                    r"`((?:widget|tests|templates|embed|static|docs|requirements|examples)/"
                    r"[\w./-]+)`",
                    page.read_text(encoding="utf-8"),
                )
            )
    assert named
    assert sorted(name for name in named if not (ROOT / name).exists()) == []


def test_nothing_is_left_unfinished() -> None:
    found = [name_of(path) for path in text_files() if UNFINISHED.search(text_of(path))]
    assert found == []


def test_nothing_names_a_path_of_the_machine_that_it_was_written_on() -> None:
    found = [name_of(path) for path in text_files() if MACHINE.search(text_of(path))]
    assert found == []


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_a_page_speaks_of_the_project_only(page: Path) -> None:
    text = page.read_text(encoding="utf-8").lower()
    assert [word for word in ("session", "issue #", "the brief", "the task") if word in text] == []
