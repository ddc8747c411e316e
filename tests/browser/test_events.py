"""What a site's own analytics hear of the widget, and that it is nothing about the reader."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.browser.host_pages import NONCE, HostPage, put
from tests.browser.reader import Reader

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser.world import World

pytestmark = pytest.mark.both_browsers

HEAR = """
window.heard = [];
for (const name of ['open', 'close', 'shown', 'passage', 'neighbour'])
  document.addEventListener('summary-' + name, e => window.heard.push(
    [name, e.detail, e.target.localName, e.bubbles, e.composed, e.cancelable]));
"""
# In one go: Playwright's own scripts need these globals, too.
CLOSED_AMONG_REPLACED_GLOBALS = """() => {
  const kept = [Event, CustomEvent];
  window.Event = window.CustomEvent = function () { throw new Error('ours') };
  document.querySelector('summary-widget').shadowRoot.querySelector('button').click();
  [window.Event, window.CustomEvent] = kept;
}"""


def listened(world: World, page: Page, **given: Any) -> Reader:
    """Open a page that listens."""
    head = f'<script nonce="{NONCE}">{HEAR}</script>'
    put(world, HostPage(slug="ferry", widgets=0))
    return Reader.at(page, put(world, HostPage(head=head, **given)))


def names(page: Page) -> list[Any]:
    """Return what was heard, in its order."""
    return [[name, detail] for name, detail, *_ in page.evaluate("heard")]


def test_opening_showing_and_closing_are_heard(world: World, page: Page) -> None:
    reader = listened(world, page)
    reader.press()
    page.evaluate(CLOSED_AMONG_REPLACED_GLOBALS)
    reader.button().click()
    reader.panel().get_by_role("button").click()
    opening, shown, closing = ["open", None], ["shown", {"state": "ready"}], ["close", None]
    assert names(page) == [opening, shown, closing, opening, closing]


def test_events_come_from_the_element_and_leave_every_shadow_root(world: World, page: Page) -> None:
    reader = listened(world, page)
    reader.press()
    assert {tuple(heard[2:]) for heard in page.evaluate("heard")} == {
        ("summary-widget", True, True, False)
    }


def test_a_passage_is_heard_with_its_number_and_whether_it_was_found(
    world: World, page: Page
) -> None:
    reader = listened(world, page)
    reader.press()
    reader.panel().locator(".summary-panel-source").nth(1).click()
    page.wait_for_function("heard.some(([name]) => name == 'passage')")
    assert names(page)[-1] == ["passage", {"point": 2, "found": True}]


@pytest.mark.parametrize(
    ("link", "which"), [("Ferry from December", "previous"), ("Brief", "next")]
)
def test_a_neighbour_is_heard_as_previous_or_next(
    world: World, page: Page, link: str, which: str
) -> None:
    reader = listened(world, page)
    page.evaluate("document.addEventListener('click', e => e.preventDefault())")
    reader.press()
    reader.panel().get_by_role("link", name=link).click()
    assert names(page)[-1] == ["neighbour", {"which": which}]


def test_a_neighbour_that_is_always_there_is_heard_once(world: World, page: Page) -> None:
    reader = listened(world, page, attributes='neighbours="always"', widgets=1)
    page.evaluate("document.addEventListener('click', e => e.preventDefault())")
    reader.widget().get_by_role("link", name="Brief").click()
    assert names(page) == [["neighbour", {"which": "next"}]]


def test_an_article_without_a_summary_is_heard_as_such(world: World, page: Page) -> None:
    reader = listened(world, page, slug="brief")
    reader.button().click()
    reader.panel(state="unavailable").wait_for()
    assert names(page) == [["open", None], ["shown", {"state": "unavailable"}]]


def test_a_failure_is_heard(world: World, page: Page) -> None:
    reader = listened(world, page)
    world.watched.blocked.add("/v1/")
    reader.button().click()
    reader.widget().get_by_role("link").first.wait_for()
    assert names(page) == [["open", None], ["shown", {"state": "failed"}]]
