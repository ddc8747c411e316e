"""What holds for every route; a new one is covered by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.conftest import PAGE, Newsroom

if TYPE_CHECKING:
    from flask import Flask
    from werkzeug.routing import Rule

VALUES = {"site_key": "daily", "name": "embed.js", "token": "guessed"}
METHODS = ("GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS")
CHALLENGES = {"publisher": "Bearer", "hooks": "Webhook-Signature"}
CAPABILITIES = {"hooks.hear_hub"}
"""Routes whose address is what nobody can guess."""


def routes(app: Flask) -> list[Rule]:
    return list(app.url_map.iter_rules())


def address(app: Flask, rule: Rule) -> str:
    with app.test_request_context():
        values = {name: VALUES[name] for name in rule.arguments}
        return str(app.url_map.bind("localhost").build(rule.endpoint, values))


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("query", ["", f"?url={PAGE}", "?url=%00&url=%ff", "?url=//"])
def test_no_route_sets_a_cookie_or_shows_a_trace(
    newsroom: Newsroom, app: Flask, method: str, query: str
) -> None:
    newsroom.put()
    for rule in routes(app):
        response = newsroom.client.open(address(app, rule) + query, method=method)
        assert "Set-Cookie" not in response.headers, rule
        assert "Traceback" not in response.text, rule
        assert response.status_code < 500, (rule, response.text)


@pytest.mark.parametrize("method", METHODS)
def test_every_answer_says_what_a_browser_may_do_with_it(
    newsroom: Newsroom, app: Flask, method: str
) -> None:
    for rule in routes(app):
        response = newsroom.client.open(address(app, rule), method=method)
        assert response.headers["X-Content-Type-Options"] == "nosniff", rule
        assert "default-src 'none'" in response.headers["Content-Security-Policy"], rule
        assert response.headers["Referrer-Policy"] == "strict-origin-when-cross-origin", rule
        assert response.headers["Permissions-Policy"] == "browsing-topics=()", rule
        kept = response.headers["Cache-Control"] != "no-store"
        assert kept or "ETag" not in response.headers, rule


def test_every_route_that_writes_asks_for_the_key_first(newsroom: Newsroom, app: Flask) -> None:
    for rule in routes(app):
        for method in (rule.methods or set()) & {"POST", "PUT", "DELETE", "PATCH"}:
            url = address(app, rule)
            for headers in ({}, {"Authorization": "Bearer wrong"}, {"Authorization": "Basic eA=="}):
                response = newsroom.client.open(url, method=method, headers=headers, data=b"{")
                if rule.endpoint in CAPABILITIES:
                    assert response.status_code == 410, (rule, method)
                    continue
                assert response.status_code == 401, (rule, method)
                blueprint = rule.endpoint.split(".")[0]
                assert response.headers["WWW-Authenticate"] == CHALLENGES[blueprint]


def test_every_fragment_can_be_read_from_any_origin(newsroom: Newsroom, app: Flask) -> None:
    newsroom.put()
    opened = {"fragments", "assets", "has"}
    public = [rule for rule in routes(app) if rule.endpoint.split(".")[0] in opened]
    assert public
    for rule in public:
        response = newsroom.client.get(address(app, rule), query_string={"url": PAGE})
        assert response.headers["Access-Control-Allow-Origin"] == "*", rule
        assert "Access-Control-Allow-Credentials" not in response.headers, rule
        assert response.headers["Cross-Origin-Resource-Policy"] == "cross-origin", rule
        assert response.headers["Timing-Allow-Origin"] == "*", rule


def test_a_fragment_that_is_opened_by_itself_is_in_a_sandbox(newsroom: Newsroom) -> None:
    newsroom.put()
    response = newsroom.client.get("/v1/sites/daily/summary", query_string={"url": PAGE})
    assert "sandbox" in response.headers["Content-Security-Policy"].split("; ")


def test_no_answer_steers_htmx(newsroom: Newsroom, app: Flask) -> None:
    newsroom.put()
    for rule in routes(app):
        response = newsroom.client.get(
            address(app, rule), query_string={"url": PAGE}, headers={"HX-Request": "true"}
        )
        assert [name for name, _ in response.headers if name.lower().startswith("hx-")] == []
