"""Compresses what readers get, for browsers that take gzip.

Only public answers: they hold no secret that their compressed length could give away (BREACH). What
a publisher's route answers belongs to a key and may repeat what was sent; it is never compressed.
"""

from __future__ import annotations

import gzip
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from flask import request
from werkzeug.datastructures import Accept
from werkzeug.http import parse_accept_header

if TYPE_CHECKING:
    from flask import Blueprint, Response

LEVEL: Final = 6
"""Of 1 to 9; ./dev bench compression shows what each costs and saves."""
GZIP: Final = "gzip"
VARIES: Final = ("Accept-Encoding",)
HEADER_CHARACTERS: Final = 256
"""Characters of headers whose meaning is remembered; browsers send fewer."""
WORTH_BYTES: Final = 500
"""Shorter bodies fit into the packet that their head takes anyway."""


def install(blueprint: Blueprint) -> None:
    """Compress what this blueprint answers, when it is asked to and it is worth it."""
    blueprint.after_request(_compress)


def is_asked_for() -> bool:
    """Return whether this request takes gzip."""
    return is_taken(request.headers.get("Accept-Encoding"))


def is_taken(encodings: str | None) -> bool:
    """Return whether gzip is among these encodings, the value of an Accept-Encoding header."""
    if encodings is None:
        return False
    if len(encodings) > HEADER_CHARACTERS:
        return _names_gzip(encodings)
    return _known(encodings)


def compressed(plain: bytes) -> bytes:
    """Return the body as it is sent to who takes gzip: compressed where that is worth it."""
    if len(plain) <= WORTH_BYTES:
        return plain
    # Without a time of its own it is the same from every worker, and so is its ETag.
    return gzip.compress(plain, LEVEL, mtime=0)


def _compress(response: Response) -> Response:
    response.vary.update(VARIES)
    if is_asked_for() and not response.is_streamed:
        plain = response.get_data()
        sent = compressed(plain)
        if sent is not plain:
            response.set_data(sent)
            response.headers["Content-Encoding"] = GZIP
    return response


def _names_gzip(encodings: str) -> bool:
    return parse_accept_header(encodings, Accept)[GZIP] > 0


_known = lru_cache(maxsize=256)(_names_gzip)
