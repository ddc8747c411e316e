"""The documentation as its tests read it: pages, links, headings, fenced blocks."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tests.house.source import ROOT

if TYPE_CHECKING:
    from pathlib import Path

_FENCE = re.compile(r"^```([^\n]*)\n(.*?)^```$", re.M | re.S)
_LINK = re.compile(r"(?<!!)\[[^\]]*\]\(([^)\s]+)\)")
_IMAGE = re.compile(r"!\[[^\]]*\]\(([^)\s]+)\)")
_HEADING = re.compile(r"^#{1,6} (.+)$", re.M)


@dataclass(frozen=True, slots=True)
class Block:
    """One fenced block: its language, the file that it shall be saved as, its content."""

    language: str
    file: str
    content: str


def pages() -> list[Path]:
    """Return every page that the project shows to people."""
    return [*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").rglob("*.md"))]


def blocks(page: Path) -> list[Block]:
    """Return the fenced blocks of the page, in order."""
    return [_block(*found) for found in _FENCE.findall(page.read_text(encoding="utf-8"))]


def links(page: Path) -> list[str]:
    """Return the targets of all links of the page, without those in code."""
    return _LINK.findall(_prose(page))


def images(page: Path) -> list[str]:
    """Return the addresses of all images of the page."""
    return _IMAGE.findall(_prose(page))


def anchors(page: Path) -> set[str]:
    """Return the anchors of a page: its headings as the forges write them in addresses."""
    headings = _HEADING.findall(_FENCE.sub("", page.read_text(encoding="utf-8")))
    kept = (re.sub(r"[^\w\- ]", "", heading.lower()) for heading in headings)
    return {heading.replace(" ", "-") for heading in kept}


def _block(info: str, content: str) -> Block:
    language, _, file = info.strip().partition(" ")
    return Block(language, file, content)


def _prose(page: Path) -> str:
    text = _FENCE.sub("", page.read_text(encoding="utf-8"))
    return re.sub(r"`[^`\n]*`", "", text)
