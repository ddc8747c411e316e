"""Verifies and parses the generic webhook: Standard Webhooks' signature, and the event.

https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md
"""

from __future__ import annotations

import hmac
import re
from base64 import b64decode
from binascii import Error as NotBase64
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from widget.domain.errors import BadSignature, InvalidField
from widget.domain.event import ArticleEvent, Delivery, EventKind
from widget.domain.limits import HOOK_ID_CHARACTERS, HOOK_SECONDS, HOOK_SIGNATURES, REQUEST_BYTES
from widget.parse import manuscripts
from widget.rules.credentials import HOOK_MARK

if TYPE_CHECKING:
    from collections.abc import Mapping

_HEADERS = ("webhook-id", "webhook-timestamp", "webhook-signature")
# No dot: the three parts of what is signed are separated by dots.
_ID = re.compile(rf"[!-\-/-~]{{1,{HOOK_ID_CHARACTERS}}}")
_SECONDS = re.compile(r"[0-9]{1,11}")
_KEPT = {EventKind.PUBLISHED, EventKind.UPDATED}


def verify(body: bytes, headers: Mapping[str, str], secret: str, now: datetime) -> Delivery:
    """Return the delivery when one of its signatures is the secret's, over id, time and body.

    The names of ``headers`` are in lower case. The time may differ from ``now`` by HOOK_SECONDS
    either way. Raises BadSignature, which names what is wrong.
    """
    identity, stamp, signatures = _stated(headers)
    sent_at = datetime.fromtimestamp(int(stamp), UTC)
    require_recent(sent_at, now)
    signed = f"{identity}.{stamp}.".encode() + body
    expected = hmac.digest(_key(secret), signed, "sha256")
    fits = [hmac.compare_digest(expected, given) for given in signatures]
    if not any(fits):
        raise BadSignature(
            "webhook-signature: is not this site's signature of webhook-id, webhook-timestamp and "
            "the raw body. Sign exactly the bytes that are sent; `widget sites hook-secret` makes "
            "a new secret."
        )
    return Delivery(identity, sent_at)


def require_recent(sent_at: datetime, now: datetime) -> None:
    """Return when the message was sent about now; raise BadSignature for an older or later one."""
    if abs(sent_at - now) > timedelta(seconds=HOOK_SECONDS):
        raise BadSignature(
            f"The message was signed at {sent_at:%Y-%m-%dT%H:%M:%SZ}, more than "
            f"{HOOK_SECONDS // 60} minutes from the server's time. Set the sender's clock, and "
            "sign each attempt anew."
        )


def read(body: bytes) -> ArticleEvent:
    """Return the event of a message: ``{"event": …, "article": {…}}``.

    ``article`` has the fields of PUT /articles; for an article that is gone its ``url`` is
    enough. Raises InvalidField or LimitExceeded, naming the field.
    """
    message = manuscripts.loaded(body, REQUEST_BYTES)
    if not isinstance(message, dict) or set(message) != {"event", "article"}:
        raise InvalidField("body", 'takes {"event": "published", "article": {…}} and no more.')
    event = _event(message["event"])
    manuscript = manuscripts.from_data(message["article"], "article")
    if not manuscript.url:
        raise InvalidField("article.url", "is missing; give the address of the article's page.")
    return ArticleEvent(
        event=event,
        urls=(manuscript.url, *manuscript.aliases),
        manuscript=manuscript if event in _KEPT else None,
        modified_at=manuscript.modified_at,
    )


def _stated(headers: Mapping[str, str]) -> tuple[str, str, list[bytes]]:
    """Return id, time and signatures as the headers state them, each of an allowed form."""
    missing = [name for name in _HEADERS if not headers.get(name)]
    if missing:
        raise BadSignature(
            f"The header {missing[0]} is missing. Sign the message as Standard Webhooks says, with "
            "the secret that `widget sites hook-secret` printed."
        )
    identity, stamp, given = (headers[name] for name in _HEADERS)
    if not _ID.fullmatch(identity):
        raise BadSignature(
            f"webhook-id: takes 1 to {HOOK_ID_CHARACTERS} visible ASCII characters and no dot."
        )
    if not _SECONDS.fullmatch(stamp):
        raise BadSignature("webhook-timestamp: takes whole seconds since 1970, such as 1714555800.")
    return identity, stamp, _signatures(given)


def _signatures(given: str) -> list[bytes]:
    """Return the signatures of the version that is read here; those of others are passed over."""
    parts = given.split(" ", HOOK_SIGNATURES)
    if len(parts) > HOOK_SIGNATURES:
        raise BadSignature(
            f"webhook-signature: at most {HOOK_SIGNATURES} signatures are accepted; send the one "
            "of the current secret."
        )
    return [_decoded(part.removeprefix("v1,")) for part in parts if part.startswith("v1,")]


def _decoded(text: str) -> bytes:
    try:
        return b64decode(text, validate=True)
    except (NotBase64, ValueError):
        return b""


def _key(secret: str) -> bytes:
    return b64decode(secret.removeprefix(HOOK_MARK), validate=True)


def _event(value: object) -> EventKind:
    try:
        return EventKind(value)  # type: ignore[arg-type]  # whatever the sender wrote
    except ValueError as error:
        raise InvalidField("event", f"takes one of {', '.join(EventKind)}.") from error
