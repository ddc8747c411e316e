"""The rules for templates."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import TYPE_CHECKING

import pytest

from tests.house.source import ROOT, name_of

if TYPE_CHECKING:
    from pathlib import Path

    from flask import Flask

TEMPLATES = sorted((ROOT / "templates").rglob("*.*"))
FRAGMENTS = [path for path in TEMPLATES if path.name.startswith("_")]
VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source"}


class Roots(HTMLParser):
    """Counts the elements that have no parent."""

    def __init__(self) -> None:
        super().__init__()
        self.depth = 0
        self.roots = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002 - HTMLParser's signature
        self.roots += self.depth == 0
        self.depth += tag not in VOID

    def handle_endtag(self, tag: str) -> None:
        self.depth -= tag not in VOID


def markup_of(path: Path) -> str:
    """Return the template without Jinja's comments, statements and expressions."""
    return re.sub(r"\{[#%{].*?[#%}]\}", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)


@pytest.mark.parametrize("path", TEMPLATES, ids=name_of)
def test_no_template_declares_text_to_be_markup(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert not re.search(r"\|\s*safe\b|autoescape\s+false|Markup\(", text)


@pytest.mark.parametrize("path", TEMPLATES, ids=name_of)
def test_a_template_names_its_context_on_the_first_line(path: Path) -> None:
    assert path.read_text(encoding="utf-8").startswith("{# Context:")


@pytest.mark.parametrize("path", TEMPLATES, ids=name_of)
def test_a_template_has_no_script_no_style_and_no_handler(path: Path) -> None:
    markup = markup_of(path)
    if path.name == "frame.html":  # which has to tell its height
        markup = markup.replace('<script type="module" src="frame.js"></script>', "")
    assert not re.search(r"<script|<style|\son[a-z]+=|style=|javascript:", markup, re.I)


@pytest.mark.parametrize("path", TEMPLATES, ids=name_of)
def test_every_template_escapes_whatever_its_name_is(path: Path, app: Flask) -> None:
    name = path.relative_to(ROOT / "templates").as_posix()
    escaping = app.jinja_env.autoescape
    assert escaping(name) if callable(escaping) else escaping


@pytest.mark.parametrize("path", FRAGMENTS, ids=name_of)
def test_a_fragment_never_extends(path: Path) -> None:
    assert "{% extends" not in path.read_text(encoding="utf-8")


@pytest.mark.parametrize("path", FRAGMENTS, ids=name_of)
def test_a_fragment_has_one_root_element(path: Path) -> None:
    roots = Roots()
    roots.feed(markup_of(path))
    assert (roots.roots, roots.depth) == (1, 0)
