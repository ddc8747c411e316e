"""The one place of the web where an error becomes a status and a body."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from flask import Response, jsonify, request
from werkzeug.exceptions import HTTPException

from widget import metrics
from widget.domain import errors
from widget.usecases.reading import read_panel
from widget.web import cors, presenter, rests_on
from widget.web.fragments import fragment
from widget.web.pages import page
from widget.web.services import services

if TYPE_CHECKING:
    from flask import Flask

    from widget.domain.site import Site

_log = logging.getLogger("widget.web")

STATUS: dict[type[errors.WidgetError], int] = {
    errors.InvalidField: 400,
    errors.LimitExceeded: 400,
    errors.NotAuthorised: 401,
    errors.BadSignature: 401,
    errors.ForeignUrl: 403,
    errors.UnknownSite: 404,
    errors.UnknownArticle: 404,
    errors.UnknownSource: 404,
    errors.SiteExists: 409,
    errors.ConsumerRunning: 409,
    errors.TooManyDeliveries: 429,
    errors.BudgetSpent: 429,
    errors.TooManyRequests: 429,
    errors.StoreUnavailable: 503,
    errors.SummarizerFailed: 503,
    errors.FetchFailed: 503,
    errors.Unreadable: 503,
    errors.OutsideWorldError: 503,
    errors.SettingsError: 500,
    errors.WidgetError: 500,
}
_CHALLENGES: dict[type[errors.WidgetError], str] = {
    errors.NotAuthorised: "Bearer",
    errors.BadSignature: "Webhook-Signature",
}
_RETRY_SECONDS = "5"
_LONGER_SECONDS: dict[type[errors.WidgetError], str] = {
    errors.BudgetSpent: "60",  # a site's quota is one of the last minute
    errors.TooManyRequests: "60",
}
_HTTP_CURES = {
    404: "There is nothing at this address.",
    405: "This address does not take this method.",
    421: "This server is not called so. The operator sets its names in WIDGET_TRUSTED_HOSTS.",
    410: "This subscription has ended.",
}


def install(app: Flask) -> None:
    """Answer every error of this application."""
    app.register_error_handler(errors.WidgetError, _widget_error)
    app.register_error_handler(HTTPException, _http_error)
    app.register_error_handler(Exception, _bug)


def _widget_error(error: errors.WidgetError) -> Response:
    status = STATUS[type(error)]
    if isinstance(error, errors.BudgetSpent):
        metrics.count(metrics.PRESSES, "over_quota")
    if status >= 500:
        _log.error("unavailable", extra={"code": error.code, "cause": error.message})
    response = _answer(error.code, error.message, status, getattr(error, "field", None))
    if status == 401:
        response.headers["WWW-Authenticate"] = _CHALLENGES[type(error)]
    if status in {429, 503}:
        response.headers["Retry-After"] = _LONGER_SECONDS.get(type(error), _RETRY_SECONDS)
    return response


def _http_error(error: HTTPException) -> Response:
    status = error.code or 500
    message = _HTTP_CURES.get(status, error.name)
    if status == 413:
        message = f"body: at most {request.max_content_length or 0:,} bytes are accepted."
    answer = _answer("http", message, status, None)
    for name, value in error.get_headers():
        if name in {"Allow", "Retry-After"}:
            answer.headers[name] = value
    return answer


def _bug(error: Exception) -> Response:
    _log.error("bug", exc_info=error)
    return _answer("bug", "This is a fault of the server; its log says more.", 500, None)


def _answer(code: str, message: str, status: int, field: str | None) -> Response:
    """Answer in the form of the route that was called."""
    if request.blueprint == "fragments":
        return fragment(presenter.failed(code, status, _asked_site(code)))
    if request.blueprint == "has":
        _asked_site(code)
    if request.blueprint in {"publisher", "health", "metrics"} or request.path.startswith("/v1/"):
        named = {"code": code, "message": message} | ({"field": field} if field else {})
        response = jsonify({"error": named})
        response.status_code = status
        return response
    said = message if code == "http" else None
    return page(presenter.failed(code, status, _site(code), said))


def _asked_site(code: str) -> Site | None:
    """Return the site, and say that the answer is an error of it: its pages may read it."""
    site = _site(code)
    cors.asked_of(site)
    rests_on.tell(rests_on.of_error((request.view_args or {}).get("site_key", ""), site))
    return site


def _site(code: str) -> Site | None:
    """Return the site that was asked for, whose language the reader is answered in.

    None where there is no such site, or where the store does not answer.
    """
    key = (request.view_args or {}).get("site_key")
    if key is None or code == errors.StoreUnavailable.code:
        return None
    try:
        return read_panel.site_of(services().store, key)
    except errors.WidgetError:
        return None
