"""The generic webhook: whose signature counts, for how long, and what a message tells."""

from __future__ import annotations

import hmac
import json
from base64 import b64encode
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from widget.domain.errors import BadSignature, InvalidField, LimitExceeded
from widget.domain.event import EventKind
from widget.domain.limits import HOOK_ID_CHARACTERS, HOOK_SECONDS, HOOK_SIGNATURES, REQUEST_BYTES
from widget.parse.webhooks.standard_webhooks import read, verify

# The example of the Standard Webhooks reference implementations.
SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
ID = "msg_p5jXN8AQM9LWM0D4loKWxJek"
SENT = 1_614_265_330
BODY = b'{"test": 2432232314}'
SIGNATURE = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="
NOW = datetime.fromtimestamp(SENT, UTC)
URL = "https://news.example/city/bridge"


def headers(**changed: str) -> dict[str, str]:
    """Return the headers of the example, some of them changed (``_`` for ``-``)."""
    sent = {"webhook-id": ID, "webhook-timestamp": str(SENT), "webhook-signature": SIGNATURE}
    return sent | {name.replace("_", "-"): value for name, value in changed.items()}


def signed(body: bytes, identity: str = ID, stamp: str = str(SENT)) -> dict[str, str]:
    """Return the headers of a body that the secret's owner signed."""
    key = b"1\xf2\x90\xf6\xbf\x06)\x8a\xabO\x08\xd4<?\x08,\xf6H\xa3b\xda-\xa4\xb0"
    digest = hmac.digest(key, f"{identity}.{stamp}.".encode() + body, "sha256")
    signature = f"v1,{b64encode(digest).decode()}"
    return headers(webhook_id=identity, webhook_timestamp=stamp, webhook_signature=signature)


def message(event: Any = "published", **article: Any) -> bytes:
    """Return the body of a message."""
    return json.dumps({"event": event, "article": {"url": URL} | article}).encode()


def test_the_example_of_the_standard_is_accepted() -> None:
    delivery = verify(BODY, headers(), SECRET, NOW)
    assert delivery.id == ID
    assert delivery.sent_at == NOW


@given(st.binary(max_size=300))
def test_any_body_is_accepted_as_its_owner_signed_it(body: bytes) -> None:
    assert verify(body, signed(body), SECRET, NOW).id == ID


@pytest.mark.parametrize(
    ("body", "changed"),
    [
        (BODY + b" ", {}),
        (BODY.replace(b"4", b"5"), {}),
        (b"", {}),
        (BODY, {"webhook_id": "msg_another"}),
        (BODY, {"webhook_timestamp": str(SENT + 1)}),
        (BODY, {"webhook_signature": SIGNATURE.replace("g0h", "h0g")}),
        (BODY, {"webhook_signature": SIGNATURE.removeprefix("v1,")}),
        (BODY, {"webhook_signature": SIGNATURE.replace("v1,", "v2,")}),
        (BODY, {"webhook_signature": "v1,"}),
        (BODY, {"webhook_signature": "v1,not base64 \xff"}),
        (BODY, {"webhook_signature": "v1,AAAA"}),
    ],
)
def test_what_was_changed_after_signing_is_refused(body: bytes, changed: dict[str, str]) -> None:
    with pytest.raises(BadSignature):
        verify(body, headers(**changed), SECRET, NOW)


def test_the_signature_of_another_secret_is_refused() -> None:
    with pytest.raises(BadSignature):
        verify(BODY, headers(), "whsec_" + b64encode(bytes(32)).decode(), NOW)


def test_moving_a_part_of_the_body_into_the_id_does_not_keep_the_signature() -> None:
    stolen = signed(b"1.2.{}", identity="msg")
    with pytest.raises(BadSignature):
        verify(
            b"{}", stolen | {"webhook-id": f"msg.{SENT}.1", "webhook-timestamp": "2"}, SECRET, NOW
        )
    with pytest.raises(BadSignature, match="no dot"):
        verify(BODY, signed(BODY, identity="a.b"), SECRET, NOW)


@pytest.mark.parametrize("name", ["webhook-id", "webhook-timestamp", "webhook-signature"])
@pytest.mark.parametrize("value", [None, ""])
def test_a_missing_header_is_named(name: str, value: str | None) -> None:
    sent = headers()
    del sent[name]
    with pytest.raises(BadSignature, match=name):
        verify(BODY, sent if value is None else sent | {name: value}, SECRET, NOW)


@pytest.mark.parametrize("stamp", ["soon", "-1", "1e9", "1614265330.5", " 1614265330", "9" * 12])
def test_a_time_in_another_form_is_refused(stamp: str) -> None:
    with pytest.raises(BadSignature, match="webhook-timestamp"):
        verify(BODY, signed(BODY, stamp=stamp), SECRET, NOW)


@pytest.mark.parametrize("seconds", [-HOOK_SECONDS, 0, HOOK_SECONDS])
def test_a_message_is_good_for_five_minutes_either_way(seconds: int) -> None:
    assert verify(BODY, headers(), SECRET, NOW + timedelta(seconds=seconds)).id == ID


@pytest.mark.parametrize("seconds", [-HOOK_SECONDS - 1, HOOK_SECONDS + 1, 10**9])
def test_an_older_or_later_message_is_refused(seconds: int) -> None:
    with pytest.raises(BadSignature, match="5 minutes"):
        verify(BODY, headers(), SECRET, NOW + timedelta(seconds=seconds))


def test_one_good_signature_among_several_is_enough() -> None:
    others = "v1,AAAA v1a,hnO3f9T8Ytu9HwrXslvumlUpqtNVqkhqw/enGzPCXe5B= nonsense"
    sent = headers(webhook_signature=f"{others} {SIGNATURE}")
    assert verify(BODY, sent, SECRET, NOW).id == ID


def test_more_signatures_than_the_limit_are_refused() -> None:
    most = " ".join(["v1,AAAA"] * (HOOK_SIGNATURES - 1) + [SIGNATURE])
    assert verify(BODY, headers(webhook_signature=most), SECRET, NOW).id == ID
    with pytest.raises(BadSignature, match="at most 10"):
        verify(BODY, headers(webhook_signature=f"v1,AAAA {most}"), SECRET, NOW)


def test_a_longer_id_than_the_limit_is_refused() -> None:
    longest = "x" * HOOK_ID_CHARACTERS
    assert verify(BODY, signed(BODY, identity=longest), SECRET, NOW).id == longest
    with pytest.raises(BadSignature, match="256"):
        verify(BODY, signed(BODY, identity=longest + "x"), SECRET, NOW)


@given(st.dictionaries(st.sampled_from(list(headers())), st.text(max_size=60)))
def test_no_header_makes_it_fail_in_another_way(sent: dict[str, str]) -> None:
    with pytest.raises(BadSignature):
        verify(BODY, sent, SECRET, NOW)


@pytest.mark.parametrize("event", ["published", "updated"])
def test_what_was_published_comes_with_the_article(event: str) -> None:
    told = read(message(event, title="Bridge", text="One.", modified_at="2024-05-01T09:30:00Z"))
    assert told.event == event
    assert told.urls == (URL,)
    assert told.manuscript is not None
    assert (told.manuscript.title, told.manuscript.text) == ("Bridge", "One.")
    assert told.modified_at == datetime(2024, 5, 1, 9, 30, tzinfo=UTC)


@pytest.mark.parametrize("event", [EventKind.UNPUBLISHED, EventKind.DELETED])
def test_what_is_gone_needs_no_more_than_its_address(event: EventKind) -> None:
    told = read(message(event.value))
    assert (told.event, told.urls, told.manuscript) == (event, (URL,), None)


@pytest.mark.parametrize("event", ["opened", "", None, 1, [], {}, "PUBLISHED"])
def test_another_event_is_refused_by_naming_the_known_ones(event: Any) -> None:
    with pytest.raises(InvalidField, match="event: takes one of published, updated"):
        read(message(event))


@pytest.mark.parametrize(
    ("body", "field"),
    [
        (b"[]", "body"),
        (b"", "body"),
        (b"\xff", "body"),
        (b'{"event": "published"}', "body"),
        (b'{"event": "published", "article": {}, "more": 1}', "body"),
        (b'{"event": "published", "article": null}', "article"),
        (b'{"event": "published", "article": {}}', "article.url"),
        (b'{"event": "deleted", "article": {"url": ""}}', "article.url"),
        (b'{"event": "deleted", "article": {"link": "x"}}', "article.link"),
        (b'{"event": "deleted", "event": "published", "article": {}}', "event"),
    ],
)
def test_a_message_in_another_form_is_refused(body: bytes, field: str) -> None:
    with pytest.raises(InvalidField) as refused:
        read(body)
    assert refused.value.field == field


def test_a_longer_message_than_the_limit_is_refused() -> None:
    empty = len(message(text=""))
    assert read(message(text="x" * (REQUEST_BYTES - empty))).manuscript
    with pytest.raises(LimitExceeded):
        read(message(text="x" * (REQUEST_BYTES - empty + 1)))
