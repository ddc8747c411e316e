"""A frame with the panel alone, on the page of another origin, as the guide embeds it."""

from __future__ import annotations

import re
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest

from tests.browser.reader import Reader

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

    from tests.browser.world import World

GUIDE = Path(__file__).parents[2] / "docs" / "howto" / "embed-the-widget.md"
LISTENER = re.compile(r"<script>\n(  addEventListener.*?)</script>", re.S)
HEIGHTS = """
window.heights = [];
addEventListener('message', (event) => window.heights.push([event.origin, event.data]));
"""


def source(world: World, slug: str = "bridge", **query: str) -> str:
    """Return the address of the panel alone."""
    more = "".join(f"&{name}={quote(value)}" for name, value in query.items())
    return f"{world.widget}/read/daily?bare=1&url={quote(world.article(slug), safe='')}{more}"


def host(world: World, source: str, ground: str = "#fff", scheme: str = "light") -> str:
    """Put a page with a frame and the guide's listener on the news site; return its address."""
    [listener] = LISTENER.findall(GUIDE.read_text("utf-8"))
    script = listener.replace("https://widget.example", world.widget)
    world.site.pages["/framed"] = (
        f"""<!doctype html><meta charset="utf-8"><title>Framed</title>
        <style>body {{ margin: 0; background: {ground}; color-scheme: {scheme} }}</style>
        <script>{HEIGHTS}{script}</script>
        <iframe class="summary-frame" id="frame" title="Summary" width="600" height="77"
          style="border: 0; color-scheme: {scheme}" src="{escape(source)}"></iframe>""",
        {},
    )
    return f"{world.news}/framed"


def frame_height(page: Page) -> float:
    return float(page.evaluate("document.querySelector('iframe').getBoundingClientRect().height"))


def panel_height(page: Page) -> float:
    body = page.frame_locator("#frame").locator("body")
    return float(body.evaluate("body => Math.ceil(body.getBoundingClientRect().height)"))


def follow(page: Page) -> None:
    """Wait until the frame is as high as its panel."""
    page.frame_locator("#frame").locator(".summary-panel").wait_for()
    page.wait_for_function("document.querySelector('iframe').getBoundingClientRect().height != 77")


def test_the_frame_is_as_high_as_its_panel_and_stays_so(world: World, page: Page) -> None:
    reader = Reader.at(page, host(world, source(world)))
    follow(page)
    wide = frame_height(page)
    assert wide == panel_height(page) > 77
    page.evaluate("document.querySelector('iframe').width = 260")
    page.wait_for_function(f"document.querySelector('iframe').offsetHeight > {wide}")
    assert frame_height(page) == panel_height(page)
    page.evaluate("document.querySelector('iframe').width = 600")
    page.wait_for_function(f"document.querySelector('iframe').offsetHeight == {wide}")
    assert reader.complaints == []


def test_a_message_names_the_article_and_comes_from_the_widget_server(
    world: World, page: Page
) -> None:
    page.goto(host(world, source(world)))
    follow(page)
    origin, data = page.evaluate("window.heights[0]")
    assert origin == world.widget
    assert data == {
        "type": "summary-widget:height",
        "height": data["height"],
        "article": world.article(),
    }


@pytest.mark.parametrize("sender", ["the page itself", "a frame of another origin", "no frame"])
def test_the_listener_of_the_guide_believes_nobody_else(
    world: World, page: Page, sender: str
) -> None:
    page.goto(host(world, source(world)))
    follow(page)
    before = frame_height(page)
    forged = "{ type: 'summary-widget:height', height: 5000 }"
    if sender == "the page itself":
        page.evaluate(
            f"document.querySelector('iframe').contentWindow.parent.postMessage({forged}, '*')"
        )
    elif sender == "a frame of another origin":
        foreign = world.news.replace("localhost", "127.0.0.1") + "/foreign"
        world.site.pages["/foreign"] = (f"<script>parent.postMessage({forged}, '*')</script>", {})
        page.evaluate(
            """url => document.body.append(Object.assign(document.createElement('iframe'),
              { className: 'summary-frame', src: url }))""",
            foreign,
        )
    else:
        event = f"new MessageEvent('message', {{ origin: '{world.widget}', data: {forged} }})"
        page.evaluate(f"dispatchEvent({event})")
    page.wait_for_function("window.heights.some(([, data]) => data.height == 5000)")
    assert frame_height(page) == before


def test_no_page_but_the_site_s_hears_of_it(world: World, page: Page) -> None:
    page.goto(host(world, source(world)).replace("localhost", "127.0.0.1"))
    page.wait_for_timeout(500)
    assert page.evaluate("window.heights") == []


def test_the_panel_is_there_without_scripts(world: World, chromium: Browser) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(host(world, source(world)))
    page.frame_locator("#frame").locator('[data-state="ready"]').wait_for()
    context.close()


def test_the_accent_is_set_without_an_exception_in_the_policy(world: World, page: Page) -> None:
    reader = Reader.at(page, host(world, source(world, accent="#0055aa")))
    follow(page)
    number = page.frame_locator("#frame").locator(".summary-panel-source").first
    assert number.evaluate("one => getComputedStyle(one).color") == "rgb(0, 85, 170)"
    assert reader.complaints == []


@pytest.mark.parametrize("system", ["light", "dark"])
@pytest.mark.parametrize(("theme", "ground"), [("light", "#dfe"), ("dark", "#102030")])
def test_the_ground_of_the_page_is_seen_through_the_frame(
    world: World, chromium: Browser, theme: str, ground: str, system: str
) -> None:
    context = chromium.new_context(color_scheme="light" if system == "light" else "dark")
    page = context.new_page()
    page.goto(host(world, source(world, theme=theme), ground, theme))
    follow(page)
    assert corner(page) == rgb(ground)
    colour = page.frame_locator("#frame").locator("body").evaluate("b => getComputedStyle(b).color")
    assert colour == ("rgb(0, 0, 0)" if theme == "light" else "rgb(255, 255, 255)")
    context.close()


@pytest.mark.parametrize("system", ["light", "dark"])
def test_without_a_theme_the_frame_follows_the_system_like_its_page(
    world: World, chromium: Browser, system: str
) -> None:
    context = chromium.new_context(color_scheme="light" if system == "light" else "dark")
    page = context.new_page()
    page.goto(host(world, source(world), "#35c", "light dark"))
    follow(page)
    assert corner(page) == rgb("#35c")
    context.close()


def rgb(colour: str) -> tuple[int, ...]:
    """Return the parts of #rgb or #rrggbb."""
    digits = colour[1:] if len(colour) == 7 else "".join(sign * 2 for sign in colour[1:])
    return tuple(bytes.fromhex(digits))


def corner(page: Page) -> tuple[int, ...]:
    """Return the colour of the last pixel of the frame, where the panel has no text."""
    shot = page.locator("#frame").screenshot(type="png")
    script = """async (data) => {
      const image = await createImageBitmap(await (await fetch(data)).blob());
      const canvas = new OffscreenCanvas(image.width, image.height).getContext('2d');
      canvas.drawImage(image, 0, 0);
      return [...canvas.getImageData(image.width - 1, image.height - 1, 1, 1).data.slice(0, 3)];
    }"""
    import base64

    data = "data:image/png;base64," + base64.b64encode(shot).decode()
    return tuple(page.evaluate(script, data))
