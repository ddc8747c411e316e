"""A small newspaper on loopback for the pages that need one: pages, a feed, sitemaps, WordPress."""

from __future__ import annotations

import json
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Final

from tests.conftest import STORY

if TYPE_CHECKING:
    from collections.abc import Iterator

_TITLES: Final = {
    "/city/bridge": "Swing bridge to be rebuilt by spring",
    "/city/ferry": "Ferry to stop in winter",
    "/harbour/cranes": "Two cranes leave the harbour",
    "/opinion/trams": "Why we need trams again",
    "/city/market": "Market hall opens",
}
_NEWS: Final = ("/city/bridge", "/harbour/cranes")
_ARCHIVE: Final = ("/city/ferry", "/opinion/trams", "/city/lost")
_POST: Final = "/city/market"
_HEAD: Final = (
    '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{title} | The Daily</title>'
    '<meta property="og:title" content="{title}"><link rel="canonical" href="{base}{path}">'
    '<meta property="article:published_time" content="2026-05-0{day}T08:00:00Z">'
    '<meta property="article:section" content="{section}"></head><body>'
    '<nav><a href="/">Home</a> <a href="/city/">City</a></nav>'
)


@contextmanager
def newspaper() -> Iterator[str]:
    """Serve the newspaper for the block; yields its address without a slash at the end."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Answering)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


class _Answering(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        """Answer with what is at the path, or 404."""
        path = self.path.partition("?")[0]
        kind, body = self._found(path)
        raw = body.encode()
        self.send_response(200 if body else 404)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(raw)))
        self.end_headers()
        self.wfile.write(raw)

    def log_message(self, format: str, *arguments: object) -> None:  # noqa: A002
        """Say nothing."""

    @property
    def _base(self) -> str:
        return f"http://{self.headers['Host']}"

    def _found(self, path: str) -> tuple[str, str]:
        """Return content type and body; no body where there is nothing."""
        if path in _TITLES:
            return "text/html; charset=utf-8", self._page(path)
        listings = {
            "/feed.xml": ("application/rss+xml", self._feed),
            "/sitemap.xml": ("application/xml", self._index),
            "/sitemap-2026.xml": ("application/xml", self._sitemap),
            "/wp-json/wp/v2/posts": ("application/json", self._posts),
        }
        kind, make = listings.get(path, ("text/plain", str))
        return kind, make()

    def _page(self, path: str) -> str:
        title, section = _TITLES[path], path.split("/")[1].title()
        day = list(_TITLES).index(path) + 1
        head = _HEAD.format(title=title, base=self._base, path=path, day=day, section=section)
        paragraphs = "".join(f"<p>{each}</p>" for each in _told_by(title).split("\n\n"))
        return f"{head}<main><article><h1>{title}</h1>{paragraphs}</article></main></body></html>"

    def _feed(self) -> str:
        items = "".join(
            f"<item><title>{_TITLES[path]}</title><link>{self._base}{path}</link>"
            f"<pubDate>0{day} May 2026 08:00:00 GMT</pubDate></item>"
            for day, path in enumerate(_NEWS, 1)
        )
        return f'<rss version="2.0"><channel><title>The Daily</title>{items}</channel></rss>'

    def _index(self) -> str:
        return self._sitemaps(
            "sitemapindex", f"<sitemap>{self._loc('/sitemap-2026.xml')}</sitemap>"
        )

    def _sitemap(self) -> str:
        date = "<lastmod>2026-04-30T08:00:00Z</lastmod>"
        urls = "".join(f"<url>{self._loc(path)}{date}</url>" for path in _ARCHIVE)
        return self._sitemaps("urlset", urls)

    def _sitemaps(self, root: str, content: str) -> str:
        space = "http://www.sitemaps.org/schemas/sitemap/0.9"
        return f'<?xml version="1.0"?><{root} xmlns="{space}">{content}</{root}>'

    def _loc(self, path: str) -> str:
        return f"<loc>{self._base}{path}</loc>"

    def _posts(self) -> str:
        post = {
            "link": f"{self._base}{_POST}",
            "status": "publish",
            "title": {"rendered": _TITLES[_POST]},
            "content": {"rendered": f"<p>{_told_by(_TITLES[_POST])}</p>", "protected": False},
            "date_gmt": "2026-05-03T08:00:00",
            "modified_gmt": "2026-05-03T09:00:00",
        }
        return json.dumps([post])


def _told_by(title: str) -> str:
    """Return a story that is not the same as that of another page; the bridge's is as it is."""
    return (
        STORY
        if "bridge" in title
        else f"{STORY}\n\nMore about this can be read on the notice board: {title.lower()}."
    )
