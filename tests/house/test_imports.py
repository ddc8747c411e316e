"""Imports go down only, and a module that does otherwise is found, wherever it is put."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.house.source import PACKAGE, ROOT

FLOORS = "Imports go down only"
WINGS = "The wings of the use cases"
CIRCLES = "No cycles"
INSIDE = "Use cases, rules and words know no framework"
ENTRY_POINTS = "Entry points reach no driver"

STRAYS = [
    ("widget/stray.py", "import flask\nimport widget.store\n", FLOORS),
    ("widget/strays/__init__.py", "import widget.domain.article\n", FLOORS),
    ("widget/rules/stray.py", "import widget.config\nimport widget.usecases\n", FLOORS),
    ("widget/usecases/stray.py", "import widget.domain.article\n", WINGS),
    ("widget/usecases/articles/stray.py", "import widget.usecases.ingest.poll\n", WINGS),
    ("widget/domain/stray.py", "import sqlalchemy\n", INSIDE),
    ("widget/usecases/ingest/stray.py", "import flask\n", INSIDE),
    ("widget/web/stray.py", "import widget.store\n", ENTRY_POINTS),
    ("widget/cli/stray.py", "from widget.store import open_store\n", ENTRY_POINTS),
    ("widget/rules/tracking_parameters.py", "import widget.rules.urls\n", CIRCLES),
]


def lint(folder: Path) -> tuple[list[str], str]:
    """Return the contracts that the folder's package breaks, and all that is said of them."""
    command = [str(Path(sys.executable).with_name("lint-imports")), "--no-cache", "--no-logo"]
    wide = os.environ | {"COLUMNS": "200"}  # or the names of contracts are folded
    done = subprocess.run(
        command, cwd=folder, env=wide, capture_output=True, text=True, check=False
    )
    broken = re.findall(r"^(.+) BROKEN(?: |$)", done.stdout, re.M)
    assert bool(done.returncode) == bool(broken), done.stdout + done.stderr
    return broken, done.stdout


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """Return a folder with a copy of the package and its contracts."""
    shutil.copytree(PACKAGE, tmp_path / "widget", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def test_imports_go_down_only_and_every_contract_holds() -> None:
    broken, told = lint(ROOT)
    assert broken == [], told


@pytest.mark.parametrize(("name", "text", "contract"), STRAYS, ids=[name for name, *_ in STRAYS])
def test_a_stray_module_breaks_the_contract_of_its_place(
    copy: Path, name: str, text: str, contract: str
) -> None:
    path = copy / name
    path.parent.mkdir(exist_ok=True)
    path.write_text((path.read_text("utf-8") if path.exists() else "") + text, encoding="utf-8")
    broken, told = lint(copy)
    assert [each for each in broken if each.startswith(contract)], told
    stray = path.parent.name if path.stem == "__init__" else path.stem
    assert re.search(rf"\.{stray}\b", told.partition("Broken contracts")[2]), told
