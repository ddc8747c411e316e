"""One answer in memory, and its variants: for each encoding, and for each origin that has a right.

It was made for a request that had an address and nothing else, so nothing of one reader's request
can be in the answer to another one. What depends on a request is added here, by the same rules as
the application has: which page may read it (cors), and whether it is compressed.
"""

from __future__ import annotations

from functools import lru_cache
from time import monotonic
from typing import TYPE_CHECKING, Final, NamedTuple

from werkzeug.http import generate_etag, quote_etag, remove_entity_headers

from widget.web import compression, cors

if TYPE_CHECKING:
    from collections.abc import Collection, Hashable

    from widget.web.rests_on import RestsOn

    Headers = list[tuple[str, str]]

_VARIANTS: Final = 32
"""Pairs of Origin and Accept-Encoding whose variant is found at once."""
_HEADERS_BYTES: Final = 4_000
"""About what the headers of all variants of an answer take."""
_OF_A_VARIANT: Final = {"etag", "content-length", "content-encoding", "date"}
"""What is made for each variant; the date of an answer is the server's to say, when it is sent."""
_OF_AN_ORIGIN: Final = {"access-control-allow-origin", "access-control-allow-credentials"}


@lru_cache(maxsize=64)  # answers have the same few headers
def _stays_in_304(name: str) -> bool:
    """Return whether a header of this name is sent where there is no body."""
    header = [(name, "")]
    remove_entity_headers(header)
    return bool(header)


class Variant(NamedTuple):
    """An answer as it is sent."""

    status: str
    headers: Headers
    body: tuple[bytes, ...]
    etag: str | None
    """As it stands in the header; None for what no cache may keep."""
    not_modified: Headers


class Head(NamedTuple):
    """What stands before the body of an answer to a request without headers."""

    headers: Headers
    """Those that all variants have."""
    etag: str | None
    has_body: bool
    """An answer that has no body by its status has no length either."""


def head_of(headers: Headers) -> Head:
    """Return the head with these headers."""
    base = [pair for pair in headers if pair[0].lower() not in _OF_A_VARIANT]
    etag = next((value for name, value in headers if name.lower() == "etag"), None)
    return Head(base, etag, any(name.lower() == "content-length" for name, _ in headers))


class KeptAnswer:
    """An answer and its variants; those are made when they are first asked for."""

    __slots__ = (
        "_base",
        "_bodies",
        "_has_body",
        "_status",
        "_variants",
        "addresses",
        "ends",
        "key",
        "rests_on",
        "used",
    )

    def __init__(self, status: str, head: Head, plain: bytes, rests_on: RestsOn) -> None:
        """``head`` and ``plain`` are those of a request without Accept-Encoding."""
        self._status = status
        self._base = head.headers
        self._bodies: dict[bool, tuple[bytes, str | None]] = {False: (plain, head.etag)}
        self._variants: dict[tuple[str | None, str | None], Variant] = {}
        self._has_body = head.has_body
        self.rests_on = rests_on
        self.used = monotonic()
        self.ends = self.used + rests_on.seconds
        self.key: Hashable = None
        self.addresses: list[str] = []

    @property
    def size(self) -> int:
        """Return about how many bytes the answer takes with all its variants."""
        plain = len(self._bodies[False][0])
        return 2 * plain + _HEADERS_BYTES

    def is_one_of(self, statuses: Collection[str]) -> bool:
        """Return whether its status (three digits) is one of these."""
        return self._status[:3] in statuses

    def variant(self, origin: str | None, encodings: str | None) -> Variant:
        """Return the answer to a request with this Origin and this Accept-Encoding."""
        found = self._variants.get((origin, encodings))
        return self._made(origin, encodings) if found is None else found

    def _made(self, origin: str | None, encodings: str | None) -> Variant:
        made = self._sent(origin, compressed=compression.is_taken(encodings))
        if len(origin or "") + len(encodings or "") <= compression.HEADER_CHARACTERS:
            if len(self._variants) >= _VARIANTS:
                self._variants.clear()
            self._variants[origin, encodings] = made
        return made

    def _sent(self, origin: str | None, *, compressed: bool) -> Variant:
        body, etag = self._body(compressed)
        headers = self._for_origin(origin)
        if body is not self._bodies[False][0]:
            headers.append(("Content-Encoding", compression.GZIP))
        if etag is not None:
            headers.append(("ETag", etag))
        not_modified = [pair for pair in headers if _stays_in_304(pair[0])]
        if self._has_body:
            headers.append(("Content-Length", str(len(body))))
        return Variant(self._status, headers, (body,), etag, not_modified)

    def _body(self, compressed: bool) -> tuple[bytes, str | None]:  # noqa: FBT001 - a key
        found = self._bodies.get(compressed)
        if found is None:
            plain, etag = self._bodies[False]
            body = compression.compressed(plain)
            if etag is not None and body is not plain:
                etag = quote_etag(generate_etag(body))
            found = self._bodies[compressed] = body, etag
        return found

    def _for_origin(self, origin: str | None) -> Headers:
        """Return the headers for a page of this origin; those of the site's own name it."""
        if origin is None or self.rests_on.site is None:
            return list(self._base)
        own = cors.for_own_page(self.rests_on.site, origin)
        if not own:
            return list(self._base)
        others = [pair for pair in self._base if pair[0].lower() not in _OF_AN_ORIGIN]
        return [*others, *own.items()]
