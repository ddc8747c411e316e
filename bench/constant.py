"""A raw WSGI application: answers what a file says, by path, and computes nothing."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

_SAID = json.loads(Path(os.environ["ANSWERS"]).read_text(encoding="ascii"))
_ANSWERS = {
    path: (said["status"], [tuple(pair) for pair in said["headers"]], said["body"].encode("latin1"))
    for path, said in _SAID.items()
}


def app(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    """Answer the constant of this path."""
    status, headers, body = _ANSWERS[environ["PATH_INFO"]]
    start_response(status, headers)
    return () if environ["REQUEST_METHOD"] == "HEAD" else (body,)
