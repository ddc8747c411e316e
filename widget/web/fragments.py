"""Routes for readers: fragments that any page of the site may swap in."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit

from flask import Blueprint, Response, g, make_response, render_template, request

from widget import metrics
from widget.bootstrap import now
from widget.domain.panel import Pending, Unavailable
from widget.translations import button_label
from widget.usecases.ingest.press import press
from widget.usecases.reading import read_panel
from widget.usecases.reading.availability import availability
from widget.web import compression, cors, headers, presenter, query, rests_on
from widget.web.services import presses_of_client, quota_of_client, services, under_way

if TYPE_CHECKING:
    from widget.bootstrap import Services
    from widget.translations import Texts

blueprint = Blueprint("fragments", __name__, url_prefix="/v1/sites/<site_key>")
cors.open_fragments(blueprint)
compression.install(blueprint)


@blueprint.get("/summary")
def summary(site_key: str) -> Response:
    """Answer the panel of the page at ``?url=``: ready, pending or unavailable."""
    url = request.args.get("url")
    opened = services()
    moment = now()
    found = read_panel.read(opened.store, site_key, url, moment, quota_of_client())
    site, panel = found.site, found.panel
    cors.asked_of(site)
    if isinstance(panel, Pending):
        await_outcome(opened, site_key, panel.url)
    shown = presenter.shown(panel, site, url or "")
    rests_on.tell(rests_on.of_panel(found, moment, lasting=shown.cache != headers.NO_STORE))
    if isinstance(panel, Unavailable) and query.is_on("hide-when-none"):
        return headers.briefly_kept(_nothing(shown.cache))
    return headers.briefly_kept(fragment(shown))


@blueprint.get("/button")
def button(site_key: str) -> Response:
    """Answer the button for a page that runs htmx itself and reaches us on its own origin."""
    url = request.args.get("url", "")
    fresh = headers.fresh_for(services().settings.max_age)
    site, headline = read_panel.page_of(services().store, site_key, url)
    cors.asked_of(site)
    hides = query.is_on("hide-when-none")
    rests_on.tell(rests_on.of_site(site, lasting=not hides))
    if hides:
        [has] = availability(services().store, site_key, [url], now()).has
        if not has:
            return _nothing(fresh)
    return _button(url, presenter.texts_for(site, headline), site_key, fresh)


def _button(url: str, words: Texts, site_key: str, cache: str) -> Response:
    prefix = urlsplit(services().settings.public_url).path
    path = f"{prefix}/v1/sites/{site_key}/summary?url={quote(url, safe='')}"
    context = presenter.saying(words) | {"fragment_path": path, "label": button_label(words)}
    response = make_response(render_template("panel/_button.html", **context))
    response.headers["Cache-Control"] = cache
    return response


def _nothing(cache: str) -> Response:
    """Answer no markup at all. It is no 204 or 404: servers that include it would say so."""
    response = make_response("")
    response.headers["Cache-Control"] = cache
    return response


def await_outcome(opened: Services, site_key: str, url: str) -> None:
    """Leave what a pending panel waits for to the consumer, once for all who wait for it."""
    moment = now()
    if under_way().is_known(site_key, url, moment):
        metrics.count(metrics.PRESSES, "under_way")
        return
    is_due = press(presses_of_client(), site_key, url, moment)
    metrics.count(metrics.PRESSES, "due" if is_due else "left")
    if is_due:
        under_way().note(site_key, url, moment)
        opened.wake()


def fragment(shown: presenter.Shown) -> Response:
    """Return the answer that carries only the panel."""
    g.panel_state = shown.state
    response = make_response(render_template(shown.template, **shown.context), shown.status)
    response.headers["Cache-Control"] = shown.cache
    return response
