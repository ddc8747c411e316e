"""Pictures of neighbours in the panel, on the reading page and under the policies of both."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest

from tests.browser.articles import ARTICLES
from tests.browser.host_pages import HostPage, policies, put
from tests.browser.reader import Reader
from widget.bootstrap import now
from widget.usecases.publishing import publish
from widget.usecases.reading import read_panel
from widget.usecases.sites import manage

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Locator, Page

    from tests.browser.world import World

SVG = """<svg xmlns="http://www.w3.org/2000/svg" width="300" height="200">
<rect width="300" height="200" fill="#467"/></svg>"""
LOADED = "one => one.decode().then(() => [one.naturalWidth, one.clientWidth, one.clientHeight])"


@pytest.fixture
def pictured(world: World) -> Iterator[World]:
    """Return the world with a picture of the article before the bridge, until the test ends."""
    site = read_panel.site_of(world.services.store, "daily")
    manage.change_site(world.services.store, replace(site, neighbour_pictures=True), now())
    world.site.pages["/ferry.svg"] = (SVG, {"Content-Type": "image/svg+xml"})
    tell(world, f"{world.news}/ferry.svg")
    yield world
    tell(world, None)
    manage.change_site(world.services.store, site, now())


def tell(world: World, image: str | None) -> None:
    """Publish the article before the bridge anew, with this picture."""
    services, url = world.services, world.article("ferry")
    stored, _ = publish.article_of(services.store, "daily", url)
    told = replace(
        ARTICLES["ferry"], url=url, image=image, published_at=stored.headline.published_at
    )
    publish.publish(services.store, services.rules, "daily", told, now())


def seen(picture: Locator) -> None:
    """Expect the picture to be there, as small as it was announced."""
    picture.scroll_into_view_if_needed()
    assert picture.evaluate(LOADED) == [300, 72, 72]


@pytest.mark.parametrize("policy", ["none", "nonce only"])
def test_a_pressed_panel_shows_the_picture_of_a_neighbour(
    pictured: World, page: Page, policy: str
) -> None:
    written = policies(pictured.widget)[policy]
    reader = Reader.at(page, put(pictured, HostPage(policy=written, widgets=1)))
    reader.press()
    seen(reader.panel().locator("img"))
    assert reader.complaints == []
    assert reader.violations() == []


@pytest.mark.parametrize("bare", ["", "&bare=1"])
def test_the_reading_page_shows_it_under_its_own_policy(
    pictured: World, page: Page, bare: str
) -> None:
    url = f"{pictured.widget}/read/daily?url={quote(pictured.article(), safe='')}{bare}"
    reader = Reader.at(page, url)
    seen(page.locator("img"))
    assert reader.complaints == []
