"""Routes for webhooks of a CMS or a hub, which are authorised by their signature."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import Blueprint, Response, abort, jsonify, request

from widget.bootstrap import now
from widget.domain.limits import HOOK_BYTES
from widget.usecases.ingest import subscriptions
from widget.usecases.publishing import webhooks
from widget.usecases.publishing.webhooks import WebhookContext
from widget.web import request_body
from widget.web.publisher import outcome_as_data
from widget.web.services import services

if TYPE_CHECKING:
    from widget.bootstrap.services import WebhookReader
    from widget.usecases.publishing.webhooks import WebhookResult

blueprint = Blueprint("hooks", __name__, url_prefix="/v1/sites/<site_key>/hooks")


@blueprint.before_request
def take_longer_bodies() -> None:
    """Let a body be as long as those of Ghost and of hubs."""
    request.max_content_length = HOOK_BYTES


@blueprint.post("/webhook")
def hear_webhook(site_key: str) -> Response:
    """Hear a message of any CMS, signed as Standard Webhooks says."""
    return _handled(site_key, services().webhooks.standard)


@blueprint.post("/ghost")
def hear_ghost(site_key: str) -> Response:
    """Hear a message of Ghost's."""
    return _handled(site_key, services().webhooks.ghost)


@blueprint.get("/websub/<token>")
def confirm_subscription(site_key: str, token: str) -> Response:
    """Answer a hub that asks whether we want this subscription."""
    opened = services()
    subscription = subscriptions.with_token(opened.store, site_key, token)
    if subscription is None:
        abort(404)
    answer = opened.webhooks.answer_hub(subscription, request.args, now())
    if answer is None or not subscriptions.keep(opened.store, answer.subscription):
        abort(404)
    return Response(answer.text, mimetype="text/plain")


@blueprint.post("/websub/<token>")
def hear_hub(site_key: str, token: str) -> tuple[Response, int]:
    """Hear that a source has changed: it is polled soon, what the hub sent is not read."""
    opened = services()
    subscription = subscriptions.with_token(opened.store, site_key, token)
    if subscription is None:
        abort(410)
    opened.webhooks.verify_hub(request_body.body(), _headers(), subscription.secret)
    subscriptions.make_source_due(opened.store, subscription, now())
    opened.wake()
    return jsonify({"done": "due"}), 202


def _handled(site_key: str, reader: WebhookReader) -> Response:
    opened, moment = services(), now()
    secret = webhooks.secret_of(opened.store, site_key)
    body = request_body.body()
    delivery = reader.verify(body, _headers(), secret, moment)
    context = WebhookContext(opened.store, opened.rules, site_key, moment)
    return jsonify(_as_data(webhooks.handle(context, delivery, reader.read(body))))


def _headers() -> dict[str, str]:
    return {name.lower(): value for name, value in request.headers}


def _as_data(result: WebhookResult) -> dict[str, Any]:
    data: dict[str, Any] = {"done": result.done.value, "url": result.url}
    if result.published is not None:
        data["change"] = result.published.change.value
        data["summary"] = outcome_as_data(result.published.outcome)
    return data
