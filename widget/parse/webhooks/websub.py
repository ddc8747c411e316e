"""The subscriber's side of WebSub: makes requests to a hub, and verifies its confirmations.

https://www.w3.org/TR/websub/. A delivery only means that a source has changed: its content is
not read, and the source itself is polled.
"""

from __future__ import annotations

import hmac
import re
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from widget.domain.errors import BadSignature
from widget.domain.event import Subscription, SubscriptionState
from widget.domain.limits import CHALLENGE_CHARACTERS, LEASE_SECONDS

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

LEASE: Final = timedelta(days=10)
"""The lease that is asked for."""

PATIENCE: Final = timedelta(hours=1)
"""How long a hub may take to confirm before it is asked again."""

REST: Final = timedelta(days=1)
"""How long a hub that refused is left in peace."""

# SHA-1, which older hubs still sign with, is not accepted: such a hub's source is polled.
_ALGORITHMS = {"sha256": 64, "sha384": 96, "sha512": 128}
_SIGNATURE = re.compile(r"(sha[0-9]{1,3})=([0-9a-fA-F]{40,128})")
_CHALLENGE = re.compile(rf"[!-~]{{1,{CHALLENGE_CHARACTERS}}}")
_SECONDS = re.compile(r"[0-9]{1,18}")


@dataclass(frozen=True, slots=True)
class Answer:
    """What a hub is answered, and how the subscription stands from then on."""

    text: str
    """To be sent as plain text."""
    subscription: Subscription


def subscription_form(
    topic: str, callback: str, secret: str, lease: timedelta = LEASE
) -> dict[str, str]:
    """Return the fields of the form that asks a hub to subscribe us to ``topic``."""
    return {
        "hub.mode": "subscribe",
        "hub.topic": topic,
        "hub.callback": callback,
        "hub.secret": secret,
        "hub.lease_seconds": str(int(lease.total_seconds())),
    }


def asked(subscription: Subscription, now: datetime) -> Subscription:
    """Return the subscription after its hub was asked: asked again when nothing comes of it."""
    state = subscription.state
    if state is SubscriptionState.DENIED:
        state = SubscriptionState.PENDING
    return replace(subscription, state=state, renew_at=now + PATIENCE)


def refused(subscription: Subscription, now: datetime) -> Subscription:
    """Return the subscription after its hub would not take the form: it is left in peace."""
    return replace(subscription, renew_at=now + REST)


def answer(subscription: Subscription, query: Mapping[str, str], now: datetime) -> Answer | None:
    """Return the answer to a hub's question whether we want this; None when we do not.

    Only a subscription to the topic that was asked for is confirmed. The lease is the hub's
    choice within LEASE_SECONDS, and is renewed when half of it is over. A hub may also say that
    it denies the subscription.
    """
    if query.get("hub.topic") != subscription.topic:
        return None
    if query.get("hub.mode") == "denied":
        denied = replace(subscription, state=SubscriptionState.DENIED, renew_at=now + REST)
        return Answer("", replace(denied, lease_until=None))
    challenge = query.get("hub.challenge", "")
    wanted = subscription.state is not SubscriptionState.DENIED
    if not wanted or query.get("hub.mode") != "subscribe" or not _CHALLENGE.fullmatch(challenge):
        return None
    lease = _lease(query.get("hub.lease_seconds", ""))
    return Answer(
        challenge,
        replace(
            subscription,
            state=SubscriptionState.ACTIVE,
            renew_at=now + lease / 2,
            lease_until=now + lease,
        ),
    )


def verify(body: bytes, headers: Mapping[str, str], secret: str) -> None:
    """Return when the hub signed the body with the subscription's secret.

    The names of ``headers`` are in lower case. Raises BadSignature.
    """
    stated = _SIGNATURE.fullmatch(headers.get("x-hub-signature", ""))
    if stated is None or len(stated[2]) != _ALGORITHMS.get(stated[1]):
        raise BadSignature(
            "X-Hub-Signature: is missing or of another form. Sign with the subscription's secret, "
            f"by one of {', '.join(_ALGORITHMS)}."
        )
    expected = hmac.digest(secret.encode(), body, stated[1]).hex()
    if not hmac.compare_digest(expected, stated[2].lower()):
        raise BadSignature("X-Hub-Signature: is not that of the subscription's secret.")


def _lease(seconds: str) -> timedelta:
    least, most = LEASE_SECONDS
    if not _SECONDS.fullmatch(seconds):
        return LEASE
    return timedelta(seconds=min(max(int(seconds), least), most))
