"""What the logs say, and what they never say."""

from __future__ import annotations

import json
import logging
from typing import TYPE_CHECKING, Any

import pytest

from tests.conftest import PAGE, Newsroom
from tests.shared import shared
from widget.logs import JsonFormatter, TextFormatter, masked

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture
def lines() -> Iterator[list[str]]:
    """Return the lines that the server logs during the test."""
    printed: list[str] = []

    class Keep(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            printed.append(self.format(record))

    handler = Keep()
    handler.setFormatter(JsonFormatter())
    root = logging.getLogger("widget")
    root.addHandler(handler)
    root.setLevel(logging.INFO)
    yield printed
    root.removeHandler(handler)


def test_each_request_is_one_record(newsroom: Newsroom, lines: list[str]) -> None:
    newsroom.client.get("/v1/sites/daily/summary", query_string={"url": PAGE})
    [line] = lines
    record = json.loads(line)
    assert record["event"] == "request"
    assert record["method"] == "GET"
    assert record["ms"] >= 0
    assert record["htmx"] is False
    assert record["site"] == "daily"
    assert record["status"] == 404
    assert record["route"] == "/v1/sites/<site_key>/summary"


def test_a_record_tells_whether_a_pages_own_htmx_asked(
    newsroom: Newsroom, lines: list[str]
) -> None:
    newsroom.client.get("/", headers={"HX-Request": "true"})
    assert json.loads(lines[0])["htmx"] is True


def test_an_address_that_is_nowhere_is_one_record_too(newsroom: Newsroom, lines: list[str]) -> None:
    newsroom.client.get("/no/where")
    record = json.loads(lines[0])
    assert (record["status"], record["route"], record["site"]) == (404, None, None)


def test_neither_article_text_nor_keys_are_logged(newsroom: Newsroom, lines: list[str]) -> None:
    newsroom.put()
    newsroom.put(title="x" * 400)
    newsroom.client.put("/v1/sites/daily/articles", headers={"Authorization": "Bearer swk_guess"})
    printed = "\n".join(lines)
    assert len(lines) == 3
    assert newsroom.api_key not in printed
    assert "swk_" not in printed
    assert "harbour" not in printed


def test_a_bug_is_logged_and_not_shown(
    newsroom: Newsroom, lines: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from widget.usecases.reading import read_panel

    def broken(*_: object) -> None:
        raise ZeroDivisionError("a secret detail")

    monkeypatch.setattr(read_panel, "read", broken)
    response = newsroom.client.get("/v1/sites/daily/summary", query_string={"url": PAGE})
    assert response.status_code == 500
    assert "secret" not in response.text
    assert 'data-state="error"' in response.text
    assert any("a secret detail" in line for line in lines)


def attacks() -> list[str]:
    with shared("corpora", "log_injection.jsonl").open(encoding="utf-8") as lines:
        return [str(json.loads(line)["value"]) for line in lines]


@pytest.mark.parametrize("formatter", [JsonFormatter(), TextFormatter()], ids=["json", "text"])
def test_hostile_data_stays_on_its_line(formatter: logging.Formatter) -> None:
    for attack in attacks():
        record: Any = logging.makeLogRecord({"msg": attack, "site": attack, "levelname": "INFO"})
        line = formatter.format(record)
        assert line.isprintable(), line


@pytest.mark.parametrize("formatter", [JsonFormatter(), TextFormatter()], ids=["json", "text"])
def test_a_token_in_the_address_of_a_source_is_in_no_record(formatter: logging.Formatter) -> None:
    feed = "https://anna:hunter2@news.example/feed?format=rss&token=abc123&id=1234567890123456"
    record = logging.makeLogRecord({"msg": "polled", "source": feed, "problem": f"no {feed}!"})
    line = formatter.format(record)
    for secret in ("anna", "hunter2", "abc123", "1234567890123456"):
        assert secret not in line
    assert line.count("https://***@news.example/feed?format=rss&token=***&id=***") == 2


@pytest.mark.parametrize(
    "text",
    [
        "https://news.example/?p=12345678&page=2",
        "https://news.example/@anna/story",
        "anna@news.example asked: who? a=b",
        "https://news.example/feed",
    ],
)
def test_an_address_without_secrets_is_logged_as_it_is(text: str) -> None:
    assert masked(text) == text


def test_a_token_is_in_no_trace_of_a_fault() -> None:
    try:
        raise ValueError("https://news.example/feed?key=abc123")
    except ValueError as error:
        fault = (type(error), error, error.__traceback__)
    record = logging.makeLogRecord({"msg": "bug", "exc_info": fault})
    assert "?key=***" in JsonFormatter().format(record)
    assert "abc123" not in JsonFormatter().format(record).replace('key=abc123\\")', "")
