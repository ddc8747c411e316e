"""What is asked and what is made of an answer: statuses, patience, fields, and the sentences."""

from __future__ import annotations

from contextlib import closing
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from tests import publishers
from tests.publishers import NETWORKS, PAGE, Publisher, Visit, publishing
from tests.shared import records
from widget.domain.errors import FetchFailed, SettingsError
from widget.domain.limits import (
    FETCH_FIELD_CHARACTERS,
    RETRY_AFTER_SECONDS,
    URL_CHARACTERS,
    VALIDATOR_CHARACTERS,
)
from widget.domain.source import Validators
from widget.fetch.http.fetcher import Fetched, Fetcher, FetchRequest
from widget.fetch.http.responses import seconds_to_wait

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

AGENT = "summary-widget/1 (+https://widget.example)"
LOG_ATTACKS = records("corpora", "log_injection.jsonl")
NOW = datetime(2026, 3, 1, 12, 0, 0, tzinfo=UTC)


@pytest.fixture
def fetcher() -> Iterator[Fetcher]:
    """Return a fetcher that may reach loopback."""
    with closing(Fetcher(AGENT, NETWORKS, seconds=20)) as found:
        yield found


def get(
    fetcher: Fetcher, publisher: Publisher, path: str = "/story", known: Validators | None = None
) -> Fetched:
    """Fetch a page of the publisher."""
    request = FetchRequest(
        publisher.url(path), (publisher.host,), 1_000, "text/html", known or Validators()
    )
    return fetcher.get(request)


def failed(fetcher: Fetcher, script: Callable[[Visit], bool | None]) -> FetchFailed:
    """Return how fetching from the publisher fails."""
    with publishing(script) as publisher, pytest.raises(FetchFailed) as caught:
        get(fetcher, publisher)
    return caught.value


# --- what is asked ---------------------------------------------------------------------------


def test_the_request_says_who_asks_and_nothing_else(
    fetcher: Fetcher, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    monkeypatch.setenv("ALL_PROXY", "http://127.0.0.1:9")
    with publishing(lambda visit: visit.answer(Set_Cookie="a=b")) as publisher:
        get(fetcher, publisher, "/first?b=1&a=2#part")
        get(fetcher, publisher, "/second")
    assert publisher.paths == ["/first?b=1&a=2", "/second"]
    for visit in publisher.visits:
        lines = visit.head.decode("ascii").split("\r\n")[1:-2]
        assert sorted(line.partition(":")[0] for line in lines) == [
            "Accept",
            "Accept-Encoding",
            "Host",
            "User-Agent",
        ]
        assert visit.field("User-Agent") == AGENT
        assert visit.field("Host") == publisher.host
        assert visit.field("Accept") == "text/html"


@pytest.mark.parametrize("agent", ["", " ", "a\r\nX: y", "sümmary", "a\x00"])
def test_a_user_agent_that_cannot_be_sent_is_refused_at_once(agent: str) -> None:
    with pytest.raises(SettingsError):
        Fetcher(agent)


@pytest.mark.parametrize(
    "path", ["/a b", "/a\nb", "/a\tb", "/\x7f", "/a\\b", "/" + "x" * URL_CHARACTERS]
)
def test_a_url_that_is_none_or_too_long_is_not_asked(fetcher: Fetcher, path: str) -> None:
    with publishing(publishers.ordinary) as publisher:
        with pytest.raises(FetchFailed) as caught:
            get(fetcher, publisher, path)
        assert (caught.value.permanent, publisher.connections) == (True, 0)


def test_other_letters_are_percent_encoded(fetcher: Fetcher) -> None:
    with publishing(publishers.ordinary) as publisher:
        assert get(fetcher, publisher, "/brücke?ö=☂").url == publisher.url(
            "/br%C3%BCcke?%C3%B6=%E2%98%82"
        )


# --- versions --------------------------------------------------------------------------------


def test_what_has_not_changed_is_not_sent_again(fetcher: Fetcher) -> None:
    def script(visit: Visit) -> None:
        if visit.field("If-None-Match") == '"v1"' and visit.field("If-Modified-Since"):
            visit.send(b'HTTP/1.1 304 Not Modified\r\nETag: "v1"\r\nContent-Length: 99\r\n\r\n')
        else:
            visit.answer(ETag='"v1"', Last_Modified="Sun, 01 Mar 2026 12:00:00 GMT")

    with publishing(script) as publisher:
        first = get(fetcher, publisher)
        assert first.validators == Validators('"v1"', "Sun, 01 Mar 2026 12:00:00 GMT")
        again = get(fetcher, publisher, known=first.validators)
        assert (again.body, again.validators.etag) == (None, '"v1"')
        assert get(fetcher, publisher).body == PAGE
        assert publisher.connections == 1


def test_a_304_that_nobody_asked_for_is_a_failure(fetcher: Fetcher) -> None:
    error = failed(fetcher, lambda visit: visit.answer(b"", "304 Not Modified"))
    assert (error.status, error.permanent) == (304, False)


@pytest.mark.parametrize("value", ["", "x" * (VALIDATOR_CHARACTERS + 1), "a\x01b", "a\r\n b"])
def test_a_validator_that_cannot_be_sent_back_is_not_kept(fetcher: Fetcher, value: str) -> None:
    with publishing(lambda visit: visit.answer(ETag=value, Last_Modified=value)) as publisher:
        assert get(fetcher, publisher).validators == Validators()


def test_a_validator_may_be_as_long_as_the_limit_and_is_sent_back_as_it_came(
    fetcher: Fetcher,
) -> None:
    etag = 'W/"' + "é" * (VALIDATOR_CHARACTERS - 4) + '"'
    with publishing(lambda visit: visit.answer(ETag=etag)) as publisher:
        known = get(fetcher, publisher).validators
        get(fetcher, publisher, known=known)
        assert publisher.visits[1].field("If-None-Match") == known.etag == etag


@pytest.mark.parametrize("value", ["a\r\nX-Injected: 1", "☂", "x" * 300, "a\x00"])
def test_a_stored_validator_that_is_odd_is_not_sent(fetcher: Fetcher, value: str) -> None:
    with publishing(publishers.ordinary) as publisher:
        assert get(fetcher, publisher, known=Validators(value, value)).body == PAGE
        assert b"If-" not in publisher.visits[0].head
        assert b"Injected" not in publisher.visits[0].head


# --- fields ----------------------------------------------------------------------------------


def test_content_type_and_links_are_handed_on(fetcher: Fetcher) -> None:
    def script(visit: Visit) -> None:
        visit.send(
            b'HTTP/1.1 200 OK\r\nContent-Type: text/html; charset="windows-1252"\r\n'
            b"Link: <https://hub.example/>; rel=hub\r\nlink: </feed>; rel=self\r\n"
            b"Content-Length: 0\r\n\r\n"
        )

    with publishing(script) as publisher:
        fetched = get(fetcher, publisher)
    assert fetched.content_type == 'text/html; charset="windows-1252"'
    assert fetched.link == "<https://hub.example/>; rel=hub, </feed>; rel=self"
    assert (fetched.body, fetched.validators) == (b"", Validators())


def test_fields_hold_no_control_characters_and_have_a_limit(fetcher: Fetcher) -> None:
    long = "x" * (FETCH_FIELD_CHARACTERS + 1)
    hostile = "text/html\x1b[31m\x85\x00\x0b\r\n folded"
    with publishing(lambda visit: visit.answer(Content_Type=hostile, Link=long)) as publisher:
        fetched = get(fetcher, publisher)
    assert fetched.content_type.isprintable()
    assert len(fetched.link) == FETCH_FIELD_CHARACTERS


# --- statuses --------------------------------------------------------------------------------


PERMANENT = [400, 401, 402, 403, 404, 405, 406, 410, 418, 451, 499]
TEMPORARY = [408, 425, 429, 500, 501, 502, 503, 504, 599, 999, 103, 201, 204, 206, 300, 305]


@pytest.mark.parametrize("status", PERMANENT + TEMPORARY)
def test_a_status_says_whether_another_try_may_help(fetcher: Fetcher, status: int) -> None:
    error = failed(fetcher, lambda visit: visit.answer(b"", f"{status} \x1b[2J hostile words"))
    assert (error.status, error.permanent) == (status, status in PERMANENT)
    assert error.message.startswith(f"127.0.0.1 answered {status}: it ")
    assert "hostile" not in error.message
    assert error.message.isprintable()


def test_a_refusal_names_the_user_agent_to_let_through(fetcher: Fetcher) -> None:
    assert AGENT in failed(fetcher, lambda visit: visit.answer(b"", "403 Forbidden")).message


@pytest.mark.parametrize("status", ["429 x", "503 x", "403 x"])
def test_a_server_can_ask_for_patience(fetcher: Fetcher, status: str) -> None:
    error = failed(fetcher, lambda visit: visit.answer(b"", status, Retry_After="120"))
    assert error.retry_after == 120
    assert "wait 120 seconds" in error.message


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("0", 0),
        ("120", 120),
        (" 7 ", 7),
        (str(RETRY_AFTER_SECONDS), RETRY_AFTER_SECONDS),
        (str(RETRY_AFTER_SECONDS + 1), RETRY_AFTER_SECONDS),
        ("9" * 5_000, RETRY_AFTER_SECONDS),
        ("Sun, 01 Mar 2026 12:01:00 GMT", 60),
        ("Sunday, 01-Mar-26 12:01:00 GMT", 60),
        ("Sun Mar  1 12:01:00 2026", 60),
        ("Sun, 01 Mar 2026 13:01:00 +0100", 60),
        ("Sun, 01 Mar 2026 11:00:00 GMT", 0),
        ("Sun, 01 Mar 9999 12:00:00 GMT", RETRY_AFTER_SECONDS),
        ("-5", None),
        ("1.5", None),
        ("1e9", None),
        ("٣", None),
        ("", None),
        ("soon", None),
        ("Sun, 99 Mar 2026 12:01:00 GMT", None),
        ("Sun, 01 Mar 2026 12:01:00 +999999999999", None),
        ("Sun, 01 Mar 999999999999 12:01:00 GMT", None),
        ("\x00" * 50, None),
        ("Sun, " * 1_000, None),
    ],
)
def test_patience_is_understood_and_has_a_limit(value: str, seconds: int | None) -> None:
    assert seconds_to_wait(value, NOW) == seconds


def test_messages_hold_no_path_and_no_query(fetcher: Fetcher) -> None:
    with publishing(publishers.fails) as publisher:
        for path in ("/token/hunter2?key=hunter2", "/\x00hunter2", "/hunter2\\"):
            with pytest.raises(FetchFailed) as caught:
                get(fetcher, publisher, path)
            assert "hunter2" not in caught.value.message
        with pytest.raises(FetchFailed) as caught:
            fetcher.get(FetchRequest("http://me:hunter2@news.example/", None, 10))
    assert "hunter2" not in caught.value.message


def said(fetcher: Fetcher, publisher: Publisher, path: str) -> str:
    """Return what is said about the fetch."""
    try:
        get(fetcher, publisher, path)
    except FetchFailed as error:
        return error.message
    return "fetched"


@pytest.mark.parametrize(
    "value",
    [record["value"] for record in LOG_ATTACKS],
    ids=[record["id"] for record in LOG_ATTACKS],
)
def test_no_words_of_the_server_come_raw_into_a_message(fetcher: Fetcher, value: str) -> None:
    words = value.encode("utf-8", "surrogatepass")
    answers = [
        b"HTTP/1.1 500 " + words + b"\r\nRetry-After: " + words + b"\r\n\r\n",
        b"HTTP/1.1 302 x\r\nLocation: " + words + b"\r\n\r\n",
        b"HTTP/1.1 302 x\r\nLocation: http://" + words + b"/\r\n\r\n",
        b"HTTP/1.1 200 x\r\nContent-Encoding: " + words + b"\r\n\r\nx",
        words + b"\r\n\r\n",
    ]

    def script(visit: Visit) -> bool:
        asked = visit.path.removeprefix("/answer-")
        visit.send(answers[int(asked)]) if asked.isdecimal() else visit.answer()
        return True

    with publishing(script) as publisher:
        messages = [said(fetcher, publisher, f"/answer-{n}") for n in range(len(answers))]
    assert {"fetched"} != set(messages)
    assert all(message.isprintable() and len(message) < 1_000 for message in messages)
