"""What a reader sees when something is down, blocked or switched off."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser.host_pages import HostPage, put
from tests.browser.reader import Reader

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

    from tests.browser.world import World


pytestmark = pytest.mark.both_browsers


def uncaught(reader: Reader) -> list[str]:
    return [complaint for complaint in reader.complaints if complaint.startswith("uncaught")]


def test_without_the_script_a_link_to_the_summary_is_left(world: World, page: Page) -> None:
    world.watched.blocked.add("/embed.js")
    reader = Reader.at(page, put(world, HostPage()))
    reader.widget().get_by_role("link").click()
    page.wait_for_url(world.widget + "/read/daily*")
    assert "The harbour council voted on Tuesday" in page.inner_text("body")


def test_without_scripts_the_link_works(world: World, chromium: Browser) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(put(world, HostPage()))
    page.get_by_role("link", name="No time to read? Get a summary").first.click()
    assert "The harbour council voted on Tuesday" in page.inner_text("body")
    assert page.get_by_role("link", name="Ferry from December").count() == 1
    context.close()


@pytest.mark.parametrize("path", ["/core.js", "/v1/", "/"])
def test_a_server_that_is_down_leaves_a_sentence_and_a_way_on(
    world: World, page: Page, path: str
) -> None:
    reader = Reader.at(page, put(world, HostPage()))
    world.watched.blocked.add(path)
    reader.button().click()
    link = reader.widget().get_by_role("link")
    link.first.wait_for()
    assert reader.button().is_visible()
    assert uncaught(reader) == []


def test_after_a_failure_a_second_press_tries_again(world: World, page: Page) -> None:
    reader = Reader.at(page, put(world, HostPage()))
    world.watched.blocked.add("/v1/")
    reader.button().click()
    reader.widget().get_by_role("link").first.wait_for()
    world.watched.fresh()
    reader.press()
    assert "harbour council" in reader.panel().inner_text()


def test_a_page_that_is_not_known_gets_a_friendly_panel(world: World, page: Page) -> None:
    reader = Reader.at(page, put(world, HostPage(slug="unknown")))
    reader.button().click()
    reader.panel(state="unavailable").wait_for()
    assert uncaught(reader) == []
