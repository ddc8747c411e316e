"""One client takes the server from nobody, and no made-up name is answered."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from tests.conftest import PAGE, SITE, STORY
from widget.bootstrap import Services, build, now
from widget.config import load
from widget.domain.limits import QUERY_FIELDS
from widget.usecases.sites import manage
from widget.web import create_app

if TYPE_CHECKING:
    from flask.testing import FlaskClient
    from werkzeug.test import TestResponse

    from tests.statements import Ran

STRANGER, READER = "198.51.100.7", "203.0.113.9"
SUMMARY, ARTICLES = "/v1/sites/daily/summary", "/v1/sites/daily/articles"
AT_ONCE = 10
"""Requests that a network may have saved up with one a second."""


class Server:
    """A server behind a trusted proxy, with a site."""

    def __init__(self, services: Services) -> None:
        self.api_key = manage.add_site(services.store, SITE, now())
        self.client: FlaskClient = create_app(services).test_client()

    def ask(self, path: str, address: str = STRANGER, **query: str) -> TestResponse:
        """Ask from this address."""
        headers = {"X-Forwarded-For": address}
        return self.client.get(path, query_string=query, headers=headers)

    def put(self, key: str, address: str = STRANGER, url: str = PAGE) -> TestResponse:
        """Publish with this key from this address."""
        headers = {"X-Forwarded-For": address, "Authorization": f"Bearer {key}"}
        body: dict[str, Any] = {"url": url, "title": "The bridge", "text": STORY}
        return self.client.put(ARTICLES, data=json.dumps(body), headers=headers)


@pytest.fixture
def server(environment: dict[str, str]) -> Server:
    """Return a server that works for one request of a network in a second."""
    more = {"WIDGET_TRUSTED_PROXIES": "127.0.0.1", "WIDGET_REQUESTS_PER_SECOND": "1"}
    return Server(build(load(environment | more)))


def test_a_network_that_asks_too_much_is_refused_and_others_are_answered(server: Server) -> None:
    pages = [f"https://news.example/{number}" for number in range(20)]
    statuses = [server.ask(SUMMARY, url=page).status_code for page in pages]
    assert statuses[:AT_ONCE] == [404] * AT_ONCE
    assert statuses[-1] == 429
    refused = server.ask(SUMMARY, url=PAGE)
    assert 'data-code="too_many_requests"' in refused.text
    assert refused.headers["Retry-After"] == "60"
    assert refused.headers["Cache-Control"] == "no-store"
    assert server.ask(SUMMARY, READER, url=PAGE).status_code == 404
    assert server.ask("/readyz").status_code == 200


@pytest.mark.parametrize("path", [SUMMARY, "/read/daily"])
def test_a_refusal_is_given_again_without_asking_the_database(
    server: Server, queries: Ran, path: str
) -> None:
    pages = (f"https://news.example/{number}" for number in range(100))
    for _ in range(2 * AT_ONCE):
        first = server.ask(path, url=next(pages))
    before = len(queries)
    again = server.ask(path, url=next(pages))
    assert (again.status_code, again.data) == (429, first.data)
    assert dict(again.headers) == dict(first.headers)
    assert len(queries) == before
    assert server.ask(path, READER, url=next(pages)).status_code == 404


def test_answers_from_memory_are_not_counted(server: Server) -> None:
    assert server.put(server.api_key, READER).status_code == 201
    answers = [server.ask(SUMMARY, url=PAGE) for _ in range(5 * AT_ONCE)]
    assert {answer.status_code for answer in answers} == {200}


def test_panels_that_are_in_no_memory_are_counted(server: Server) -> None:
    for number in range(2 * AT_ONCE):
        assert server.put(server.api_key, READER, f"{PAGE}-{number}").status_code == 201
    pages = [f"{PAGE}-{number}" for number in range(2 * AT_ONCE)]
    statuses = [server.ask(SUMMARY, url=page).status_code for page in pages]
    assert set(statuses[:AT_ONCE]) == {200}
    assert statuses[-1] == 429


def test_a_refusal_is_nobody_elses_answer(server: Server) -> None:
    for number in range(2 * AT_ONCE):
        server.ask("/read/daily", url=f"https://news.example/{number}")
    assert server.ask(SUMMARY, url=PAGE).status_code == 429
    assert server.ask(SUMMARY, READER, url=PAGE).status_code == 404


def test_wrong_keys_are_refused_unread_after_some_and_right_ones_go_on(server: Server) -> None:
    assert server.put(server.api_key, READER).status_code == 201
    for address in (STRANGER, READER):
        statuses = [server.put("wrong", address).status_code for _ in range(25)]
        assert set(statuses[:20]) == {401}
    assert server.put("wrong").status_code == 429
    assert server.put(server.api_key, READER).status_code == 200, "it had the right one before"
    assert server.put("wrong", "192.0.2.1").status_code == 401


def test_publishers_with_the_right_key_are_not_counted(server: Server) -> None:
    statuses = [server.put(server.api_key).status_code for _ in range(3 * AT_ONCE)]
    assert statuses == [201] + [200] * (3 * AT_ONCE - 1)


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("widget.example", 200),
        ("WIDGET.example:8000", 200),
        ("widget.example.", 200),
        ("localhost:8000", 200),
        ("127.0.0.1:8000", 200),
        ("[::1]:8000", 200),
        ("evil.example", 421),
        ("widget.example.evil.example", 421),
        ("evil.example:widget.example", 421),
        ("127.0.0.1.evil.example", 421),
    ],
)
def test_only_the_names_of_the_server_are_answered(
    environment: dict[str, str], host: str, status: int
) -> None:
    services = build(load(environment | {"WIDGET_TRUSTED_HOSTS": "widget.example, Other.example"}))
    client = create_app(services).test_client()
    api_key = manage.add_site(services.store, SITE, now())
    headers = {"Authorization": f"Bearer {api_key}", "Host": "other.example"}
    body = {"url": PAGE, "title": "The bridge", "text": STORY}
    assert client.put(ARTICLES, json=body, headers=headers).status_code == 201
    for _ in range(2):  # the second answer may be from memory
        answer = client.get(SUMMARY, query_string={"url": PAGE}, headers={"Host": host})
        assert answer.status_code == status
    assert client.get("/healthz", headers={"Host": host}).status_code == status


def test_a_query_has_so_many_fields_and_not_one_more(server: Server) -> None:
    server.put(server.api_key, READER)
    most = "&".join([f"url={PAGE}", *("x=1" for _ in range(QUERY_FIELDS - 1))])
    for _ in range(2):
        assert server.client.get(f"{SUMMARY}?{most}").status_code == 200
        past = server.client.get(f"{SUMMARY}?{most}&x")
        assert past.status_code == 400
        assert 'data-code="limit_exceeded"' in past.text
