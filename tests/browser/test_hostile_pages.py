"""Pages and networks that mean no good: the widget works, or leaves a link."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.request import urlopen

import pytest

from tests.browser.chromium import ARGUMENTS, PROGRAM
from tests.browser.host_pages import NONCE, HostPage, element, put
from tests.browser.reader import Reader

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, Route

    from tests.browser.world import World

pytestmark = pytest.mark.both_browsers

STYLE = "(e, name) => getComputedStyle(e).getPropertyValue(name)"
RESETS = (
    "<style>* { all: unset !important; float: left !important; width: 1px !important }"
    "div, button, ol, li, a, h2, p, span { display: none !important }</style>"
)
INHERITED = """<style>main { text-transform: uppercase; letter-spacing: 3px; word-spacing: 1em;
white-space: nowrap; text-indent: 4em; text-shadow: 1px 1px red; text-align: center;
font-variant: small-caps; line-height: 0.8; font-style: italic }</style>"""
PLAIN = {
    "text-transform": "none",
    "letter-spacing": "normal",
    "word-spacing": "0px",
    "white-space": "normal",
    "text-indent": "0px",
    "text-shadow": "none",
    "font-variant-caps": "normal",
}
POLLUTED = """
Object.prototype.extend = function () {};
Array.prototype.last = function () { return this[this.length - 1] };
String.prototype.trim2 = function () {};
"""
FROZEN = """
for (const one of [Object, Array, Function, String, Promise, Map, RegExp, Node, Element,
  HTMLElement, HTMLButtonElement, Document, ShadowRoot, EventTarget, XMLHttpRequest])
  Object.freeze(one.prototype), Object.freeze(one);
"""


def uncaught(reader: Reader) -> list[str]:
    return [complaint for complaint in reader.complaints if complaint.startswith("uncaught")]


def script(text: str) -> str:
    return f'<script nonce="{NONCE}">{text}</script>'


def test_resets_of_everything_stay_outside(world: World, page: Page) -> None:
    reader = Reader.at(page, put(world, HostPage(head=RESETS)))
    reader.press()
    assert reader.panel().locator("ol > li").count() == 3
    assert reader.panel().locator("li").first.is_visible()


def test_what_a_page_hands_down_does_not_spoil_the_text(world: World, page: Page) -> None:
    reader = Reader.at(page, put(world, HostPage(head=INHERITED)))
    reader.press()
    point = reader.panel().locator("li").first
    assert {name: point.evaluate(STYLE, name) for name in PLAIN} == PLAIN


@pytest.mark.parametrize("trick", [POLLUTED, FROZEN], ids=["polluted", "frozen"])
def test_prototypes_that_the_page_changed(world: World, page: Page, trick: str) -> None:
    reader = Reader.at(page, put(world, HostPage(head=script(trick))))
    reader.press(0)
    reader.press(1)
    assert reader.complaints == []


def test_an_element_of_that_name_that_the_page_made_itself_is_left_alone(
    world: World, page: Page
) -> None:
    own = script("customElements.define('summary-widget', class extends HTMLElement {})")
    reader = Reader.at(page, put(world, HostPage(head=own)))
    assert reader.widget().get_by_role("link").count() == 1
    assert reader.complaints == []


def test_a_copy_of_the_loader_within_the_page_knows_its_server(world: World, page: Page) -> None:
    with urlopen(world.widget + "/embed.js") as answer:
        text = answer.read().decode()
    below = element(world, "bridge") + script(text)
    host = HostPage(widgets=0, below=below)
    address = put(world, host)
    body, headers = world.site.pages["/bridge"]
    world.site.pages["/bridge"] = (body.replace(f'src="{world.widget}/embed.js"', ""), headers)
    reader = Reader.at(page, address)
    reader.press()
    assert reader.complaints == []


def test_a_widget_that_is_written_while_the_page_loads(world: World, page: Page) -> None:
    text = element(world, "bridge").replace("</", "<\\/")
    reader = Reader.at(
        page, put(world, HostPage(widgets=0, below=script(f"document.write(`{text}`)")))
    )
    reader.press()
    assert reader.complaints == []


def test_a_widget_within_a_form_sends_nothing(world: World, page: Page) -> None:
    form = f'<form action="/elsewhere">{element(world, "bridge")}</form>'
    reader = Reader.at(page, put(world, HostPage(widgets=0, below=form)))
    reader.press()
    assert page.url == world.article()


def test_fifty_widgets_on_one_page(world: World, page: Page) -> None:
    reader = Reader.at(page, put(world, HostPage(below=element(world, "bridge") * 48)))
    reader.press(0)
    reader.press(49)
    assert reader.buttons(49) == ["Hide summary", "Close the summary"]
    assert world.watched.count("/v1/") == 1


def test_a_widget_taken_out_while_it_loads_can_be_pressed_again(world: World, page: Page) -> None:
    reader = Reader.at(page, put(world, HostPage(widgets=1)))
    world.watched.delay["/v1/"] = 0.6
    reader.button().click()
    page.wait_for_timeout(300)
    page.evaluate("window.kept = document.querySelector('summary-widget'); kept.remove()")
    page.wait_for_timeout(800)
    page.evaluate("document.querySelector('main').append(kept)")
    reader.button().click()
    reader.panel().wait_for()
    assert reader.complaints == []


def test_a_widget_moved_while_it_loads_goes_on(world: World, page: Page) -> None:
    reader = Reader.at(page, put(world, HostPage(widgets=1)))
    world.watched.delay["/v1/"] = 0.8
    reader.button().click()
    page.wait_for_timeout(400)
    page.evaluate("document.querySelector('main').append(document.querySelector('summary-widget'))")
    reader.panel().wait_for()
    assert reader.complaints == []


@pytest.mark.parametrize("library", ["htmx-1.9.12", "htmx-2.0.11", "htmx-4.0.1"])
def test_a_site_that_swaps_its_pages_gets_a_widget_on_each(
    world: World, page: Page, library: str
) -> None:
    head = f'<script nonce="{NONCE}" src="/vendor/{library}.min.js"></script>'
    boosted = '<a id="on" hx-boost="true" href="/ferry">on</a>'
    put(world, HostPage(slug="ferry", head=head))
    reader = Reader.at(page, put(world, HostPage(head=head, below=boosted)))
    page.evaluate("window.same = true")
    reader.press()
    page.locator("#on").click()
    page.wait_for_url(world.article("ferry"))
    reader.panel().wait_for(state="detached")
    reader.press()
    assert "ferry pier" in reader.panel().inner_text()
    assert page.evaluate("window.same")
    assert uncaught(reader) == []


def test_a_page_kept_as_markup_and_put_back_works_again(world: World, page: Page) -> None:
    reader = Reader.at(page, put(world, HostPage(widgets=1)))
    reader.press()
    page.evaluate(
        "window.kept = document.body.cloneNode(true);"
        "document.body.replaceWith(document.createElement('body'));"
        "document.body.replaceWith(kept)"
    )
    assert reader.widget().get_by_role("button").count() == 1
    reader.press()
    assert reader.complaints == []


def test_a_page_that_the_reader_comes_back_to_is_as_it_was(world: World, chromium: Browser) -> None:
    kept = "addEventListener('pageshow', e => window.kept = e.persisted)"
    address = put(world, HostPage(head=script(kept)))
    put(world, HostPage(slug="ferry"))
    browser = chromium.browser_type.launch(
        executable_path=PROGRAM,
        args=ARGUMENTS,
        ignore_default_args=["--disable-back-forward-cache"],
    )
    reader = Reader.at(browser.new_page(), address)
    reader.press()
    reader.page.goto(world.article("ferry"))
    reader.page.evaluate("setTimeout(() => history.back())")
    reader.page.wait_for_function("window.kept")
    assert reader.panel().is_visible()
    reader.button().click()
    reader.panel().wait_for(state="hidden")
    browser.close()
    assert reader.complaints == []


def answers(page: Page, pattern: str, **answer: Any) -> None:
    def fulfil(route: Route) -> None:
        route.fulfill(**({"headers": {"Access-Control-Allow-Origin": "*"}} | answer))

    page.route(pattern, fulfil)


PORTAL = "<!doctype html><title>Wi-Fi</title><h1>Please log in</h1><script>alert(1)</script>"


@pytest.mark.parametrize(
    "answer",
    [
        {
            "status": 200,
            "content_type": "text/plain",
            "body": "<div class='summary-panel'>no</div>",
        },
        {"status": 200, "content_type": "application/json", "body": "{}"},
        {"status": 500, "content_type": "text/html", "body": "<h1>Internal Server Error</h1>"},
        {"status": 200, "content_type": "text/html", "body": PORTAL},
        {"status": 200, "content_type": "text/html", "body": ""},
        {"status": 204, "body": ""},
    ],
    ids=["text", "json", "500", "portal", "empty", "204"],
)
@pytest.mark.parametrize("what", ["**/v1/**", "**/core.js*"])
def test_an_answer_that_is_none_of_ours_leaves_the_link(
    world: World, page: Page, answer: dict[str, Any], what: str
) -> None:
    reader = Reader.at(page, put(world, HostPage()))
    answers(page, what, **answer)
    reader.button().click()
    reader.widget().get_by_role("link").first.wait_for()
    assert uncaught(reader) == []


def test_offline_leaves_the_link_and_a_later_press_works(world: World, page: Page) -> None:
    reader = Reader.at(page, put(world, HostPage()))
    page.context.set_offline(True)
    reader.button().click()
    reader.widget().get_by_role("link").first.wait_for()
    page.context.set_offline(False)
    reader.press()
    assert uncaught(reader) == []


def test_an_address_that_never_answers_is_given_up(world: World, page: Page) -> None:
    page.clock.install()
    reader = Reader.at(page, put(world, HostPage()))
    page.route("**/core.js*", lambda _: None)
    reader.button().click()
    page.wait_for_timeout(100)
    page.clock.run_for(30_000)
    reader.widget().get_by_role("link").first.wait_for()
