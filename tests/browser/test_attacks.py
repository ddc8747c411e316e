"""The attack corpus in real Chromium: by innerHTML, by page, and by htmx; nothing may run."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest

from tests.attacks import ATTRIBUTES, ELEMENTS, payloads, publish_attacks, sample
from tests.browser.host_pages import NONCE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from playwright.sync_api import Page

    from tests.browser.world import World

SAMPLE = 1_000

# Whatever a payload would call or change says so; so does every frame.
TRAP = """
window.ran = [];
for (const name of ['alert', 'confirm', 'prompt', 'print', 'open'])
  window[name] = () => { window.ran.push(name); };
window.addEventListener('error', event => window.ran.push('error ' + event.message));
"""
# Every handler that a payload may wait for is called; every element must be known.
PROVOKE = """([elements, attributes]) => {
  const bad = [];
  for (const e of document.querySelectorAll('.summary-panel, .summary-panel *')) {
    if (!elements.includes(e.localName)) bad.push(e.localName);
    for (const a of e.attributes) {
      if (a.name.startsWith('data-htmx') || a.name == 'style') continue;
      if (!attributes.includes(a.name)) bad.push(a.name);
    }
    if (e.href && !/^https?:/.test(e.href)) bad.push(e.href);
    for (const name of ['mouseover', 'focus', 'toggle', 'load', 'error', 'animationstart'])
      e.dispatchEvent(new Event(name));
  }
  return [bad, window.ran, document.querySelectorAll('.summary-panel').length];
}"""


class Watch:
    """Sees requests to anyone else and navigations that nobody asked for."""

    def __init__(self, page: Page, world: World) -> None:
        self.leaks: list[str] = []
        self._own = (world.widget, world.news, "data:,", "about:")
        page.add_init_script(TRAP)
        page.on("request", lambda request: self._look(request.url))
        page.on("dialog", lambda dialog: self.leaks.append(dialog.message))

    def _look(self, url: str) -> None:
        if not url.startswith(self._own):
            self.leaks.append(url)


def check(page: Page, watch: Watch, url: str) -> None:
    """Provoke what the page shows and require that nothing ran, leaked or was unknown."""
    bad, ran, panels = page.evaluate(PROVOKE, [sorted(ELEMENTS), sorted(ATTRIBUTES)])
    assert (bad, ran, watch.leaks) == ([], [], []), url
    assert panels == 1, url


def fragment_of(world: World, url: str) -> str:
    return f"{world.widget}/v1/sites/daily/summary?url={quote(url, safe='')}"


def by_inner_html(world: World, page: Page, urls: Sequence[str]) -> None:
    watch = Watch(page, world)
    world.site.pages["/lab"] = ("<!doctype html><div id=lab></div>", {})
    page.goto(world.article("lab"))
    for url in urls:
        page.evaluate(
            "async url => { lab.innerHTML = await (await fetch(url)).text(); }",
            fragment_of(world, url),
        )
        check(page, watch, url)


def by_page(world: World, page: Page, urls: Sequence[str]) -> None:
    watch = Watch(page, world)
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    for url in urls:
        page.goto(f"{world.widget}/read/daily?url={quote(url, safe='')}")
        check(page, watch, url)
    assert [text for text in complaints if "favicon" not in text and "404" not in text] == []


def by_htmx(world: World, page: Page, urls: Sequence[str]) -> None:
    watch = Watch(page, world)
    lab = (
        f'<!doctype html><script nonce="{NONCE}" src="/vendor/htmx-2.0.11.min.js"></script>'
        "<div id=lab></div>"
    )
    world.site.pages["/lab"] = (lab, {})
    page.goto(world.article("lab"))
    for url in urls:
        path = fragment_of(world, url).removeprefix(world.widget)
        page.evaluate("path => htmx.ajax('GET', path, '#lab')", path)
        check(page, watch, url)


WAYS = {"innerHTML": by_inner_html, "page": by_page, "htmx": by_htmx}


@pytest.mark.parametrize("way", WAYS)
def test_nothing_of_a_sample_runs_or_leaks(world: World, page: Page, way: str) -> None:
    tally = publish_attacks(world.services, world.news, sample(SAMPLE))
    WAYS[way](world, page, tally.urls)


@pytest.mark.sweep
@pytest.mark.parametrize("way", WAYS)
def test_nothing_of_the_whole_corpus_runs_or_leaks(world: World, page: Page, way: str) -> None:
    tally = publish_attacks(world.services, world.news, payloads())
    WAYS[way](world, page, tally.urls)
    assert tally.refused < len(payloads()) / 100
