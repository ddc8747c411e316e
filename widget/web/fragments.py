"""Routes for readers: fragments that any page of the site may swap in."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit

from flask import Blueprint, Response, make_response, render_template, request

from widget.bootstrap import now
from widget.domain.panel import Pending, Unavailable
from widget.usecases.ingest.press import press
from widget.usecases.reading import read_panel
from widget.usecases.reading.availability import availability
from widget.web import compression, cors, headers, presenter
from widget.web.services import services

if TYPE_CHECKING:
    from widget.bootstrap import Services

blueprint = Blueprint("fragments", __name__, url_prefix="/v1/sites/<site_key>")
cors.open_fragments(blueprint)
compression.install(blueprint)

LABEL = "No time to read? Get a summary"


@blueprint.get("/summary")
def summary(site_key: str) -> Response:
    """Answer the panel of the page at ``?url=``: ready, pending or unavailable."""
    url = request.args.get("url")
    opened = services()
    site, panel = read_panel.read(opened.store, site_key, url, now(), opened.presses.quota)
    cors.asked_of(site)
    if isinstance(panel, Pending):
        await_outcome(opened, site_key, panel.url)
    shown = presenter.shown(panel, site_key, url or "")
    if isinstance(panel, Unavailable) and _hides_when_none():
        return _nothing(shown.cache)
    return fragment(shown)


@blueprint.get("/button")
def button(site_key: str) -> Response:
    """Answer the button for a page that runs htmx itself and reaches us on its own origin."""
    fresh = headers.fresh_for(services().settings.max_age)
    if _hides_when_none():
        asked = request.args.getlist("url")[:1]
        site, [has] = availability(services().store, site_key, asked, now())
    else:
        site, has = read_panel.site_of(services().store, site_key), True
    cors.asked_of(site)
    return _button(site_key, fresh) if has else _nothing(fresh)


def _button(site_key: str, cache: str) -> Response:
    prefix = urlsplit(services().settings.public_url).path
    url = quote(request.args.get("url", ""), safe="")
    path = f"{prefix}/v1/sites/{site_key}/summary?url={url}"
    body = render_template("panel/_button.html", fragment_path=path, label=LABEL)
    response = make_response(body)
    response.headers["Cache-Control"] = cache
    return response


def _hides_when_none() -> bool:
    """Return whether the page would rather show nothing than that there is no summary."""
    return request.args.get("hide-when-none", "false") not in {"false", "0"}


def _nothing(cache: str) -> Response:
    """Answer no markup at all. It is no 204 or 404: servers that include it would say so."""
    response = make_response("")
    response.headers["Cache-Control"] = cache
    return response


def await_outcome(opened: Services, site_key: str, url: str) -> None:
    """Leave what a pending panel waits for to the consumer."""
    if press(opened.presses, site_key, url, now()):
        opened.wake()


def fragment(shown: presenter.Shown) -> Response:
    """Return the answer that carries only the panel."""
    response = make_response(render_template(shown.template, **shown.context), shown.status)
    response.headers["Cache-Control"] = shown.cache
    return response
