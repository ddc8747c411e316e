"""How an article is read from a publisher's JSON and from files."""

from __future__ import annotations

import json
from contextlib import suppress
from datetime import UTC, datetime, timedelta, timezone
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.shared import shared
from widget.domain.article import Manuscript, Marks, Neighbour, Neighbours
from widget.domain.errors import InvalidField, LimitExceeded
from widget.domain.limits import HTML_CHARACTERS, REQUEST_BYTES, SUMMARY_POINTS
from widget.parse import plain_text
from widget.parse.manuscripts import FIELDS, from_file, from_json

if TYPE_CHECKING:
    from pathlib import Path


def read(**fields: Any) -> Manuscript:
    """Return the manuscript of these fields."""
    return from_json(json.dumps(fields).encode())


def test_every_field_finds_its_place() -> None:
    manuscript = read(
        url="https://news.example/x",
        title="Title",
        text="One.\n\nTwo.",
        published_at="2024-05-01T09:30:00Z",
        modified_at="2024-05-01T11:30:00.5+02:00",
        section="City",
        language="de-AT",
        author="A. B.",
        image="https://news.example/x.jpg",
        previous={"url": "https://news.example/w", "title": "Before"},
        next={"title": "After"},
        summary=["First.", "<b>Second.</b>"],
    )
    assert manuscript == Manuscript(
        url="https://news.example/x",
        title="Title",
        text="One.\n\nTwo.",
        published_at=datetime(2024, 5, 1, 9, 30, tzinfo=UTC),
        modified_at=datetime(2024, 5, 1, 11, 30, 0, 500_000, tzinfo=timezone(timedelta(hours=2))),
        section="City",
        language="de-AT",
        author="A. B.",
        image="https://news.example/x.jpg",
        neighbours=Neighbours(
            Neighbour("Before", "https://news.example/w"), Neighbour("After", None)
        ),
        summary=("First.", "<b>Second.</b>"),
    )


def test_further_addresses_and_an_embargo_find_their_place() -> None:
    urls = ["https://news.example/amp/x", "https://news.example/?p=1"]
    assert read(aliases=urls).aliases == tuple(urls)
    ends = datetime(2024, 5, 1, 12, tzinfo=timezone(timedelta(hours=2)))
    assert read(embargoed_until="2024-05-01T12:00:00+02:00").marks == Marks(embargoed_until=ends)


@pytest.mark.parametrize("name", ["opinion", "live", "paywalled", "noindex"])
def test_a_mark_finds_its_own_place(name: str) -> None:
    assert read(**{name: True}).marks == Marks(**{name: True})  # type: ignore[arg-type]
    assert read(**{name: False}).marks == Marks()


def test_what_is_null_or_absent_is_not_there() -> None:
    assert read(**dict.fromkeys(FIELDS)) == read() == Manuscript()


def test_html_is_read_as_text() -> None:
    assert read(html="<p>One.<p>Two <b>x</b>.").body == "One.\n\nTwo x."


def test_a_summary_may_be_one_string() -> None:
    assert read(summary="One.").summary == ("One.",)
    assert len(read(summary=["x"] * SUMMARY_POINTS).summary) == SUMMARY_POINTS


def test_a_byte_order_mark_is_no_trouble() -> None:
    assert from_json(b'\xef\xbb\xbf{"title": "T"}').title == "T"


@pytest.mark.parametrize(
    ("body", "field", "cure"),
    [
        (b"", "body", "no JSON at line 1, column 1"),
        (b'{"title": "T",\n', "body", "line 2, column 1"),
        (b"\xff\xfe{}", "body", "byte 0 is not UTF-8; save or send"),
        (b'{"title": "caf\xe9"}', "body", "byte 14 is not UTF-8"),
        (b"[]", "body", "takes an object {\u2026}, not a list"),
        (b"null", "body", "not null"),
        (b"NaN", "body", "NaN is no JSON"),
        (b'{"title": Infinity}', "body", "Infinity is no JSON"),
        (b'{"title": ' + b"9" * 5_000 + b"}", "body", "number that is too long"),
        (b"[" * 100_000, "body", "nested too deeply"),
        (b'{"title": "a", "title": "b"}', "title", "twice"),
        (b'{"next": {"title": "a", "title": "b"}}', "title", "twice"),
        (b'{"titel": "a"}', "titel", "did you mean 'title'?"),
        (b'{"publishedAt": "a"}', "publishedAt", "did you mean 'published_at'?"),
        (b'{"zzz\\n": "a"}', "zzz?", "is no field here; Known: url, title"),
        (b'{"next": {"titel": "a"}}', "next.titel", "did you mean 'title'?"),
        (b'{"title": 1}', "title", 'takes a string "\u2026", not a number'),
        (b'{"url": true}', "url", "not true or false"),
        (b'{"author": ["A", "B"]}', "author", "not a list"),
        (b'{"section": {}}', "section", "not an object"),
        (b'{"next": "x"}', "next", "takes an object {\u2026}, not a string"),
        (b'{"next": {"url": "x"}}', "next.title", "is missing"),
        (b'{"previous": {"title": 1}}', "previous.title", "takes a string"),
        (b'{"previous": {"title": "x", "url": 1}}', "previous.url", "takes a string"),
        (b'{"summary": 1}', "summary", "a string or a list of strings, not a number"),
        (b'{"summary": ["x", 1]}', "summary", "not a list with a number"),
        (b'{"summary": ["x", null]}', "summary", "not a list with null"),
        (b'{"summary": []}', "summary", "1 to 5 points or leave it out"),
        (b'{"text": "x", "html": "y"}', "html", "one of the two"),
        (b'{"published_at": "yesterday"}', "published_at", "such as 2024-05-01T09:30:00Z"),
        (b'{"published_at": "2024-05-01T09:30:00"}', "published_at", "no time zone; add Z or"),
        (b'{"modified_at": "2024-05-01"}', "modified_at", "no time zone; add Z or"),
        (b'{"modified_at": "2024-05-01Z"}', "modified_at", "no time of day; add it"),
        (b'{"modified_at": "1 May 2024 9:30 IST"}', "modified_at", "unknown or means several"),
        (b'{"published_at": "0001-01-01T00:00:00Z"}', "published_at", "takes a time"),
        (b'{"modified_at": 1714555800}', "modified_at", "takes a string"),
        (b'{"aliases": "https://news.example/x"}', "aliases", "takes a list of URLs"),
        (b'{"aliases": {}}', "aliases", "takes a list of URLs"),
        (b'{"aliases": ["https://news.example/x", 1]}', "aliases", "takes a list of URLs"),
        (b'{"aliases": [null]}', "aliases", "takes a list of URLs"),
        (b'{"opinion": "true"}', "opinion", "takes true or false, not a string"),
        (b'{"live": 1}', "live", "takes true or false, not a number"),
        (b'{"paywalled": []}', "paywalled", "takes true or false, not a list"),
        (b'{"noindex": {}}', "noindex", "takes true or false, not an object"),
        (b'{"embargoed_until": "2024-05-01T12:00:00"}', "embargoed_until", "no time zone"),
        (b'{"embargoed_until": "tomorrow"}', "embargoed_until", "such as 2024-05-01T09:30:00Z"),
        (b'{"embargoed_until": true}', "embargoed_until", "takes a string"),
        (b'{"embargo": "x"}', "embargo", "did you mean 'embargoed_until'?"),
        (b'{"alias": "x"}', "alias", "did you mean 'aliases'?"),
    ],
)
def test_what_cannot_be_read_is_refused_with_the_field_and_the_cure(
    body: bytes, field: str, cure: str
) -> None:
    with pytest.raises(InvalidField) as caught:
        from_json(body)
    assert caught.value.field == field
    assert cure in str(caught.value)


@pytest.mark.parametrize(
    ("body", "field"),
    [
        (b'{"title": "' + b"x" * REQUEST_BYTES + b'"}', "body"),
        (json.dumps({"summary": ["x"] * (SUMMARY_POINTS + 1)}).encode(), "summary"),
        (json.dumps({"html": "x" * (HTML_CHARACTERS + 1)}).encode(), "html"),
    ],
)
def test_what_is_too_much_is_refused_with_the_field_and_the_limit(body: bytes, field: str) -> None:
    with pytest.raises(LimitExceeded) as caught:
        from_json(body)
    assert caught.value.field == field


def test_a_body_of_just_the_limit_is_read() -> None:
    body = b'{"title": "x"}'.ljust(REQUEST_BYTES)
    assert from_json(body).title == "x"


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(FIELDS), inner, max_size=3)
    ),
    max_leaves=6,
)


@given(st.dictionaries(st.sampled_from(FIELDS) | st.text(max_size=5), ANYTHING, max_size=5))
def test_any_json_at_all_is_read_or_refused(fields: dict[str, Any]) -> None:
    with suppress(InvalidField):
        assert isinstance(read(**fields), Manuscript)


@given(st.binary(max_size=60))
def test_any_bytes_at_all_are_read_or_refused(body: bytes) -> None:
    for raw in (body, b'{"title": "' + body + b'"}'):
        with suppress(InvalidField):
            assert isinstance(from_json(raw), Manuscript)


def test_a_file_is_read_by_its_suffix(tmp_path: Path) -> None:
    for name, content, title in [
        ("a.json", '{"title": "From JSON"}', "From JSON"),
        ("a.html", "<h1>From HTML</h1><p>x", "From HTML"),
        ("a.HTM", "<title>From HTM</title>", "From HTM"),
        ("a.txt", "\ufeffFrom text\n\nx", "From text"),
    ]:
        path = tmp_path / name
        path.write_text(content, encoding="utf-8")
        assert from_file(path).title == title


def test_the_first_article_is_read_from_its_file() -> None:
    path = shared("data", "seed_article.txt")
    assert from_file(path) == plain_text.parse(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("name", "content", "cure"),
    [
        ("a.pdf", b"x", "none of the suffixes .json, .html, .htm, .txt"),
        ("none", b"x", "none of the suffixes .json, .html, .htm, .txt"),
        ("a.txt", b"caf\xe9", "byte 3 is not UTF-8; save"),
        ("a.html", b"\xff", "byte 0 is not UTF-8; save"),
        ("missing.txt", None, "is not there"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_with_the_cure(
    tmp_path: Path, name: str, content: bytes | None, cure: str
) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)
    with pytest.raises(InvalidField, match="file: ") as caught:
        from_file(tmp_path / name)
    assert cure in str(caught.value)


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    (tmp_path / "a.txt").mkdir()
    with pytest.raises(InvalidField, match="is no file"):
        from_file(tmp_path / "a.txt")


@pytest.mark.parametrize("name", ["a.json", "a.html", "a.txt"])
def test_a_file_that_is_too_large_is_not_read_whole(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    with path.open("wb") as file:
        file.truncate(REQUEST_BYTES * 1_000)  # sparse: a gigabyte would not fit the reading
    with pytest.raises(LimitExceeded) as caught:
        from_file(path)
    assert (caught.value.field, caught.value.actual) == ("file", REQUEST_BYTES * 1_000)
