"""An answer from memory is the application's own, byte for byte, and never an old one."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from itertools import product
from typing import TYPE_CHECKING, Any

import pytest

from tests.conftest import PAGE, SITE, Newsroom
from widget.bootstrap import now
from widget.domain.source import TrackedPage
from widget.usecases.ingest.press import press
from widget.usecases.sites import manage
from widget.web import fragments, rests_on, serve
from widget.web.under_way import LASTS, UnderWay

if TYPE_CHECKING:
    from flask import Flask
    from werkzeug.test import TestResponse

    from tests.statements import Ran
    from widget.bootstrap import Services

FRAGMENT = "/v1/sites/daily/summary"
OWN, FOREIGN = "https://news.example", "https://evil.example"
UNKNOWN, OTHER = f"{PAGE}-unknown", f"{PAGE}-other"
ORIGINS = (None, OWN, "http://news.example", FOREIGN, "null", "x" * 3_000)
ENCODINGS = (None, "gzip, deflate, br", "br", "gzip;q=0", "*", "identity", "x" * 3_000)
CONDITIONS = (None, "*", '"other"', "the tag", "W/the tag", '"a", the tag', "")
QUERIES = {
    "a summary": f"url={PAGE}",
    "an article without a summary": f"url={OTHER}",
    "a page never seen": f"url={UNKNOWN}",
    "a withdrawn article": f"url={PAGE}-withdrawn",
    "no address": "",
    "another site's page": f"url={FOREIGN}/x",
    "hidden when there is none": f"url={OTHER}&hide-when-none",
    "hidden, but there is one": f"url={PAGE}&hide-when-none=1",
    "twice": f"url={PAGE}&url={UNKNOWN}",
    "bad bytes": f"url={PAGE}%ff%00",
}
KEEPING = ("X-Accel-Expires", "Cache-Control")
STATUS_OF = {"-unknown": 404, "-withdrawn": 410, "-due": 200}
PATHS = (FRAGMENT, "/v1/sites/daily/button", "/v1/sites/daily/has", "/v1/sites/nobody/summary")


@pytest.fixture
def rendered(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Collect what the application itself was asked for at a public fragment."""
    asked: list[str] = []
    told = rests_on.tell

    def note(found: rests_on.RestsOn) -> None:
        asked.append(found.site_key)
        told(found)

    monkeypatch.setattr(rests_on, "tell", note)
    return asked


@pytest.fixture
def filled(newsroom: Newsroom) -> Newsroom:
    """Return a publisher with an article in each state."""
    newsroom.put()
    newsroom.put(url=OTHER, text="Too short.")
    newsroom.put(url=f"{PAGE}-withdrawn")
    newsroom.delete(f"{PAGE}-withdrawn")
    return newsroom


def ask(newsroom: Newsroom, url: str = PAGE, **headers: str) -> TestResponse:
    return newsroom.client.get(FRAGMENT, query_string={"url": url}, headers=headers)


def without_memory(app: Flask, path: str, **asked: Any) -> TestResponse:
    """Return what the application answers by itself."""
    with_memory = app.wsgi_app
    app.wsgi_app = type(app).wsgi_app.__get__(app)  # type: ignore[method-assign]
    try:
        return app.test_client().open(path, **asked)
    finally:
        app.wsgi_app = with_memory  # type: ignore[method-assign]


def sent(answer: TestResponse) -> tuple[str, list[tuple[str, str]], bytes]:
    """Return all that was sent but the date, which is said by the server, for each answer anew.

    A proxy obeys the first of the headers that tell how long it may keep the answer.
    """
    headers = [(name.lower(), value) for name, value in answer.headers if name != "Date"]
    keeping = [pair for pair in headers if pair[0] in {"x-accel-expires", "cache-control"}]
    others = sorted(pair for pair in headers if pair not in keeping)
    return answer.status, keeping + others, answer.data


@pytest.mark.parametrize("query", QUERIES.values(), ids=QUERIES)
@pytest.mark.parametrize("path", PATHS)
def test_every_answer_is_the_one_that_the_application_gives(
    filled: Newsroom, app: Flask, path: str, query: str
) -> None:
    address = f"{path}?{query}"
    for method, origin, encoding in product(("GET", "HEAD"), ORIGINS, ENCODINGS):
        asked = {"Origin": origin, "Accept-Encoding": encoding}
        headers = {name: value for name, value in asked.items() if value is not None}
        own = without_memory(app, address, method=method, headers=headers)
        for _ in range(2):
            again = filled.client.open(address, method=method, headers=headers)
            assert sent(again) == sent(own), (method, headers)


@pytest.mark.parametrize("page", ["-unknown", "-withdrawn", "-due"])
def test_what_no_browser_may_keep_a_proxy_is_let_keep_from_memory_too(
    filled: Newsroom, services: Services, rendered: list[str], page: str
) -> None:
    with services.store.transaction() as transaction:
        due = TrackedPage(SITE.key, f"{PAGE}-due", f"{PAGE}-due", now(), due_at=now())
        transaction.put_tracked_page(due)
    answers = [ask(filled, PAGE + page) for _ in range(2)]
    said = [[pair for pair in answer.headers if pair[0] in KEEPING] for answer in answers]
    assert [answer.status_code for answer in answers] == [STATUS_OF[page]] * 2
    assert said == [[("X-Accel-Expires", "1"), ("Cache-Control", "no-store")]] * 2
    assert len(rendered) == 1


@pytest.mark.parametrize("condition", CONDITIONS)
@pytest.mark.parametrize("encoding", ["gzip", "identity"])
@pytest.mark.parametrize("query", [QUERIES["a summary"], QUERIES["a page never seen"]])
def test_a_condition_is_met_as_the_application_meets_it(
    filled: Newsroom, app: Flask, condition: str | None, encoding: str, query: str
) -> None:
    address, headers = f"{FRAGMENT}?{query}", {"Accept-Encoding": encoding, "Origin": OWN}
    tag = filled.client.get(address, headers=headers).headers.get("ETag", '"none"')
    if condition is not None:
        headers["If-None-Match"] = condition.replace("the tag", tag)
    for method in ("GET", "HEAD"):
        for more in ({}, {"If-Modified-Since": "Sat, 01 Jan 2050 00:00:00 GMT"}, {"If-Match": tag}):
            asked = headers | more
            own = without_memory(app, address, method=method, headers=asked)
            assert sent(filled.client.open(address, method=method, headers=asked)) == sent(own)


@pytest.mark.parametrize("names", [None, "None", "x-a, x-b", "no names: at all", "x" * 5_000])
@pytest.mark.parametrize("origin", ORIGINS)
@pytest.mark.parametrize("path", PATHS)
def test_a_preflight_is_answered_as_the_application_answers_it(
    filled: Newsroom, app: Flask, path: str, origin: str | None, names: str | None
) -> None:
    given = {"Origin": origin, "Access-Control-Request-Headers": names}
    for private in (None, "true", "false"):
        all_given = given | {"Access-Control-Request-Private-Network": private}
        headers = {name: value for name, value in all_given.items() if value is not None}
        own = without_memory(app, path, method="OPTIONS", headers=headers)
        for _ in range(2):
            assert sent(filled.client.options(path, headers=headers)) == sent(own)


@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_a_second_reader_costs_the_application_and_the_database_nothing(
    newsroom: Newsroom, rendered: list[str], queries: Ran, method: str
) -> None:
    newsroom.put()
    first = ask(newsroom)
    del rendered[:], queries[:]
    for headers in ({}, {"Origin": OWN}, {"Accept-Encoding": "gzip"}):
        again = newsroom.client.open(
            FRAGMENT, method=method, query_string={"url": PAGE}, headers=headers
        )
        assert again.status_code == 200
    known = ask(newsroom, **{"If-None-Match": first.headers["ETag"]})
    assert known.status_code == 304
    assert (rendered, queries) == ([], [])


def test_all_spellings_of_an_address_share_one_answer(
    newsroom: Newsroom, rendered: list[str]
) -> None:
    newsroom.put()
    ask(newsroom)
    del rendered[:]
    for number in range(20):
        url = f"{PAGE}?utm_source=letter&fbclid={number}#top"
        assert 'data-state="ready"' in ask(newsroom, url).text
        junk = {"url": PAGE, "junk": str(number)}
        assert newsroom.client.get(FRAGMENT, query_string=junk).status_code == 200
    assert rendered == []


def test_a_press_on_a_page_being_prepared_is_written_once_for_all_who_wait(
    newsroom: Newsroom, services: Services, rendered: list[str], queries: Ran
) -> None:
    with services.store.transaction() as transaction:
        site = transaction.site(SITE.key)
        assert site is not None
        transaction.put_site(replace(site, on_demand=True), now())
    first = ask(newsroom, UNKNOWN)
    assert 'data-state="pending"' in first.text
    ask(newsroom, UNKNOWN)
    del rendered[:], queries[:]
    for _ in range(50):
        assert ask(newsroom, UNKNOWN).data == first.data
    assert len(rendered) <= 1
    assert len(queries) <= 10


def test_who_polls_for_work_under_way_rings_no_bell_and_presses_no_more(
    app: Flask, services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    rung: list[bool] = []

    def ring() -> bool:
        rung.append(True)
        return True

    ringing = replace(services, wake=ring)
    manage.add_site(services.store, replace(SITE, on_demand=True), now())
    for memory_mb in (0, 8):
        settings = replace(services.settings, memory_mb=memory_mb)
        serve(app, replace(ringing, settings=settings))
        presses = list[str]()

        def note(*of: Any, presses: list[str] = presses) -> bool:
            presses.append(of[2])
            return press(*of)

        with monkeypatch.context() as patched:
            patched.setattr(fragments, "press", note)
            polls = [
                app.test_client().get(FRAGMENT, query_string={"url": UNKNOWN}) for _ in range(20)
            ]
        assert all('data-state="pending"' in poll.text for poll in polls)
        assert presses == [UNKNOWN]
    assert len(rung) == 2


def test_a_press_stands_for_others_for_five_seconds() -> None:
    known, moment = UnderWay(), now()
    known.note(SITE.key, PAGE, moment)
    assert known.is_known(SITE.key, PAGE, moment + LASTS - timedelta(seconds=1))
    assert not known.is_known(SITE.key, PAGE, moment + LASTS)
    assert not known.is_known(SITE.key, PAGE, moment - timedelta(days=1))
    assert not known.is_known("weekly", PAGE, moment)
    for number in range(5_000):
        known.note(SITE.key, f"{PAGE}-{number}", moment)
    assert len(known._until) <= 1_000
