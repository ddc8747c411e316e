"""The body of a request, whole or refused."""

from __future__ import annotations

from flask import request
from werkzeug.exceptions import RequestEntityTooLarge


def body() -> bytes:
    """Return the request's body.

    Raises RequestEntityTooLarge past the request's limit, for one that came in chunks as well:
    werkzeug would cut it off at the limit, and half a message is another message.
    """
    read = request.get_data()
    limit = request.max_content_length
    if request.content_length is None and limit is not None and len(read) >= limit:
        raise RequestEntityTooLarge
    return read
