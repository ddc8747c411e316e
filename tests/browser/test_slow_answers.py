"""An answer that comes late: the page does not jump, and no empty box is left."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import pytest

from tests.browser.host_pages import HostPage, put
from tests.browser.reader import Reader

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from playwright.sync_api import Browser, BrowserContext, Page

    from tests.browser.world import World

SHIFT: Final = 0.02
BLANK: Final = 48
PROFILES: Final[Mapping[str, dict[str, float]]] = {
    "fragment after 1 s": {"/v1/": 1},
    "both slow": {"/v1/": 2, "/core.js": 1.5},
}
STATES: Final = ("ready", "unavailable", "error")
SITES: Final = {"error": "nobody"}
SLUGS: Final = {"unavailable": "brief"}
BELOW: Final = "<p>" + "Below the widget there is more to read. " * 60 + "</p>"

WATCH = """() => {
  window.moved = 0;
  new PerformanceObserver(list => {
    for (const shift of list.getEntries()) if (!shift.hadRecentInput) window.moved += shift.value;
  }).observe({type: 'layout-shift', buffered: true});
}"""

# How far widget and panel reach below their last words, and the largest gap between words.
EMPTY = """widget => {
  const panel = widget.shadowRoot.querySelector('.summary-panel');
  const boxes = [...panel.querySelectorAll('*')]
    .filter(e => !e.children.length && e.textContent.trim())
    .map(e => e.getBoundingClientRect()).sort((a, b) => a.top - b.top);
  const last = Math.max(...boxes.map(box => box.bottom));
  let [gap, reached] = [0, panel.getBoundingClientRect().top];
  for (const box of boxes) {
    gap = Math.max(gap, box.top - reached);
    reached = Math.max(reached, box.bottom);
  }
  const end = Math.max(widget.getBoundingClientRect().bottom, panel.getBoundingClientRect().bottom);
  return [end - last, gap];
}"""
# Two frames without a change of height.
SETTLED = """widget => new Promise(done => {
  const wait = before => requestAnimationFrame(() => requestAnimationFrame(() => {
    const height = widget.offsetHeight;
    height == before ? done() : wait(height);
  }));
  wait(-1);
})"""


@pytest.fixture(params=[360, 1000])
def narrow_or_wide(request: pytest.FixtureRequest, chromium: Browser) -> Iterator[BrowserContext]:
    """Return a fresh profile of a phone's width and of a desktop's."""
    context = chromium.new_context(viewport={"width": request.param, "height": 800})
    yield context
    context.close()


def opened(world: World, context: BrowserContext, state: str) -> Reader:
    """Return a reader of a page whose widget will show a panel of this state."""
    host = HostPage(slug=SLUGS.get(state, "bridge"), below=BELOW)
    address = put(world, host)
    text, headers = world.site.pages[f"/{host.slug}"]
    site = f'site="{SITES.get(state, "daily")}"'
    world.site.pages[f"/{host.slug}"] = (text.replace('site="daily"', site), headers)
    return Reader.at(context.new_page(), address)


def watched(reader: Reader) -> Page:
    """Count from now on what moves in the reader's page."""
    reader.page.wait_for_timeout(600)
    reader.page.evaluate(WATCH)
    return reader.page


@pytest.mark.parametrize("profile", PROFILES)
def test_a_late_panel_of_any_state_moves_nothing_and_leaves_no_hole(
    world: World, narrow_or_wide: BrowserContext, profile: str
) -> None:
    found: list[tuple[str, Any, list[float]]] = []
    for state in STATES:
        reader = opened(world, narrow_or_wide, state)
        page = watched(reader)
        world.watched.delay.update(PROFILES[profile])
        reader.button().click()
        reader.panel(state=state).wait_for()
        at_once = reader.widget().evaluate(EMPTY)[0]
        reader.widget().evaluate(SETTLED)
        found.append((state, page.evaluate("moved"), [at_once, *reader.widget().evaluate(EMPTY)]))
        world.watched.delay.clear()
        page.close()
    assert [one for one in found if one[1] > SHIFT or max(one[2]) > BLANK] == []


def test_this_way_of_counting_sees_a_jump(world: World, narrow_or_wide: BrowserContext) -> None:
    page = watched(opened(world, narrow_or_wide, "ready"))
    page.evaluate("document.querySelector('h1').style.paddingBottom = '200px'")
    page.wait_for_function("moved > 0")
    assert page.evaluate("moved") > SHIFT


def test_a_panel_with_nothing_in_view_below_it_is_there_at_once(world: World, page: Page) -> None:
    address = put(world, HostPage(widgets=1, below=BELOW))
    reader = Reader.at(page, address)
    page.set_viewport_size({"width": 1000, "height": 240})
    world.watched.delay["/v1/"] = 0.7
    reader.button().click()
    reader.panel().wait_for()
    assert reader.widget().locator("#panel").get_attribute("style") in (None, "--_size: 16px;")


def test_readers_who_asked_for_less_motion_see_the_panel_at_once(
    world: World, chromium: Browser
) -> None:
    context = chromium.new_context(reduced_motion="reduce", viewport={"width": 360, "height": 800})
    reader = Reader.at(context.new_page(), put(world, HostPage(below=BELOW)))
    world.watched.delay["/v1/"] = 0.7
    reader.button().click()
    reader.panel().wait_for()
    heights = reader.widget().evaluate(
        "e => [e.offsetHeight, e.shadowRoot.querySelector('.summary-panel').scrollHeight]"
    )
    context.close()
    assert heights[0] > heights[1]


def test_while_the_summary_is_on_its_way_there_is_a_small_frame(
    world: World, narrow_or_wide: BrowserContext
) -> None:
    reader = opened(world, narrow_or_wide, "ready")
    world.watched.delay.update({"/v1/": 3, "/core.js": 3})
    reader.button().click()
    frame = reader.widget().locator("#panel")
    box = frame.bounding_box()
    assert box is not None
    assert 100 < box["height"] <= 160
    assert frame.evaluate("e => getComputedStyle(e).borderTopStyle") == "solid"
