"""An application that counts its requests in a file, and answers each with what was asked."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

_FILE = os.environ.get("COUNTED", os.devnull)


def app(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    """Read the body, note the request, and answer its path."""
    environ["wsgi.input"].read()
    path = environ["PATH_INFO"]
    with open(_FILE, "a", encoding="latin1") as counted:
        counted.write(f"{environ['REQUEST_METHOD']} {path!r}\n")
    body = f"asked for {path}".encode("latin1")
    headers = [("Content-Type", "text/plain"), ("Cache-Control", "no-store")]
    start_response("200 OK", [*headers, ("Content-Length", str(len(body)))])
    return [] if environ["REQUEST_METHOD"] == "HEAD" else [body]
