"""What is no article is refused with the reason, and nothing of it is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.shared import records
from tests.unit.pages_made import PARAGRAPHS, URL, meta, page
from widget.domain.errors import Unreadable
from widget.domain.limits import PAGE_BYTES, PAGE_TAGS, TEXT_CHARACTERS
from widget.parse.pages.in_child import read

if TYPE_CHECKING:
    from widget.domain.article import Manuscript


def manuscript(html: str, url: str = URL) -> Manuscript:
    return read(html.encode(), url)


@pytest.mark.parametrize(
    ("body", "content_type", "reason"),
    [
        (b"%PDF-1.7 ...", "", "not an HTML page"),
        (b"{}", "application/json", "application/json, not an HTML page"),
        (b"\x89PNG\r\n", "image/png", "image/png, not an HTML page"),
        (b"", "text/html", "no HTML"),
        (b"Just words, no tags.", "text/html", "no HTML"),
        (b"<html></html>", "text/html", "no text was found"),
        (b"<p>x" + b" " * PAGE_BYTES, "text/html", "at most 8,388,608 are read"),
        (b"<p>x" + b"<b>" * PAGE_TAGS, "text/html", r"at most 40,000 are read"),
    ],
)
def test_what_cannot_be_read_says_why(body: bytes, content_type: str, reason: str) -> None:
    with pytest.raises(Unreadable, match=reason):
        read(body, URL, content_type)


def test_the_front_page_of_a_site_is_no_article() -> None:
    with pytest.raises(Unreadable, match="front page"):
        manuscript(page(), "https://news.example/")
    assert manuscript(page(head=meta("og:type", "article")), "https://news.example/").body


def test_a_page_of_teasers_is_no_article() -> None:
    teasers = "".join(
        f'<div><h2><a href="/{n}">Headline of story {n}</a></h2><p>Line {n}</p></div>'
        for n in range(40)
    )
    with pytest.raises(Unreadable, match="no article"):
        manuscript(page(teasers), "https://news.example/sport")


def test_a_short_article_in_a_script_without_spaces_is_one() -> None:
    text = "\u5e02\u8bae\u4f1a\u6279\u51c6\u4e86\u6e2f\u53e3\u9884\u7b97\uff0c" * 7
    assert manuscript(f"<title>x</title><p>{text}</p>").body == text


def test_an_article_longer_than_the_limit_is_refused_by_its_reader() -> None:
    with pytest.raises(Unreadable, match="at most 200,000"):
        manuscript(page(f"<p>{'A long story. ' * (TEXT_CHARACTERS // 14 + 1)}</p>"))


@pytest.mark.parametrize("record", records("corpora", "html_malformed.jsonl")[::20])
def test_malformed_html_ends_in_a_manuscript_or_a_reason(record: dict[str, str]) -> None:
    try:
        text = read(record["payload"].encode("utf-8", "surrogatepass"), URL).body
    except Unreadable as error:
        text = error.message
    assert text


def test_every_malformed_page_around_an_article_keeps_or_refuses_it() -> None:
    for record in records("corpora", "html_malformed.jsonl")[7::100]:
        html = f"{record['payload']}{page()}"
        try:
            found = manuscript(html)
        except Unreadable:
            continue
        assert any(paragraph in (found.body or "") for paragraph in PARAGRAPHS), record["id"]
