"""What a request for a public fragment asks for: the address, and what of its query counts."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final, NamedTuple
from urllib.parse import parse_qsl, unquote_plus, urlencode

from widget.domain.errors import WidgetError
from widget.domain.limits import QUERY_FIELDS
from widget.rules import urls
from widget.web.query import says_yes

if TYPE_CHECKING:
    from collections.abc import Hashable

_PATH: Final = re.compile(r"/v1/sites/([A-Za-z0-9_.~-]{1,64})/(summary|button|has)", re.ASCII)
_HIDE: Final = "hide-when-none"
_MANY: Final = "has"
"""The fragment that is asked of several pages at once."""
PANEL: Final = "panel"
"""The kind of a key: a summary, by the canonical URL of its page."""
_BAD_BYTES: Final = "werkzeug.url_quote"
"""What the application does with percent-encoded bytes that are no UTF-8: they stay encoded."""


class Question(NamedTuple):
    """What is asked. Two requests with the same question get the same answer."""

    kind: str
    site_key: str
    urls: tuple[str, ...]
    """The addresses as they were asked."""
    hide: bool

    @property
    def query(self) -> str:
        """Return the query that asks for this and nothing else."""
        pairs = [("url", url) for url in self.urls]
        return urlencode(pairs + [(_HIDE, "")] * self.hide, errors="strict")

    def key(self) -> Hashable:
        """Return what all questions have in common that mean the same page of the site.

        None where the address is none, and the application says why.
        """
        if self.kind != "summary":
            return self
        try:
            return self._replace(urls=(urls.canonical(self.urls[0]),), kind=PANEL)
        except WidgetError:
            return None


def site_of(path: str) -> str | None:
    """Return the key of the site of a public fragment at this path; None for any other path."""
    found = _PATH.fullmatch(path)
    return found[1] if found else None


def asked(path: str, query: str) -> Question | None:
    """Return what this address asks for; None where only the application knows what to say."""
    found = _PATH.fullmatch(path)
    if found is None or not query.isascii() or query.count("&") >= QUERY_FIELDS:
        return None
    fields = _fields(query)
    site_key, kind = found.groups()
    asked_urls = fields.get("url", [])
    if not asked_urls or not asked_urls[0] or not _is_encodable(asked_urls):
        return None
    if kind == _MANY:
        return Question(kind, site_key, tuple(asked_urls), hide=False)
    hide = _HIDE in fields and says_yes(fields[_HIDE][0])
    return Question(kind, site_key, (asked_urls[0],), hide)


def _fields(query: str) -> dict[str, list[str]]:
    if query.startswith("url=") and "&" not in query:  # as nearly everybody asks
        return {"url": [unquote_plus(query[4:], errors=_BAD_BYTES)]}
    fields: dict[str, list[str]] = {}
    for name, value in parse_qsl(query, keep_blank_values=True, errors=_BAD_BYTES):
        fields.setdefault(name, []).append(value)
    return fields


def _is_encodable(values: list[Any]) -> bool:
    """Return whether these can be asked again: half a character cannot."""
    try:
        "".join(values).encode()
    except UnicodeEncodeError:
        return False
    return True
