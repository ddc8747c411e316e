"""The two origins and what happens on them, for tests and benchmarks."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tests.browser.articles import ARTICLES, publish_all
from tests.browser.servers import NewsSite, Watched, serve
from tests.consumers import consuming
from widget.bootstrap import Services, build, now
from widget.config import load
from widget.domain.site import Site
from widget.usecases.sites import manage
from widget.web import create_app

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class World:
    """A widget server and a news site, each on an origin of its own."""

    widget: str
    news: str
    watched: Watched
    site: NewsSite
    services: Services

    def article(self, slug: str = "bridge") -> str:
        """Return the address of an article's page."""
        return f"{self.news}/{slug}"


def fill(services: Services, news: str) -> None:
    """Add the news site at this origin and publish its articles."""
    host = news.removeprefix("http://")
    manage.add_site(services.store, Site("daily", "Daily", (news,), (host,), "en"), now())
    publish_all(services, news, ARTICLES)


@contextmanager
def open_world(database: Path) -> Iterator[World]:
    """Serve both origins with the articles published in this database."""
    site = NewsSite()
    watched = Watched(lambda *_: ())
    news, widget = serve(site, "localhost"), serve(watched, "127.0.0.1")
    settings = {
        "WIDGET_DATABASE_URL": f"sqlite:///{database}",
        "WIDGET_PUBLIC_URL": widget.origin,
        "WIDGET_FETCH_NETWORKS": "127.0.0.0/8",
    }
    chosen = load(settings)
    opened = build(chosen)
    watched.app = site.proxied = create_app(opened).wsgi_app
    fill(opened, news.origin)
    try:
        with consuming(chosen):
            yield World(widget.origin, news.origin, watched, site, opened)
    finally:
        widget.stop()
        news.stop()
        opened.close()
