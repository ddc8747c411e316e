"""The data of a page's program names the day of publication where nothing else on the page does."""

from __future__ import annotations

import pytest

from tests.unit.pages_made import ARTICLE, URL, page
from widget.parse.pages.in_child import read

NEXT = '<script id="__NEXT_DATA__" type="application/json">{"props":%s}</script>'


def _day(data: str) -> str | None:
    published = read(page(f"{ARTICLE}{data}").encode(), URL).published_at
    return f"{published:%Y-%m-%d}" if published else None


@pytest.mark.parametrize(
    "data",
    [
        NEXT % '{"published_at": "2024-05-06T07:30:00Z", "updated_at": "2024-05-08T07:30:00Z"}',
        NEXT % '{"publishedAt":"2024-05-06","createdAt":"2024-05-01"}',
        '<script>window.state = {"first_published_at":"2024-05-06 07:30:00"}</script>',
        '<script>go("{\\"publishDate\\":\\"2024-05-06T07:30:00Z\\"}")</script>',
        "<div data-page='{&quot;datePublished&quot;:&quot;2024-05-06&quot;}'></div>",
    ],
)
def test_the_day_in_the_data_of_a_program_is_found(data: str) -> None:
    assert _day(data) == "2024-05-06"


@pytest.mark.parametrize(
    "data",
    [
        NEXT % '{"updated_at": "2024-05-06T07:30:00Z"}',
        NEXT % '[{"published_at": "2024-05-06"}, {"published_at": "2024-05-07"}]',
        NEXT % '{"published_at": null, "unpublished_at": "2024-05-06"}',
    ],
)
def test_changes_and_the_days_of_several_stories_are_not_taken(data: str) -> None:
    assert _day(data) is None


def test_what_readers_are_shown_comes_before_the_data_of_a_program() -> None:
    data = NEXT % '{"published_at": "2024-05-08"}'
    assert _day(f"<p>Published on 6 May 2024</p>{data}") == "2024-05-06"
