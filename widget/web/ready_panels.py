"""Answers readers of ready panels without Flask: one query, a mould, and headers that are known.

Most of what is in no memory is a summary that is ready, of an article at its own address. What
Flask, its context and its hooks do for such an answer is always the same. All else is left to the
application, and so is every error: it says them. A test compares each answer with its own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from werkzeug.http import generate_etag, quote_etag

from widget.bootstrap import now
from widget.domain.errors import WidgetError
from widget.domain.panel import Ready
from widget.usecases.reading.read_panel import read_at_a_glance
from widget.web import compression, cors, headers, rests_on
from widget.web.kept_answer import Head, KeptAnswer
from widget.web.moulds import Moulds

if TYPE_CHECKING:
    from jinja2 import Environment

    from widget.bootstrap import Services
    from widget.web.kept_answer import Headers

_OK: Final = "200 OK"


class ReadyPanels:
    """Prints the panels that are ready; for many threads."""

    def __init__(self, templates: Environment, services: Services) -> None:
        self._store = services.store
        self._moulds = Moulds(templates)
        self._headers = _headers_of(headers.fresh_for(services.settings.max_age))

    def answer(self, site_key: str, url: str) -> KeptAnswer | None:
        """Return the answer for the article at this canonical URL.

        None where it is for the application to say what there is.
        """
        moment = now()
        try:
            found = read_at_a_glance(self._store, site_key, url, moment)
        except WidgetError:
            return None
        if found is None or not isinstance(found.panel, Ready):
            return None
        body = self._moulds.printed(found.panel, found.site).encode()
        head = Head(self._headers, quote_etag(generate_etag(body)), has_body=True)
        return KeptAnswer(_OK, head, body, rests_on.of_panel(found, moment, lasting=True))


def _headers_of(cache: str) -> Headers:
    """Return the headers that all variants of these answers have."""
    return [
        ("Content-Type", "text/html; charset=utf-8"),
        ("Cache-Control", cache),
        *cors.OPEN.items(),
        ("Vary", ", ".join((*compression.VARIES, *cors.VARIES))),
        *headers.EVERYWHERE.items(),
        ("Content-Security-Policy", headers.FRAGMENT_POLICY),
    ]
