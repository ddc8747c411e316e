"""The route that describes all others to programs, as OpenAPI 3.1."""

from __future__ import annotations

import json
from typing import Final

from flask import Blueprint, Response

from widget import resources
from widget.version import VERSION
from widget.web import compression, headers
from widget.web.assets import MAX_AGE, PLACE_OF_SERVER

FILE: Final = "web/openapi.json"
"""Where the document lies in the package; ``./dev openapi`` makes it of the routes."""
PLACE_OF_VERSION: Final = "WIDGET_VERSION"
"""What it has where the version belongs."""


def blueprint(public_url: str) -> Blueprint:
    """Return the blueprint that serves the document, which names ``public_url`` as its server."""
    text = resources.path(FILE).read_text(encoding="utf-8")
    for place, value in ((PLACE_OF_SERVER, public_url), (PLACE_OF_VERSION, VERSION)):
        text = text.replace(json.dumps(place), json.dumps(value))
    body = text.encode()
    blueprint = Blueprint("openapi", __name__)
    compression.install(blueprint)

    @blueprint.get("/openapi.json")
    def document() -> Response:
        """Answer the description of all routes."""
        response = Response(body, mimetype="application/json")
        response.headers["Cache-Control"] = headers.fresh_for(MAX_AGE)
        return response

    return blueprint
