"""What a reader sees who waits: how far the page jumps, and what is left empty in the panel."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tests.browser.host_pages import HostPage, markup
from tests.browser.reader import Reader

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

    from tests.browser.world import World

MOST_SHIFT = 0.02
"""Of layout shift that no input explains, the sum over a page's life."""
MOST_BLANK = 48
"""Pixels of one empty band in a finished panel, most often the one below its last line."""

WIDTHS = (360, 1000)
STATES = {"ready": "bridge", "unavailable": "brief", "error": "bridge"}
"""The state of a finished panel, and an article that gets it; ``error`` is of an unknown site."""

SHIFT = """() => new Promise(done => {
  let sum = 0;
  new PerformanceObserver(list => {
    for (const e of list.getEntries()) if (!e.hadRecentInput) sum += e.value;
  }).observe({type: 'layout-shift', buffered: true});
  setTimeout(() => done(sum), 300);
})"""
STILL = """() => new Promise((done, fail) => {
  const host = document.querySelector('summary-widget');
  let height = 0, since = performance.now();
  const looking = setInterval(() => {
    if (host.offsetHeight != height) [height, since] = [host.offsetHeight, performance.now()];
    if (performance.now() - since > 400) done(clearInterval(looking));
  }, 30);
  setTimeout(() => fail(new Error(`${height} px high, and still moving after 8 s`)), 8000);
})"""
BLANK = """() => {
  const host = document.querySelector('summary-widget');
  const panel = host.shadowRoot.querySelector('.summary-panel');
  const walker = document.createTreeWalker(panel, NodeFilter.SHOW_TEXT);
  const lines = [...panel.querySelectorAll('button, svg, img')].map(e => e.getBoundingClientRect());
  while (walker.nextNode()) {
    const range = new Range();
    range.selectNodeContents(walker.currentNode);
    if (walker.currentNode.data.trim()) lines.push(...range.getClientRects());
  }
  const top = panel.getBoundingClientRect().top;
  const bottom = host.getBoundingClientRect().bottom;
  let blank = 0, reached = top;
  for (const line of lines.filter(line => line.width > 1).sort((a, b) => a.top - b.top)) {
    blank = Math.max(blank, line.top - reached);
    reached = Math.max(reached, line.bottom);
  }
  return Math.max(blank, bottom - reached);
}"""


@dataclass(frozen=True, slots=True)
class Profile:
    """How slow a server is: seconds until the fragment and until ``core.js``."""

    name: str
    fragment: float = 0.0
    core: float = 0.0


PROFILES = (
    Profile("fragment after 0.6 s", fragment=0.6),
    Profile("fragment after 1 s", fragment=1.0),
    Profile("fragment after 2 s", fragment=2.0),
    Profile("fragment after 4 s", fragment=4.0),
    Profile("core after 1.5 s", core=1.5),
    Profile("both slow", fragment=2.0, core=1.5),
)


@dataclass(frozen=True, slots=True)
class Waited:
    """What a reader saw."""

    shift: float
    blank: float

    @property
    def is_good(self) -> bool:
        """Return whether both are below what is allowed."""
        return self.shift <= MOST_SHIFT and self.blank <= MOST_BLANK


def wait_for_panels(
    world: World, browser: Browser, profile: Profile, width: int
) -> dict[str, Waited]:
    """Press at once on a page for each state, and return what their readers saw."""
    world.watched.delay |= {"/v1/": profile.fragment, "/core.js": profile.core}
    context = browser.new_context(viewport={"width": width, "height": 800})
    readers = {state: _pressed(world, context.new_page(), state) for state in STATES}
    seen = {state: _seen(reader, state) for state, reader in readers.items()}
    context.close()
    return seen


def _pressed(world: World, page: Page, state: str) -> Reader:
    text = markup(world, HostPage(slug=STATES[state]))
    if state == "error":
        text = text.replace("daily", "nobody")
    slug = STATES[state]
    world.site.pages[f"/{slug}"] = (text, {})
    reader = Reader.at(page, world.article(slug))
    reader.button().click()
    return reader


def _seen(reader: Reader, state: str) -> Waited:
    reader.panel(state=state).wait_for()
    reader.page.evaluate(STILL)
    blank = float(reader.page.evaluate(BLANK))
    return Waited(float(reader.page.evaluate(SHIFT)), blank)
