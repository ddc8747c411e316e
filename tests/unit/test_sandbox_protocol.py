"""Parent and child understand each other, and the parent takes nothing that it did not ask for."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta, timezone
from typing import TYPE_CHECKING, Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit import sandbox_calls as calls
from widget.domain.article import Manuscript, Marks, Neighbour, Neighbours
from widget.domain.errors import InvalidField, LimitExceeded, Unreadable, WidgetError
from widget.domain.limits import LISTING_ENTRIES
from widget.domain.source import Entry, FoundSource, Listing, PollAnswer, SourceKind
from widget.fetch.sandbox.protocol import (
    OddAnswer,
    arguments_of,
    decode,
    decode_call,
    decode_error,
    decode_line,
    encode,
    encode_call,
    encode_error,
    encode_line,
)

if TYPE_CHECKING:
    from collections.abc import Callable

ODD = ["\x00", "\u2028", "\ufeff", "\U0001f600", "e\u0301", "\uffff", '"', "\\", "\x7f"]
text = st.text(max_size=20) | st.sampled_from(ODD)
maybe = st.none() | text
zones = st.integers(-1_439, 1_439).map(lambda minutes: timezone(timedelta(minutes=minutes)))
times = st.none() | st.datetimes(timezones=zones)
texts = st.lists(text, max_size=3).map(tuple)
neighbour = st.none() | st.builds(Neighbour, text, maybe)
manuscripts = st.builds(
    Manuscript,
    **dict.fromkeys(("url", "title", "text", "section", "language", "author", "image"), maybe),
    published_at=times,
    modified_at=times,
    neighbours=st.builds(Neighbours, neighbour, neighbour),
    summary=texts,
    marks=st.builds(Marks, live=st.booleans(), noindex=st.booleans(), embargoed_until=times),
    aliases=texts,
)
entries = st.lists(st.builds(Entry, text, manuscripts, text, st.booleans()), max_size=3)
listings = st.builds(Listing, entries.map(tuple), texts, maybe, maybe, texts)
polled = st.builds(PollAnswer, st.none() | listings)
found = st.builds(FoundSource, st.sampled_from(SourceKind), polled)


def zone_of(time: datetime | None) -> timedelta | None:
    return time.utcoffset() if time else None


# --- values ------------------------------------------------------------------------------------


@given(manuscripts)
def test_a_manuscript_comes_back_as_it_was(sent: Manuscript) -> None:
    read = decode(encode(sent, calls.manuscript), calls.manuscript)
    assert read == sent
    assert zone_of(read.published_at) == zone_of(sent.published_at)


@given(found)
def test_what_was_found_comes_back_as_it_was(sent: FoundSource) -> None:
    assert decode(encode(sent, calls.found), calls.found) == sent
    listing = sent.polled.listing or Listing()
    assert decode(encode(listing, calls.listing), calls.listing) == listing


@given(st.text(st.characters(codec=None), max_size=20))
def test_half_a_character_is_replaced_and_all_others_stay(sent: str) -> None:
    whole = "".join("\ufffd" if "\ud800" <= c <= "\udfff" else c for c in sent)
    assert decode(encode(sent, calls.echo), calls.echo) == whole
    sent_deep = Listing((Entry(sent, Manuscript(published_at=calls.WHEN, aliases=(sent,)), ""),))
    read = decode(encode(sent_deep, calls.listing), calls.listing)
    wanted = Manuscript(published_at=calls.WHEN, aliases=(whole,))
    assert read.entries == (Entry(whole, wanted, ""),)


def test_text_of_a_kind_that_a_library_made_is_text() -> None:
    class Special(str):
        __slots__ = ()

    read = decode(encode(Manuscript(title=Special("x")), calls.manuscript), calls.manuscript)
    assert (type(read.title), read.title) == (str, "x")


def test_what_says_nothing_is_not_sent() -> None:
    assert len(encode(Manuscript(), calls.manuscript)) < 40
    assert b"null" not in encode(calls.FULL, calls.manuscript)


@pytest.mark.parametrize(
    "value",
    [
        Manuscript(url=5),  # type: ignore[arg-type]
        Manuscript(published_at=datetime(2024, 1, 1)),  # noqa: DTZ001
        Manuscript(aliases=("x",) * (LISTING_ENTRIES + 1)),
        Listing(),
        "x",
        None,
        eval,
    ],
)
def test_a_sandbox_does_not_send_what_it_was_not_asked_for(value: object) -> None:
    with pytest.raises(msgspec.ValidationError):
        encode(value, calls.manuscript)


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        ('{"url": 5}', "Expected `str | null`, got `int` - at `$.url`"),
        ('{"marks": {"live": "yes"}}', "Expected `bool`, got `str`"),
        ('{"marks": {"live": 1}}', "Expected `bool`, got `int`"),
        ('{"aliases": "x"}', "Expected `array`"),
        ('{"aliases": [1]}', "Expected `str`"),
        ('{"published_at": "2024-01-01T00:00:00"}', "timezone"),
        ('{"published_at": "2024-01-01"}', "Invalid RFC3339"),
        ('{"published_at": 5}', "got `int`"),
        ('{"published_at": NaN}', "malformed"),
        ('{"title": NaN}', "malformed"),
        ('{"neighbours": {"next": {}}}', "missing required field `title`"),
        ('{"nothing": 1}', "unknown field `nothing`"),
        ('{"__class__": "x"}', "unknown field"),
        ('{"title": "\\ud800"}', "truncated"),
        ('{"title": "\\ud800\\u0041 and more"}', "surrogate"),
        ("[]", "Expected `object`, got `array`"),
        ("5", "Expected `object`"),
        ("{", "truncated"),
        ("", "truncated"),
        ("{}{}", "trailing characters"),
        ("[" * 100_000, "Expected `object`"),
        ('{"neighbours":' * 100_000, "unknown field"),
    ],
)
def test_what_is_no_manuscript_is_not_taken_for_one(answer: str, said: str) -> None:
    with pytest.raises(OddAnswer) as odd:
        decode(answer.encode(), calls.manuscript)
    assert said in str(odd.value)


@pytest.mark.parametrize(
    ("answer", "function"),
    [
        (b'{"title": "\xed\xa0\x80"}', calls.manuscript),
        (b'{"title": "\xff"}', calls.manuscript),
        (b'{"kind": "podcast", "polled": {"listing": null}}', calls.found),
        (b"1" * 10_000, calls.process_id),
        (b"1.0", calls.process_id),
        (b"true", calls.process_id),
        (b'"1"', calls.process_id),
        (b"1e999", calls.process_id),
    ],
)
def test_what_is_of_another_type_is_refused(answer: bytes, function: Callable[..., Any]) -> None:
    with pytest.raises(OddAnswer):
        decode(answer, function)


def test_a_tuple_is_not_longer_than_any_listing() -> None:
    most = json.dumps({"aliases": [""] * LISTING_ENTRIES}).encode()
    assert len(decode(most, calls.manuscript).aliases) == LISTING_ENTRIES
    more = json.dumps({"aliases": [""] * (LISTING_ENTRIES + 1)}).encode()
    with pytest.raises(OddAnswer, match="length <= 50000"):
        decode(more, calls.manuscript)


def test_what_is_said_of_an_odd_answer_is_one_short_printable_line() -> None:
    answer = json.dumps({"\x1b[2J\n" * 10_000: 1}).encode()
    with pytest.raises(OddAnswer) as odd:
        decode(answer, calls.manuscript)
    assert str(odd.value).isprintable()
    assert 100 < len(str(odd.value)) <= 1_000


# --- errors and failures -----------------------------------------------------------------------


@pytest.mark.parametrize(
    "error",
    [
        Unreadable("It is no page."),
        Unreadable("It took too long.", permanent=False),
        InvalidField("title", "is a \ufffd."),
        LimitExceeded("html", 1_000, 1_001, "characters"),
    ],
)
def test_an_error_comes_back_with_all_that_it_carries(error: WidgetError) -> None:
    read = decode_error(encode_error(error))
    assert type(read) is type(error)
    assert vars(read) == vars(error)
    assert str(read) == str(error)


def test_half_a_character_in_an_error_is_replaced() -> None:
    assert decode_error(encode_error(Unreadable("\udc80"))).message == "\ufffd"


@pytest.mark.parametrize(
    "sent",
    [
        [],
        {},
        {"error": 5},
        {"error": "WidgetError", "message": "x"},
        {"error": "Final", "message": "x"},
        {"error": "NotAuthorised", "message": "x"},
        {"error": "FetchFailed", "message": "gone", "permanent": True, "status": 404},
        {"error": "Unreadable"},
        {"error": "Unreadable", "message": 5},
        {"error": "Unreadable", "message": "x", "permanent": 1},
        {"error": "Unreadable", "message": "x", "status": 404},
        {"error": "InvalidField", "message": "x"},
        {"error": "LimitExceeded", "message": "x", "field": "x", "limit": "1", "actual": 2},
        {"error": "LimitExceeded", "message": "x", "field": "x", "limit": True, "actual": 2},
    ],
)
def test_what_is_no_error_of_ours_is_not_raised(sent: object) -> None:
    with pytest.raises(OddAnswer, match="no error: "):
        decode_error(json.dumps(sent).encode())


@pytest.mark.parametrize("answer", [b"", b"[" * 100_000, b"\xff", b"null", b'{"error":' * 100_000])
def test_what_is_no_json_is_no_error_of_ours(answer: bytes) -> None:
    with pytest.raises(OddAnswer):
        decode_error(answer)


def test_an_error_without_a_word_on_trying_again_is_permanent() -> None:
    error = decode_error(b'{"error": "Unreadable", "message": "odd"}')
    assert isinstance(error, Unreadable)
    assert error.permanent


def test_the_message_of_an_error_is_one_printable_line_of_limited_length() -> None:
    sent = {"error": "Unreadable", "message": "\x1b[2J\nrm -rf\u202e" + "x" * 1_000_000}
    message = decode_error(json.dumps(sent).encode()).message
    assert message.startswith(" [2J rm -rf x")
    assert len(message) == 1_000


@pytest.mark.parametrize("said", ["x" * 10_000, "\x1b[2J\n\u202e", "\ud800", "é" * 300])
def test_a_failure_is_one_printable_line_of_at_most_400_bytes(said: str) -> None:
    line = decode_line(encode_line(said))
    assert line.isprintable()
    assert 1 <= len(line) <= 400


# --- calls -------------------------------------------------------------------------------------


def decoded(function: Callable[..., Any], *arguments: object) -> tuple[object, ...]:
    call = decode_call(encode_call(function, arguments))
    assert call.function == f"{function.__module__}:{function.__qualname__}"
    return arguments_of(call, function)


def mix(body: bytes, name: str, rank: int = 3, seen: datetime | None = None) -> str:
    return f"{body!r}{name}{rank}{seen}"


@given(st.binary(max_size=50), text, st.integers(-(2**63), 2**63))
def test_a_call_arrives_as_it_was_made(body: bytes, name: str, rank: int) -> None:
    assert decoded(mix, body, name, rank) == (body, name, rank, None)


def test_a_parameter_that_is_not_given_has_its_default() -> None:
    when = datetime(2024, 1, 1, tzinfo=UTC)
    assert decoded(mix, b"\xff\x00", "x") == (b"\xff\x00", "x", 3, None)
    assert decoded(mix, b"", "x", 1, when) == (b"", "x", 1, when)


def test_half_a_character_in_a_call_is_replaced() -> None:
    assert decoded(mix, b"\xed\xa0\x80", "a\ud800b") == (b"\xed\xa0\x80", "a\ufffdb", 3, None)


@pytest.mark.parametrize(
    "arguments", [(), (b"",), ("x", "x"), (b"", b"x"), (b"", "x", "3"), (b"", "x", 3, None, 5)]
)
def test_a_call_with_other_arguments_is_not_made(arguments: tuple[object, ...]) -> None:
    with pytest.raises(msgspec.ValidationError):
        decoded(mix, *arguments)


@pytest.mark.parametrize("message", [b"", b"\xc1", b"\x92\xa1x", b"\x91\xa1x", b"\x93\xa1x\x90\1"])
def test_what_is_no_call_is_refused(message: bytes) -> None:
    with pytest.raises(msgspec.DecodeError):
        decode_call(message)
