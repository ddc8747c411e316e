"""The page does not jump."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser.host_pages import HostPage, put
from tests.browser.reader import Reader

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from tests.browser.world import World

SHIFT = """() => new Promise(done => {
  let sum = 0;
  new PerformanceObserver(list => {
    for (const e of list.getEntries()) if (!e.hadRecentInput) sum += e.value;
  }).observe({type: 'layout-shift', buffered: true});
  setTimeout(() => done(sum), 300);
})"""


@pytest.mark.parametrize("width", [320, 420, 768, 1200])
@pytest.mark.parametrize("slug", ["bridge", "jissr"])
def test_a_late_summary_shifts_nothing(
    world: World, chromium: Browser, width: int, slug: str
) -> None:
    context = chromium.new_context(viewport={"width": width, "height": 800})
    page = context.new_page()
    reader = Reader.at(page, put(world, HostPage(slug=slug)))
    page.wait_for_timeout(600)
    world.watched.delay["/v1/"] = 1.5
    reader.press()
    shift = page.evaluate(SHIFT)
    context.close()
    assert shift <= 0.02


def test_the_widget_itself_shifts_nothing_when_its_script_arrives(
    world: World, chromium: Browser
) -> None:
    context = chromium.new_context(viewport={"width": 800, "height": 800})
    page = context.new_page()
    world.watched.delay["/embed.js"] = 0.5
    Reader.at(page, put(world, HostPage()))
    shift = page.evaluate(SHIFT)
    context.close()
    assert shift <= 0.02
