"""The route that tells pages whether they need a button: which of their articles have a summary."""

from __future__ import annotations

from flask import Blueprint, Response, jsonify, request

from widget.bootstrap import now
from widget.usecases.reading.availability import availability
from widget.web import compression, cors, headers, rests_on
from widget.web.services import services

blueprint = Blueprint("has", __name__, url_prefix="/v1/sites/<site_key>")
cors.open_fragments(blueprint)
compression.install(blueprint)


@blueprint.get("/has")
def has(site_key: str) -> Response:
    """Answer for each page at ``?url=`` whether a press would lead to a summary, in this order."""
    opened = services()
    found = availability(opened.store, site_key, request.args.getlist("url"), now())
    cors.asked_of(found.site)
    rests_on.tell(rests_on.of_site(found.site, lasting=False))
    response = jsonify({"has": found.has})
    response.headers["Cache-Control"] = headers.fresh_for(opened.settings.max_age)
    return response
