"""Pages that emulate shadow roots, put sheets into ours, or answer every change with another."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser.host_pages import NONCE, HostPage, put
from tests.browser.reader import Reader

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser.world import World

pytestmark = pytest.mark.both_browsers

# Small imitations of ShadyDOM.force: the page sees what is put into the root among the children.
EMULATED = {
    "the root is the element": """
      Element.prototype.attachShadow = function () { return this }""",
    "the root is a child": """
      Element.prototype.attachShadow = function () {
        return this.appendChild(document.createElement('shady-root'));
      }""",
    "the root is a child, and a reference of the element": """
      Element.prototype.attachShadow = function () {
        const root = document.createElement('shady-root');
        Object.defineProperty(this, 'shadowRoot', { value: root });
        Promise.resolve().then(() => this.append(root));
        return root;
      }""",
}
COUNT = """
window.changes = 0;
new MutationObserver((records) => window.changes += records.length).observe(document,
  { subtree: true, childList: true, characterData: true, attributes: true });"""
# Pages that write to what we write to, whenever they see a change.
ANSWERS = {
    "a page that writes labels in capitals": """
      for (const e of document.querySelectorAll('summary-widget a, summary-widget button')) {
        const text = e.textContent.toUpperCase();
        if (e.textContent != text) e.textContent = text;
      }""",
    "a page that marks links": """
      for (const e of document.querySelectorAll('summary-widget a')) e.dataset.seen = '1';""",
    "a translator that wraps texts": """
      for (const e of document.querySelectorAll('summary-widget a')) if (!e.querySelector('font')) {
        const font = document.createElement('font');
        font.append(...e.childNodes);
        e.append(font);
      }""",
}
SHEETS = {
    "put first": "root.adoptedStyleSheets.unshift(sheet)",
    "appended": "root.adoptedStyleSheets.push(sheet)",
    "in a new list": "root.adoptedStyleSheets = [sheet, ...root.adoptedStyleSheets]",
}
PUT = """way => {
  const { shadowRoot: root } = document.querySelector('summary-widget');
  const sheet = window.foreign = new CSSStyleSheet();
  sheet.replaceSync('button { --foreign: yes }');
  WAY;
}"""
KEPT = """() => {
  const { shadowRoot: root } = document.querySelector('summary-widget');
  return [root.adoptedStyleSheets.includes(foreign), root.adoptedStyleSheets.length,
    getComputedStyle(root.querySelector('.summary-panel')).display,
    getComputedStyle(root.querySelector('button')).getPropertyValue('--foreign')];
}"""


def script(text: str) -> str:
    return f'<script nonce="{NONCE}">{text}</script>'


@pytest.mark.parametrize("answer", [None, *ANSWERS])
@pytest.mark.parametrize("emulation", [None, *EMULATED])
def test_a_page_with_emulated_roots_lives(
    world: World, page: Page, emulation: str | None, answer: str | None
) -> None:
    head = script((EMULATED[emulation] + ";" if emulation else "") + COUNT)
    if answer:
        head += script(
            f"""new MutationObserver(() => {{ {ANSWERS[answer]} }}).observe(document,
            {{ subtree: true, childList: true, characterData: true }})"""
        )
    reader = Reader.at(page, put(world, HostPage(head=head)))
    page.wait_for_timeout(300)
    before = page.evaluate("changes")
    page.wait_for_timeout(400)
    assert page.evaluate("changes") - before < 10
    for number in (0, 1):
        reader.button(number).click()
        reader.widget(number).locator('.summary-panel[data-state="ready"]').wait_for()
    after = page.evaluate("changes")
    page.wait_for_timeout(400)
    assert page.evaluate("changes") - after < 10
    assert reader.complaints == []


@pytest.mark.parametrize("way", SHEETS)
def test_sheets_of_others_and_ours_stay(world: World, page: Page, way: str) -> None:
    reader = Reader.at(page, put(world, HostPage(widgets=1)))
    reader.button().wait_for()
    page.evaluate(PUT.replace("WAY", SHEETS[way]))
    reader.press()
    assert page.evaluate(KEPT) == [True, 3, "flex", "yes"]


def test_a_sheet_that_comes_after_the_press_takes_nothing_away(world: World, page: Page) -> None:
    reader = Reader.at(page, put(world, HostPage(widgets=1)))
    reader.press()
    page.evaluate(PUT.replace("WAY", SHEETS["in a new list"]))
    reader.button().click()
    reader.button().click()
    reader.panel().wait_for()
    assert page.evaluate(KEPT) == [True, 3, "flex", "yes"]
