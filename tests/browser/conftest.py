"""A real Chromium, a widget server and a news site of another origin."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.browser.articles import ARTICLES, publish_all
from tests.browser.servers import NewsSite, Running, Watched, serve
from widget import operating
from widget.config import load
from widget.model import Site
from widget.runtime import Services, build, now
from widget.web import create_app

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

CHROMIUM = "/usr/bin/chromium"
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark every test of this folder as one that needs the browser."""
    for item in items:
        if "/browser/" in item.path.as_posix():
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Return Debian's Chromium; a test run without it fails and says how to get it."""
    assert shutil.which(CHROMIUM), "needs Debian's chromium: apt-get install chromium"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        browser.close()


@dataclass(frozen=True, slots=True)
class World:
    """The two origins and what happens on them."""

    widget: str
    news: str
    watched: Watched
    site: NewsSite
    services: Services

    def article(self, slug: str = "bridge") -> str:
        """Return the address of an article's page."""
        return f"{self.news}/{slug}"


@pytest.fixture(scope="session")
def running(tmp_path_factory: pytest.TempPathFactory, empty_database: Path) -> Iterator[World]:
    """Return both servers with the articles published."""
    path = tmp_path_factory.mktemp("browser") / "widget.db"
    shutil.copy(empty_database, path)
    site = NewsSite()
    news = serve(site, "localhost")
    watched = Watched(lambda *_: ())
    widget = serve(watched, "127.0.0.1")
    settings = {"WIDGET_DATABASE_URL": f"sqlite:///{path}", "WIDGET_PUBLIC_URL": widget.origin}
    opened = build(load(settings))
    watched.app = create_app(opened).wsgi_app
    host = news.origin.removeprefix("http://")
    operating.add_site(opened.store, Site("daily", "Daily", (news.origin,), (host,), "en"), now())
    publish_all(opened, news.origin, ARTICLES)
    yield World(widget.origin, news.origin, watched, site, opened)
    opened.close()
    _stop(widget, news)


def _stop(*servers: Running) -> None:
    for server in servers:
        server.stop()


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
