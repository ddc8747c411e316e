"""The widget on the sites of others: every host theme, both directions of writing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from examples.themes import THEMES, Theme
from tests.browser.axe import violations
from tests.browser.reader import Reader
from tests.browser.themed import put_themed

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser.world import World

each_theme = pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
SCHEMES: tuple[Any, ...] = ("light", "dark")


@pytest.mark.both_browsers
@each_theme
def test_in_every_theme_a_press_shows_the_summary(world: World, page: Page, theme: Theme) -> None:
    for slug in (theme.slug, theme.turned_slug):
        reader = Reader.at(page, put_themed(world, theme, slug))
        reader.press(0)
        reader.press(1)
        assert reader.panel().locator("li").first.is_visible()
        assert reader.complaints == []


@each_theme
def test_axe_finds_nothing_of_ours_in_any_theme(world: World, page: Page, theme: Theme) -> None:
    address = put_themed(world, theme)
    for scheme in SCHEMES:
        page.emulate_media(color_scheme=scheme)
        Reader.at(page, address).press()
        assert violations(page, "summary-widget") == [], scheme
