"""Decides at which address the article of a fetched page is: where it ended, or where it says."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from widget.domain.errors import FetchFailed, Unreadable, WidgetError
from widget.domain.source import Asker, Validators
from widget.rules import urls
from widget.rules.article_parameters import plain_of
from widget.usecases.ingest.merge import GONE

if TYPE_CHECKING:
    from widget.domain.site import Site
    from widget.domain.source import Page, TrackedPage
    from widget.usecases.ingest.context import IngestContext


def end_of(tracked: TrackedPage, page: Page) -> str:
    """Return where the fetch ended. Raises FetchFailed where that is the front page."""
    ended = urls.canonical(page.url)
    if _is_front(ended) and not _is_front(tracked.url):
        raise FetchFailed(
            "It redirects to the front page of the site, so there is no article.",
            permanent=True,
            status=GONE,
        )
    return ended


def named_by(site: Site, page: Page, ended: str) -> str:
    """Return the address that the page calls its own, if it can be one of the site's articles."""
    try:
        named = urls.canonical(page.manuscript.url or ended)
    except WidgetError:
        return ended
    if not urls.belongs(named, site.page_hosts):
        return ended
    # Some sites call the front page the original of every page, some forget that they have https.
    downgraded = ended.startswith("https:") and named == urls.twin(ended)
    return ended if downgraded or _is_front(named) else named


def _is_front(url: str) -> bool:
    parts = urlsplit(url)
    return parts.path == "/" and not parts.query


def without_parameters(context: IngestContext, site: Site, page: Page, ended: str) -> Page:
    """Return the same page at its address without parameters that are not known to choose one.

    A reader may have written them, and a page that takes no notice of them would be as many
    articles as there are values. Raises Unreadable where the two are not the same.
    """
    plain = plain_of(ended)
    if plain == ended:
        return page
    found = None if _is_front(plain) else original_at(context, site, plain, Asker.READER)
    if found is None or _said(found) != _said(page):
        raise Unreadable(
            "Its address has parameters that are not known to choose an article, and the page "
            "names no address of its own; name it with <link rel=canonical>, or list it in a "
            "source."
        )
    return found


def _said(page: Page) -> tuple[object, ...]:
    return (page.manuscript.title, page.manuscript.text, page.manuscript.blocks)


def original_at(context: IngestContext, site: Site, named: str, asker: Asker) -> Page | None:
    """Return the page that another one calls its original, if it is really there."""
    try:
        page = context.publisher_site.page(named, site.page_hosts, asker, Validators())
        there = page is not None and urls.canonical(page.url) == named
    except WidgetError:
        return None
    return page if there else None
