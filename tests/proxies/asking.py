"""Asks a proxy, with TLS or without, as a client that may invent headers."""

from __future__ import annotations

import http.client
import ssl
from contextlib import closing
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Asking:
    """A client of a proxy."""

    port: int
    has_tls: bool = False
    headers: dict[str, str] = field(default_factory=lambda: {"Host": "widget.example"})

    def ask(
        self, path: str, method: str = "GET", size: int | None = None, **more: str
    ) -> http.client.HTTPResponse:
        """Ask once, with a body of so many bytes; ``_`` in a name of ``more`` is a hyphen."""
        named = {name.replace("_", "-"): value for name, value in more.items()}
        return self.say(path, named, method, size)

    def say(
        self, path: str, headers: dict[str, str], method: str = "GET", size: int | None = None
    ) -> http.client.HTTPResponse:
        """Ask once with these headers, spelled as they are; the body of the answer is read."""
        body = None if size is None else b"x" * size
        with closing(self._connection()) as connection:
            connection.request(method, path, body, self.headers | headers)
            answer = connection.getresponse()
            answer.body = answer.read()  # type: ignore[attr-defined]
        return answer

    def _connection(self) -> http.client.HTTPConnection:
        if not self.has_tls:
            return http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        context = ssl.create_default_context()
        context.check_hostname = False
        context.verify_mode = ssl.CERT_NONE
        return http.client.HTTPSConnection("127.0.0.1", self.port, timeout=20, context=context)
