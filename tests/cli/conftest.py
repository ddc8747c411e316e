"""A person at a terminal, and an article in a file."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.cli.terminal import Terminal
from tests.conftest import STORY

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def terminal(environment: dict[str, str]) -> Terminal:
    """Return a terminal over an empty database."""
    return Terminal(environment)


@pytest.fixture
def story(tmp_path: Path) -> Path:
    """Return a text file with an article."""
    path = tmp_path / "story.txt"
    path.write_text(f"Swing bridge to be rebuilt\n\n{STORY}\n", encoding="utf-8")
    return path
