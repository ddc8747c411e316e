"""The other ways to embed the same fragments: own htmx, include, frame, link."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote
from urllib.request import urlopen

import pytest

from tests.browser.host_pages import NONCE, HostPage, put
from tests.browser.reader import Reader

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser.world import World


@pytest.mark.parametrize("library", ["htmx-2.0.11", "htmx-4.0.1"])
def test_a_page_with_its_own_htmx_swaps_the_fragment_itself(
    world: World, page: Page, library: str
) -> None:
    url = f"{world.widget}/v1/sites/daily/button?url={quote(world.article(), safe='')}"
    with urlopen(url) as answer:
        button = answer.read().decode()
    head = f'<script nonce="{NONCE}" src="/vendor/{library}.min.js"></script>'
    page.goto(put(world, HostPage(widgets=0, head=head, below=button)))
    page.locator("button[hx-get]").click()
    page.locator('.summary-panel-slot [data-state="ready"]').wait_for()


def test_a_fragment_included_by_the_server_needs_no_request(world: World, page: Page) -> None:
    url = f"{world.widget}/v1/sites/daily/summary?url={quote(world.article(), safe='')}"
    with urlopen(url) as answer:
        fragment = answer.read().decode()
    below = f"<details><summary>Get a summary</summary>{fragment}</details>"
    address = put(world, HostPage(widgets=0, below=below))
    world.watched.fresh()
    page.goto(address)
    page.locator("summary").click()
    page.locator(".summary-panel").last.wait_for(state="visible")
    assert world.watched.count("/v1/") == 0


def test_a_frame_shows_the_reading_page(world: World, page: Page) -> None:
    source = f"{world.widget}/read/daily?url={quote(world.article(), safe='')}"
    frame = f'<iframe id="frame" title="Summary" src="{source}"></iframe>'
    page.goto(put(world, HostPage(widgets=0, below=frame)))
    page.frame_locator("#frame").locator('[data-state="ready"]').wait_for()


def test_a_link_in_a_frame_leaves_the_frame(world: World, page: Page) -> None:
    source = f"{world.widget}/read/daily?url={quote(world.article(), safe='')}"
    frame = f'<iframe id="frame" title="Summary" src="{source}"></iframe>'
    put(world, HostPage(slug="ferry", widgets=0))
    page.goto(put(world, HostPage(widgets=0, below=frame)))
    page.frame_locator("#frame").get_by_role("link", name="Ferry from December").click()
    page.wait_for_url(world.article("ferry"))


def test_a_page_of_another_site_cannot_frame_it(world: World, page: Page) -> None:
    source = f"{world.widget}/read/daily?url={quote(world.article(), safe='')}"
    world.site.pages["/foreign"] = (f'<iframe id="frame" src="{source}"></iframe>', {})
    page.goto(world.news.replace("localhost", "127.0.0.1") + "/foreign")
    page.wait_for_timeout(300)
    assert page.frame_locator("#frame").locator(".summary-panel").count() == 0


def test_a_plain_link_is_enough(world: World, page: Page) -> None:
    link = f'<a id="link" href="{world.widget}/read/daily?url={world.article()}">Summary</a>'
    page.goto(put(world, HostPage(widgets=0, below=link)))
    page.locator("#link").click()
    page.locator('[data-state="ready"]').wait_for()
    page.get_by_role("link", name="Read the whole article").click()
    page.wait_for_url(world.article())


def test_the_reading_page_breaks_no_policy_of_its_own(world: World, page: Page) -> None:
    reader = Reader.at(page, f"{world.widget}/read/daily?url={world.article()}")
    page.locator('[data-state="ready"]').wait_for()
    assert reader.complaints == []
