"""Nobody's request is in anybody else's answer, and nobody can fill the memory with rubbish."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from tests.conftest import PAGE, SITE, Newsroom
from tests.web.test_answers_from_memory import FOREIGN, FRAGMENT, OWN, without_memory
from widget.bootstrap import now
from widget.domain.change import PanelChange
from widget.domain.errors import StoreUnavailable
from widget.web.answer_memory import ADDRESS_CHARACTERS, ADDRESSES, AnswerMemory
from widget.web.answers_from_memory import AnswersFromMemory
from widget.web.kept_answer import KeptAnswer, head_of
from widget.web.rests_on import RestsOn

if TYPE_CHECKING:
    from flask import Flask

    from widget.bootstrap import Services

POISON = {
    "Host": "evil.example",
    "X-Forwarded-Host": "evil.example",
    "X-Forwarded-Proto": "gopher",
    "X-Forwarded-Prefix": "/evil",
    "X-Forwarded-For": "203.0.113.9",
    "Forwarded": "host=evil.example",
    "X-Original-URL": "/readyz",
    "X-Rewrite-URL": "/readyz",
    "X-HTTP-Method-Override": "DELETE",
    "Origin": FOREIGN,
    "Referer": FOREIGN,
    "Cookie": "session=evil",
    "Authorization": "Bearer evil",
    "Accept-Language": "evil",
    "Accept-Encoding": "evil",
    "Range": "bytes=0-1",
    "Content-Length": "5",
    "Transfer-Encoding": "chunked",
    "HX-Request": "true",
    "HX-Target": "evil",
}


def memory_of(app: Flask) -> AnswersFromMemory:
    found: Any = app.wsgi_app
    assert isinstance(found, AnswersFromMemory)
    return found


def answer(size: int = 100, url: str = PAGE, site_key: str = "daily") -> KeptAnswer:
    return KeptAnswer("200 OK", head_of([]), b"x" * size, RestsOn(site_key, SITE, frozenset({url})))


@pytest.mark.parametrize("name", POISON)
@pytest.mark.parametrize("method", ["GET", "OPTIONS"])
def test_a_header_of_the_first_request_is_not_in_the_answer_to_the_second(
    newsroom: Newsroom, app: Flask, name: str, method: str
) -> None:
    newsroom.put()
    asked: dict[str, Any] = {"query_string": {"url": PAGE}, "method": method}
    own = without_memory(app, FRAGMENT, **asked)
    newsroom.client.open(FRAGMENT, **asked, headers={name: POISON[name]})
    second = newsroom.client.open(FRAGMENT, **asked)
    assert second.data == own.data
    assert second.status == own.status
    assert "evil" not in str(second.headers)
    assert second.headers["Access-Control-Allow-Origin"] == "*"


def test_the_right_of_the_site_s_own_page_is_not_given_to_others(newsroom: Newsroom) -> None:
    newsroom.put()
    given = []
    for origin in (OWN, FOREIGN, OWN, None, "null", OWN + ".evil.example", OWN):
        headers = {"Origin": origin} if origin else {}
        found = newsroom.client.get(FRAGMENT, query_string={"url": PAGE}, headers=headers)
        given.append("Access-Control-Allow-Credentials" in found.headers)
    assert given == [True, False, True, False, False, False, True]


def test_an_origin_that_the_site_gave_up_has_no_right_any_more(
    newsroom: Newsroom, services: Services
) -> None:
    newsroom.put()
    asked: dict[str, Any] = {
        "query_string": {"url": PAGE},
        "headers": {"Origin": "https://b.example"},
    }
    given = []
    for origins in (("https://b.example",), ()):
        with services.store.transaction() as transaction:
            transaction.put_site(replace(SITE, origins=origins), now())
        for method in ("GET", "OPTIONS"):
            found = newsroom.client.open(FRAGMENT, method=method, **asked)
            given.append(found.headers["Access-Control-Allow-Origin"])
    assert given == ["https://b.example", "https://b.example", "*", "*"]


def test_fields_of_the_query_that_mean_nothing_make_no_further_answers(
    newsroom: Newsroom, app: Flask
) -> None:
    newsroom.put()
    for number in range(100):
        junk = {"url": PAGE, f"x{number}": "x", "utm_source": str(number)}
        assert newsroom.client.get(FRAGMENT, query_string=junk).status_code == 200
    memory = memory_of(app)._lasting
    assert len(memory) == 1
    assert len(memory._by_address) == ADDRESSES


def test_a_long_address_is_answered_and_not_kept_as_a_key(newsroom: Newsroom, app: Flask) -> None:
    newsroom.put()
    junk = {"url": PAGE, "x": "x" * ADDRESS_CHARACTERS}
    assert newsroom.client.get(FRAGMENT, query_string=junk).status_code == 200
    memory = memory_of(app)._lasting
    assert (len(memory), len(memory._by_address)) == (1, 0)


def test_addresses_that_nobody_knows_push_out_no_article(newsroom: Newsroom, app: Flask) -> None:
    newsroom.put()
    newsroom.client.get(FRAGMENT, query_string={"url": PAGE})
    for number in range(300):
        url = {"url": f"https://news.example/made-up-{number}"}
        assert newsroom.client.get(FRAGMENT, query_string=url).status_code == 404
        newsroom.client.options(FRAGMENT, headers={"Origin": f"https://{number}.example"})
    memory = memory_of(app)
    assert len(memory._lasting) == 1
    assert memory._brief.size <= 1_000_000
    assert memory._preflights.size <= 200_000


def test_errors_and_publishers_routes_are_never_kept(newsroom: Newsroom, app: Flask) -> None:
    newsroom.put()
    for query in ("", "?url=https://evil.example/", "?url=javascript:x"):
        newsroom.client.get(FRAGMENT + query)
    newsroom.client.get("/v1/sites/nobody/summary", query_string={"url": PAGE})
    newsroom.client.get("/v1/sites/daily/articles", headers=newsroom.headers)
    newsroom.client.get("/read/daily", query_string={"url": PAGE})
    memory = memory_of(app)
    assert (len(memory._lasting), len(memory._brief)) == (0, 0)


def test_an_answer_is_not_given_when_nobody_knows_whether_it_stands(
    newsroom: Newsroom, services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    newsroom.put()
    assert newsroom.client.get(FRAGMENT, query_string={"url": PAGE}).status_code == 200

    def broken(*_: object) -> None:
        raise StoreUnavailable("The disk is gone.", permanent=False)

    for name in ("version", "view"):
        monkeypatch.setattr(type(services.store), name, broken)
    assert newsroom.client.get(FRAGMENT, query_string={"url": PAGE}).status_code == 503


def test_the_memory_is_bounded_and_drops_what_was_used_longest_ago() -> None:
    memory = AnswerMemory(200_000)
    for number in range(100):
        one = answer()
        one.used = float(number)
        memory.put(number, f"/{number}", one)
        assert memory.get(0, "/0", float(number)) is not None
        assert memory.size <= 200_000
    assert memory.get(1, "/1", 0.0) is None
    assert memory.find("/1", 0.0) is None
    assert memory.get(99, "/99", 0.0) is not None
    memory.put("large", "/large", answer(20_000))
    assert memory.get("large", "/large", 0.0) is None


@pytest.mark.parametrize(
    ("change", "left"),
    [
        (PanelChange("daily", PAGE), {"other article", "other site"}),
        (PanelChange("daily"), {"other site"}),
        (PanelChange("weekly", PAGE), {"article", "other article"}),
        (PanelChange(None), set()),
        (None, set()),
    ],
)
def test_a_change_drops_what_rests_on_it_and_nothing_else(
    change: PanelChange | None, left: set[str]
) -> None:
    memory = AnswerMemory(1_000_000)
    memory.put("article", "/a", answer())
    memory.put("other article", "/b", answer(url=f"{PAGE}-2"))
    memory.put("other site", "/c", answer(site_key="weekly"))
    memory.forget(None if change is None else [change])
    found = {key for key in ("article", "other article", "other site") if memory.get(key, "", 0.0)}
    assert found == left
    assert set().union(*memory._by_tag.values()) == left
    assert (memory.size > 0) == bool(left)
