"""The widget on the sites of others: every host theme, both directions of writing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from examples.themes import THEMES, Theme
from tests.browser.axe import violations
from tests.browser.reader import Reader
from tests.browser.themed import put_themed
from tests.browser.waiting import STILL

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser.world import World

each_theme = pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
SCHEMES: tuple[Any, ...] = ("light", "dark")
SCREENS = ({"width": 1000, "height": 800}, {"width": 360, "height": 740})
LEAST_CLOSED, LEAST_OPEN = 4, 8
"""Pixels between what is drawn of the widget and the next line of the page."""

# Lines of the page beside the first widget that a finger would not reach, the least distance of a
# line to what the widget draws, and by how much the page is wider than the screen. A button without
# ground and frame draws its label only; a border that it has is for the finger.
FITS = """() => {
  const host = document.querySelector('summary-widget');
  const box = element => {
    const style = getComputedStyle(element);
    if (/, 0\\)$/.test(style.backgroundColor) && style.boxShadow == 'none') {
      const label = new Range();
      label.selectNodeContents(element);
      return label.getBoundingClientRect();
    }
    const {x, y, width, height} = element.getBoundingClientRect();
    return new DOMRect(x, y + element.clientTop, width, height - 2 * element.clientTop);
  };
  const drawn = ['button', '.summary-panel']
    .map(one => host.shadowRoot.querySelector(one))
    .filter(element => element?.offsetHeight).map(box);
  const walker = document.createTreeWalker(host.parentElement, NodeFilter.SHOW_TEXT);
  const covered = [], distances = [];
  while (walker.nextNode()) {
    const text = walker.currentNode;
    if (!text.data.trim() || text.parentElement.closest('summary-widget, svg')) continue;
    const range = new Range();
    range.selectNodeContents(text);
    const block = text.parentElement.getBoundingClientRect();
    for (const line of range.getClientRects()) {
      const middle = [line.left + line.width / 2, line.top + line.height / 2];
      // the box of an initial is higher than what is drawn of it
      const [top, bottom] = [Math.max(line.top, block.top), Math.min(line.bottom, block.bottom)];
      const above = bottom < drawn[0].top + drawn[0].height / 2;
      if (middle[1] < 0 || middle[1] > innerHeight) continue;
      if (document.elementFromPoint(...middle) == host) covered.push(text.data.slice(0, 40));
      distances.push(above ? drawn[0].top - bottom : top - drawn.at(-1).bottom);
    }
  }
  const wider = document.documentElement.scrollWidth - innerWidth;
  return {covered, distance: Math.min(...distances), wider};
}"""


@pytest.mark.both_browsers
@each_theme
def test_in_every_theme_a_press_shows_the_summary(world: World, page: Page, theme: Theme) -> None:
    for slug in (theme.slug, theme.turned_slug):
        reader = Reader.at(page, put_themed(world, theme, slug))
        reader.press(0)
        reader.press(1)
        assert reader.panel().locator("li").first.is_visible()
        assert reader.complaints == []


@pytest.mark.parametrize("screen", SCREENS, ids=lambda screen: str(screen["width"]))
@each_theme
def test_the_widget_fits_between_the_lines_of_every_theme(
    world: World, page: Page, theme: Theme, screen: Any
) -> None:
    page.set_viewport_size(screen)
    reader = Reader.at(page, put_themed(world, theme))
    page.evaluate("document.querySelector('summary-widget').scrollIntoView({block: 'center'})")
    closed = page.evaluate(FITS)
    reader.press()
    page.evaluate(STILL)
    page.evaluate("document.querySelector('summary-widget').scrollIntoView({block: 'end'})")
    page.evaluate("scrollBy(0, 120)")
    opened = page.evaluate(FITS)
    for seen, least in ((closed, LEAST_CLOSED), (opened, LEAST_OPEN)):
        assert seen["covered"] == []
        assert seen["distance"] >= least
        assert seen["wider"] <= 0


@each_theme
def test_axe_finds_nothing_of_ours_in_any_theme(world: World, page: Page, theme: Theme) -> None:
    address = put_themed(world, theme)
    for scheme in SCHEMES:
        page.emulate_media(color_scheme=scheme)
        Reader.at(page, address).press()
        assert violations(page, "summary-widget") == [], scheme
