"""What a publisher's program gets."""

from __future__ import annotations

import json
from io import BytesIO
from typing import TYPE_CHECKING, Any

import pytest

from tests.conftest import PAGE, STORY, Newsroom
from widget.bootstrap import Services, now
from widget.domain.limits import REQUEST_BYTES
from widget.domain.site import Site
from widget.usecases.sites import manage

if TYPE_CHECKING:
    from werkzeug.test import TestResponse

ARTICLES = "/v1/sites/daily/articles"


def points(newsroom: Newsroom) -> list[str]:
    return newsroom.put().json["summary"]["points"]  # type: ignore[index,no-any-return]


def test_an_article_is_acknowledged_with_its_summary(newsroom: Newsroom) -> None:
    response = newsroom.put()
    answer: Any = response.json
    assert response.status_code == 201
    assert answer["url"] == PAGE
    assert answer["change"] == "created"
    assert answer["summary"]["state"] == "ready"
    assert 1 <= len(answer["summary"]["points"]) <= 3


def test_the_same_article_twice_is_one_article_and_one_summary(newsroom: Newsroom) -> None:
    first, second = newsroom.put().json, newsroom.put().json
    assert second["change"] == "unchanged"  # type: ignore[index]
    assert first["fingerprint"] == second["fingerprint"]  # type: ignore[index]
    assert first["summary"] == second["summary"]  # type: ignore[index]


def test_an_unchanged_article_is_not_summarised_again(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    from widget.usecases.articles import save

    newsroom.put()
    asked: list[object] = []
    monkeypatch.setattr(save, "outcome_of", lambda *means: asked.append(means))
    newsroom.put()
    assert asked == []


def test_a_changed_article_gets_a_new_fingerprint(newsroom: Newsroom) -> None:
    before = newsroom.put().json
    after = newsroom.put(title="Swing bridge will be rebuilt").json
    assert after["change"] == "changed"  # type: ignore[index]
    assert before["fingerprint"] != after["fingerprint"]  # type: ignore[index]


def test_the_newsrooms_own_summary_is_shown_and_labelled(newsroom: Newsroom) -> None:
    answer: Any = newsroom.put(summary=["It is <b>rebuilt</b>.", "It costs 14 million."]).json
    assert answer["summary"]["origin"] == "newsroom"
    assert answer["summary"]["points"] == ["It is <b>rebuilt</b>.", "It costs 14 million."]


def test_the_newsrooms_summary_makes_way_when_it_is_sent_no_more(newsroom: Newsroom) -> None:
    newsroom.put(summary="The newsroom wrote this.")
    answer: Any = newsroom.put().json
    assert answer["summary"]["origin"] == "extract"


def test_a_blank_summary_is_as_good_as_none(newsroom: Newsroom) -> None:
    newsroom.put(summary="The newsroom wrote this.")
    answer: Any = newsroom.put(summary=["  ", "\n"]).json
    assert answer["summary"]["origin"] == "extract"


def test_a_newsrooms_summary_that_is_sent_again_is_not_written_again(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    from widget.store.transaction import SqlTransaction

    newsroom.put(summary="The newsroom wrote this.")
    written: list[object] = []
    monkeypatch.setattr(SqlTransaction, "put_outcome", lambda *given: written.append(given))
    answer: Any = newsroom.put(summary="The newsroom wrote this.").json
    assert (answer["summary"]["origin"], written) == ("newsroom", [])


def test_a_withdrawn_article_comes_back_when_it_is_published_again(newsroom: Newsroom) -> None:
    newsroom.put()
    assert newsroom.delete().json["change"] == "changed"  # type: ignore[index]
    assert newsroom.delete().json["change"] == "unchanged"  # type: ignore[index]
    assert newsroom.put().json["summary"]["state"] == "ready"  # type: ignore[index]


def test_an_article_that_nobody_published_cannot_be_withdrawn(newsroom: Newsroom) -> None:
    response = newsroom.delete()
    assert response.status_code == 404
    assert response.json["error"]["code"] == "unknown_article"  # type: ignore[index]


def test_a_key_opens_its_own_site_only(newsroom: Newsroom, services: Services) -> None:
    other = Site("weekly", "The Weekly", (), ("weekly.example",), "en")
    manage.add_site(services.store, other, now())
    response = newsroom.client.put("/v1/sites/weekly/articles", json={}, headers=newsroom.headers)
    assert response.status_code == 401


def test_an_old_key_is_not_valid_after_a_rotation(newsroom: Newsroom, services: Services) -> None:
    manage.rotate_key(services.store, "daily", now())
    assert newsroom.put().status_code == 401


def test_a_key_is_kept_as_a_digest_only(newsroom: Newsroom, environment: dict[str, str]) -> None:
    newsroom.put()
    from pathlib import Path

    path = Path(environment["WIDGET_DATABASE_URL"].removeprefix("sqlite:///"))
    kept = b"".join(file.read_bytes() for file in path.parent.glob(path.name + "*"))
    assert kept
    assert newsroom.api_key.encode() not in kept


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"url": None}, "url"),
        ({"url": "news.example/x"}, "url"),
        ({"url": "https://news.example/" + "x" * 2048}, "url"),
        ({"title": None}, "title"),
        ({"title": "x" * 301}, "title"),
        ({"title": 5}, "title"),
        ({"text": None}, "text"),
        ({"text": "   "}, "text"),
        ({"text": "x" * 200_001}, "text"),
        ({"text": None, "html": "<p>" + "x" * 1_000_001}, "html"),
        ({"html": "<p>both</p>"}, "html"),
        ({"section": "x" * 201}, "section"),
        ({"author": "x" * 201}, "author"),
        ({"language": "not a language"}, "language"),
        ({"published_at": "yesterday"}, "published_at"),
        ({"published_at": "2026-05-01T08:00:00"}, "published_at"),
        ({"image": "javascript:alert(1)"}, "image"),
        ({"previous": {"url": "https://news.example/a"}}, "previous"),
        ({"next": {"title": "A", "url": "data:text/html,x"}}, "next"),
        ({"next": {"title": "x" * 301}}, "next"),
        ({"summary": ["x"] * 6}, "summary"),
        ({"summary": "x" * 16_385}, "summary"),
        ({"summary": "<ul><li>" * 40}, "summary"),
        ({"summary": "<b>x</b>" * 501}, "summary"),
        ({"titel": "x"}, "titel"),
    ],
)
def test_a_value_past_its_limit_is_refused_by_name(
    newsroom: Newsroom, fields: dict[str, Any], field: str
) -> None:
    response = newsroom.put(**fields)
    error: Any = response.json
    assert 400 <= response.status_code < 500, error
    assert error["error"]["field"].startswith(field), error
    assert field in error["error"]["message"]


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b"null", b"\xff", b"[" * 100_000])
def test_a_body_that_is_no_article_is_refused(newsroom: Newsroom, body: bytes) -> None:
    response = newsroom.client.put(ARTICLES, data=body, headers=newsroom.headers)
    assert response.status_code == 400
    assert response.json["error"]["code"] == "invalid_field"  # type: ignore[index]


def test_a_body_past_the_limit_is_refused(newsroom: Newsroom) -> None:
    body = json.dumps({"text": "x" * 1_048_577}).encode()
    response = newsroom.client.put(ARTICLES, data=body, headers=newsroom.headers)
    assert response.status_code == 413
    assert "1,048,576" in response.json["error"]["message"]  # type: ignore[index]


def test_a_body_just_within_the_limit_is_read(newsroom: Newsroom) -> None:
    story = json.dumps({"url": PAGE, "title": "Swing bridge", "text": STORY}).encode()
    body = story.ljust(REQUEST_BYTES)
    assert newsroom.client.put(ARTICLES, data=body, headers=newsroom.headers).status_code == 201


def test_a_foreign_page_cannot_be_published(newsroom: Newsroom) -> None:
    response = newsroom.put(url="https://other.example/x")
    assert response.status_code == 403
    assert response.json["error"]["code"] == "foreign_url"  # type: ignore[index]


def test_nothing_is_kept_of_a_refused_article(newsroom: Newsroom) -> None:
    newsroom.put(summary="<ul>" * 40)
    assert newsroom.delete().status_code == 404


def test_html_is_taken_as_its_text(newsroom: Newsroom) -> None:
    markup = "".join(f"<p>{part}</p><script>x()</script>" for part in STORY.split("\n\n"))
    answer: Any = newsroom.put(text=None, html=markup).json
    assert answer["summary"]["points"] == points(newsroom)


def in_chunks(newsroom: Newsroom, body: bytes) -> TestResponse:
    """Send the body as gunicorn hands on one that came in chunks: no length, but an end."""
    headers = {"Authorization": f"Bearer {newsroom.api_key}"}
    environ = {"wsgi.input": BytesIO(body), "wsgi.input_terminated": True}
    return newsroom.client.put(ARTICLES, headers=headers, environ_overrides=environ)


def test_a_body_in_chunks_is_read_whole(newsroom: Newsroom) -> None:
    story = json.dumps({"url": PAGE, "title": "Swing bridge", "text": STORY}).encode()
    assert in_chunks(newsroom, story).status_code == 201


def test_a_body_in_chunks_that_is_too_long_is_refused_and_not_cut_off(newsroom: Newsroom) -> None:
    story = json.dumps({"url": PAGE, "title": "Swing bridge", "text": STORY}).encode()
    answer = in_chunks(newsroom, story + b" " * REQUEST_BYTES)
    assert answer.status_code == 413
    assert "1,048,576 bytes" in answer.json["error"]["message"]  # type: ignore[index]


def test_an_article_may_be_sent_in_blocks(newsroom: Newsroom) -> None:
    blocks = [{"role": "paragraph", "text": part} for part in STORY.split("\n\n")]
    whole = newsroom.put().json["fingerprint"]  # type: ignore[index]
    response = newsroom.put(text=None, blocks=blocks)
    answer: Any = response.json
    assert (answer["change"], answer["fingerprint"]) == ("changed", whole)
    assert newsroom.put(text=None, blocks=blocks).json["change"] == "unchanged"  # type: ignore[index]


def test_a_wrong_role_is_refused_by_its_place(newsroom: Newsroom) -> None:
    response = newsroom.put(text=None, blocks=[{"role": "quotations", "text": STORY}])
    answer: Any = response.json
    assert response.status_code == 400
    assert "blocks[0].role" in json.dumps(answer)
    assert "did you mean 'quotation'?" in json.dumps(answer)
