"""The panel is the one of the article that the reader sees, however the page came to it."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest

from tests.browser.host_pages import HostPage, put
from tests.browser.reader import Reader

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser.world import World

pytestmark = pytest.mark.both_browsers

FERRY = "ferry pier"
GOES_ON = {
    "pushState": "history.pushState({}, '', '/ferry')",
    "replaceState": "history.replaceState({}, '', '/ferry')",
    "a router that changes the canonical later": """
      history.pushState({}, '', '/ferry');
      setTimeout(() => {
        document.title = 'Ferry';
        document.querySelector('link[rel=canonical]').href = '/ferry';
      }, 50)""",
}


def opened(world: World, page: Page) -> Reader:
    head = f'<link rel="canonical" href="{world.article()}">'
    return Reader.at(page, put(world, HostPage(widgets=1, head=head)))


@pytest.mark.parametrize("way", GOES_ON)
def test_a_press_after_the_page_went_on_shows_the_new_article(
    world: World, page: Page, way: str
) -> None:
    reader = opened(world, page)
    page.evaluate(GOES_ON[way])
    page.wait_for_timeout(200)
    reader.press()
    assert FERRY in reader.panel().inner_text()


@pytest.mark.parametrize("way", GOES_ON)
def test_an_open_panel_closes_when_the_page_goes_on(world: World, page: Page, way: str) -> None:
    reader = opened(world, page)
    reader.press()
    page.evaluate(GOES_ON[way])
    reader.panel().wait_for(state="hidden")
    reader.press()
    assert FERRY in reader.panel().inner_text()


def test_an_answer_that_comes_after_the_page_went_on_is_not_shown(world: World, page: Page) -> None:
    reader = opened(world, page)
    world.watched.delay["/v1/"] = 0.6
    reader.button().click()
    page.wait_for_timeout(200)
    page.evaluate(GOES_ON["pushState"])
    page.wait_for_timeout(900)
    assert "Tuesday to rebuild" not in reader.widget().inner_text()


LINKED = {
    "the page's address": "history.replaceState({}, '', location.pathname + '?utm_source=x&_gl=1*a')",
    "the link": "document.querySelector('summary-widget a').href += '&_gl=1*abc'",
    "a hash": "location.hash = 'part-2'",
}


@pytest.mark.parametrize("what", LINKED)
def test_what_a_linker_adds_closes_nothing(world: World, page: Page, what: str) -> None:
    reader = opened(world, page)
    reader.press()
    page.evaluate(LINKED[what])
    page.wait_for_timeout(700)
    assert reader.panel().is_visible()


def test_a_link_that_names_another_article_stays_the_truth(world: World, page: Page) -> None:
    address = put(world, HostPage(widgets=1))
    body, headers = world.site.pages["/bridge"]
    bridge, ferry = (quote(world.article(slug), safe="") for slug in ("bridge", "ferry"))
    world.site.pages["/bridge"] = (body.replace(bridge, ferry), headers)
    reader = Reader.at(page, address)
    page.evaluate("history.pushState({}, '', '/bridge?page=2')")
    reader.press()
    assert FERRY in reader.panel().inner_text()


@pytest.mark.parametrize("value", ["", "true", "open"])
def test_open_is_open(world: World, page: Page, value: str) -> None:
    reader = Reader.at(page, put(world, HostPage(widgets=1, attributes=f'open="{value}"')))
    reader.panel().wait_for()


@pytest.mark.parametrize("attribute", ['open="false"', 'open="FALSE"', 'data-open="false"'])
def test_false_is_false(world: World, page: Page, attribute: str) -> None:
    reader = Reader.at(page, put(world, HostPage(widgets=1, attributes=attribute)))
    page.wait_for_timeout(500)
    assert reader.panel().count() == 0
    assert world.watched.count("/v1/") == 0
