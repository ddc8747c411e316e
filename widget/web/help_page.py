"""The help page for people who embed the widget: one section for each cause."""

from __future__ import annotations

from typing import Final

from flask import Blueprint, Response, make_response, render_template

from widget.rules.embed_causes import CAUSES
from widget.rules.optimisers import OPTIMISERS
from widget.web import compression, headers

blueprint = Blueprint("help", __name__)
compression.install(blueprint)

_MAX_AGE: Final = 300


@blueprint.get("/help/embed")
def embed() -> Response:
    """Answer the page to which the browser's console and ``widget doctor`` link."""
    response = make_response(render_template("help.html", causes=CAUSES, optimisers=OPTIMISERS))
    response.headers["Cache-Control"] = headers.fresh_for(_MAX_AGE)
    response.headers["Content-Security-Policy"] = headers.page_policy(())
    return response
