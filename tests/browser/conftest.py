"""Real browsers, a widget server and a news site of another origin."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import sync_playwright

from tests.browser.chromium import start_chromium
from tests.browser.firefox import start_firefox
from tests.browser.world import World, open_world

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, BrowserContext, Page, Playwright

BOTH = "both_browsers"
BROWSERS = ("chromium", "firefox")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark every test of this folder as one that needs the browser."""
    for item in items:
        if "/browser/" in item.path.as_posix():
            item.add_marker(pytest.mark.browser)


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run a test with the marker ``both_browsers`` in Chromium and in Firefox."""
    if "browser" in metafunc.fixturenames and metafunc.definition.get_closest_marker(BOTH):
        metafunc.parametrize("browser", BROWSERS, indirect=True)


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    """Return Playwright's driver, of which a process can have one."""
    with sync_playwright() as driver:
        yield driver


@pytest.fixture(scope="session")
def chromium(playwright: Playwright) -> Iterator[Browser]:
    """Return Debian's Chromium."""
    browser = start_chromium(playwright)
    yield browser
    browser.close()


@pytest.fixture(scope="session")
def firefox(playwright: Playwright) -> Iterator[Browser]:
    """Return Debian's Firefox ESR."""
    browser = start_firefox(playwright)
    yield browser
    browser.close()


@pytest.fixture
def browser(request: pytest.FixtureRequest) -> Browser:
    """Return Chromium; to a test that is marked ``both_browsers`` each in its turn."""
    chosen: Browser = request.getfixturevalue(getattr(request, "param", "chromium"))
    return chosen


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
def context(browser: Browser) -> Iterator[BrowserContext]:
    """Return a fresh browser profile."""
    opened = browser.new_context(viewport={"width": 1000, "height": 800})
    opened.set_default_timeout(10_000)
    yield opened
    opened.close()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    """Return an empty tab."""
    return context.new_page()
