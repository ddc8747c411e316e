"""Reads a response: its body within its limits, the fields of its head made safe."""

from __future__ import annotations

import http.client
import io
import re
from typing import TYPE_CHECKING, Final, Protocol

from widget.domain.limits import FETCH_FIELD_CHARACTERS, RETRY_AFTER_SECONDS, VALIDATOR_CHARACTERS
from widget.domain.source import Validators
from widget.rules.gunzip import DamagedGzip, Gunzip
from widget.rules.times import moment_in_utc

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime
    from http.client import HTTPResponse

_PIECE: Final = 65_536
_UNPRINTABLE: Final = re.compile(r"[^\x20-\x7e\xa0-\xff]+")


class Undecodable(Exception):
    """The body is packed in a way that was not asked for, or not as it says."""


class _Unpacking(Protocol):
    @property
    def complete(self) -> bool:
        """Whether nothing is missing."""

    def pieces(self, raw: bytes) -> Iterator[bytes]:
        """Return what the raw bytes stand for, in pieces of limited size."""


class _Plain:
    @property
    def complete(self) -> bool:
        return True

    def pieces(self, raw: bytes) -> Iterator[bytes]:
        yield raw


def body_of(response: HTTPResponse, most: int) -> tuple[bytes, bool]:
    """Return the unpacked body, and whether it goes on: at most ``most`` bytes are returned.

    Raises Undecodable, http.client.IncompleteRead for a body that ends too early, and what the
    connection raises.
    """
    unpacking = _unpacking_of(response)
    body = io.BytesIO()  # grows in place: no second copy of a large body is ever made
    try:
        for piece in (piece for raw in _raw(response) for piece in unpacking.pieces(raw)):
            body.write(piece)
            if body.tell() > most:
                body.truncate(most)
                return body.getvalue(), True
    except DamagedGzip as error:
        raise Undecodable("gzip") from error
    if not unpacking.complete:
        raise http.client.IncompleteRead(b"")
    return body.getvalue(), False


def is_whole(response: HTTPResponse) -> bool:
    """Tell whether the answer was read to its end and another may follow on its connection."""
    return (response.isclosed() or response.length == 0) and not response.will_close


def declared(response: HTTPResponse) -> int:
    """Return how many bytes the body says it has; 0 when it does not say, or is packed."""
    return 0 if response.headers.get("Content-Encoding") else response.length or 0


def field(response: HTTPResponse, name: str, most: int = FETCH_FIELD_CHARACTERS) -> str:
    """Return all values of a header field, without control characters, at a limited length."""
    joined = ", ".join(response.headers.get_all(name, ()))
    return _UNPRINTABLE.sub(" ", joined).strip()[:most]


def validators_of(response: HTTPResponse) -> Validators:
    """Return the validators that can be sent back as they came."""
    etag, modified = (response.headers.get(name) for name in ("ETag", "Last-Modified"))
    return Validators(_intact(etag), _intact(modified))


def conditions(known: Validators) -> dict[str, str]:
    """Return the fields that ask for the body only if it has changed."""
    etag, modified = _intact(known.etag), _intact(known.last_modified)
    asked = {"If-None-Match": etag, "If-Modified-Since": modified}
    return {name: value for name, value in asked.items() if value}


def seconds_to_wait(value: str, now: datetime) -> int | None:
    """Return the seconds of a Retry-After, a number or a date, at most a day; None if unclear."""
    text = value.strip()
    if text.isascii() and text.isdigit():
        return min(int(text[:10]), RETRY_AFTER_SECONDS)
    until = moment_in_utc(text)
    if until is None:
        return None
    return max(0, min(int((until - now).total_seconds()), RETRY_AFTER_SECONDS))


def _intact(value: str | None) -> str | None:
    """Return the value if it can be kept and sent as it is."""
    fit = value and len(value) <= VALIDATOR_CHARACTERS and not _UNPRINTABLE.search(value)
    return value if fit else None


def _unpacking_of(response: HTTPResponse) -> _Unpacking:
    packed = field(response, "Content-Encoding").lower()
    if packed in {"", "identity"}:
        return _Plain()
    if packed in {"gzip", "x-gzip"}:
        return Gunzip()
    raise Undecodable(packed[:40])


def _raw(response: HTTPResponse) -> Iterator[bytes]:
    """Return the bytes of the body as they come; raises IncompleteRead when some are missing."""
    if field(response, "Transfer-Encoding").lower() not in {"", "chunked"}:
        raise Undecodable("the transfer")
    while raw := response.read1(_PIECE):
        yield raw
    if response.length:
        raise http.client.IncompleteRead(b"", response.length)
