"""Pages of other origins read every public answer, whatever their scripts put on the request."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.conftest import PAGE, Newsroom
from tests.web.test_every_route import address, routes
from widget.domain.limits import PREFLIGHT_HEADER_CHARACTERS

if TYPE_CHECKING:
    from flask import Flask
    from flask.testing import FlaskClient
    from werkzeug.routing import Rule
    from werkzeug.test import TestResponse

FRAGMENT = "/v1/sites/daily/summary"
OPEN = {"fragments", "assets", "has"}
OWN = "https://news.example"
FOREIGN = "https://evil.example"
TRACERS = {
    "Sentry": "baggage,sentry-trace",
    "Application Insights": "request-context,request-id,traceparent,tracestate",
    "Datadog": "traceparent,tracestate,x-datadog-origin,x-datadog-parent-id,x-datadog-trace-id",
    "jQuery": "x-requested-with",
    "a token": "authorization,content-type,x-csrf-token",
    "htmx": "hx-current-url,hx-request,hx-target",
    "signs of RFC 9110": "!#$%&'*+-.^_`|~09Az",
}


def public(app: Flask) -> list[Rule]:
    return [rule for rule in routes(app) if rule.endpoint.split(".")[0] in OPEN]


def preflight(
    client: FlaskClient, path: str, headers: str | None, origin: str = FOREIGN
) -> TestResponse:
    asked = {"Origin": origin, "Access-Control-Request-Method": "GET"}
    if headers is not None:
        asked["Access-Control-Request-Headers"] = headers
    return client.options(path, headers=asked)


@pytest.mark.parametrize("headers", TRACERS.values(), ids=TRACERS)
def test_every_public_route_answers_a_preflight_for_any_header(
    newsroom: Newsroom, app: Flask, headers: str
) -> None:
    assert {rule.endpoint.split(".")[0] for rule in public(app)} == OPEN
    for rule in public(app):
        response = preflight(newsroom.client, address(app, rule), headers)
        assert (response.status_code, response.data) == (204, b""), rule
        assert response.headers["Access-Control-Allow-Origin"] == "*", rule
        assert response.headers["Access-Control-Allow-Methods"] == "GET, HEAD, OPTIONS", rule
        assert response.headers["Access-Control-Allow-Headers"] == headers, rule
        assert response.headers["Access-Control-Max-Age"] == "86400", rule
        assert "Access-Control-Allow-Private-Network" not in response.headers, rule
        assert "Access-Control-Request-Headers" in response.headers["Vary"], rule


def test_no_other_route_answers_a_preflight_of_another_origin(
    newsroom: Newsroom, app: Flask
) -> None:
    others = [rule for rule in routes(app) if rule not in public(app)]
    assert {"publisher", "hooks", "pages", "health"} <= {r.endpoint.split(".")[0] for r in others}
    for rule in others:
        for origin in (OWN, FOREIGN):
            response = preflight(newsroom.client, address(app, rule), "authorization", origin)
            given = [name for name, _ in response.headers if name.startswith("Access-Control")]
            assert given == [], rule


@pytest.mark.parametrize(
    "headers",
    [
        "x-a\tb",
        "x a",
        "x-a,,x-b",
        "x-\u00e9",
        "x:y",
        "",
        ",".join(["x-trace"] * (PREFLIGHT_HEADER_CHARACTERS // 8 + 1)),
    ],
)
def test_what_names_no_headers_is_not_repeated(client: FlaskClient, headers: str) -> None:
    response = preflight(client, FRAGMENT, headers)
    assert (response.status_code, response.headers["Access-Control-Allow-Headers"]) == (204, "*")


def test_as_many_headers_as_the_limit_says_are_allowed_by_name(client: FlaskClient) -> None:
    headers = "x" * PREFLIGHT_HEADER_CHARACTERS
    response = preflight(client, FRAGMENT, headers)
    assert response.headers["Access-Control-Allow-Headers"] == headers


def test_a_server_in_a_private_network_may_be_asked_from_outside(client: FlaskClient) -> None:
    asked = {"Origin": FOREIGN, "Access-Control-Request-Private-Network": "true"}
    response = client.options(FRAGMENT, headers=asked)
    assert response.headers["Access-Control-Allow-Private-Network"] == "true"


@pytest.mark.parametrize("site_key", ["nobody", "daily"])
def test_a_preflight_needs_no_article_and_no_site(newsroom: Newsroom, site_key: str) -> None:
    response = preflight(newsroom.client, f"/v1/sites/{site_key}/summary", None, OWN)
    assert response.status_code == 204


@pytest.mark.parametrize("origin", [OWN, "http://news.example"])
@pytest.mark.parametrize("url", [PAGE, "https://news.example/unknown", f"{FOREIGN}/x", ""])
def test_a_page_of_the_site_may_ask_with_credentials(
    newsroom: Newsroom, origin: str, url: str
) -> None:
    newsroom.put()
    asked = {"Origin": origin}
    answer = newsroom.client.get(FRAGMENT, query_string={"url": url}, headers=asked)
    for response in (answer, preflight(newsroom.client, FRAGMENT, "traceparent", origin)):
        assert response.headers["Access-Control-Allow-Origin"] == origin
        assert response.headers["Access-Control-Allow-Credentials"] == "true"
        assert "Origin" in response.headers["Vary"]


@pytest.mark.parametrize(
    "origin",
    [
        FOREIGN,
        "null",
        "https://news.example.evil.example",
        "https://xnews.example",
        "https://news.example:8443",
        "https://news.example/",
        "file://",
        "https://news.example@evil.example",
        "x" * 5_000,
    ],
)
def test_any_other_page_reads_it_without_credentials(newsroom: Newsroom, origin: str) -> None:
    newsroom.put()
    asked = {"Origin": origin}
    answer = newsroom.client.get(FRAGMENT, query_string={"url": PAGE}, headers=asked)
    for response in (answer, preflight(newsroom.client, FRAGMENT, "traceparent", origin)):
        assert response.headers["Access-Control-Allow-Origin"] == "*"
        assert "Access-Control-Allow-Credentials" not in response.headers


def test_a_cache_keeps_the_answers_to_two_origins_apart(newsroom: Newsroom) -> None:
    newsroom.put()
    for asked in ({}, {"Origin": OWN}, {"Origin": FOREIGN}):
        response = newsroom.client.get(FRAGMENT, query_string={"url": PAGE}, headers=asked)
        assert "Origin" in response.headers["Vary"]


def test_a_file_is_the_same_for_every_origin(client: FlaskClient) -> None:
    response = client.get("/embed.js", headers={"Origin": OWN})
    assert response.headers["Access-Control-Allow-Origin"] == "*"
    assert "Origin" not in response.headers["Vary"]


def test_a_reader_s_cookie_changes_nothing(newsroom: Newsroom) -> None:
    newsroom.put()
    answers = [
        newsroom.client.get(
            FRAGMENT, query_string={"url": PAGE}, headers={"Origin": OWN, "Cookie": cookie}
        )
        for cookie in ("session=ada", "session=bob")
    ]
    assert answers[0].data == answers[1].data
    assert answers[0].headers["ETag"] == answers[1].headers["ETag"]
