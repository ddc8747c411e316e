"""What a reader does: press, read, go on."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser.host_pages import HostPage, put
from tests.browser.passages import follow, marked
from tests.browser.reader import Reader

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser.world import World

pytestmark = pytest.mark.both_browsers

FRAGMENT = "/v1/sites/daily/summary"


def test_a_press_shows_the_summary(world: World, page: Page) -> None:
    reader = Reader.at(page, put(world, HostPage()))
    reader.press()
    text = reader.panel().inner_text()
    assert "Three sentences from this article, unchanged" in text
    assert "The harbour council voted on Tuesday" in text
    assert reader.complaints == []


def test_two_widgets_on_one_page_share_one_request(world: World, page: Page) -> None:
    reader = Reader.at(page, put(world, HostPage()))
    reader.press(0)
    reader.press(1)
    assert world.watched.count(FRAGMENT) == 1
    assert reader.panel(0).is_visible()
    assert reader.panel(1).is_visible()


def test_a_double_click_makes_one_request(world: World, page: Page) -> None:
    reader = Reader.at(page, put(world, HostPage()))
    world.watched.delay["/"] = 0.2
    reader.button().dblclick()
    reader.panel().wait_for()
    assert world.watched.count(FRAGMENT) == 1


def test_nothing_is_asked_before_the_reader_shows_interest(world: World, page: Page) -> None:
    Reader.at(page, put(world, HostPage()))
    page.wait_for_timeout(300)
    assert {request.path for request in world.watched.asked} == {"/embed.js"}


def test_a_hover_asks_ahead_of_the_press(world: World, page: Page) -> None:
    reader = Reader.at(page, put(world, HostPage()))
    with page.expect_response("**" + FRAGMENT + "*"):
        reader.button().hover()
    reader.press()
    assert world.watched.count(FRAGMENT) == 1


def test_nowarm_waits_for_the_press(world: World, page: Page) -> None:
    reader = Reader.at(page, put(world, HostPage(attributes="nowarm")))
    reader.button().hover()
    page.wait_for_timeout(300)
    assert world.watched.count(FRAGMENT) == 0
    reader.press()
    assert world.watched.count(FRAGMENT) == 1


def test_an_open_widget_needs_no_press(world: World, page: Page) -> None:
    reader = Reader.at(page, put(world, HostPage(attributes="data-open")))
    reader.panel().wait_for()


def test_a_second_press_closes_and_a_third_opens_without_a_request(
    world: World, page: Page
) -> None:
    reader = Reader.at(page, put(world, HostPage()))
    reader.press()
    reader.button().click()
    reader.panel().wait_for(state="hidden")
    reader.button().click()
    reader.panel().wait_for(state="visible")
    assert world.watched.count(FRAGMENT) == 1


def test_the_keyboard_is_enough(world: World, page: Page) -> None:
    reader = Reader.at(page, put(world, HostPage()))
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    reader.panel().wait_for()
    page.wait_for_function(
        "document.querySelector('summary-widget').shadowRoot.activeElement"
        "?.matches('.summary-panel')"
    )
    page.keyboard.press("Tab")
    assert (
        page.evaluate("document.querySelector('summary-widget').shadowRoot.activeElement.tagName")
        == "A"
    )


def test_the_button_says_whether_the_summary_is_open(world: World, page: Page) -> None:
    reader = Reader.at(page, put(world, HostPage()))
    assert reader.button().get_attribute("aria-expanded") == "false"
    reader.press()
    assert reader.button().get_attribute("aria-expanded") == "true"


def test_the_label_and_the_heading_level_are_the_publishers(world: World, page: Page) -> None:
    attributes = 'data-label="In short" data-heading-level="4"'
    reader = Reader.at(page, put(world, HostPage(attributes=attributes)))
    assert reader.button().inner_text() == "In short"
    reader.press()
    reader.panel().locator('h2[aria-level="4"]').wait_for()


def test_a_point_leads_to_its_passage_in_the_article(world: World, page: Page) -> None:
    reader = Reader.at(page, put(world, HostPage(below='<div style="height:3000px"></div>')))
    reader.press()
    history = page.evaluate("history.length")
    assert follow(reader) == "The passage is marked in the article."
    assert marked(page).startswith("The harbour council voted on Tuesday")
    assert page.evaluate("history.length") == history
    assert page.url == world.article()


def test_the_neighbours_can_be_followed(world: World, page: Page) -> None:
    put(world, HostPage(slug="brief"))
    reader = Reader.at(page, put(world, HostPage()))
    reader.press()
    reader.panel().get_by_role("link", name="Brief").click()
    page.wait_for_url(world.article("brief"))


def test_a_short_article_says_why_there_is_no_summary(world: World, page: Page) -> None:
    reader = Reader.at(page, put(world, HostPage(slug="brief")))
    reader.button().click()
    reader.panel(state="unavailable").wait_for()
    assert "too short" in reader.panel(state="unavailable").inner_text()


def test_an_article_in_arabic_reads_from_the_right(world: World, page: Page) -> None:
    host = HostPage(slug="jissr", language="ar", direction="rtl")
    reader = Reader.at(page, put(world, host))
    reader.press()
    point = reader.panel().locator("li").first
    assert point.evaluate("e => getComputedStyle(e).direction") == "rtl"


def test_an_element_that_moves_is_not_made_twice(world: World, page: Page) -> None:
    reader = Reader.at(page, put(world, HostPage(widgets=1)))
    reader.press()
    page.evaluate("document.body.append(document.querySelector('summary-widget'))")
    assert reader.buttons() == ["Hide summary", "Close the summary"]
    assert reader.panel().count() == 1


def test_the_script_twice_on_a_page_is_the_script_once(world: World, page: Page) -> None:
    again = f'<script async src="{world.widget}/embed.js"></script>'
    reader = Reader.at(page, put(world, HostPage(head=again)))
    reader.press()
    assert reader.complaints == []
