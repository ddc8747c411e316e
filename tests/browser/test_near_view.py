"""What a widget asks for by itself when it comes near the view, and only where its page says so."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final
from urllib.parse import parse_qs, urlsplit

import pytest

from tests.browser.host_pages import HostPage, element, put
from tests.browser.reader import Reader
from tests.browser.test_slow_answers import BELOW, SETTLED, SHIFT, WATCH

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page, Route

    from tests.browser.world import World

HIDES: Final = "hide-when-none"
FRAGMENT: Final = "/v1/sites/daily/summary"
SEEN = "e => e.checkVisibility({visibilityProperty: true})"


def has(page: Page, answer: Callable[[str], bool]) -> list[list[str]]:
    """Let the server say of each address whether it has a summary; return the addresses asked."""
    asked: list[list[str]] = []

    def fulfil(route: Route) -> None:
        addresses = parse_qs(urlsplit(route.request.url).query)["url"]
        asked.append(addresses)
        body = json.dumps({"has": [answer(address) for address in addresses]})
        allowed = {"Access-Control-Allow-Origin": "*"}
        route.fulfill(body=body, content_type="application/json", headers=allowed)

    page.route("**/v1/sites/daily/has?*", fulfil)
    return asked


def staying(world: World, attributes: str) -> str:
    """Return the address of a page of a site that goes on without loading."""
    head = f'<link rel="canonical" href="{world.article()}">'
    below = element(world, "bridge", attributes)
    return put(world, HostPage(widgets=0, head=head, below=below))


def test_a_button_that_would_lead_to_nothing_is_not_shown(world: World, page: Page) -> None:
    has(page, lambda _: False)
    reader = Reader.at(page, put(world, HostPage(attributes=HIDES, widgets=1)))
    reader.widget().wait_for(state="hidden")
    page.wait_for_function("!document.querySelector('summary-widget').offsetHeight")
    assert world.watched.count("/core.js") == 0
    assert reader.complaints == []


def test_a_button_that_leads_to_a_summary_is_shown_after_one_small_question(
    world: World, page: Page
) -> None:
    asked = has(page, lambda _: True)
    reader = Reader.at(page, put(world, HostPage(attributes=HIDES)))
    for number in (0, 1):
        page.wait_for_function(
            f"({SEEN})(document.querySelectorAll('summary-widget')[{number}].shadowRoot.firstChild)"
        )
    assert asked == [[world.article()]]
    reader.press()


def test_the_place_of_a_button_goes_without_a_jump(world: World, page: Page) -> None:
    has(page, lambda _: False)
    address = put(world, HostPage(attributes=HIDES, below=BELOW))
    page.add_init_script(f"({WATCH})()")
    reader = Reader.at(page, address)
    page.wait_for_function("!document.querySelector('summary-widget').offsetHeight")
    page.wait_for_timeout(100)
    assert page.evaluate("moved") <= SHIFT
    gap = "document.querySelector('article').getBoundingClientRect().top"
    before = page.evaluate(gap)
    page.evaluate("document.querySelector('summary-widget').remove()")
    assert page.evaluate(gap) == before
    assert reader.complaints == []


@pytest.mark.parametrize(
    "answer",
    [
        {"status": 503},
        {"status": 200, "body": "<h1>Log in</h1>"},
        {"status": 200, "body": "[]"},
        {"status": 200, "body": '{"has": [null]}'},
        None,
    ],
    ids=["503", "portal", "list", "null", "no network"],
)
def test_when_nobody_can_say_the_button_is_shown(
    world: World, page: Page, answer: dict[str, object] | None
) -> None:
    def fulfil(route: Route) -> None:
        allowed = {"Access-Control-Allow-Origin": "*"}
        if answer is None:
            return route.abort()
        return route.fulfill(headers=allowed, **answer)  # type: ignore[arg-type]

    page.route("**/v1/sites/daily/has?*", fulfil)
    reader = Reader.at(page, put(world, HostPage(attributes=HIDES)))
    reader.button().wait_for()
    reader.press()


def test_a_page_that_goes_on_to_another_article_asks_anew(world: World, page: Page) -> None:
    asked = has(page, lambda address: "ferry" in address)
    reader = Reader.at(page, staying(world, HIDES))
    page.wait_for_function("!document.querySelector('summary-widget').offsetHeight")
    page.evaluate("history.pushState({}, '', '/ferry')")
    reader.button().wait_for()
    page.evaluate("history.pushState({}, '', '/ferry#comments')")
    page.evaluate("history.back(); history.back()")
    page.wait_for_function("!document.querySelector('summary-widget').offsetHeight")
    assert [urlsplit(address).path for [address] in asked] == ["/bridge", "/ferry", "/bridge"]
    assert reader.complaints == []


def test_without_the_file_that_asks_the_button_is_shown(world: World, page: Page) -> None:
    world.watched.blocked.add("/nearby.js")
    reader = Reader.at(page, put(world, HostPage(attributes=HIDES)))
    reader.button().wait_for()
    reader.press()


def test_widgets_that_come_into_view_together_ask_together(world: World, page: Page) -> None:
    asked = has(page, lambda address: address.endswith("7"))
    teasers = "".join(element(world, f"teaser-{number}", HIDES) for number in range(60))
    reader = Reader.at(page, put(world, HostPage(widgets=0, below=teasers)))
    page.set_viewport_size({"width": 1000, "height": 4000})
    for number in (7, 17, 57):
        reader.button(number).wait_for()
    assert sorted(address for addresses in asked for address in addresses) == sorted(
        world.article(f"teaser-{number}") for number in range(60)
    )
    assert max(len(addresses) for addresses in asked) <= 50
    assert len(asked) <= 4
    assert reader.complaints == []


def test_a_widget_far_below_asks_when_it_comes_near(world: World, page: Page) -> None:
    asked = has(page, lambda _: True)
    far = '<div style="height:5000px"></div>' + element(world, "ferry", HIDES)
    Reader.at(page, put(world, HostPage(widgets=0, below=far)))
    page.wait_for_timeout(300)
    assert asked == []
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    page.wait_for_function(
        f"({SEEN})(document.querySelector('summary-widget').shadowRoot.firstChild)"
    )
    assert asked == [[world.article("ferry")]]


@pytest.mark.parametrize("attributes", ["", 'hide-when-none="false"', 'data-neighbours="no"'])
def test_pages_without_these_attributes_ask_nothing(
    world: World, page: Page, attributes: str
) -> None:
    asked = has(page, lambda _: False)
    reader = Reader.at(page, put(world, HostPage(attributes=attributes)))
    reader.button().wait_for()
    page.wait_for_timeout(300)
    assert asked == []
    assert world.watched.count("/v1/") == world.watched.count("/core.js") == 0


def test_neighbours_are_shown_without_a_press_and_once(world: World, page: Page) -> None:
    reader = Reader.at(page, put(world, HostPage(attributes='neighbours="always"', widgets=1)))
    ferry = reader.widget().get_by_role("link", name="Ferry from December")
    ferry.wait_for()
    assert reader.panel().count() == 0
    reader.press()
    assert ferry.count() == 1
    assert world.watched.count(FRAGMENT) == 1
    assert reader.panel().bounding_box()["y"] < ferry.bounding_box()["y"]  # type: ignore[index]
    reader.button().click()
    reader.panel().wait_for(state="hidden")
    assert ferry.is_visible()
    assert reader.complaints == []


def test_neighbours_are_those_of_the_article_that_the_page_went_on_to(
    world: World, page: Page
) -> None:
    reader = Reader.at(page, staying(world, 'neighbours="always"'))
    neighbours = reader.widget().locator("#near a")
    neighbours.get_by_text("Ferry from December").wait_for()
    page.evaluate("history.pushState({}, '', '/ferry')")
    reader.widget().locator("#near a", has_text="bridge").wait_for()
    assert neighbours.get_by_text("Ferry from December").count() == 0
    assert reader.complaints == []


def test_neighbours_come_without_a_jump(world: World, page: Page) -> None:
    page.add_init_script(f"({WATCH})()")
    world.watched.delay["/v1/"] = 0.6
    host = HostPage(attributes='neighbours="always"', widgets=1, below=BELOW)
    reader = Reader.at(page, put(world, host))
    reader.widget().get_by_role("link", name="Brief").wait_for()
    reader.widget().evaluate(SETTLED)
    assert page.evaluate("moved") <= SHIFT


def test_an_article_without_neighbours_leaves_no_room_for_them(world: World, page: Page) -> None:
    attributes = 'neighbours="always"'
    reader = Reader.at(page, put(world, HostPage(slug="unheard-of", attributes=attributes)))
    with page.expect_response("**" + FRAGMENT + "*"):
        pass
    reader.widget().locator("#near").wait_for(state="detached")
    reader.button().click()
    reader.panel(state="unavailable").wait_for()


def test_the_server_itself_says_which_buttons_lead_to_a_summary(world: World, page: Page) -> None:
    both = element(world, "bridge", HIDES) + element(world, "unheard-of", HIDES)
    reader = Reader.at(page, put(world, HostPage(widgets=0, below=both)))
    reader.button(0).wait_for()
    reader.widget(1).wait_for(state="hidden")
    assert world.watched.count("/v1/sites/daily/has") == 1
    assert world.watched.count(FRAGMENT) == 0
