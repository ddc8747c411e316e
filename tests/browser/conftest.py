"""A real Chromium, a widget server and a news site of another origin."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from tests.browser.chromium import chromium as start_chromium
from tests.browser.world import World, open_world

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, BrowserContext, Page


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark every test of this folder as one that needs the browser."""
    for item in items:
        if "/browser/" in item.path.as_posix():
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Return Debian's Chromium."""
    with start_chromium() as browser:
        yield browser


@pytest.fixture(scope="session")
def running(tmp_path_factory: pytest.TempPathFactory, empty_database: Path) -> Iterator[World]:
    """Return both servers with the articles published."""
    path = tmp_path_factory.mktemp("browser") / "widget.db"
    shutil.copy(empty_database, path)
    with open_world(path) as world:
        yield world


@pytest.fixture
def world(running: World) -> World:
    """Return both origins as they were at the start."""
    running.watched.fresh()
    running.site.pages.clear()
    return running


@pytest.fixture
def context(chromium: Browser) -> Iterator[BrowserContext]:
    """Return a fresh browser profile."""
    opened = chromium.new_context(viewport={"width": 1000, "height": 800})
    opened.set_default_timeout(10_000)
    yield opened
    opened.close()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    """Return an empty tab."""
    return context.new_page()
