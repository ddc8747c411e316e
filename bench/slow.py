"""The widget server with 100 ms added to every answer: a reader far away."""

from __future__ import annotations

import os
import time
from typing import TYPE_CHECKING, Any

from widget.web import application

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

_SECONDS = float(os.environ.get("ADDED_SECONDS", "0.1"))
_quick = application()


def app(environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
    """Answer as the server would, later."""
    time.sleep(_SECONDS)
    return _quick(environ, start)
