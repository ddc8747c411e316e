"""What the widget never does to the page that embeds it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest

from tests.browser.host_pages import NONCE, HostPage, policies, put
from tests.browser.reader import Reader

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser.world import World

pytestmark = pytest.mark.both_browsers

LIBRARIES = ("htmx-1.9.12", "htmx-2.0.11", "htmx-4.0.1", "jquery-3.7.1")
POLICIES = tuple(policies("http://widget.example"))

# Everything of the host page that a clumsy widget would touch.
STATE = """() => {
  const style = getComputedStyle(document.querySelector('article p'));
  return JSON.stringify({
    globals: Object.getOwnPropertyNames(window).sort(),
    history: [history.length, history.state],
    title: document.title,
    url: location.href,
    sheets: [document.styleSheets.length, document.adoptedStyleSheets.length],
    style: [...style].map(name => name + ':' + style.getPropertyValue(name)),
    head: document.head.innerHTML,
    body: [...document.body.children].map(e => e.tagName),
    article: document.querySelector('article').outerHTML,
    cookies: document.cookie,
    storage: [localStorage.length, sessionStorage.length],
  })
}"""
HOST_EVENTS = """
for (const name of ['htmx:configRequest','htmx:config:request','htmx:beforeRequest',
  'htmx:before:request','htmx:afterSwap','htmx:after:swap','htmx:load','htmx:before:init',
  'htmx:after:init','htmx:before:process','htmx:afterRequest','htmx:after:request'])
  document.addEventListener(name, e => (window.heard ||= []).push([name, e.target.tagName]));
"""


@pytest.mark.parametrize("name", POLICIES)
def test_the_widget_works_under_every_policy_without_a_violation(
    world: World, page: Page, name: str
) -> None:
    reader = Reader.at(page, put(world, HostPage(policy=policies(world.widget)[name])))
    reader.press(0)
    reader.press(1)
    assert reader.violations() == []
    assert reader.complaints == []


def test_window_history_styles_and_storage_are_as_before(world: World, page: Page) -> None:
    reader = Reader.at(page, put(world, HostPage()))
    page.evaluate("history.replaceState({mine: 1}, '')")
    before = json.loads(page.evaluate(STATE))
    reader.press(0)
    reader.press(1)
    after = json.loads(page.evaluate(STATE))
    assert after == before


@pytest.mark.parametrize("library", LIBRARIES)
def test_the_hosts_own_library_works_as_before(world: World, page: Page, library: str) -> None:
    head = (
        f'<script nonce="{NONCE}" src="/vendor/{library}.min.js"></script>'
        f'<script nonce="{NONCE}">{HOST_EVENTS}</script>'
    )
    below = '<button id="own" hx-get="/own" hx-target="#out">own</button><div id="out"></div>'
    world.site.pages["/own"] = ("<b>from the host</b>", {})
    reader = Reader.at(page, put(world, HostPage(head=head, below=below)))
    page.evaluate("window.heard = []")
    version = "JSON.stringify([window.htmx?.version, window.jQuery?.fn.jquery])"
    before = page.evaluate(version)
    reader.press(0)
    reader.press(1)
    assert page.evaluate("window.heard") == []
    assert page.evaluate(version) == before
    if library.startswith("htmx"):
        page.locator("#own").click()
        page.locator("#out b").wait_for()
    assert world.watched.count("/v1/sites/daily/summary") == 1
    assert reader.complaints == []


def test_the_hosts_htmx_adds_nothing_to_our_request(world: World, page: Page) -> None:
    leak = (
        "for (const n of ['htmx:configRequest','htmx:config:request'])"
        "document.addEventListener(n, e => {"
        "const h = e.detail.headers || e.detail.ctx?.request?.headers;"
        "if (h) h['X-CSRF-Token'] = 'secret'})"
    )
    head = (
        f'<meta name="htmx-config" content=\'{{"prefix":"x-","mode":"no-cors"}}\'>'
        f'<script nonce="{NONCE}" src="/vendor/htmx-4.0.1.min.js"></script>'
        f'<script nonce="{NONCE}">{leak}</script>'
    )
    reader = Reader.at(page, put(world, HostPage(head=head)))
    reader.press()
    for request in world.watched.asked:
        assert not any(name.startswith(("HTTP_X_CSRF", "HTTP_HX_")) for name in request.headers)


def test_no_cookie_no_preflight_and_nobody_else_is_asked(world: World, page: Page) -> None:
    page.context.add_cookies([{"name": "own", "value": "1", "url": world.widget}])
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    reader = Reader.at(page, put(world, HostPage()))
    reader.press(0)
    reader.press(1)
    hosts = {urlsplit(url).netloc for url in asked if url.startswith("http")}
    assert hosts == {urlsplit(world.widget).netloc, urlsplit(world.news).netloc}
    assert {request.method for request in world.watched.asked} == {"GET"}
    fragments = [r for r in world.watched.asked if r.path.startswith("/v1/")]
    assert fragments
    assert not any("HTTP_COOKIE" in request.headers for request in fragments)
    assert [cookie["name"] for cookie in page.context.cookies()] == ["own"]


def test_markup_of_another_origin_is_never_taken(world: World, page: Page) -> None:
    foreign = f'<summary-widget site="daily"><a href="{world.news}/read/daily?url=x">x</a>'
    host = HostPage(below=foreign + "</summary-widget>", widgets=0)
    reader = Reader.at(page, put(world, host))
    page.wait_for_timeout(300)
    assert reader.widget().get_by_role("link").count() == 1
    assert reader.widget().get_by_role("button").count() == 0
