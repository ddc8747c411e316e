"""Whether the server is alive, and whether it can do its work."""

from __future__ import annotations

from flask import Blueprint, Response, jsonify

from widget.version import VERSION
from widget.web.services import services

blueprint = Blueprint("health", __name__)


@blueprint.get("/healthz")
def alive() -> Response:
    """Answer that the process lives; touches nothing."""
    return jsonify({"status": "ok", "version": VERSION})


@blueprint.get("/readyz")
def ready() -> Response:
    """Answer whether the store answers; 503 with the cure when it does not."""
    services().ping()
    return jsonify({"status": "ready", "version": VERSION})
