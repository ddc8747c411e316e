"""The web: the Flask application over the services."""

from __future__ import annotations

import os
from logging.config import dictConfig
from types import MethodType
from typing import TYPE_CHECKING

from flask import Flask

from widget import resources
from widget.background.counter_file import Counting
from widget.bootstrap import build
from widget.config import load
from widget.domain.limits import REQUEST_BYTES
from widget.logs import configuration
from widget.rules.language import runs_right_to_left
from widget.rules.point_facts import facts_of
from widget.rules.text_fragments import passage_link
from widget.web import (
    assets,
    error_responses,
    fragments,
    has,
    headers,
    health,
    help_page,
    hooks,
    htmx,
    metrics,
    openapi,
    pages,
    publisher,
    request_limits,
    request_log,
)
from widget.web.answers_from_memory import AnswersFromMemory
from widget.web.base_path import under_base_path, way_to_root
from widget.web.client_network import ClientNetworks
from widget.web.ready_panels import ReadyPanels
from widget.web.refusals import Refusals
from widget.web.request_limits import RequestLimits
from widget.web.under_way import UnderWay
from widget.web.warming import warm

if TYPE_CHECKING:
    from widget.bootstrap import Services

__all__ = ["application", "create_app", "serve"]

_WITH_ROUTES = (fragments, has, pages, publisher, hooks, health, help_page, metrics)


def create_app(services: Services) -> Flask:
    """Return the application; every route is registered here."""
    app = Flask("widget", template_folder=str(resources.path("templates")), static_folder=None)
    # Escaping is for every template, not only for those whose name Flask takes for HTML.
    app.jinja_options = {"autoescape": True, "trim_blocks": True, "lstrip_blocks": True}
    app.config["MAX_CONTENT_LENGTH"] = REQUEST_BYTES
    # An address is right or wrong; nothing is redirected, by whatever name the server is called.
    app.url_map.merge_slashes = False
    _tell_templates(app, services.settings.public_url)
    htmx.install(app)
    request_log.install(app)
    request_limits.install(app)
    headers.install(app)
    error_responses.install(app)
    for module in _WITH_ROUTES:
        app.register_blueprint(module.blueprint)
    app.register_blueprint(assets.blueprint(resources.path("static"), services.settings.public_url))
    app.register_blueprint(openapi.blueprint(services.settings.public_url))
    serve(app, services)
    return app


def _tell_templates(app: Flask, public_url: str) -> None:
    """Give the templates what all of them may use."""
    app.jinja_env.globals.update(
        base=public_url,
        facts_of=facts_of,
        passage_link=passage_link,
        runs_right_to_left=runs_right_to_left,
        way_to_root=way_to_root,
    )


def serve(app: Flask, services: Services) -> None:
    """Let the application answer with these services, from memory where it can."""
    app.extensions["services"] = services
    app.extensions["under_way"] = UnderWay()
    app.extensions["client_networks"] = networks = ClientNetworks(services.settings.proxies)
    app.extensions["request_limits"] = limits = RequestLimits(services.settings, networks)
    app.extensions["counting"] = None
    without_memory = Refusals(MethodType(Flask.wsgi_app, app), limits.is_spent)
    ready = ReadyPanels(app.jinja_env, services)
    with_memory = AnswersFromMemory(without_memory, ready, limits, services)
    if services.counters is not None:
        app.extensions["counting"] = Counting(services.counters, with_memory.note_hits)
    chosen = with_memory if services.settings.memory_mb else without_memory
    app.wsgi_app = under_base_path(chosen, services.settings.public_url)  # type: ignore[method-assign,assignment]


def application() -> Flask:
    """Return the application that the environment asks for.

    Raises SettingsError and StoreUnavailable, whose messages name the cure.
    """
    settings = load(os.environ)
    dictConfig(configuration(settings.log_level, settings.log_format))
    app = create_app(build(settings))
    warm(app)
    return app
