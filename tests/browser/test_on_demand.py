"""A page that the server does not know: the reader's press has it fetched and summarised."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from tests.browser.host_pages import HostPage, put
from tests.browser.reader import Reader
from widget.bootstrap import now
from widget.usecases.reading import read_panel
from widget.usecases.sites import manage

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Page

    from tests.browser.world import World


@pytest.fixture
def on_demand(world: World) -> Iterator[World]:
    """Return the two origins, with a site that lets presses fetch its pages."""
    store = world.services.store
    site = read_panel.site_of(store, "daily")
    manage.change_site(store, replace(site, on_demand=True), now())
    yield world
    manage.change_site(store, site, now())


def test_a_press_on_a_page_never_seen_brings_its_summary(on_demand: World, page: Page) -> None:
    reader = Reader.at(page, put(on_demand, HostPage(slug="never-seen")))
    reader.button().click()
    reader.panel(state="pending").wait_for()
    reader.panel().wait_for()
    words = reader.panel().inner_text()
    assert "harbour council" in words
    assert "Get a summary" not in words
    assert reader.complaints == []


def test_the_widget_in_the_page_is_no_part_of_its_article(on_demand: World, page: Page) -> None:
    reader = Reader.at(page, put(on_demand, HostPage(slug="with-widgets")))
    reader.button().click()
    reader.panel().wait_for()
    with on_demand.services.store.view() as view:
        article = view.article("daily", on_demand.article("with-widgets"))
    assert article is not None
    assert "Get a summary" not in article.text


def test_a_press_on_a_page_that_is_gone_ends_in_a_sentence(on_demand: World, page: Page) -> None:
    reader = Reader.at(page, put(on_demand, HostPage(slug="soon-gone")))
    del on_demand.site.pages["/soon-gone"]
    reader.button().click()
    reader.panel(state="unavailable").wait_for()
    assert "no summary of this page yet" in reader.panel(state="unavailable").inner_text()
