"""WebSub: what a hub is asked, what it may confirm, and whose deliveries count."""

from __future__ import annotations

import hmac
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from widget.domain.errors import BadSignature
from widget.domain.event import Subscription, SubscriptionState
from widget.domain.limits import CHALLENGE_CHARACTERS, LEASE_SECONDS
from widget.parse.webhooks.websub import (
    LEASE,
    PATIENCE,
    REST,
    answer,
    asked,
    subscription_form,
    verify,
)

NOW = datetime(2024, 5, 1, 9, 30, tzinfo=UTC)
TOPIC = "https://news.example/feed.xml"
SECRET = "a secret that only we and the hub know"
PENDING = Subscription(
    site_key="daily",
    source_url=TOPIC,
    hub="https://hub.example/",
    topic=TOPIC,
    token="unguessable",
    secret=SECRET,
    renew_at=NOW,
)
ACTIVE = replace(PENDING, state=SubscriptionState.ACTIVE, lease_until=NOW + LEASE)
DENIED = replace(PENDING, state=SubscriptionState.DENIED)
QUERY = {
    "hub.mode": "subscribe",
    "hub.topic": TOPIC,
    "hub.challenge": "1234-abc_DEF=+/.",
    "hub.lease_seconds": "864000",
}
BODY = b"<feed/>"


def signature(method: str, body: bytes = BODY, secret: str = SECRET) -> dict[str, str]:
    """Return the header of a delivery that was signed in this way."""
    digest = hmac.digest(secret.encode(), body, method).hex()
    return {"x-hub-signature": f"{method}={digest}"}


def test_the_form_asks_for_ten_days() -> None:
    assert subscription_form(TOPIC, "https://widget.example/cb", SECRET) == {
        "hub.mode": "subscribe",
        "hub.topic": TOPIC,
        "hub.callback": "https://widget.example/cb",
        "hub.secret": SECRET,
        "hub.lease_seconds": "864000",
    }


@pytest.mark.parametrize("subscription", [PENDING, ACTIVE])
def test_what_was_asked_for_is_confirmed_and_renewed_at_half_of_the_lease(
    subscription: Subscription,
) -> None:
    given_answer = answer(subscription, QUERY, NOW)
    assert given_answer is not None
    assert given_answer.text == QUERY["hub.challenge"]
    confirmed = given_answer.subscription
    assert confirmed.state is SubscriptionState.ACTIVE
    assert confirmed.lease_until == NOW + timedelta(days=10)
    assert confirmed.renew_at == NOW + timedelta(days=5)


@pytest.mark.parametrize(
    "changed",
    [
        {"hub.topic": "https://elsewhere.example/feed.xml"},
        {"hub.topic": ""},
        {"hub.mode": "unsubscribe"},
        {"hub.mode": ""},
        {"hub.mode": "Subscribe"},
        {"hub.challenge": ""},
        {"hub.challenge": "two words"},
        {"hub.challenge": "line\nbreak"},
        {"hub.challenge": "é"},
        {"hub.challenge": "\x00"},
    ],
)
def test_what_was_not_asked_for_is_not_confirmed(changed: dict[str, str]) -> None:
    assert answer(PENDING, QUERY | changed, NOW) is None


@pytest.mark.parametrize("name", ["hub.mode", "hub.topic", "hub.challenge"])
def test_a_question_without_its_parts_is_not_answered(name: str) -> None:
    asked_for = {key: value for key, value in QUERY.items() if key != name}
    assert answer(PENDING, asked_for, NOW) is None


def test_a_longer_challenge_than_the_limit_is_not_echoed() -> None:
    longest = "x" * CHALLENGE_CHARACTERS
    assert answer(PENDING, QUERY | {"hub.challenge": longest}, NOW) is not None
    assert answer(PENDING, QUERY | {"hub.challenge": longest + "x"}, NOW) is None


@pytest.mark.parametrize(
    ("stated", "seconds"),
    [
        ("864000", 864_000),
        ("1", LEASE_SECONDS[0]),
        (str(LEASE_SECONDS[0] - 1), LEASE_SECONDS[0]),
        (str(LEASE_SECONDS[1]), LEASE_SECONDS[1]),
        (str(LEASE_SECONDS[1] + 1), LEASE_SECONDS[1]),
        ("9" * 18, LEASE_SECONDS[1]),
        ("9" * 19, LEASE.total_seconds()),
        ("-5", LEASE.total_seconds()),
        ("for ever", LEASE.total_seconds()),
        ("", LEASE.total_seconds()),
    ],
)
def test_a_lease_stays_within_its_bounds(stated: str, seconds: float) -> None:
    given_answer = answer(PENDING, QUERY | {"hub.lease_seconds": stated}, NOW)
    assert given_answer is not None
    assert given_answer.subscription.lease_until == NOW + timedelta(seconds=seconds)


def test_a_hub_that_denies_is_left_in_peace_and_confirms_nothing_meanwhile() -> None:
    given_answer = answer(ACTIVE, {"hub.mode": "denied", "hub.topic": TOPIC}, NOW)
    assert given_answer is not None
    assert given_answer.text == ""
    denied = given_answer.subscription
    assert (denied.state, denied.lease_until) == (SubscriptionState.DENIED, None)
    assert denied.renew_at == NOW + REST
    assert answer(denied, QUERY, NOW) is None


def test_a_denial_of_another_topic_changes_nothing() -> None:
    assert answer(ACTIVE, {"hub.mode": "denied", "hub.topic": "x"}, NOW) is None


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (PENDING, SubscriptionState.PENDING),
        (ACTIVE, SubscriptionState.ACTIVE),
        (DENIED, SubscriptionState.PENDING),
    ],
)
def test_a_hub_that_does_not_confirm_is_asked_again(
    before: Subscription, after: SubscriptionState
) -> None:
    again = asked(before, NOW)
    assert (again.state, again.renew_at) == (after, NOW + PATIENCE)


@pytest.mark.parametrize("method", ["sha256", "sha384", "sha512"])
def test_a_signed_delivery_is_accepted(method: str) -> None:
    verify(BODY, signature(method), SECRET)
    name, _, digest = signature(method)["x-hub-signature"].partition("=")
    verify(BODY, {"x-hub-signature": f"{name}={digest.upper()}"}, SECRET)


@pytest.mark.parametrize(
    "sent",
    [
        {},
        {"x-hub-signature": ""},
        signature("sha1"),
        signature("md5"),
        signature("sha224"),
        signature("sha256", b"<feed />"),
        signature("sha256", secret="another"),
        {"x-hub-signature": "sha256=" + signature("sha512")["x-hub-signature"][7:]},
        {"x-hub-signature": signature("sha256")["x-hub-signature"] + "0"},
        {"x-hub-signature": signature("sha256")["x-hub-signature"][:-1]},
        {"x-hub-signature": "sha256=" + "é" * 64},
        {"x-hub-signature": "sha999=" + "0" * 64},
    ],
)
def test_another_delivery_is_refused(sent: dict[str, str]) -> None:
    with pytest.raises(BadSignature, match="X-Hub-Signature"):
        verify(BODY, sent, SECRET)


@given(st.text(max_size=150))
def test_no_header_makes_it_fail_in_another_way(value: str) -> None:
    with pytest.raises(BadSignature):
        verify(BODY, {"x-hub-signature": value}, SECRET)


def test_neither_secret_nor_token_is_printed() -> None:
    assert SECRET not in repr(PENDING)
    assert PENDING.token not in repr(PENDING)
