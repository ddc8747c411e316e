"""The panel alone, for a frame on the pages of a site."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from tests.conftest import PAGE, SITE, Newsroom
from widget.bootstrap import now
from widget.usecases.sites import manage

if TYPE_CHECKING:
    from werkzeug.test import TestResponse

    from widget.bootstrap import Services

READ = "/read/daily"


def bare(newsroom: Newsroom, **query: str) -> TestResponse:
    return newsroom.client.get(READ, query_string={"url": PAGE, "bare": "1"} | query)


def test_it_holds_the_panel_and_nothing_around_it(newsroom: Newsroom) -> None:
    newsroom.put()
    text = bare(newsroom).text
    assert 'data-state="ready"' in text
    assert "<h1" not in text
    assert "summary-page" not in text
    assert 'data-origins="https://news.example"' in text


def test_it_runs_one_script_of_ours_and_only_the_site_may_frame_it(newsroom: Newsroom) -> None:
    newsroom.put()
    response = bare(newsroom)
    directives = response.headers["Content-Security-Policy"].split("; ")
    assert "script-src 'self'" in directives
    assert "style-src 'self'" in directives
    assert "default-src 'none'" in directives
    assert "frame-ancestors https://news.example" in directives
    assert response.text.count("<script") == 1
    assert '<script type="module" src="../frame.js"></script>' in response.text


@pytest.mark.parametrize("off", ["0", "false"])
def test_the_whole_page_runs_no_script(newsroom: Newsroom, off: str) -> None:
    newsroom.put()
    for response in (
        newsroom.client.get(READ, query_string={"url": PAGE}),
        bare(newsroom, bare=off),
    ):
        assert "script-src" not in response.headers["Content-Security-Policy"]
        assert "<script" not in response.text
        assert "<h1" in response.text


@pytest.mark.parametrize("accent", ["#a00", "#8A2b0e"])
def test_an_accent_is_taken_from_the_address(newsroom: Newsroom, accent: str) -> None:
    assert f'data-accent="{accent}"' in bare(newsroom, accent=accent).text


@pytest.mark.parametrize(
    "accent",
    ["", "a00", "red", "#a", "#a000", "#aa000", "#8a2b0eff", "#ggg", "#a00\n", '#a00" onload="x',
     "#a00;color:red", "url(//evil.example)", "var(--x)", "\uff03a00", "#\u0661\u0662\u0663"],
)  # fmt: skip
def test_what_is_no_plain_colour_is_left_out(newsroom: Newsroom, accent: str) -> None:
    response = bare(newsroom, accent=accent)
    assert "data-accent" not in response.text
    assert "evil.example" not in response.text


@pytest.mark.parametrize(
    ("theme", "scheme"),
    [("light", "only light"), ("dark", "only dark"), ("", "light dark"), ("x", "light dark")],
)
def test_the_scheme_is_that_of_the_page_around_it(
    newsroom: Newsroom, theme: str, scheme: str
) -> None:
    text = bare(newsroom, theme=theme).text
    assert f'<meta name="color-scheme" content="{scheme}">' in text


def test_a_frame_of_a_page_without_a_summary_says_so(newsroom: Newsroom) -> None:
    response = bare(newsroom)
    assert response.status_code == 404
    assert 'data-state="unavailable"' in response.text


def test_a_pending_panel_comes_by_itself(newsroom: Newsroom, services: Services) -> None:
    manage.change_site(services.store, replace(SITE, on_demand=True), now())
    response = bare(newsroom)
    assert response.headers["Refresh"] == "2"
    assert 'data-state="pending"' in response.text
