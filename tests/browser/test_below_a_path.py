"""The widget below a path of the publisher's own site, by the real nginx and the shipped files."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit

import pytest

from tests.browser.servers import NewsSite, Watched, serve
from tests.browser.world import fill
from tests.processes import free_port
from tests.proxies.asking import Asking
from tests.proxies.nginx import below_a_site
from widget.bootstrap import build
from widget.config import load
from widget.web import create_app

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Page

pytestmark = pytest.mark.slow


@dataclass(frozen=True, slots=True)
class Site:
    """A news site with the widget below ``/summary``."""

    origin: str
    port: int
    widget: Watched

    def fragment(self) -> str:
        """Return the address of a panel, below the site."""
        return f"/summary/v1/sites/daily/summary?url={quote(f'{self.origin}/bridge', safe='')}"


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    """Return the site; its article's page has the widget."""
    port = free_port()
    origin = f"http://127.0.0.1:{port}"
    opened = build(
        load(
            {
                "WIDGET_DATABASE_URL": f"sqlite:///{tmp_path}/widget.db",
                "WIDGET_PUBLIC_URL": f"{origin}/summary",
            }
        )
    )
    pages, widget = NewsSite(), Watched(create_app(opened).wsgi_app)
    news, server = serve(pages, "127.0.0.1"), serve(widget, "127.0.0.1")
    fill(opened, origin)
    pages.pages["/bridge"] = (_page(origin), {})
    below = f"location / {{ proxy_pass {news.origin}; }}"
    with below_a_site(urlsplit(server.origin).port or 0, tmp_path, port, below):
        yield Site(origin, port, widget)
    server.stop()
    news.stop()
    opened.close()


def _page(origin: str) -> str:
    link = f"{origin}/summary/read/daily?url={quote(f'{origin}/bridge', safe='')}"
    return (
        '<!doctype html><html lang="en"><head><title>Bridge</title></head><body><h1>Bridge</h1>'
        f'<summary-widget site="daily"><a href="{link}">Get a summary</a></summary-widget>'
        f'<script async src="{origin}/summary/embed.js"></script></body></html>'
    )


def test_a_press_shows_the_summary_and_asks_nobody_but_the_site(site: Site, page: Page) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{site.origin}/bridge")
    page.get_by_role("button").first.click()
    page.locator('[data-state="ready"]').first.wait_for()
    assert {urlsplit(url).netloc for url in asked} == {urlsplit(site.origin).netloc}
    paths = {urlsplit(url).path for url in asked} - {"/bridge", "/favicon.ico"}
    assert paths
    assert all(path.startswith("/summary/") for path in paths)


def test_links_of_the_reading_page_stay_below_the_path(site: Site, page: Page) -> None:
    page.goto(f"{site.origin}/summary/read/daily?url={quote(f'{site.origin}/bridge', safe='')}")
    page.locator('[data-state="ready"]').wait_for()
    files = page.eval_on_selector_all(
        "link[rel=stylesheet], script[src]", "all => all.map(e => e.href || e.src)"
    )
    assert files
    assert [url for url in files if not url.startswith(f"{site.origin}/summary/")] == []


def test_cookies_of_the_site_and_invented_headers_do_not_reach_the_server(site: Site) -> None:
    client = Asking(site.port, headers={})
    invented = {"Cookie": "session=1", "X-Forwarded-For": "203.0.113.9", "SCRIPT_NAME": "/x"}
    assert client.say(site.fragment(), {**invented, "X-Forwarded-Prefix": "/x"}).status == 200
    headers = site.widget.asked[-1].headers
    assert not {"HTTP_COOKIE", "HTTP_SCRIPT_NAME"} & set(headers)
    assert headers["HTTP_X_FORWARDED_FOR"] == "127.0.0.1"


def test_readers_share_an_answer_and_health_is_not_for_the_world(site: Site) -> None:
    client = Asking(site.port, headers={})
    assert [client.ask(site.fragment()).status for _ in range(3)] == [200] * 3
    assert site.widget.count("/v1/sites/daily/summary") == 1
    assert client.ask("/summary/readyz").status == 404
    assert client.ask("/summary/v1/sites/daily/articles", "PUT", 10).status == 401
    assert client.ask("/summary/v1/sites/daily/hooks/webhook", "POST", 10).status in {401, 404}
    assert client.ask("/summary").headers["Location"].endswith("/summary/")
