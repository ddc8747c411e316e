"""Compresses what readers get, for browsers that take gzip.

Only public answers: they hold no secret that their compressed length could give away (BREACH). What
a publisher's route answers belongs to a key and may repeat what was sent; it is never compressed.
"""

from __future__ import annotations

import gzip
from typing import TYPE_CHECKING, Final

from flask import request

if TYPE_CHECKING:
    from flask import Blueprint, Response

LEVEL: Final = 6
"""Of 1 to 9; ./dev bench compression shows what each costs and saves."""
WORTH_BYTES: Final = 500
"""Shorter bodies fit into the packet that their head takes anyway."""


def install(blueprint: Blueprint) -> None:
    """Compress what this blueprint answers, when it is asked to and it is worth it."""
    blueprint.after_request(_compress)


def is_asked_for() -> bool:
    """Return whether this request takes gzip."""
    return request.accept_encodings["gzip"] > 0


def _compress(response: Response) -> Response:
    response.vary.add("Accept-Encoding")
    if is_asked_for() and not response.is_streamed:
        plain = response.get_data()
        if len(plain) > WORTH_BYTES:
            # Without a time of its own it is the same from every worker, and so is its ETag.
            response.set_data(gzip.compress(plain, LEVEL, mtime=0))
            response.headers["Content-Encoding"] = "gzip"
    return response
