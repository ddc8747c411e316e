"""One small request tells which pages need no button, because a press would lead to an apology."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from tests.conftest import PAGE, SITE, STORY, Newsroom
from widget.bootstrap import now
from widget.domain.limits import HAS_ADDRESSES, URL_CHARACTERS
from widget.usecases.sites import manage

if TYPE_CHECKING:
    from flask.testing import FlaskClient
    from werkzeug.test import TestResponse

    from tests.statements import Ran
    from widget.bootstrap import Services
    from widget.bootstrap.ingest import IngestServices

HAS = "/v1/sites/daily/has"
BUTTON = "/v1/sites/daily/button"
FRAGMENT = "/v1/sites/daily/summary"
NEWS = "https://news.example"


def ask(client: FlaskClient, *urls: str) -> TestResponse:
    return client.get(HAS, query_string=[("url", url) for url in urls])


def has(client: FlaskClient, *urls: str) -> Any:
    answer: Any = ask(client, *urls).json
    return answer["has"]


def test_each_page_is_answered_in_the_order_asked(newsroom: Newsroom) -> None:
    newsroom.put()
    newsroom.put(url=f"{NEWS}/brief", text="The bridge opens on Monday.")
    urls = [f"{NEWS}/nothing", PAGE, f"{NEWS}/brief", PAGE, f"{PAGE}/?utm_source=x#top"]
    response = ask(newsroom.client, *urls)
    assert response.json == {"has": [False, True, False, True, True]}
    assert response.mimetype == "application/json"
    assert response.headers["Access-Control-Allow-Origin"] == "*"


@pytest.mark.parametrize(
    "url",
    [
        "https://evil.example/x",
        "javascript:alert(1)",
        "",
        "/city/bridge",
        "https://news.example/\x00",
        "https://ada@news.example/city/bridge",
        f"{NEWS}/" + "a" * URL_CHARACTERS,
    ],
)
def test_what_is_no_page_of_the_site_has_none_and_fails_no_other(
    newsroom: Newsroom, url: str
) -> None:
    newsroom.put()
    assert has(newsroom.client, url, PAGE) == [False, True]


def test_it_says_what_a_press_would_say(newsroom: Newsroom, services: Services) -> None:
    newsroom.put(url=f"{NEWS}/a")
    newsroom.put(url=f"{NEWS}/b", opinion=True)
    newsroom.put(url=f"{NEWS}/c", embargoed_until="2999-01-01T00:00:00Z")
    newsroom.put(url=f"{NEWS}/d")
    newsroom.delete(f"{NEWS}/d")
    newsroom.put(url=f"{NEWS}/e", opinion=True, summary="The newsroom's own words.")
    urls = [f"{NEWS}/{slug}" for slug in "abcdef"]
    pressed = [
        newsroom.client.get(FRAGMENT, query_string={"url": url}).text.count('data-state="ready"')
        for url in urls
    ]
    assert has(newsroom.client, *urls) == [bool(count) for count in pressed]
    assert pressed == [1, 0, 0, 0, 1, 0]


def test_a_summary_that_is_being_made_counts(
    newsroom: Newsroom, ingest_services: IngestServices, services: Services
) -> None:
    manage.change_site(services.store, replace(SITE, on_demand=True), now())
    unseen = f"{NEWS}/unseen"
    assert has(newsroom.client, unseen) == [True]
    with services.store.view() as view:
        assert view.tracked_page("daily", unseen) is None
    assert 'data-state="pending"' in newsroom.client.get(f"{FRAGMENT}?url={unseen}").text


def test_it_starts_nothing(newsroom: Newsroom, services: Services, writes: list[str]) -> None:
    manage.change_site(services.store, replace(SITE, on_demand=True), now())
    del writes[:]
    has(newsroom.client, PAGE, f"{NEWS}/unseen")
    assert writes == []


def test_fifty_pages_cost_as_many_queries_as_one(newsroom: Newsroom, queries: Ran) -> None:
    slugs = [f"{NEWS}/{number}" for number in range(HAS_ADDRESSES // 2)]
    for url in slugs:
        newsroom.put(url=url, text=STORY)
    unknown = [f"{url}-unknown/" for url in slugs]
    has(newsroom.client, NEWS)  # what was published is known from now on
    del queries[:]
    assert has(newsroom.client, *slugs, *unknown) == [True] * len(slugs) + [False] * len(unknown)
    assert len(queries) == 5
    del queries[:]
    assert has(newsroom.client, slugs[0], unknown[0]) == [True, False]
    assert len(queries) == 5


def test_one_page_more_than_the_limit_is_an_error_that_names_it(newsroom: Newsroom) -> None:
    urls = [f"{NEWS}/{number}" for number in range(HAS_ADDRESSES + 1)]
    assert len(has(newsroom.client, *urls[:-1])) == HAS_ADDRESSES
    response = ask(newsroom.client, *urls)
    assert response.status_code == 400
    error: Any = response.json
    assert error["error"]["code"] == "limit_exceeded"
    assert "50" in error["error"]["message"]
    assert response.headers["Cache-Control"] == "no-store"
    assert response.headers["Access-Control-Allow-Origin"] == "*"


def test_an_unknown_site_and_a_missing_address_are_errors(newsroom: Newsroom) -> None:
    response = newsroom.client.get("/v1/sites/nobody/has", query_string={"url": PAGE})
    assert response.status_code == 404
    assert newsroom.client.get(HAS).status_code == 400


def test_the_answer_may_be_kept_as_long_as_a_panel(newsroom: Newsroom) -> None:
    newsroom.put()
    panel = newsroom.client.get(FRAGMENT, query_string={"url": PAGE})
    first = ask(newsroom.client, PAGE)
    assert first.headers["Cache-Control"] == panel.headers["Cache-Control"]
    again = newsroom.client.get(
        HAS, query_string={"url": PAGE}, headers={"If-None-Match": first.headers["ETag"]}
    )
    assert again.status_code == 304


@pytest.mark.parametrize("path", [BUTTON, FRAGMENT])
@pytest.mark.parametrize("hides", ["1", "true", ""])
def test_a_page_that_a_server_renders_can_show_nothing(
    newsroom: Newsroom, path: str, hides: str
) -> None:
    query = {"url": PAGE, "hide-when-none": hides}
    response = newsroom.client.get(path, query_string=query)
    assert (response.status_code, response.data) == (200, b"")
    assert response.mimetype == "text/html"
    newsroom.put()
    shown = newsroom.client.get(path, query_string=query)
    assert "<button" in shown.text or 'data-state="ready"' in shown.text


@pytest.mark.parametrize("path", [BUTTON, FRAGMENT])
@pytest.mark.parametrize("hides", ["0", "false", None])
def test_without_the_wish_something_is_always_shown(
    newsroom: Newsroom, path: str, hides: str | None
) -> None:
    query = {"url": PAGE} | ({} if hides is None else {"hide-when-none": hides})
    assert "<" in newsroom.client.get(path, query_string=query).text
