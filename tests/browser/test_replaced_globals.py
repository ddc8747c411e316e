"""A page may put something else in the place of every global that our scripts name."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.browser.host_pages import HostPage, put
from tests.browser.reader import Reader

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser.world import World

pytestmark = pytest.mark.both_browsers

STATIC = Path(__file__).parents[2] / "static"
SCRIPTS = ("embed.js", "core.js", "passage.js", "nearby.js", "hints.js", "languages.js")
NAMES = sorted(
    {
        name
        for script in SCRIPTS
        for name in re.findall(r"\b[A-Za-z]\w{2,}\b", (STATIC / script).read_text("utf-8"))
    }
)
REPLACE = """(names, make) => {
  const own = Object.getOwnPropertyNames(window).filter(
    name => names.includes(name) && typeof window[name] == 'function');
  for (const name of own) try { window[name] = make(); } catch {}
}"""
KINDS = {
    "throws": "() => function () { throw new TypeError('replaced') }",
    "does nothing": "() => function () {}",
    "has no behaviour": "() => ({})",
}


LIBRARIES = ("Event", "CustomEvent", "URL", "Promise", "JSON", "Map", "setTimeout")
"""Globals that well-known libraries put something else in the place of."""


def replacing(kind: str) -> str:
    return f"({REPLACE})({json.dumps(NAMES)}, {KINDS[kind]})"


@pytest.mark.parametrize("kind", KINDS)
def test_replaced_after_the_script_began_nothing_is_lost(
    world: World, page: Page, kind: str
) -> None:
    late = f"<script>addEventListener('load', () => {{ {replacing(kind)} }})</script>"
    reader = Reader.at(page, put(world, HostPage(widgets=1, below=late)))
    reader.press()
    assert [one for one in reader.complaints if one.startswith("uncaught")] == []


@pytest.mark.parametrize("kind", KINDS)
def test_replaced_before_it_there_is_a_way_to_the_summary(
    world: World, page: Page, kind: str
) -> None:
    reader = Reader.at(
        page, put(world, HostPage(widgets=1, head=f"<script>{replacing(kind)}</script>"))
    )
    way = reader.widget().locator("a, button").first
    way.click()
    page.wait_for_timeout(1500)
    shown = (
        page.url.startswith(world.widget)
        or reader.panel().count()
        or reader.widget().locator("a").count()
    )
    assert shown
    assert [one for one in reader.complaints if one.startswith("uncaught")] == []


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("name", LIBRARIES)
def test_one_that_a_library_replaced_before_it_does_not_matter(
    world: World, page: Page, name: str, kind: str
) -> None:
    trick = f"({REPLACE})({json.dumps([name])}, {KINDS[kind]})"
    reader = Reader.at(page, put(world, HostPage(widgets=1, head=f"<script>{trick}</script>")))
    reader.press()
    assert [one for one in reader.complaints if one.startswith("uncaught")] == []
