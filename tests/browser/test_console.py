"""Whoever embeds the widget is told once, in the console, what is wrong and where the cure is."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote
from urllib.request import urlopen

import pytest

from tests.browser.host_pages import HostPage, load_by, put
from tests.browser.reader import Reader

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser.world import World

LINK = '<summary-widget site="daily"><a href="{href}">Get a summary</a></summary-widget>'


def warnings(
    world: World, page: Page, below: str, *, script: str = "", press: bool = False
) -> list[str]:
    said: list[str] = []
    page.on("console", lambda one: said.append(one.text) if one.type == "warning" else None)
    address = put(world, HostPage(widgets=0, below=below))
    if script:
        load_by(world, script)
    reader = Reader.at(page, address)
    if press:
        reader.button().click()
    page.wait_for_timeout(2000)
    return [text for text in said if "summary-widget" in text]


def test_a_clean_page_hears_nothing(world: World, page: Page) -> None:
    href = f"{world.widget}/read/daily?url={quote(world.article(), safe='')}"
    assert warnings(world, page, LINK.format(href=href) * 2, press=True) == []
    assert world.watched.count("/hints") == 0


@pytest.mark.parametrize(
    ("code", "below"),
    [
        ("no-link", '<summary-widget site="daily"></summary-widget>' * 2),
        ("two-servers", LINK.format(href="{news}/read/daily?url=x")),
        ("unencoded-url", LINK.format(href="{widget}/read/daily?url={news}/bridge?id=1&lang=en")),
    ],
)
def test_each_cause_is_said_once(world: World, page: Page, code: str, below: str) -> None:
    said = warnings(world, page, below.format(widget=world.widget, news=world.news))
    assert len(said) == 1
    assert f"/help/embed#{code}" in said[0]


@pytest.mark.parametrize(
    ("code", "script"),
    [
        ("module", '<script type="module" src="{widget}/embed.js"></script>'),
        ("module", "<script>{code}</script>"),
        ("rehosted", '<script src="/cache/bundle-17.js"></script>'),
    ],
    ids=["module", "inline", "rehosted"],
)
def test_a_script_that_is_not_from_the_links_server_says_why(
    world: World, page: Page, code: str, script: str
) -> None:
    with urlopen(world.widget + "/embed.js") as answer:
        embed = answer.read().decode()
    world.site.pages["/cache/bundle-17.js"] = (embed, {"Content-Type": "text/javascript"})
    below = LINK.format(href="https://third.example/read/daily?url=x") * 2
    [said] = warnings(world, page, below, script=script.format(widget=world.widget, code=embed))
    assert f"/help/embed#{code}" in said


@pytest.mark.parametrize(
    ("code", "script"),
    [
        ("old-browser", "Object.defineProperty(window, 'customElements', {value: undefined})"),
        ("old-browser", "window.CSSStyleSheet = function () { throw new TypeError('no') }"),
        (
            "element-taken",
            "customElements.define('summary-widget', class extends HTMLElement {})",
        ),
    ],
    ids=["no elements", "no sheets", "taken"],
)
def test_a_page_that_cannot_have_the_widget_keeps_its_links_and_says_why(
    world: World, page: Page, code: str, script: str
) -> None:
    href = f"{world.widget}/read/daily?url={quote(world.article(), safe='')}"
    loader = f'<script>{script}</script><script src="{world.widget}/embed.js"></script>'
    [said] = warnings(world, page, LINK.format(href=href), script=loader)
    assert f"/help/embed#{code}" in said
    assert page.get_by_role("link", name="Get a summary").is_visible()


@pytest.mark.parametrize(
    ("code", "href"),
    [
        ("unknown-site", "{widget}/read/nobody?url={url}"),
        ("foreign-page", "{widget}/read/daily?url=https%3A%2F%2Felsewhere.example%2Fx"),
    ],
)
def test_what_only_the_server_knows_is_said_at_the_press(
    world: World, page: Page, code: str, href: str
) -> None:
    url = quote(world.article(), safe="")
    below = LINK.format(href=href.format(widget=world.widget, url=url))
    said = warnings(world, page, below.replace('site="daily"', ""), press=True)
    assert len(said) == 1
    assert f"/help/embed#{code}" in said[0]
