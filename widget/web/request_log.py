"""One record for each request: what was asked of which site, the status, the time it took."""

from __future__ import annotations

import logging
from time import perf_counter
from typing import TYPE_CHECKING, Final

from flask import current_app, g, request

from widget import metrics
from widget.web.htmx import asked_by_htmx
from widget.web.rests_on import METHOD

if TYPE_CHECKING:
    from flask import Flask, Response

SILENT: Final = "widget.silent"
"""Where a request says that it is none of a reader."""

_log = logging.getLogger("widget.request")


def install(app: Flask) -> None:
    """Record every request of this application."""
    app.before_request(_start)
    app.after_request(_record)


def _start() -> None:
    g.started = perf_counter()
    counting = current_app.extensions["counting"]
    if counting is not None:
        counting.start_once()


def _record(response: Response) -> Response:
    if SILENT in request.environ:
        return response
    rule = request.url_rule
    seconds = perf_counter() - g.started
    _note(rule.rule if rule else "", response.status_code, seconds)
    _log.info(
        "request",
        extra={
            "method": request.environ.get(METHOD, request.method),
            "route": rule.rule if rule else None,
            "site": (request.view_args or {}).get("site_key"),
            "status": response.status_code,
            "ms": round(seconds * 1000, 2),
            "htmx": asked_by_htmx(),
        },
    )
    return response


def _note(route: str, status: int, seconds: float) -> None:
    metrics.count(metrics.REQUESTS, route, str(status), g.get("panel_state", ""))
    metrics.observe(metrics.REQUEST_SECONDS, seconds, route)
