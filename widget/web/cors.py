"""What pages of other origins may ask for and read: every public answer, and its preflight.

A public answer carries nothing of the reader's, and no cookie is ever read, so any page may read
it. A page of the site may also send the reader's credentials along, as some tracers make every
request do; docs/decisions/0018-answers-to-requests-with-credentials.md says why only those pages.
"""

from __future__ import annotations

import re
from contextlib import suppress
from typing import TYPE_CHECKING, Final

from flask import Response, g, request

from widget.domain.errors import WidgetError
from widget.domain.limits import PREFLIGHT_HEADER_CHARACTERS
from widget.rules import urls
from widget.usecases.reading import read_panel
from widget.web.services import services

if TYPE_CHECKING:
    from flask import Blueprint

    from widget.domain.site import Site

METHODS: Final = "GET, HEAD, OPTIONS"
MAX_AGE: Final = "86400"
"""Seconds for which a browser may keep the answer to a preflight; browsers keep it for less."""

OPEN: Final = {
    "Access-Control-Allow-Origin": "*",
    "Cross-Origin-Resource-Policy": "cross-origin",
    "Timing-Allow-Origin": "*",
}
"""What lets pages of any origin read an answer."""
VARIES: Final = ("Origin",)

_TOKENS: Final = re.compile(r"[\w!#$%&'*+.^`|~-]+(?:[ \t]*,[ \t]*[\w!#$%&'*+.^`|~-]+)*", re.ASCII)


def open_files(blueprint: Blueprint) -> None:
    """Let pages of any origin load what this blueprint answers: files, the same for all sites."""
    blueprint.before_request(_preflight)
    blueprint.after_request(_open_to_all)


def open_fragments(blueprint: Blueprint) -> None:
    """Let pages of any origin read what this blueprint answers of a site.

    The site's own pages may ask for it with credentials.
    """
    blueprint.after_request(_open_to_site_with_credentials)
    open_files(blueprint)  # what is named last is done first: the site's own word comes after it


def for_own_page(site: Site, origin: str) -> dict[str, str]:
    """Return what lets a page of the site read an answer with credentials; nothing for others."""
    if not urls.is_origin_of(origin, site.origins, site.page_hosts):
        return {}
    return {
        "Access-Control-Allow-Origin": origin,
        "Access-Control-Allow-Credentials": "true",
    }


def asked_of(site: Site | None) -> None:
    """Remember whose answer this is, so that the store is not asked for the site once more."""
    g.site = site


def _preflight() -> Response | None:
    """Answer OPTIONS, whatever headers the page's scripts put on the request that follows."""
    if request.method != "OPTIONS":
        return None
    response = Response(status=204)
    response.headers["Allow"] = METHODS
    response.headers["Access-Control-Allow-Methods"] = METHODS
    response.headers["Access-Control-Allow-Headers"] = _allowed_headers()
    response.headers["Access-Control-Max-Age"] = MAX_AGE
    response.vary.update(("Access-Control-Request-Headers", "Access-Control-Request-Method"))
    if request.headers.get("Access-Control-Request-Private-Network") == "true":
        response.headers["Access-Control-Allow-Private-Network"] = "true"
    return response


def _allowed_headers() -> str:
    """Return the names that were asked for, if that is what they are.

    ``*`` would not cover Authorization, nor anything for old browsers or with credentials.
    """
    asked = request.headers.get("Access-Control-Request-Headers", "").strip(" \t")
    fits = len(asked) <= PREFLIGHT_HEADER_CHARACTERS and _TOKENS.fullmatch(asked)
    return asked if fits else "*"


def _open_to_all(response: Response) -> Response:
    for name, value in OPEN.items():
        response.headers[name] = value
    return response


def _open_to_site_with_credentials(response: Response) -> Response:
    response.vary.update(VARIES)
    origin = request.headers.get("Origin")
    site = _site() if origin else None
    if origin and site is not None:
        response.headers.update(for_own_page(site, origin))
    return response


def _site() -> Site | None:
    """Return the site that was asked; None when there is none, or the store does not answer."""
    if "site" not in g:
        g.site = None
        with suppress(WidgetError):
            g.site = read_panel.site_of(services().store, (request.view_args or {})["site_key"])
    known: Site | None = g.site
    return known
