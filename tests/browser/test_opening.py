"""The open panel: what the button is called, and every way to close it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser.host_pages import HostPage, put
from tests.browser.reader import Reader
from tests.browser.states import publish_without_summary

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser.world import World

pytestmark = pytest.mark.both_browsers

LABEL = "No time to read? Get a summary"
FOCUSED = "document.querySelector('summary-widget').shadowRoot.activeElement"


def test_the_button_says_what_it_does(world: World, page: Page) -> None:
    reader = Reader.at(page, put(world, HostPage()))
    words = [reader.button().inner_text()]
    for _ in range(2):
        reader.press()
        words.append(reader.button().inner_text())
        reader.button().click()
        words.append(reader.button().inner_text())
    assert words == [LABEL, "Hide summary", LABEL, "Hide summary", LABEL]


def test_the_last_button_of_a_panel_closes_it_and_gives_focus_back(
    world: World, page: Page
) -> None:
    reader = Reader.at(page, put(world, HostPage()))
    reader.press()
    assert reader.panel().locator("> :last-child").inner_text() == "Close the summary"
    reader.panel().get_by_role("button").click()
    reader.panel().wait_for(state="hidden")
    assert page.evaluate(f"{FOCUSED}.getAttribute('aria-expanded')") == "false"
    assert reader.button().inner_text() == LABEL


@pytest.mark.parametrize("tabs", [0, 1, 4])
def test_escape_within_the_widget_closes_it_and_nothing_else(
    world: World, page: Page, tabs: int
) -> None:
    reader = Reader.at(page, put(world, HostPage()))
    page.evaluate("document.addEventListener('keydown', e => window.heard = e.key)")
    reader.press()
    for _ in range(tabs):
        page.keyboard.press("Tab")
    page.keyboard.press("Escape")
    reader.panel().wait_for(state="hidden")
    assert page.evaluate(f"{FOCUSED}.innerText") == LABEL
    assert page.evaluate("window.heard") != "Escape"
    page.keyboard.press("Escape")
    assert page.evaluate("window.heard") == "Escape"


def test_escape_elsewhere_is_the_pages_own(world: World, page: Page) -> None:
    reader = Reader.at(page, put(world, HostPage(below='<input id="own">')))
    reader.press()
    page.locator("#own").focus()
    page.keyboard.press("Escape")
    assert reader.panel().is_visible()


def test_focus_goes_through_the_panel_in_the_order_of_its_words(world: World, page: Page) -> None:
    reader = Reader.at(page, put(world, HostPage()))
    reader.press()
    names = []
    for _ in range(6):
        page.keyboard.press("Tab")
        names.append(page.evaluate(f"{FOCUSED}.innerText"))
    assert names == ["1", "2", "3", "Ferry from December", "Brief", "Close the summary"]


def test_the_button_tells_in_every_state_what_it_controls(world: World, page: Page) -> None:
    reader = Reader.at(page, put(world, HostPage()))

    def told() -> tuple[str | None, str | None]:
        button = reader.button()
        return button.get_attribute("aria-expanded"), button.get_attribute("aria-controls")

    states = [told()]
    world.watched.delay["/v1/"] = 1
    reader.button().click()
    reader.widget().locator("#panel:empty").wait_for()
    page.wait_for_timeout(500)
    states.append(told())
    reader.panel().wait_for()
    states.append(told())
    reader.button().click()
    states.append(told())
    open_, closed = ("true", "panel"), ("false", "panel")
    assert states == [("false", None), open_, open_, closed]


def test_a_second_widget_of_the_article_opens_and_closes_by_itself(
    world: World, page: Page
) -> None:
    reader = Reader.at(page, put(world, HostPage()))
    reader.press(0)
    reader.press(1)
    reader.button(0).click()
    reader.panel(0).wait_for(state="hidden")
    assert reader.panel(1).is_visible()
    assert [reader.button(n).inner_text() for n in (0, 1)] == [LABEL, "Hide summary"]


def test_a_reader_who_closed_a_waiting_panel_is_not_called_back(
    world: World, page: Page, monkeypatch: pytest.MonkeyPatch
) -> None:
    slug = f"closed-{page.context.browser and page.context.browser.browser_type.name}"
    publish_without_summary(world.services, world.article(slug), monkeypatch)
    reader = Reader.at(page, put(world, HostPage(slug=slug)))
    reader.button().click()
    reader.panel(state="pending").wait_for()
    reader.button().click()
    reader.panel().wait_for(state="attached")
    assert not reader.panel().is_visible()
    assert reader.button().inner_text() == LABEL
    reader.button().click()
    assert reader.panel().is_visible()
    assert reader.buttons() == ["Hide summary", "Close the summary"]


def test_an_error_can_be_closed_and_the_next_press_asks_again(world: World, page: Page) -> None:
    address = put(world, HostPage())
    text, headers = world.site.pages["/bridge"]
    world.site.pages["/bridge"] = (text.replace('site="daily"', 'site="nobody"'), headers)
    reader = Reader.at(page, address)
    for presses in (1, 2):
        reader.button().click()
        reader.panel(state="error").wait_for()
        assert reader.button().inner_text() == LABEL
        assert world.watched.count("/v1/sites/nobody/summary") == presses
        reader.panel(state="error").get_by_role("button").click()
        reader.panel(state="error").wait_for(state="hidden")
        page.wait_for_timeout(1000)
