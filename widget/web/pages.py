"""The same panels as whole pages, for readers without scripts, frames and plain links."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from flask import Blueprint, Response, g, make_response, render_template, request

from widget.bootstrap import now
from widget.domain.panel import Pending
from widget.rules.pictures import hosts_of
from widget.rules.urls import canonical
from widget.usecases.reading import read_panel
from widget.version import VERSION
from widget.web import compression, headers, presenter, query
from widget.web.fragments import await_outcome
from widget.web.services import quota_of_client, services

if TYPE_CHECKING:
    from widget.domain.article import Headline
    from widget.domain.site import Site

blueprint = Blueprint("pages", __name__)
compression.install(blueprint)


@dataclass(frozen=True, slots=True)
class About:
    """What a page tells besides its panel; nothing of it is known of an error."""

    site_name: str | None = None
    headline: Headline | None = None
    article_url: str | None = None


# A reader without scripts sees a pending summary when it is there.
_REFRESH_SECONDS = "2"


@blueprint.get("/")
def home() -> Response:
    """Tell a person who opens the server's address what it is."""
    response = make_response(render_template("home.html", version=VERSION))
    response.headers["Content-Security-Policy"] = headers.page_policy(())
    return response


@blueprint.get("/read/<site_key>")
def read(site_key: str) -> Response:
    """Answer the panel of the page at ``?url=`` as a whole page; with ``?bare=1`` for a frame."""
    url = request.args.get("url")
    opened = services()
    found = read_panel.read(opened.store, site_key, url, now(), quota_of_client())
    site, panel = found.site, found.panel
    shown = presenter.shown(panel, site, url or "")
    if query.is_on("bare"):
        response = _frame(shown, site, panel.headline)
    else:
        # The page belongs to the site, or reading it had failed: the way back to it is safe.
        response = page(shown, About(site.name, panel.headline, canonical(url or "")))
        response.headers["Content-Security-Policy"] = headers.page_policy(
            site.origins, hosts_of(site)
        )
    if isinstance(panel, Pending):
        await_outcome(opened, site_key, panel.url)
        response.headers["Refresh"] = _REFRESH_SECONDS
    return headers.briefly_kept(response)


def _frame(shown: presenter.Shown, site: Site, headline: Headline | None) -> Response:
    """Return the answer that carries the panel alone, for a frame on a page of the site."""
    g.panel_state = shown.state
    body = render_template(
        "frame.html",
        state_template=shown.template,
        headline=headline,
        origins=" ".join(site.origins),
        accent=query.colour("accent"),
        scheme=query.scheme(),
        **shown.context,
    )
    response = make_response(body, shown.status)
    response.headers["Cache-Control"] = shown.cache
    response.headers["Content-Security-Policy"] = headers.frame_policy(site.origins, hosts_of(site))
    return response


def page(shown: presenter.Shown, about: About | None = None) -> Response:
    """Return the answer that carries the panel, or an error, as a page."""
    about = about or About()
    headline = about.headline
    g.panel_state = shown.state
    body = render_template(
        "page.html",
        state_template=shown.template,
        headline=headline,
        article_url=about.article_url,
        site_name=about.site_name,
        **shown.context,
    )
    response = make_response(body, shown.status)
    response.headers["Cache-Control"] = shown.cache
    response.headers["Content-Security-Policy"] = headers.page_policy(())
    return response
