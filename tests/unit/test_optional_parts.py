"""No optional part of a page refuses it: what fails is missing, and the article is read."""

from __future__ import annotations

import pytest

from tests.unit.pages_made import ARTICLE, PARAGRAPHS, TITLE, URL, ld, page
from widget.domain.article import Neighbours
from widget.parse.pages import page as reader
from widget.parse.pages.in_child import read
from widget.parse.pages.optional_parts import read_or

PARTS = {
    "published": "published_at",
    "modified": "modified_at",
    "authors_of": "author",
    "image_of": "image",
    "neighbours_in": "neighbours",
}
HEAD = ld(
    datePublished="2024-05-06T10:00:00Z",
    dateModified="2024-05-07T10:00:00Z",
    author={"name": "Anna Berg"},
    image="https://news.example/a.jpg",
)
LINKS = '<p><a rel="next" href="/2024/05/ferry">Next story: Ferry returns to the old pier</a></p>'
HTML = page(f"{ARTICLE}{LINKS}", head=HEAD).encode()


@pytest.mark.parametrize("error", [PermissionError("zoneinfo/UTC"), RecursionError, KeyError])
@pytest.mark.parametrize("part", PARTS)
def test_a_part_that_fails_is_missing_and_the_page_is_read(
    part: str, error: Exception, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = read(HTML, URL)
    assert getattr(whole, PARTS[part]) not in (None, Neighbours())

    def fails(*_: object) -> None:
        raise error

    monkeypatch.setattr(reader, part, fails)
    found = read(HTML, URL)
    assert found.title == TITLE
    assert PARAGRAPHS[0] in (found.text or str(found.blocks))
    assert getattr(found, PARTS[part]) in (None, Neighbours())


@pytest.mark.parametrize("part", ["language_of", "language_in"])
def test_where_one_sign_of_the_language_fails_the_other_one_tells(
    part: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reader, part, None)
    assert read(HTML, URL).language == "en"


def test_what_failed_is_logged(caplog: pytest.LogCaptureFixture) -> None:
    assert read_or(0, int, "no number") == 0
    assert "int failed; the page is read without it" in caplog.text
