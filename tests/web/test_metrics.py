"""What Prometheus is told: by whom it may be asked, and that it is what happened."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from prometheus_client.parser import text_string_to_metric_families

from tests.conftest import PAGE, SITE, Newsroom
from widget import metrics
from widget.bootstrap import build, now
from widget.config import load
from widget.domain.errors import StoreUnavailable
from widget.jobs.work import guarded, noted
from widget.usecases.sites import manage
from widget.web import create_app

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flask.testing import FlaskClient

    from widget.bootstrap import Services

TOKEN = {"Authorization": "Bearer a-token"}
SUMMARY = "/v1/sites/daily/summary"
UNSEEN = "https://news.example/unseen"


@pytest.fixture
def watched(environment: dict[str, str]) -> Iterator[Services]:
    """Return services that count."""
    opened = build(load(environment | {"WIDGET_METRICS_TOKEN": "a-token"}))
    yield opened
    opened.close()


@pytest.fixture
def publisher(watched: Services) -> Iterator[Newsroom]:
    """Return a publisher whose site fetches on demand."""
    api_key = manage.add_site(watched.store, replace(SITE, on_demand=True), now())
    app = create_app(watched)
    yield Newsroom(app.test_client(), api_key)
    app.extensions["counting"].stop()


def told(client: FlaskClient) -> dict[str, float]:
    """Return all samples, each named as in the text."""
    answer = client.get("/metrics", headers=TOKEN)
    assert answer.status_code == 200
    return {
        f"{sample.name}{sorted(sample.labels.items()) or ''}": sample.value
        for family in text_string_to_metric_families(answer.text)
        for sample in family.samples
    }


def named(name: str, **labels: str) -> str:
    """Return the name of a sample as above."""
    return f"{name}{sorted(labels.items()) or ''}"


def test_without_a_token_there_is_no_such_address_and_nothing_is_counted(
    client: FlaskClient, services: Services
) -> None:
    assert client.get("/metrics").status_code == 404
    assert client.get("/metrics", headers={"Authorization": "Bearer "}).status_code == 404
    assert services.counters is None
    assert not metrics.NOTES.on


@pytest.mark.parametrize("given", [None, "Bearer ", "Bearer a-toke", "Basic a-token", "Bearer é"])
def test_only_who_has_the_token_is_told(publisher: Newsroom, given: str | None) -> None:
    headers = {"Authorization": given} if given else {}
    assert publisher.client.get("/metrics", headers=headers).status_code == 401


def test_requests_are_told_by_route_status_and_state(publisher: Newsroom) -> None:
    publisher.put()
    for url in (PAGE, UNSEEN, "https://elsewhere.example/"):
        publisher.client.get(SUMMARY, query_string={"url": url})
    publisher.client.get("/read/daily", query_string={"url": PAGE})
    found = told(publisher.client)
    route = "/v1/sites/<site_key>/summary"
    for status, state in (("200", "ready"), ("200", "pending"), ("403", "error")):
        name = named("widget_requests_total", route=route, status=status, state=state)
        assert found[name] == 1, name
    page = {"route": "/read/<site_key>", "status": "200", "state": "ready"}
    assert found[named("widget_requests_total", **page)] == 1
    # A panel that is printed for memory takes no time of the application.
    assert found[named("widget_request_seconds_count", route=route)] == 2


def test_answers_from_memory_are_counted_and_their_age_when_they_end(publisher: Newsroom) -> None:
    publisher.put()
    for _ in range(5):
        publisher.client.get(SUMMARY, query_string={"url": PAGE})
    publisher.delete()
    publisher.client.get(SUMMARY, query_string={"url": PAGE})
    found = told(publisher.client)
    assert found[named("widget_answers_from_memory_total")] == 4
    assert found[named("widget_answer_age_seconds_count")] == 1
    assert told(publisher.client)[named("widget_answers_from_memory_total")] == 4


def test_presses_are_told_by_what_became_of_them_and_the_quota_that_they_took(
    publisher: Newsroom,
) -> None:
    for number in range(40):
        url = f"{UNSEEN}/{number}"
        publisher.client.get(SUMMARY, query_string={"url": url})
    found = told(publisher.client)
    assert found[named("widget_presses_total", outcome="due")] == 30
    assert found[named("widget_presses_total", outcome="over_quota")] == 10
    assert found[named("widget_fetch_quota_used_ratio", site="daily")] == 1
    assert found[named("widget_pages_due")] == 30
    assert 0 <= found[named("widget_queue_age_seconds")] < 600


def test_the_time_of_summarizer_and_database_is_told(publisher: Newsroom) -> None:
    publisher.put()
    found = told(publisher.client)
    assert found[named("widget_summarizer_seconds_count", outcome="draft")] == 1
    assert found[named("widget_database_seconds_count", kind="write")] >= 1
    assert found[named("widget_database_seconds_count", kind="read")] >= 1
    ends = [
        found[named("widget_database_seconds_bucket", kind="read", le=end)]
        for end in ("0.001", "0.1", "10.0", "+Inf")
    ]
    assert ends == sorted(ends)
    assert ends[-1] == found[named("widget_database_seconds_count", kind="read")]


def test_tasks_are_told_by_their_end(publisher: Newsroom, watched: Services) -> None:
    told(publisher.client)

    def fails() -> None:
        manage.sites(watched.store)
        raise RuntimeError

    guarded(noted("poll", lambda: None))
    with pytest.raises(RuntimeError):
        noted("poll", fails)()
    found = told(publisher.client)
    assert found[named("widget_jobs_total", task="poll", outcome="done")] == 1
    assert found[named("widget_jobs_total", task="poll", outcome="failed")] == 1
    assert found[named("widget_job_seconds_count", task="poll")] == 2
    assert found[named("widget_consumer_alive")] == 0


def test_a_server_that_cannot_write_tells_so(watched: Services) -> None:
    def is_full() -> None:
        raise StoreUnavailable("The disk is full.", permanent=False)

    for ping, ready in ((watched.ping, 1), (is_full, 0)):
        app = create_app(replace(watched, ping=ping))
        assert told(app.test_client())[named("widget_ready")] == ready
        app.extensions["counting"].stop()


def test_too_many_labels_are_counted_together(
    publisher: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _ in range(2):  # the request itself is counted after its answer
        told(publisher.client)
    monkeypatch.setattr(metrics, "MOST_SERIES", len(metrics.NOTES._known) + 1)
    for host in ("first.example", "second.example", "third.example"):
        metrics.count(metrics.FETCHES, host, "created")
    found = told(publisher.client)
    assert found[named("widget_fetches_total", host="first.example", outcome="created")] == 1
    assert found[named("widget_fetches_total", host="other", outcome="other")] == 2


def test_what_was_counted_is_there_after_a_restart(publisher: Newsroom, watched: Services) -> None:
    publisher.put()
    before = told(publisher.client)
    publisher.client.application.extensions["counting"].stop()
    again = create_app(build(watched.settings)).test_client()
    name = named(
        "widget_requests_total", route="/v1/sites/<site_key>/articles", status="201", state=""
    )
    found = told(again)
    again.application.extensions["counting"].stop()
    assert found[name] == before[name] == 1
