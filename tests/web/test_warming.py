"""What is done before the fork leaves no trace but what workers share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.conftest import PAGE, Newsroom
from widget.web.warming import warm

if TYPE_CHECKING:
    import pytest
    from flask import Flask

    from tests.statements import Ran


def test_it_compiles_all_templates_and_is_no_reader_s_request(
    app: Flask, caplog: pytest.LogCaptureFixture
) -> None:
    app.jinja_env.cache = {}
    with caplog.at_level("INFO", "widget"):
        warm(app)
    assert caplog.records == []
    compiled = {name for _, name in app.jinja_env.cache or {}}
    assert compiled == set(app.jinja_env.list_templates())


def test_it_reads_but_writes_nothing(app: Flask, queries: Ran) -> None:
    warm(app)
    assert queries
    assert [statement for statement, _ in queries if not statement.startswith("SELECT")] == []


def test_readers_are_answered_after_it(newsroom: Newsroom, app: Flask) -> None:
    newsroom.put()
    warm(app)
    answer = newsroom.client.get("/v1/sites/daily/summary", query_string={"url": PAGE})
    assert 'data-state="ready"' in answer.text
