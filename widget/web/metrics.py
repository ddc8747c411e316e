"""The route for Prometheus: what all processes over the database counted, and how it stands."""

from __future__ import annotations

import hmac
from typing import TYPE_CHECKING, cast

from flask import Blueprint, Response, abort, current_app, request

from widget.bootstrap import now
from widget.domain.errors import NotAuthorised
from widget.web.services import services

if TYPE_CHECKING:
    from widget.background.counter_file import Counting

blueprint = Blueprint("metrics", __name__)


@blueprint.get("/metrics")
def metrics() -> Response:
    """Answer in Prometheus's text format; 404 unless the settings have a token, 401 without it."""
    token = services().settings.metrics_token
    if not token:
        abort(404)
    kind, _, given = request.headers.get("Authorization", "").partition(" ")
    if kind.lower() != "bearer" or not hmac.compare_digest(given.strip().encode(), token.encode()):
        raise NotAuthorised
    # Here, so that only a worker that is scraped carries the library.
    from widget.web.exposition import CONTENT_TYPE, exposed  # noqa: PLC0415

    counting = cast("Counting | None", current_app.extensions["counting"])
    if counting is not None:
        counting.flush()
    return Response(exposed(services(), now()), content_type=CONTENT_TYPE)
