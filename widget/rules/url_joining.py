"""Where a reference leads that stands in a page, a listing or an answer: joined as browsers do."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import urljoin, urlsplit

from widget.domain.limits import URL_CHARACTERS
from widget.rules.urls import UNFIT

_DROPPED: Final = re.compile(r"[\t\r\n]")
_AROUND: Final = "".join(map(chr, range(0x21)))
_PLAIN: Final = re.compile(r"https?://[a-z0-9.-]+(?::\d{1,5})?/[!-\[\]-~]*", re.A)
"""What nearly all are that need no joining, without the price of taking it apart."""


def joined(base: str, reference: str) -> str | None:
    """Return the URL that a reference leads to from a base, of any scheme; None if unreadable.

    Tabs and line breaks are dropped, white space and control characters around it too; a space
    inside is percent-encoded.
    """
    try:
        return urljoin(base, _DROPPED.sub("", reference).strip(_AROUND).replace(" ", "%20"))
    except ValueError:
        return None


def web_address(base: str, reference: str) -> str | None:
    """Return the absolute http(s) URL that a reference leads to, at most URL_CHARACTERS long.

    None for nothing, and for what is no such URL or holds characters that no URL may have.
    """
    if len(reference) <= URL_CHARACTERS and _PLAIN.fullmatch(reference):
        return reference
    if len(reference) > 2 * URL_CHARACTERS or not reference.strip(_AROUND):
        return None
    url = joined(base, reference)
    return url if url and _is_of_the_web(url) else None


def _is_of_the_web(url: str) -> bool:
    try:
        parts = urlsplit(url)
        named = parts.scheme in {"http", "https"} and bool(parts.hostname)
    except ValueError:
        return False
    return named and len(url) <= URL_CHARACTERS and not UNFIT.search(url)
