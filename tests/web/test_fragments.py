"""What a reader's browser gets."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import pytest
from selectolax.lexbor import LexborHTMLParser

from tests.conftest import BASE, PAGE, SITE, STORY, Newsroom
from widget.bootstrap import now
from widget.domain.summary import Form
from widget.usecases.sites import manage

if TYPE_CHECKING:
    from flask.testing import FlaskClient

    from widget.bootstrap import Services
    from widget.bootstrap.ingest import IngestServices

FRAGMENT = "/v1/sites/daily/summary"
READ = "/read/daily"


def test_a_published_article_is_answered_with_its_summary(newsroom: Newsroom) -> None:
    newsroom.put()
    response = newsroom.client.get(FRAGMENT, query_string={"url": PAGE})
    assert response.status_code == 200
    assert 'data-state="ready"' in response.text
    assert 'data-origin="extract"' in response.text
    assert "The harbour council voted on Tuesday" in response.text


def test_a_site_may_show_one_paragraph_instead_of_points(
    newsroom: Newsroom, services: Services
) -> None:
    manage.change_site(services.store, replace(SITE, form=Form.PARAGRAPH), now())
    newsroom.put()
    text = newsroom.client.get(FRAGMENT, query_string={"url": PAGE}).text
    assert "<ol" not in text
    assert 'class="summary-panel-paragraph"' in text
    assert text.count(f"{PAGE}#:~:text=") == 3
    assert 'aria-label="Show point 2 in the article">2</a>' in text


def test_a_shorter_summary_is_made_of_an_unchanged_article_when_the_site_asks_for_it(
    newsroom: Newsroom, services: Services
) -> None:
    newsroom.put()
    manage.change_site(services.store, replace(SITE, points=2), now())
    assert newsroom.put().json["change"] == "unchanged"  # type: ignore[index]
    text = newsroom.client.get(FRAGMENT, query_string={"url": PAGE}).text
    assert text.count("<li") == 2


@pytest.mark.parametrize("form", list(Form))
def test_the_points_are_shown_as_they_were_acknowledged_and_no_otherwise(
    newsroom: Newsroom, services: Services, form: Form
) -> None:
    manage.change_site(services.store, replace(SITE, form=form), now())
    text = STORY.replace("harbour council", "harbour \"council\" <i>&amp;</i> 'board'")
    told: Any = newsroom.put(text=text).json
    shown = newsroom.client.get(FRAGMENT, query_string={"url": PAGE}).text
    spans = LexborHTMLParser(shown).css(".summary-panel-text")
    points = "".join(f"<b>{point}</b>" for point in told["summary"]["points"])
    expected = LexborHTMLParser(points).css("body > b")
    assert [span.inner_html for span in spans] == [point.inner_html for point in expected]
    assert len(spans) == 3


@pytest.mark.parametrize("form", list(Form))
def test_a_quote_stays_inside_its_attribute(
    newsroom: Newsroom, services: Services, form: Form
) -> None:
    manage.change_site(services.store, replace(SITE, form=form), now())
    newsroom.put(text=STORY.replace(" the ", ' the "><img src=x onerror=alert(1)> '))
    shown = LexborHTMLParser(newsroom.client.get(FRAGMENT, query_string={"url": PAGE}).text)
    assert shown.css("img") == []
    said = "".join(point.text() for point in shown.css(".summary-panel-text"))
    assert '"><img src=x onerror=alert(1)>' in said


def test_the_label_comes_before_the_points(newsroom: Newsroom) -> None:
    newsroom.put()
    text = newsroom.client.get(FRAGMENT, query_string={"url": PAGE}).text
    assert text.index("Three sentences from this article, unchanged") < text.index("<li")


def test_each_point_links_to_its_passage_in_the_article(newsroom: Newsroom) -> None:
    newsroom.put()
    text = newsroom.client.get(FRAGMENT, query_string={"url": PAGE}).text
    assert text.count(f"{PAGE}#:~:text=") == text.count("<li") > 0


def test_a_changed_article_is_not_answered_with_its_old_summary(newsroom: Newsroom) -> None:
    newsroom.put(summary="The council rebuilds the bridge.")
    newsroom.put(text=STORY.replace("Tuesday", "Friday"))
    text = newsroom.client.get(FRAGMENT, query_string={"url": PAGE}).text
    assert "The council rebuilds the bridge." not in text
    assert "Friday" in text


def test_a_withdrawn_article_has_no_summary_any_more(newsroom: Newsroom) -> None:
    newsroom.put()
    newsroom.delete()
    response = newsroom.client.get(FRAGMENT, query_string={"url": PAGE})
    assert response.status_code == 410
    assert 'data-state="unavailable"' in response.text
    assert "This article is not summarised." in response.text
    assert "harbour council" not in response.text


def test_a_short_article_says_why_it_has_no_summary(newsroom: Newsroom) -> None:
    newsroom.put(text="The bridge opens on Monday.")
    response = newsroom.client.get(FRAGMENT, query_string={"url": PAGE})
    assert response.status_code == 200
    assert "too short" in response.text


def test_the_url_may_come_with_tracking_and_a_fragment(newsroom: Newsroom) -> None:
    newsroom.put()
    url = PAGE + "?utm_source=letter#comments"
    assert newsroom.client.get(FRAGMENT, query_string={"url": url}).status_code == 200


@pytest.mark.parametrize(
    ("path", "status", "code"),
    [
        (f"/v1/sites/nobody/summary?url={quote(PAGE)}", 404, "unknown_site"),
        ("/v1/sites/daily/summary?url=https://evil.example/x", 403, "foreign_url"),
        ("/v1/sites/daily/summary?url=javascript:alert(1)", 400, "invalid_field"),
        ("/v1/sites/daily/summary", 400, "invalid_field"),
        ("/v1/sites/daily/summary?url=https://news.example/" + "a" * 2048, 400, "limit_exceeded"),
    ],
)
def test_a_wrong_question_is_answered_with_a_friendly_fragment(
    newsroom: Newsroom, path: str, status: int, code: str
) -> None:
    response = newsroom.client.get(path)
    assert response.status_code == status
    assert response.mimetype == "text/html"
    assert 'data-state="error"' in response.text
    assert f'data-code="{code}"' in response.text
    assert "Traceback" not in response.text


def test_an_unknown_article_is_unavailable_and_not_an_error(newsroom: Newsroom) -> None:
    response = newsroom.client.get(FRAGMENT, query_string={"url": PAGE})
    assert response.status_code == 404
    assert 'data-state="unavailable"' in response.text


def test_a_fragment_is_not_sent_twice_to_a_cache_that_has_it(newsroom: Newsroom) -> None:
    newsroom.put()
    first = newsroom.client.get(FRAGMENT, query_string={"url": PAGE})
    again = newsroom.client.get(
        FRAGMENT, query_string={"url": PAGE}, headers={"If-None-Match": first.headers["ETag"]}
    )
    assert (again.status_code, again.data) == (304, b"")


def test_a_changed_article_has_another_etag(newsroom: Newsroom) -> None:
    newsroom.put()
    first = newsroom.client.get(FRAGMENT, query_string={"url": PAGE})
    newsroom.put(text=STORY.replace("Tuesday", "Friday"))
    second = newsroom.client.get(FRAGMENT, query_string={"url": PAGE})
    assert first.headers["ETag"] != second.headers["ETag"]


def test_a_summary_is_gone_from_every_cache_within_a_minute(newsroom: Newsroom) -> None:
    newsroom.put()
    response = newsroom.client.get(FRAGMENT, query_string={"url": PAGE})
    stale = int(response.headers["Cache-Control"].rsplit("=", 1)[1])
    # The embed's own memory of a hover is 20 seconds more.
    assert (response.cache_control.max_age or 0) + stale + 20 <= 60


@pytest.mark.parametrize("url", [PAGE, "https://evil.example/", ""])
def test_an_error_is_never_kept(newsroom: Newsroom, url: str) -> None:
    response = newsroom.client.get(FRAGMENT, query_string={"url": url})
    assert response.headers["Cache-Control"] == "no-store"


def test_the_answer_is_the_same_for_htmx_and_for_everyone(newsroom: Newsroom) -> None:
    newsroom.put()
    plain = newsroom.client.get(FRAGMENT, query_string={"url": PAGE})
    asked = newsroom.client.get(
        FRAGMENT, query_string={"url": PAGE}, headers={"HX-Request": "true"}
    )
    assert plain.data == asked.data
    assert "HX-Request" not in plain.headers.get("Vary", "")


def test_the_reading_page_shows_the_same_summary_without_scripts(newsroom: Newsroom) -> None:
    newsroom.put()
    response = newsroom.client.get(READ, query_string={"url": PAGE})
    assert response.status_code == 200
    assert response.text.lstrip().lower().startswith("<!doctype html>")
    assert "The harbour council voted on Tuesday" in response.text
    assert "<script" not in response.text


def test_the_reading_page_leads_back_even_when_there_is_no_summary(newsroom: Newsroom) -> None:
    response = newsroom.client.get(READ, query_string={"url": PAGE + "?utm_source=x"})
    assert response.status_code == 404
    assert f'<a href="{PAGE}">Read the whole article</a>' in response.text


def test_the_reading_page_of_a_foreign_page_leads_nowhere(newsroom: Newsroom) -> None:
    response = newsroom.client.get(READ, query_string={"url": "https://evil.example/x"})
    assert "evil.example" not in response.text


def test_the_reading_page_may_be_framed_by_the_site_only(newsroom: Newsroom) -> None:
    newsroom.put()
    policy = newsroom.client.get(READ, query_string={"url": PAGE}).headers[
        "Content-Security-Policy"
    ]
    assert "frame-ancestors https://news.example" in policy


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/read/nobody?url=" + PAGE, 404),
        ("/read/daily?url=https://evil.example/x", 403),
        ("/read/daily", 400),
        ("/nothing/here", 404),
    ],
)
def test_a_wrong_question_for_a_page_is_answered_with_a_page(
    newsroom: Newsroom, path: str, status: int
) -> None:
    response = newsroom.client.get(path)
    assert response.status_code == status
    assert "<!doctype html>" in response.text.lower()
    assert 'data-state="error"' in response.text


def test_the_neighbours_by_publish_order_are_linked(newsroom: Newsroom) -> None:
    for day in (1, 2, 3):
        newsroom.put(
            url=f"https://news.example/day-{day}",
            title=f"Day {day}",
            published_at=f"2026-05-0{day}T08:00:00Z",
        )
    url = "https://news.example/day-2"
    text = newsroom.client.get(FRAGMENT, query_string={"url": url}).text
    assert 'href="https://news.example/day-1"' in text
    assert 'href="https://news.example/day-3"' in text


def test_declared_neighbours_win_over_publish_order(newsroom: Newsroom) -> None:
    newsroom.put(url="https://news.example/older", published_at="2026-05-01T08:00:00Z")
    declared = {"url": "https://news.example/chosen", "title": "Chosen"}
    newsroom.put(previous=declared, published_at="2026-05-02T08:00:00Z")
    text = newsroom.client.get(FRAGMENT, query_string={"url": PAGE}).text
    assert 'href="https://news.example/chosen"' in text
    assert "news.example/older" not in text


def test_a_summary_that_is_still_to_be_made_is_pending_and_then_made(
    newsroom: Newsroom, ingest_services: IngestServices, monkeypatch: pytest.MonkeyPatch
) -> None:
    from widget.domain.errors import SummarizerFailed
    from widget.jobs.work import Work
    from widget.usecases.articles import save

    def busy(*_: object) -> None:
        raise SummarizerFailed("The model is busy.", permanent=False)

    with monkeypatch.context() as patched:
        patched.setattr(save, "outcome_of", busy)
        assert newsroom.put().json["summary"] == {"state": "pending"}  # type: ignore[index]
    first = newsroom.client.get(FRAGMENT, query_string={"url": PAGE})
    Work(ingest_services, lambda *_: None).fetch_pages()
    second = newsroom.client.get(FRAGMENT, query_string={"url": PAGE})
    assert 'data-state="pending"' in first.text
    assert first.headers["Cache-Control"] == "no-store"
    assert f"{BASE}/v1/sites/daily/summary?url={quote(PAGE, safe='')}" in first.text
    assert 'data-state="ready"' in second.text


def test_the_button_for_a_page_with_its_own_htmx_asks_on_the_same_origin(
    newsroom: Newsroom,
) -> None:
    response = newsroom.client.get("/v1/sites/daily/button", query_string={"url": PAGE})
    assert response.status_code == 200
    assert f'hx-get="/v1/sites/daily/summary?url={quote(PAGE, safe="")}"' in response.text
    assert "No time to read? Get a summary" in response.text


def test_the_start_page_says_what_this_is(client: FlaskClient) -> None:
    assert "Summary widget server" in client.get("/").text
