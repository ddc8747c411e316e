"""Two origins on this machine: the widget server, and a news site whose pages tests write."""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from werkzeug.serving import WSGIRequestHandler, make_server

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from werkzeug.serving import BaseWSGIServer

VENDOR = Path(__file__).parent / "hosts" / "vendor"


class Quiet(WSGIRequestHandler):
    """Speaks HTTP/1.1, so that connections are kept, and logs nothing."""

    protocol_version = "HTTP/1.1"

    def log(self, type: str, message: str, *args: Any) -> None:  # noqa: A002 - werkzeug's signature
        """Say nothing."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One request that reached the widget server."""

    method: str
    path: str
    headers: dict[str, str]


@dataclass
class Watched:
    """The widget server's application, made slow on demand, that remembers what it was asked."""

    app: Callable[..., Iterable[bytes]]
    delay: dict[str, float] = field(default_factory=dict)
    """Seconds to wait before an answer, by the beginning of the path."""
    blocked: set[str] = field(default_factory=set)
    """Paths that are answered with 503 and nothing else."""
    asked: list[Asked] = field(default_factory=list)

    def __call__(self, environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        """Answer as the application would, later or not at all."""
        path = environ["PATH_INFO"]
        given = {name: str(value) for name, value in environ.items() if name.startswith("HTTP_")}
        self.asked.append(Asked(environ["REQUEST_METHOD"], path, given))
        if any(path.startswith(beginning) for beginning in self.blocked):
            start("503 Service Unavailable", [("Content-Length", "0")])
            return [b""]
        time.sleep(max((s for p, s in self.delay.items() if path.startswith(p)), default=0.0))
        return self.app(environ, start)

    def fresh(self) -> None:
        """Forget what was asked and be as quick as the application."""
        self.asked.clear()
        self.delay.clear()
        self.blocked.clear()

    def count(self, beginning: str) -> int:
        """Return how often a path with this beginning was asked for."""
        return sum(request.path.startswith(beginning) for request in self.asked)


@dataclass
class NewsSite:
    """A news site: its pages are put here by the tests."""

    pages: dict[str, tuple[str, dict[str, str]]] = field(default_factory=dict)
    proxied: Callable[..., Iterable[bytes]] | None = None
    """The widget server behind a path of this origin, as a publisher's proxy puts it there."""
    asked: Callable[[str], object] = str
    """Told of each path that is asked for."""

    def __call__(self, environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        """Answer a page, or a file of a host page's own libraries."""
        path = environ["PATH_INFO"]
        self.asked(path)
        if path.startswith("/v1/") and self.proxied:
            return self.proxied(environ, start)
        if path.startswith("/vendor/"):
            body = (VENDOR / path.removeprefix("/vendor/")).read_bytes()
            return _send(start, body, {"Content-Type": "text/javascript; charset=utf-8"})
        if path not in self.pages:
            start("404 Not Found", [("Content-Length", "0")])
            return [b""]
        text, headers = self.pages[path]
        return _send(start, text.encode(), {"Content-Type": "text/html; charset=utf-8"} | headers)


def _send(start: Callable[..., Any], body: bytes, headers: dict[str, str]) -> Iterable[bytes]:
    start("200 OK", [*headers.items(), ("Content-Length", str(len(body)))])
    return [body]


@dataclass(frozen=True, slots=True)
class Running:
    """A server in a thread of this process."""

    origin: str
    server: BaseWSGIServer

    def stop(self) -> None:
        """Stop serving and give the port back."""
        self.server.shutdown()
        self.server.server_close()


def serve(app: Any, host: str) -> Running:  # any WSGI application
    """Serve the application on a free port of this host."""
    server = make_server("127.0.0.1", 0, app, threaded=True, request_handler=Quiet)
    server.daemon_threads = True  # type: ignore[attr-defined]
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    return Running(f"http://{host}:{server.server_port}", server)
