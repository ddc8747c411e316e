"""Everyone can use it: axe-core finds nothing in any state, look, scheme or language."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

import widget
from tests.browser.articles import ARTICLES, publish_all
from tests.browser.axe import violations, violations_under_a_policy
from tests.browser.host_pages import HostPage, element, put
from tests.browser.reader import Reader
from tests.browser.states import DIRECTIONS, STATES, all_states

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser.world import World

WRITTEN = ('look="quiet"', 'look="outline"', 'look="solid"', 'theme="dark"', 'theme="light"')
"""Attributes that change how the widget looks."""

SCHEMES: tuple[Any, ...] = ("light", "dark")
CATALOGUES = Path(widget.__file__).parent / "translations" / "catalogues"
LANGUAGES = sorted(path.name.replace("_", "-") for path in CATALOGUES.iterdir() if path.is_dir())
LONG_BEFORE = datetime(2025, 1, 1, tzinfo=UTC)
"""So that these articles are neighbours of no other test's."""

IN_VIEW = "() => [...(CSS.highlights?.get('summary-widget') ?? [])].join('')"


def test_the_page_of_all_states_has_a_widget_in_each(
    world: World, page: Page, monkeypatch: pytest.MonkeyPatch
) -> None:
    reader = all_states(world, page, monkeypatch)
    shown = {
        state: reader.widget(number).locator("[data-state]").count()
        for number, state in enumerate(STATES)
    }
    assert shown == dict.fromkeys(STATES, 1) | {"closed": 0, "loading": 0, "failed": 0}
    expanded = [
        reader.button(STATES.index(state)).get_attribute("aria-expanded")
        for state in ("closed", "loading", "failed")
    ]
    assert expanded == ["false", "true", "false"]
    assert page.evaluate(IN_VIEW).startswith("The harbour council voted on Tuesday")


@pytest.mark.parametrize("attributes", WRITTEN)
@pytest.mark.parametrize("direction", DIRECTIONS)
def test_axe_finds_nothing_in_any_state(
    world: World, page: Page, monkeypatch: pytest.MonkeyPatch, direction: str, attributes: str
) -> None:
    all_states(world, page, monkeypatch, direction, attributes)
    for scheme in SCHEMES:
        page.emulate_media(color_scheme=scheme)
        assert violations(page) == [], scheme


@pytest.mark.parametrize("slug", ["bridge", "brief"])
def test_axe_finds_nothing_in_any_language(world: World, page: Page, slug: str) -> None:
    told = {f"{slug}-{tag}": replace(ARTICLES[slug], language=tag) for tag in LANGUAGES}
    publish_all(world.services, world.news, told, LONG_BEFORE)
    below = "".join(f"<h2>{one}</h2>{element(world, one)}" for one in told)
    reader = Reader.at(page, put(world, HostPage(widgets=0, below=below)))
    for number in range(len(LANGUAGES)):
        reader.button(number).click()
    for number in range(len(LANGUAGES)):
        reader.widget(number).locator(".summary-panel").wait_for()
    assert len(LANGUAGES) >= 33
    assert violations(page) == []


@pytest.mark.parametrize("slug", ["bridge", "brief", "unknown"])
def test_axe_finds_nothing_on_the_reading_page(world: World, page: Page, slug: str) -> None:
    page.goto(f"{world.widget}/read/daily?url={world.article(slug)}")
    assert violations_under_a_policy(page) == []
