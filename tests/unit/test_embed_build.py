"""What the built embed must be: small, made from the sources beside it, and harmless."""

from __future__ import annotations

import gzip
import json
import re
from hashlib import sha256
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
STATIC = ROOT / "static"
LIMITS = {
    "embed.js": 1_900,
    "core.js": 8_500,
    "passage.js": 6_950,
    "languages.js": 2_600,
    "nearby.js": 2_600,
    "hints.js": 2_000,
    "frame.js": 600,
}
"""Bytes of gzip; core.js and passage.js together are a press: 15,000. Pages that are not in English
load languages.js as well, pages that ask before a press nearby.js, and pages where something is
wrong hints.js."""
RECORD: dict[str, dict[str, str]] = json.loads((STATIC / "build.json").read_text("utf-8"))
FILES = RECORD["inputs"] | RECORD["outputs"]
HTMX = "embed/vendor/htmx-4.0.1/htmx.js"

SINKS = (
    r"\beval\b",
    r"\bFunction\b",
    r"\b(?:inner|outer)HTML\s*=(?!=)",
    r"insertAdjacentHTML",
    r"setHTMLUnsafe",
    r"parseHTMLUnsafe",
    r"DOMParser",
    r"createContextualFragment",
    r"createPolicy",
    r"document\.write",
    r"\.srcdoc",
)
TRACES_ON_THE_HOST = (
    r"\bwindow\.\w+\s*=(?!=)",
    r"\bglobalThis\b",
    r"document\.adoptedStyleSheets\s*(?:=(?!=)|\.push)",
    r"document\.title",
    r"document\.cookie",
    r"(?:push|replace)State",
    r"localStorage|sessionStorage",
    r"composed:(?!!0,detail:)",  # of the one event that is meant to leave: see embed/src/events.js
    r"HX-",
    r"(?<![.\w])fetch\(|window\.fetch",
    r"setRequestHeader",
    r"console\.",
)


def built(name: str) -> str:
    return (STATIC / name).read_text("utf-8")


@pytest.mark.parametrize("name", LIMITS)
def test_a_script_keeps_within_its_size(name: str) -> None:
    assert len(gzip.compress(built(name).encode(), 9, mtime=0)) <= LIMITS[name]


@pytest.mark.parametrize("path", sorted(FILES))
def test_a_file_is_the_one_that_the_last_build_saw(path: str) -> None:
    changed = f"{path} is not what static/build.json records; run ./dev embed and commit static/"
    assert sha256((ROOT / path).read_bytes()).hexdigest() == FILES[path], changed


def test_the_record_names_every_source_and_every_output() -> None:
    sources = {
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "embed").rglob("*")
        if path.is_file() and "node_modules" not in path.parts and path.name != ".gitignore"
    }
    scripts_and_styles = {f"static/{name}" for name in (*LIMITS, "widget.css", "LICENSE-htmx.txt")}
    assert set(RECORD["inputs"]) == sources | {
        "widget/rules/folding.json",
        "widget/rules/not_shown.json",
    }
    assert set(RECORD["outputs"]) == scripts_and_styles


@pytest.mark.parametrize("name", LIMITS)
@pytest.mark.parametrize("pattern", SINKS)
def test_a_script_turns_no_text_into_markup_or_code(name: str, pattern: str) -> None:
    assert not re.search(pattern, built(name))


@pytest.mark.parametrize("name", LIMITS)
@pytest.mark.parametrize("pattern", TRACES_ON_THE_HOST)
def test_a_script_leaves_no_trace_on_the_host_page(name: str, pattern: str) -> None:
    allowed = built(name).count("console.warn(") if name == "hints.js" else 0
    assert len(re.findall(pattern, built(name))) == (allowed if pattern == r"console\." else 0)


def test_one_place_speaks_to_the_integrator() -> None:
    assert built("hints.js").count("console.warn(") == 1


def test_the_loader_leaves_one_place_for_the_address_of_its_server() -> None:
    assert built("embed.js").count('"WIDGET_BASE"') == 1


def test_the_loader_can_stand_behind_code_that_ends_without_a_semicolon() -> None:
    assert built("embed.js").splitlines()[1].startswith(";")


def test_these_patterns_find_what_plain_htmx_does() -> None:
    source = (ROOT / HTMX).read_text("utf-8")
    found = [pattern for pattern in (*SINKS, *TRACES_ON_THE_HOST) if re.search(pattern, source)]
    assert len(found) >= 10


def test_the_loader_asks_for_the_core_that_was_built_with_it() -> None:
    digest = RECORD["outputs"]["static/core.js"]
    assert f'"{digest[:6]}"' in built("embed.js")


def test_the_core_asks_for_the_file_of_passages_and_does_not_hold_it() -> None:
    digest = RECORD["outputs"]["static/passage.js"]
    assert f'import("./passage.js?{digest[:6]}")' in built("core.js")
    assert "createTreeWalker" not in built("core.js")


@pytest.mark.parametrize("name", [*LIMITS, "widget.css"])
def test_a_file_begins_with_its_licence(name: str) -> None:
    assert built(name).startswith("/*! BSD-3-Clause")


def test_the_licence_of_htmx_is_shipped_and_named() -> None:
    licence = (ROOT / HTMX).with_name("LICENSE").read_text("utf-8")
    assert built("LICENSE-htmx.txt") == licence
    assert "htmx 4.0.1" in built("core.js").splitlines()[0]


def test_the_lock_file_holds_the_integrity_hash_of_htmx() -> None:
    lock = json.loads((ROOT / "embed/package-lock.json").read_text("utf-8"))
    htmx = lock["packages"]["node_modules/htmx.org"]
    assert htmx["version"] == "4.0.1"
    assert htmx["integrity"] == (
        "sha512-oF7JgXhDW9UXCy/k1ZYFUQgzu/rm19ORWPSPNL91vPluB2PB9+MV55tyQdH/"
        "w7o2EAbTYUG5SDW1R60mdkdqGg=="
    )


def test_the_style_touches_nothing_outside_its_own_classes() -> None:
    css = re.sub(
        r"/\*.*?\*/|@keyframes[^{]+\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}", "", built("widget.css")
    )
    selectors = re.findall(r"([^{}]+)\{", re.sub(r"@(?:media|supports)[^{]+\{", "", css))
    parts = [part for selector in selectors for part in selector.split(",")]
    assert parts
    assert all(part.strip().startswith(".summary-") for part in parts), parts
