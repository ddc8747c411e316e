"""Puts the document together, with apispec, from the routes of the application."""

from __future__ import annotations

import inspect
import re
from typing import TYPE_CHECKING, Any, Final

from apispec import APISpec

from describing.bodies import schemas
from describing.operations import JSON, OPERATIONS, PATH_PARAMETERS, UNDESCRIBED
from widget.bootstrap import build
from widget.config import Settings
from widget.web import create_app
from widget.web.assets import PLACE_OF_SERVER
from widget.web.openapi import PLACE_OF_VERSION

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask import Flask
    from werkzeug.routing import Rule

    from describing.operations import Answer, Operation

_ARGUMENT: Final = re.compile(r"<(?:[^<>]*:)?(\w+)>")
_UNSPOKEN: Final = {"HEAD", "OPTIONS"}
_ABOUT: Final = (
    "Fragments and pages for readers, and the interface for publishers and content systems. The "
    "pages docs/reference/http.md and docs/reference/errors.md say more."
)


def application() -> Flask:
    """Return the application over an empty database in memory."""
    return create_app(build(Settings(database_url="sqlite://")))


def routes(app: Flask) -> list[tuple[Rule, str]]:
    """Return each route with each of its methods, in the order of the paths."""
    found = [
        (rule, method.lower())
        for rule in app.url_map.iter_rules()
        for method in sorted((rule.methods or set()) - _UNSPOKEN)
    ]
    return sorted(found, key=lambda pair: (pair[0].rule, pair[1]))


def document(app: Flask) -> dict[str, Any]:
    """Return the OpenAPI document of the application's routes.

    Raises KeyError for a route that is neither described nor left out by name.
    """
    spec = APISpec(
        title="Summary widget server",
        version=PLACE_OF_VERSION,
        openapi_version="3.1.0",
        info={"description": _ABOUT, "license": {"name": "BSD-3-Clause"}},
        servers=[{"url": PLACE_OF_SERVER}],
    )
    for name, schema in schemas().items():
        spec.components.schema(name, schema)
    spec.components.security_scheme("apiKey", {"type": "http", "scheme": "bearer"})
    for rule, method in routes(app):
        if rule.endpoint not in UNDESCRIBED:
            operation = OPERATIONS[rule.endpoint, method]
            view = app.view_functions[rule.endpoint]
            spec.path(
                path=_ARGUMENT.sub(r"{\1}", rule.rule),
                operations={method: _described(operation, view, rule)},
            )
    return spec.to_dict()


def _described(operation: Operation, view: Callable[..., object], rule: Rule) -> dict[str, Any]:
    summary = (inspect.getdoc(view) or "").partition("\n\n")[0]
    described: dict[str, Any] = {
        "operationId": view.__name__,
        "summary": " ".join(summary.split()),
        "tags": [operation.tag],
        "parameters": [*_path_parameters(rule), *operation.parameters],
        "responses": {str(s): _response(answer) for s, answer in operation.answers.items()},
    }
    if operation.body:
        described["requestBody"] = _request_body(operation)
    if operation.security:
        described["security"] = [{name: []} for name in operation.security]
    return described


def _path_parameters(rule: Rule) -> list[dict[str, Any]]:
    names = _ARGUMENT.findall(rule.rule)
    return [{"name": n, "in": "path", "required": True, **PATH_PARAMETERS[n]} for n in names]


def _request_body(operation: Operation) -> dict[str, Any]:
    content = {
        "schema": {"$ref": f"#/components/schemas/{operation.body}"},
        "examples": {name: {"value": value} for name, value in operation.examples.items()},
    }
    return {"required": True, "content": {JSON: content}}


def _response(answer: Answer) -> dict[str, Any]:
    named = {"$ref": f"#/components/schemas/{answer.schema}"} if answer.schema else None
    schema = named or {"type": "string"}
    return {"description": answer.meaning, "content": {answer.kind: {"schema": schema}}}
