"""Routes for health checks: whether the server is alive, and whether it can do its work."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, jsonify

from widget.bootstrap import now
from widget.usecases.ingest.status import status
from widget.version import VERSION
from widget.web.services import services

blueprint = Blueprint("health", __name__)


@blueprint.get("/healthz")
def alive() -> Response:
    """Answer that the process runs; checks nothing else."""
    return jsonify({"status": "ok", "version": VERSION})


@blueprint.get("/readyz")
def ready() -> Response:
    """Answer 200 when the store answers; 503 with a message that says what to do otherwise.

    A consumer that is down is reported and does not change the status: readers get panels.
    """
    services().ping()
    ingest = status(services().store, now())
    return jsonify(
        {
            "status": "ready",
            "version": VERSION,
            "consumer": _consumer(),
            "pages_due": ingest.pages_due,
            "failing_sources": len(ingest.failing),
        }
    )


def _consumer() -> dict[str, Any]:
    """Return what is known of the consumer; times that nobody knows are null."""
    known = services().consumer()
    times = {name: getattr(known, name) for name in ("since", "last_seen", "last_poll")}
    texts = {name: time.isoformat() if time else None for name, time in times.items()}
    return {"alive": known.alive and not known.hangs(now()), **texts}
