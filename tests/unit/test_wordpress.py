"""What WordPress is asked, and what its posts say."""

from __future__ import annotations

import json
from contextlib import suppress
from datetime import UTC, datetime, timedelta, timezone
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from widget.domain.article import Marks
from widget.domain.errors import Unreadable
from widget.domain.limits import FEED_BYTES
from widget.domain.source import Listing
from widget.parse.feeds import wordpress

URL = wordpress.poll_url("https://news.example/", None)
BODY = "".join(f"<p>The council voted on point {n} of its very long list.</p>" for n in range(20))


def post(number: int = 1, **fields: Any) -> dict[str, Any]:
    """Return a post as WordPress sends it."""
    return {
        "id": number,
        "link": f"https://news.example/{number}/",
        "status": "publish",
        "date_gmt": "2024-05-07T07:30:00",
        "modified_gmt": "2024-05-08T00:00:00",
        "title": {"rendered": "Bridge &#038; <em>port</em>"},
        "content": {"rendered": BODY, "protected": False},
        "_embedded": {
            "author": [{"name": "Anna Berg"}],
            "wp:featuredmedia": [{"source_url": "https://news.example/bridge.jpg"}],
            "wp:term": [
                [{"taxonomy": "category", "name": "City"}],
                [{"taxonomy": "post_tag", "name": "Opinion"}],
            ],
        },
        **fields,
    }


def listing(*posts: Any, url: str = URL) -> Listing:
    return wordpress.parse(json.dumps(posts).encode(), url)


# --- what is asked -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("base", "asked"),
    [
        ("https://news.example", "https://news.example/wp-json/wp/v2/posts"),
        ("https://news.example/blog/", "https://news.example/blog/wp-json/wp/v2/posts"),
        ("https://news.example/wp-json/", "https://news.example/wp-json/wp/v2/posts"),
        ("https://news.example/wp-json/wp/v2/", "https://news.example/wp-json/wp/v2/posts"),
        ("https://news.example/wp-json/wp/v2/news#x", "https://news.example/wp-json/wp/v2/news"),
        ("https://news.example/?rest_route=/wp/v2/posts", "https://news.example/"),
    ],
)
def test_a_site_or_a_collection_can_be_asked(base: str, asked: str) -> None:
    assert wordpress.poll_url(base, None).split("?")[0] == asked


def test_posts_are_asked_by_their_modification_with_all_that_is_read_of_them() -> None:
    query = parse_qs(urlsplit(URL).query)
    assert (query["orderby"], query["order"], query["per_page"]) == (["modified"], ["asc"], ["100"])
    assert {"link", "content", "modified_gmt", "_embedded"} < set(query["_fields"][0].split(","))
    assert query["_embed"] == ["author,wp:term,wp:featuredmedia"]
    assert "modified_after" not in query
    assert "offset" not in query


def test_what_was_modified_since_is_asked_in_utc_with_an_overlap() -> None:
    latest = datetime(2024, 5, 7, 14, tzinfo=timezone(timedelta(hours=2)))
    query = parse_qs(urlsplit(wordpress.poll_url("https://news.example/", latest)).query)
    assert query["modified_after"] == ["2024-05-07T10:59:00Z"]


def test_the_publishers_own_parameters_are_kept_and_ours_win() -> None:
    base = "https://news.example/?rest_route=/wp/v2/posts&categories=5&per_page=3&page=9"
    query = parse_qs(urlsplit(wordpress.poll_url(base, None, 2)).query)
    assert (query["categories"], query["per_page"]) == (["5"], ["100"])
    assert query["rest_route"] == ["/wp/v2/posts"]
    assert "page" not in query


def test_pages_overlap_so_that_no_post_slips_through_between_them() -> None:
    third = parse_qs(urlsplit(wordpress.poll_url("https://news.example/", None, 3)).query)
    assert third["offset"] == [str(2 * wordpress.STEP)]
    assert wordpress.STEP < wordpress.PER_PAGE


@pytest.mark.parametrize(
    ("url", "rest"),
    [
        ("https://news.example/wp-json/wp/v2/posts", True),
        ("https://news.example/?rest_route=/wp/v2/posts", True),
        ("https://news.example/feed/", False),
        ("https://news.example/?rest_route=/other", False),
    ],
)
def test_an_address_of_the_api_is_known(url: str, rest: object) -> None:
    assert wordpress.is_rest(url) is rest


# --- what is said --------------------------------------------------------------------------------


def test_a_post_comes_out_with_all_that_it_says() -> None:
    (entry,) = listing(post()).entries
    found = entry.manuscript
    assert entry.url == found.url == "https://news.example/1/"
    assert (found.title, found.author, found.section) == ("Bridge & port", "Anna Berg", "City")
    assert found.published_at == datetime(2024, 5, 7, 7, 30, tzinfo=UTC)
    assert found.modified_at == datetime(2024, 5, 8, tzinfo=UTC)
    assert found.image == "https://news.example/bridge.jpg"
    assert (found.body or "").count("\n\n") == 19
    assert found.marks == Marks()
    assert not entry.gone


def test_a_protected_post_is_behind_a_wall_and_its_text_is_not_taken() -> None:
    (entry,) = listing(post(content={"rendered": BODY, "protected": True})).entries
    assert entry.manuscript.marks == Marks(paywalled=True)
    assert entry.manuscript.body is None


@pytest.mark.parametrize("status", ["trash", "draft", "private", "future", "pending"])
def test_a_post_that_is_not_published_is_gone(status: str) -> None:
    assert listing(post(status=status)).entries[0].gone


def test_a_teaser_is_no_article() -> None:
    content = {"rendered": BODY + "<p>Subscribe to continue reading</p>"}
    assert listing(post(content=content)).entries[0].manuscript.body is None


@pytest.mark.parametrize("written", ["0000-00-00T00:00:00", "", None, 7, "soon"])
def test_a_broken_date_is_none(written: object) -> None:
    found = listing(post(date_gmt=written, modified_gmt=written)).entries[0].manuscript
    assert (found.published_at, found.modified_at) == (None, None)


def test_an_unchanged_post_has_the_same_stamp_and_a_changed_one_another() -> None:
    (first,), (again,) = listing(post()).entries, listing(post(comment_count=5)).entries
    assert first.stamp == again.stamp
    (changed,) = listing(post(title={"rendered": "Other"})).entries
    assert changed.stamp != first.stamp


def test_a_page_that_is_nearly_full_has_a_next_one() -> None:
    posts = [post(number) for number in range(wordpress.STEP)]
    assert listing(*posts[1:]).more == ()
    (second,) = listing(*posts).more
    assert parse_qs(urlsplit(second).query)["offset"] == ["95"]
    (third,) = listing(*posts, url=second).more
    assert third == wordpress.poll_url("https://news.example/", None, 3)


def test_past_the_last_page_there_is_nothing() -> None:
    answer = {"code": "rest_post_invalid_page_number", "message": "x", "data": {"status": 400}}
    assert wordpress.parse(json.dumps(answer).encode(), URL) == Listing()


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (b'{"code":"rest_cannot_access","message":"Only <b>members</b>."}', "Only members."),
        (b'{"namespaces":[]}', "no list of WordPress posts"),
        (b"<!doctype html>", "no JSON at line 1, column 1"),
        (b"", "no JSON"),
        (b" " * (FEED_BYTES + 1), "bytes"),
    ],
    ids=lambda value: str(value)[:20],
)
def test_what_is_no_list_of_posts_is_refused_with_wordpresss_reason(
    body: bytes, words: str
) -> None:
    with pytest.raises(Unreadable) as refusal:
        wordpress.parse(body, URL)
    assert words in refusal.value.message


def test_lone_surrogates_are_no_trouble() -> None:
    broken = post(title={"rendered": "a\ud800b"}, content={"rendered": f"\udfff{BODY}"})
    (entry,) = listing(broken).entries
    assert f"{entry.manuscript}".encode()


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from([*post(), "rendered", "author", "name"]), inner, max_size=5
        )
    ),
    max_leaves=15,
)


@given(JSON)
def test_any_json_is_a_listing_or_refused(value: Any) -> None:
    for answer in (value, [value], [{**post(), **value}] if isinstance(value, dict) else []):
        with suppress(Unreadable):
            assert isinstance(wordpress.parse(json.dumps(answer).encode(), URL), Listing)
