"""A script that was moved, bundled or delayed still finds its server."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.request import urlopen

import pytest

from tests.browser.host_pages import HostPage, load_by, put
from tests.browser.reader import Reader

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser.world import World

pytestmark = pytest.mark.both_browsers

WAYS = {
    "inline": "<script>{code}</script>",
    "in a bundle": "<script>'use strict'; (function () {{ var a = 1; {code}; a = 2 }})()</script>",
    "module": '<script type="module" src="{server}/embed.js"></script>',
    "from the site's own host": '<script async src="/cache/bundle-17.js"></script>',
    "blob": """<script>const tag = document.createElement('script');
      fetch('{server}/embed.js').then(r => r.text()).then(text => {{
        tag.src = URL.createObjectURL(new Blob([text], {{type: 'text/javascript'}}));
        document.head.append(tag) }})</script>""",
    "delayed": """<script>setTimeout(() => {{ const tag = document.createElement('script');
      tag.src = '{server}/embed.js'; document.head.append(tag) }}, 400)</script>""",
    "twice": '<script src="{server}/embed.js"></script><script src="{server}/embed.js?2"></script>',
}


@pytest.mark.parametrize("way", WAYS)
def test_the_widget_works(world: World, page: Page, way: str) -> None:
    with urlopen(world.widget + "/embed.js") as answer:
        code = answer.read().decode()
    address = put(world, HostPage(widgets=1))
    load_by(world, WAYS[way].format(code=code, server=world.widget))
    world.site.pages["/cache/bundle-17.js"] = (code, {"Content-Type": "text/javascript"})
    reader = Reader.at(page, address)
    reader.button().wait_for()
    reader.press()
    assert reader.complaints == []


CLOBBERS = {
    "an image": '<img name="currentScript" src="{evil}embed.js">',
    "a form": '<form name="currentScript"><input name="src" value="{evil}embed.js"></form>',
    "a frame": '<iframe name="currentScript" src="{evil}embed.js"></iframe>',
}


@pytest.mark.parametrize("markup", CLOBBERS)
def test_markup_of_readers_names_no_server(world: World, page: Page, markup: str) -> None:
    evil = f"{world.news}/evil/"
    link = f'<summary-widget><a id="evil" href="{evil}read/daily?url=x">x</a></summary-widget>'
    comment = CLOBBERS[markup].format(evil=evil) + link
    address = put(world, HostPage(widgets=1))
    body, headers = world.site.pages["/bridge"]
    late = f'<script src="{world.widget}/embed.js"></script>'
    body = body.replace(f'async src="{world.widget}/embed.js"', "")
    world.site.pages["/bridge"] = (body.replace("</main>", f"{comment}</main>{late}"), headers)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    reader = Reader.at(page, address)
    reader.press()
    page.wait_for_timeout(1500)
    assert page.locator("#evil").is_visible()
    loaded = [url for url in asked if url.startswith(evil) and not url.endswith("/embed.js")]
    assert loaded == []
