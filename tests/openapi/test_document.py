"""The document describes every route, is the one that the routes make, and its examples work."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import jsonschema_rs
import pytest

from describing.__main__ import made
from describing.document import application, document, routes
from describing.operations import OPERATIONS, UNDESCRIBED
from tests.conftest import BASE, SITE
from tests.openapi.signing import partner
from widget.parse.manuscripts import FIELDS
from widget.resources import PACKAGE
from widget.version import VERSION
from widget.web.openapi import FILE

if TYPE_CHECKING:
    from pathlib import Path

    from flask import Flask
    from flask.testing import FlaskClient

    from tests.openapi.signing import Partner

SHIPPED: dict[str, Any] = json.loads((PACKAGE / FILE).read_text(encoding="utf-8"))
EXAMPLES = [
    (path, method, name, example["value"])
    for path, methods in SHIPPED["paths"].items()
    for method, operation in methods.items()
    for name, example in operation.get("requestBody", {})
    .get("content", {})
    .get("application/json", {})
    .get("examples", {})
    .items()
]
BODILESS = [
    (path, method)
    for path, methods in SHIPPED["paths"].items()
    for method, operation in methods.items()
    if "requestBody" not in operation and "/websub/" not in path
]


@pytest.fixture
def known(tmp_path: Path) -> Partner:
    """Return a server that has an article at the address of the examples."""
    known = partner(tmp_path)
    _, _, _, article = EXAMPLES[0]
    put(known, "/v1/sites/{site_key}/articles", article)
    return known


def put(known: Partner, path: str, body: Any, method: str = "put") -> Any:
    """Send the body to the route as its partner does."""
    raw = json.dumps(body).encode()
    address = path.replace("{site_key}", SITE.key)
    return known.app.test_client().open(
        address, method=method.upper(), data=raw, headers=known.headers(address, raw)
    )


def test_the_file_is_the_one_that_the_routes_make() -> None:
    assert (PACKAGE / FILE).read_bytes() == made()


def test_every_route_is_described_or_left_out_with_a_reason(app: Flask) -> None:
    there = {(rule.endpoint, method) for rule, method in routes(app)}
    assert {(name, m) for name, m in there if name not in UNDESCRIBED} == set(OPERATIONS)
    assert {name for name, _ in there} >= set(UNDESCRIBED)
    assert all(UNDESCRIBED.values())


def test_a_route_that_nobody_described_stops_the_making() -> None:
    app = application()
    app.add_url_rule("/new", "new", lambda: "")
    with pytest.raises(KeyError, match="new"):
        document(app)


def test_the_server_says_its_own_address_and_version(client: FlaskClient) -> None:
    answer = client.get("/openapi.json")
    assert answer.mimetype == "application/json"
    told = answer.get_json()
    assert told["openapi"] == "3.1.0"
    assert (told["servers"], told["info"]["version"]) == ([{"url": BASE}], VERSION)
    assert "WIDGET_" not in answer.text


def test_an_article_has_the_fields_that_the_server_reads() -> None:
    schemas = SHIPPED["components"]["schemas"]
    assert set(schemas["Article"]["properties"]) == set(FIELDS)
    assert set(schemas["Message"]["properties"]["article"]["properties"]) == set(FIELDS)


@pytest.mark.parametrize(
    ("path", "method", "name", "body"), EXAMPLES, ids=[f"{p} {n}" for p, _, n, _ in EXAMPLES]
)
def test_an_example_is_accepted_and_answered_as_described(
    known: Partner, path: str, method: str, name: str, body: Any
) -> None:
    answer = put(known, path, body, method)
    assert answer.status_code in {200, 201}, (name, answer.text)
    fits(answer.get_json(), path, method, answer.status_code)


@pytest.mark.parametrize(("path", "method"), BODILESS)
def test_a_request_with_the_parameters_of_the_examples_is_answered_as_described(
    known: Partner, path: str, method: str
) -> None:
    parameters = SHIPPED["paths"][path][method]["parameters"]
    query = {p["name"]: p["example"] for p in parameters if p["in"] == "query" and "example" in p}
    address = path.replace("{site_key}", SITE.key)
    headers = known.headers(address, b"")
    answer = known.app.test_client().open(
        address, method=method.upper(), query_string=query, headers=headers
    )
    assert answer.status_code == 200
    told = answer.get_json() if answer.is_json else answer.text
    fits(told, path, method, 200, str(answer.mimetype))


def fits(told: Any, path: str, method: str, status: int, kind: str = "application/json") -> None:
    """Compare what was answered with the schema of this answer."""
    content = SHIPPED["paths"][path][method]["responses"][str(status)]["content"]
    schema = {**content[kind]["schema"], "components": SHIPPED["components"]}
    jsonschema_rs.validator_for(schema).validate(told)
