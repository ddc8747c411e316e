"""Checks whether the article is known, and what a press on the page would show now."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING, Final

from widget.domain.diagnosis import CheckName
from widget.domain.errors import BudgetSpent
from widget.domain.panel import Pending, Ready
from widget.rules import embed_link, urls
from widget.usecases.articles.lookup import reading_meant
from widget.usecases.diagnosis import reasons, unknown_article
from widget.usecases.diagnosis.examination import fine, warning, wrong
from widget.usecases.diagnosis.reasons import Facts
from widget.usecases.reading import read_panel

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from widget.domain.diagnosis import Check
    from widget.domain.embed_page import InspectedPage
    from widget.domain.panel import Panel
    from widget.domain.site import Site
    from widget.domain.summary import Point
    from widget.usecases.diagnosis.examination import DoctorContext, Examination

_ARTICLE: Final = CheckName.ARTICLE
_PRESS: Final = CheckName.PRESS
_MOST: Final = 3
"""Articles of one page that are looked up."""
_FIRST_WORDS: Final = 8
_TAG: Final = re.compile(r"<[^<>]*>")


def checks(exam: Examination) -> Iterator[Check]:
    """Yield what the server knows of the articles that the page's widgets name."""
    if exam.site is None:
        return
    addresses = _addresses(exam, exam.site)
    for address in addresses[:_MOST]:
        yield from checks_of(exam.context, exam.site, address, exam.now, exam.page)
    if len(addresses) > _MOST:
        more = len(addresses) - _MOST
        yield fine(_ARTICLE, f"The widgets name {more} more articles, which were not looked up.")


def checks_of(
    context: DoctorContext,
    site: Site,
    url: str,
    now: datetime,
    page: InspectedPage | None = None,
) -> Iterator[Check]:
    """Yield what the server knows of the article at this URL; ``page`` is its page, if fetched.

    Nothing for a URL that is none of the site's. Raises StoreUnavailable.
    """
    key = embed_link.key_of(url)
    if key is None or not urls.belongs(key, site.page_hosts):
        return
    facts = _facts(context, site, key, now)
    try:
        panel = read_panel.read(context.ingest.store, site.key, key, now, context.quota).panel
    except BudgetSpent as error:
        yield wrong(_ARTICLE, "article", error.message, "Raise WIDGET_FETCHES_PER_MINUTE.")
        return
    yield from _article(facts, panel, page)
    yield _press(facts, panel)


def _addresses(exam: Examination, site: Site) -> tuple[str, ...]:
    keys = (embed_link.key_of(one.url) for one in exam.articles())
    own = tuple(key for key in keys if key and urls.belongs(key, site.page_hosts))
    return own or (exam.embed.canonical or exam.page.url,)


def _facts(context: DoctorContext, site: Site, key: str, now: datetime) -> Facts:
    with context.ingest.store.view() as view:
        reading = reading_meant(view, site, key)
        tracked = view.tracked_page(site.key, key)
        article = view.article(site.key, reading.headline.url) if reading else None
        own = view.tracked_page(site.key, reading.headline.url) if reading else None
    doubt = own.doubt if own is not None and reading and reading.headline.ingested else None
    return Facts(context, site, key, now, reading, tracked, article, doubt)


def _article(facts: Facts, panel: Panel, page: InspectedPage | None) -> Iterator[Check]:
    if isinstance(panel, Ready):
        also = "" if panel.headline.url == facts.key else f", found by {facts.key}"
        yield fine(_ARTICLE, f"Known: {panel.headline.url}{also}.")
        yield from reasons.doubts(facts)
    elif isinstance(panel, Pending):
        yield _pending(facts, panel)
        if panel.headline is None and page is not None:
            yield from unknown_article.as_fetched(facts, page)
    elif facts.reading is None:
        yield from unknown_article.checks(facts, page)
    else:
        reason = reasons.of(facts, panel.reason)
        yield wrong(_ARTICLE, "article", reason.message, reason.cure)


def _pending(facts: Facts, panel: Pending) -> Check:
    what = (
        "The article is known; its summary is still to be made."
        if panel.headline
        else "The page is not known yet; the consumer is to fetch it."
    )
    if not facts.context.consumer_runs:
        message = f"{what} No consumer runs."
        return wrong(_ARTICLE, "article", message, "Start it: `widget serve`, or `widget work`.")
    if facts.site.on_demand and panel.headline is None and facts.tracked is None:
        what = "The page is not known; a press fetches it, since the site is on demand."
    return warning(_ARTICLE, "article", what, "Look again in a minute.")


def _press(facts: Facts, panel: Panel) -> Check:
    if isinstance(panel, Ready):
        points = panel.summary.points
        said = " / ".join(map(_beginning, points))
        count = "1 point" if len(points) == 1 else f"{len(points)} points"
        return fine(_PRESS, f"ready, {panel.summary.origin.value}, {count}: {said}")
    if isinstance(panel, Pending):
        message = "pending: the reader waits for the summary"
        says = warning if facts.context.consumer_runs else wrong
        return says(_PRESS, "article", message, _SEE)
    return wrong(_PRESS, "article", f"unavailable: {panel.reason.value}", _SEE)


_SEE: Final = "The lines above say why."


def _beginning(point: Point) -> str:
    """Return the first words of a point, as plain text."""
    words = html.unescape(_TAG.sub("", point.content.markup)).split()
    return " ".join(words[:_FIRST_WORDS]) + (" …" if len(words) > _FIRST_WORDS else "")
