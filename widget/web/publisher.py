"""Routes for publishers: JSON in, JSON out, with the site's API key."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import Blueprint, Response, jsonify, request

from widget.bootstrap import now
from widget.domain.errors import InvalidField
from widget.domain.summary import Refusal, Summary
from widget.usecases.publishing import publish
from widget.web import presenter, request_body
from widget.web.services import services

if TYPE_CHECKING:
    from widget.domain.summary import Outcome

blueprint = Blueprint("publisher", __name__, url_prefix="/v1/sites/<site_key>")

_STATUS = {"created": 201, "changed": 200, "unchanged": 200}


@blueprint.before_request
def check_api_key() -> None:
    """Let nobody in without the site's key; the body is not even read before."""
    kind, _, api_key = request.headers.get("Authorization", "").partition(" ")
    site_key = (request.view_args or {}).get("site_key", "")
    valid = api_key.strip() if kind.lower() == "bearer" else None
    publish.authorise(services().store, site_key, valid)


@blueprint.put("/articles")
def put_article(site_key: str) -> tuple[Response, int]:
    """Keep the article of the body and answer what became of it."""
    manuscript = services().manuscript_of_json(request_body.body())
    done = publish.publish(services().store, services().rules, site_key, manuscript, now())
    url = done.article.headline.url
    answer = {
        "url": url,
        "change": done.change.value,
        "fingerprint": done.article.headline.fingerprint,
        "summary": outcome_as_data(done.outcome),
        "fragment": presenter.fragment_url(site_key, url),
        "page": presenter.read_url(site_key, url),
    }
    return jsonify(answer), _STATUS[done.change.value]


@blueprint.delete("/articles")
def withdraw_article(site_key: str) -> Response:
    """Withdraw the article at ``?url=``; a second time is no error."""
    url = request.args.get("url")
    if not url:
        raise InvalidField("url", "is missing; add ?url= with the address of the article's page.")
    first = publish.withdraw(services().store, site_key, url, now())
    return jsonify({"url": url, "withdrawn": True, "change": "changed" if first else "unchanged"})


def outcome_as_data(outcome: Outcome | None) -> dict[str, Any]:
    """Return the state of a summary as its publisher sees it."""
    if isinstance(outcome, Summary):
        return {
            "state": "ready",
            "origin": outcome.origin.value,
            "points": [point.content.markup for point in outcome.points],
        }
    if isinstance(outcome, Refusal):
        return {"state": "unavailable", "reason": outcome.reason.value}
    return {"state": "pending"}
