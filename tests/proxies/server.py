"""A server behind a proxy: it answers as it was told, and counts what it was asked."""

from __future__ import annotations

import threading
from collections import Counter
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from werkzeug.test import TestResponse


class Server(ThreadingHTTPServer):
    """A server with the answers of the application."""

    daemon_threads = True
    request_queue_size = 512

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Answering)
        self.answers: dict[str, TestResponse] = {}
        self.asked: Counter[str] = Counter()
        self.forwarded: list[list[str] | None] = []
        """The X-Forwarded-For of each request."""
        self.before: Callable[[], object] = bool
        self.names: list[str] = []
        """The names of all headers, as they came."""

    def handle_error(self, *_: object) -> None:
        """Say nothing of a proxy that has hung up."""


class Answering(BaseHTTPRequestHandler):
    """Gives the answer of the server to each request."""

    server: Server
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        """Answer."""
        self.server.asked[self.path] += 1
        self.server.forwarded.append(self.headers.get_all("X-Forwarded-For"))
        self.server.before()
        answer = self.server.answers.get(self.path)
        self.send_response(answer.status_code if answer else 200)
        for name, value in answer.headers.items() if answer else [("Content-Length", "0")]:
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(answer.data if answer else b"")

    def do_POST(self) -> None:
        """Read what was sent, and answer."""
        length = int(self.headers["Content-Length"])
        if len(self.rfile.read(length)) == length:
            self.do_GET()

    def parse_request(self) -> bool:
        """Note the names of the headers."""
        is_request = super().parse_request()
        if is_request:
            self.server.names += self.headers
        return is_request

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def serving() -> Iterator[Server]:
    """Run such a server until the block ends."""
    server = Server()
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
